import csv
import io
import json
import math
from typing import Any

import openpyxl
import pandas as pd
import pytest

from imscore.errors import OutputError
from imscore.model import OBSERVATION_COLUMNS, Block, Observations, Problem
from imscore.outputs import observations as tidy
from imscore.outputs import render_observations

COLUMNS = [
    "area_code", "area_name", "indicator", "period", "numerator", "denominator", "value",
    "marker", "file", "sheet", "cell", "area_type", "definition", "lower_ci", "upper_ci",
]  # fmt: skip


def observed(*rows: dict[str, Any]) -> Observations:
    usual = {
        "area_code": "5ZZ", "area_name": "Anytown", "area_type": "", "definition": "",
        "indicator": "smoking_at_delivery", "period": "2010/11 Q1", "numerator": 153.0,
        "denominator": 770.0, "value": 19.87012987012987, "lower_ci": math.nan,
        "upper_ci": math.nan, "marker": "", "block": 0, "row": 8,
    }  # fmt: skip
    frame = pd.DataFrame([usual | row for row in rows], columns=list(OBSERVATION_COLUMNS))
    problem = Problem("warning", "w", "pct.xlsx", "Data", "G8", "a", "b", "c", "d")
    return Observations(frame, (Block("pct.xlsx", "Data", {"value": "G"}),), (problem,))


SUPPRESSED = {"numerator": math.nan, "value": math.nan, "marker": "suppressed", "row": 9}


def test_csv() -> None:
    lines = tidy.to_csv(observed({}, SUPPRESSED)).splitlines()
    assert lines[0].split(",") == COLUMNS
    assert lines[1] == (
        "5ZZ,Anytown,smoking_at_delivery,2010/11 Q1,153,770,19.87012987012987,,pct.xlsx,Data,G8,,,,"
    )
    assert lines[2] == (
        "5ZZ,Anytown,smoking_at_delivery,2010/11 Q1,,770,,suppressed,pct.xlsx,Data,G9,,,,"
    )


def test_json() -> None:
    document = json.loads(tidy.to_json(observed({}, SUPPRESSED)))
    shown, suppressed = document["observations"]
    assert list(shown) == COLUMNS
    assert shown["numerator"] == 153
    assert shown["value"] == 19.87012987012987
    assert shown["lower_ci"] is None
    assert suppressed["value"] is None
    assert suppressed["marker"] == "suppressed"
    assert suppressed["cell"] == "G9"
    assert document["problems"][0]["cell"] == "G8"


def test_fractional_and_missing_figures() -> None:
    made = observed({"numerator": 112.5, "value": math.inf})
    (row,) = json.loads(tidy.to_json(made))["observations"]
    assert row["numerator"] == 112.5
    assert row["value"] is None


def test_nothing_observed() -> None:
    nothing = observed()
    assert tidy.to_csv(nothing).splitlines() == [",".join(COLUMNS)]
    assert json.loads(tidy.to_json(nothing))["observations"] == []


def test_hostile_text(hostile_text: str) -> None:
    made = observed({"area_name": hostile_text, "area_code": 'quo"te, comma'})
    (row,) = csv.DictReader(io.StringIO(tidy.to_csv(made)))
    assert row["area_code"] == 'quo"te, comma'
    assert not row["area_name"].startswith(("=", "+", "-", "@"))
    assert not any(mark in row["area_name"] for mark in ("\x1b", "\u202e", "\n"))
    assert json.loads(tidy.to_json(made))["observations"][0]["area_name"] == hostile_text
    sheet = openpyxl.load_workbook(io.BytesIO(tidy.to_xlsx(made)))["Data"]
    assert sheet["B2"].data_type == "s"
    assert len(sheet["B2"].value) <= 32_767


def test_xlsx() -> None:
    made = observed({}, SUPPRESSED)
    workbook = openpyxl.load_workbook(io.BytesIO(tidy.to_xlsx(made)))
    assert workbook.sheetnames == ["Data"]
    header, first, second = workbook["Data"].iter_rows(values_only=True)
    assert list(header) == COLUMNS
    assert first[4:7] == (153, 770, 19.87012987012987)
    assert second[4:8] == (None, 770, None, "suppressed")
    assert tidy.to_xlsx(made) == render_observations(made, "xlsx")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy, "MOST_ROWS", 1)
    with pytest.raises(OutputError, match="there are 2"):
        tidy.to_xlsx(observed({}, SUPPRESSED))
