"""Further headers of the plain layout: read where no other names the field, and checked."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.reference.indicators import load

ROW = {
    "area_code": "E08000001",
    "area_name": "Bolton",
    "indicator": "Smoking at delivery",
    "period": "2010/11",
    "numerator": 20,
    "denominator": 100,
    "value": 20,
}
SMOKING = "Smoking at delivery"


def read(headers: dict[str, str], **changes: object) -> Observations:
    row = {**ROW, **changes}
    fields = [name for name in row if row[name] is not None]
    head = ",".join(f'"{headers.get(name, name)}"' for name in fields)
    body = ",".join(f'"{row[name]}"' for name in fields)
    return read_files([("t.csv", f"{head}\n{body}\n".encode())], load())


def refused(headers: dict[str, str], **changes: object) -> Problem:
    with pytest.raises(InputError) as caught:
        read(headers, **changes)
    (problem,) = caught.value.problems
    return problem


WORDS = [
    *[("area_name", text) for text in (
        "CCG", "CCG name", "Borough", "District", "Council", "LA", "ICB", "ICB name", "LAD24NM",
        "UTLA23NM", "CTYUA21NM", "Local authority name", "Primary care trust", "Authority")],
    *[("area_code", text) for text in (
        "CCG code", "Local authority code", "ICB code", "LAD24CD", "UTLA23CD", "CTYUA21CD",
        "E-code", "New ONS code", "area code (ONS)")],
    *[("indicator", text) for text in ("Metric", "KPI", "Indicator title")],
    *[("period", text) for text in ("Calendar year", "Years", "FY", "Reporting year", "Year(s)")],
    *[("value", text) for text in (
        "Crude rate", "Prevalence", "Prevalence (%)", "Proportion", "Rate (%)", "Value (%)",
        "Indicator value", "Rate per 100", "% of maternities", "% smokers")],
    *[("numerator", text) for text in ("Cases", "Number known to be smokers", "No. of smokers")],
    *[("denominator", text) for text in ("Base", "Deliveries", "No. of maternities")],
]  # fmt: skip


@pytest.mark.parametrize(("field", "header"), WORDS)
def test_a_usual_header_is_its_field(field, header):
    found = read({field: header})
    (row,) = found.to_frame().to_dict("records")
    expected = "smoking_at_delivery" if field == "indicator" else ROW[field]
    assert row[field] == expected
    assert not found.problems


def test_it_counts_only_where_no_other_header_names_the_field():
    text = (
        "Area,CCG,CCG code,Indicator,Metric,Period,Calendar year,Value,Crude rate\n"
        f"Bolton,NHS X CCG,00T,{SMOKING},Rate,2010/11,2010,20,20\n"
    )
    (row,) = read_files([("t.csv", text.encode())], load()).to_frame().to_dict("records")
    assert (row["area_name"], row["period"], row["value"]) == ("Bolton", "2010/11", 20)
    assert row["indicator"] == "smoking_at_delivery"


def test_a_code_of_another_kind_of_place_is_not_taken_for_the_areas_own():
    text = f"Local authority,CCG code,Indicator,Period,Value\nBolton,00T,{SMOKING},2010/11,20\n"
    found = read_files([("t.csv", text.encode())], load())
    assert found.to_frame()["area_code"].tolist() == [""]
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.cell) == ("unread_column", "warning", "B1")


def test_two_kinds_of_places_that_may_both_be_the_area_are_refused():
    text = f"CCG,Borough,Indicator,Period,Value\nNHS X CCG,Bolton,{SMOKING},2010/11,20\n"
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", text.encode())], load())
    assert [p.code for p in caught.value.problems] == ["duplicate_column"]


def test_a_number_on_the_left_is_no_count():
    left = f"No.,Area,Indicator,Period,Value\n7,Bolton,{SMOKING},2010/11,20\n"
    right = f"Area,Indicator,Period,No.,Value\nBolton,{SMOKING},2010/11,7,20\n"
    counts = [
        read_files([("t.csv", text.encode())], load()).to_frame()["numerator"].tolist()
        for text in (left, right)
    ]
    assert counts[0] != [7]
    assert counts[1] == [7]


RATES = {"indicator": "Infant mortality", "period": "2007-09", "value": 6.1}
NO_COUNTS = {"numerator": None, "denominator": None}


@pytest.mark.parametrize(
    "header",
    ["Rate (%)", "Prevalence", "Proportion", "Value (%)", "Rate per 100", "% of maternities",
     "% smokers", "Percentage"],
)  # fmt: skip
def test_a_header_of_another_unit_is_refused_for_a_rate_per_thousand(header):
    problem = refused({"value": header}, **RATES, **NO_COUNTS)
    assert (problem.code, problem.severity) == ("contradicting_words", "error")
    assert problem.cell == "E1"
    assert repr(header) in problem.message
    assert "per 1,000 live births" in problem.message


@pytest.mark.parametrize("header", ["Rate per 1,000", "Rate per 1,000 live births"])
def test_a_rate_per_thousand_is_refused_for_a_percentage_and_read_for_a_rate(header):
    assert refused({"value": header}).code == "contradicting_words"
    assert read({"value": header}, **RATES, **NO_COUNTS).to_frame()["value"].tolist() == [6.1]


def test_one_indicator_of_another_unit_refuses_a_table_of_several():
    text = (
        "Area,Indicator,Period,Rate (%)\n"
        f"Bolton,{SMOKING},2010/11,20\nBolton,IMR per 1000,2007-09,6.1\n"
    )
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", text.encode())], load())
    assert [p.cell for p in caught.value.problems] == ["D1"]


@pytest.mark.parametrize("header", ["Trust", "Provider", "GP practice", "Region", "Score"])
def test_other_headers_are_still_no_areas_and_no_values(header):
    field = "value" if header == "Score" else "area_name"
    assert refused({field: header}, area_code=None, **NO_COUNTS).code == "missing_column"
