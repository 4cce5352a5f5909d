import csv
import io
import json
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from imscore.model import Row, Scorecard
from imscore.outputs import tables

# The contract, written out: what is relied on from outside must not follow the code.
CONTRACT = [
    "indicator", "domain", "period", "numerator", "denominator", "value", "lower_ci",
    "upper_ci", "lower_ci_998", "upper_ci_998", "method", "benchmark_name",
    "benchmark_period", "benchmark_value", "benchmark_source", "difference", "status",
    "status_998", "trend", "trend_reason", "spc", "to_reach_benchmark", "notes", "sources",
]  # fmt: skip


def test_json_has_the_fields_of_the_contract_in_order(scorecard: Scorecard) -> None:
    document = json.loads(tables.to_json([scorecard]))
    assert list(document) == ["scorecards", "problems", "made_with"]
    (card,) = document["scorecards"]
    assert list(card)[:6] == ["area_code", "area_name", "area_type", "rows", "domains", "notes"]
    assert list(card)[6:] == ["disclosure", "sections", "actions"]
    assert list(card["rows"][0])[: len(CONTRACT)] == CONTRACT
    assert document["problems"] == [
        {
            "severity": "warning", "code": "value_differs", "file": "pct.xlsx",
            "sheet": "Smoking", "cell": "G8", "found": "18.2", "expected": "18.3",
            "hint": "The counts are used.",
        }
    ]  # fmt: skip


def test_json_figures_are_unrounded_and_missing_ones_null(scorecard: Scorecard) -> None:
    rows = json.loads(tables.to_json([scorecard]))["scorecards"][0]["rows"]
    smoking, sudden_deaths = rows[1], rows[4]
    assert smoking["value"] == 19.87012987012987
    assert smoking["difference"] == 6.37012987012987
    assert smoking["numerator"] == 153
    assert smoking["sources"][0] == {
        "what": "numerator", "file": "pct.xlsx", "sheet": "Smoking", "cell": "E24"
    }  # fmt: skip
    assert smoking["since_previous"] == {
        "period": "2009/10 Q4", "value": 21.2, "difference": -1.29787, "reason": ""
    }  # fmt: skip
    assert sudden_deaths["value"] is None
    assert sudden_deaths["numerator"] is None
    assert sudden_deaths["marker"] == "suppressed"
    assert sudden_deaths["spc"] is None


def test_a_control_chart_is_an_object_and_in_csv_its_text(
    scorecard: Scorecard, worsening: Row
) -> None:
    card = replace(scorecard, rows=(worsening,))
    (row,) = json.loads(tables.to_json([card]))["scorecards"][0]["rows"]
    assert row["spc"] == worsening.spc
    (line,) = csv.DictReader(io.StringIO(tables.to_csv([card])))
    assert json.loads(line["spc"]) == worsening.spc
    unlimited = {**(worsening.spc or {}), "lower_limit": math.nan}
    card = replace(scorecard, rows=(replace(worsening, spc=unlimited),))
    (line,) = csv.DictReader(io.StringIO(tables.to_csv([card])))
    assert json.loads(line["spc"], parse_constant=str)["lower_limit"] is None


def test_json_never_holds_nan(scorecard: Scorecard, smoking: Row) -> None:
    row = replace(smoking, value=math.nan, upper_ci=math.inf, lower_ci=np.float64("nan"))
    card = replace(scorecard, rows=(row,), made_with={"rows": np.int64(3)})
    text = tables.to_json([card])
    found = json.loads(text, parse_constant=lambda name: name)
    assert found["scorecards"][0]["rows"][0]["value"] is None
    assert found["scorecards"][0]["rows"][0]["upper_ci"] is None
    assert found["made_with"] == {"rows": 3}


def test_json_keeps_hostile_text_and_hides_none_of_it(
    hostile: Callable[[str], Scorecard], hostile_text: str
) -> None:
    text = tables.to_json([hostile(hostile_text)])
    assert json.loads(text)["scorecards"][0]["area_name"] == hostile_text
    text.encode("utf-8")
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\x07"))


def test_json_keeps_letters_outside_ascii_readable(scorecard: Scorecard) -> None:
    assert '"Zoë’s Town"' in tables.to_json([replace(scorecard, area_name="Zoë’s Town")])


def test_no_scorecards() -> None:
    assert json.loads(tables.to_json([])) == {"scorecards": [], "problems": [], "made_with": {}}
    assert len(tables.to_csv([]).splitlines()) == 1


def test_problems_of_several_areas_stand_once(scorecard: Scorecard) -> None:
    assert len(json.loads(tables.to_json([scorecard, scorecard]))["problems"]) == 1


def parsed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_json_gives_each_quality_mark_with_its_reason(scorecard: Scorecard) -> None:
    rows = json.loads(tables.to_json([scorecard]))["scorecards"][0]["rows"]
    assert rows[0]["quality"] is None
    assert list(rows[1])[: len(CONTRACT)] == list(CONTRACT)
    assert rows[1]["quality"] == {
        "timeliness": {"mark": "good", "reason": "there is no newer one"},
        "completeness": {"mark": "fair", "reason": "1 of the 20 quarters is missing"},
        "validity": {"mark": "not known", "reason": "there are no counts"},
    }


def test_csv_columns_and_cells(scorecard: Scorecard) -> None:
    text = tables.to_csv([scorecard])
    assert text.splitlines()[0].split(",") == [
        "area_code", "area_name", "area_type", *CONTRACT, "name", "definition", "unit", "marker",
        "previous_period", "change_since_previous", "year_before_period",
        "change_since_year_before",
        "quality_timeliness", "quality_completeness", "quality_validity",
        "target", "target_period", "target_status", "target_interval_status", "to_reach_target",
        "target_note", "rank", "rank_shared_by", "rank_of", "rank_among", "best_value", "best_area",
        "worst_value", "worst_area", "percentile_25", "percentile_75", "disclosure", "as_known_on",
        "lead", "commentary", "commentary_other_period", "commentary_status",
    ]  # fmt: skip
    rows = parsed(text)
    assert len(rows) == 9
    smoking = rows[1]
    assert smoking["value"] == "19.87012987012987"
    assert smoking["numerator"] == "153"
    assert smoking["to_reach_benchmark"] == "-49.05"  # a number: no apostrophe
    assert (
        smoking["sources"] == "numerator: pct.xlsx: Smoking!E24; denominator: pct.xlsx: Smoking!F24"
    )
    assert smoking["previous_period"] == "2009/10 Q4"
    assert smoking["change_since_previous"] == "-1.29787"
    sides = ("timeliness", "completeness", "validity")
    assert [smoking[f"quality_{side}"] for side in sides] == ["good", "fair", "not known"]
    assert [rows[0][f"quality_{side}"] for side in sides] == ["", "", ""]
    assert rows[0]["year_before_period"] == rows[0]["change_since_year_before"] == ""
    assert rows[4]["value"] == ""
    assert rows[4]["marker"] == "suppressed"


def test_csv_text_never_starts_a_formula(
    hostile: Callable[[str], Scorecard], hostile_text: str
) -> None:
    (row,) = parsed(tables.to_csv([hostile(hostile_text)]))
    numbers = {name for name, cell in row.items() if cell.lstrip("-").replace(".", "").isdigit()}
    for name in set(row) - numbers:
        assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not any(mark in row[name] for mark in ("\x1b", "\u202e", "\n", "\x07"))


def test_csv_text_that_is_a_signed_number_stays_text(hostile: Callable[[str], Scorecard]) -> None:
    (row,) = parsed(tables.to_csv([hostile("+1")]))
    assert row["area_name"] == "'+1"
