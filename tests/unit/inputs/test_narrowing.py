"""A further column that says a row is of a part is refused; one that says nothing is not."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.reference.indicators import load


def read(
    header: str,
    cell: str,
    period: str = "2010/11",
    indicator: str = "smoking_at_delivery",
    value: float = 17,
) -> Observations:
    head = f'Org code,Name,indicator,Year,value,"{header}"'
    text = f'{head}\n5ZZ,Any,{indicator},{period},{value},"{cell}"\n'
    return read_files([("t.csv", text.encode())], load())


def refused(*args: str, **kwargs: str) -> Problem:
    with pytest.raises(InputError) as caught:
        read(*args, **kwargs)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    return problem


NARROWED = [
    *(("Qtr", "Q1"), ("Qtr", "1"), ("Month", "April"), ("Months", "Apr-Jun")),
    *(("Quarter ending", "30/06/2010"), ("Ethnicity", "White"), ("Ethnic group", "Asian")),
    *(("IMD quintile", "1"), ("Deprivation", "Most deprived"), ("Age group", "Under 20")),
    *(("Mother age", "<20"), ("Occupation", "Routine and manual"), ("Subgroup", "R&M")),
    *(("Provider", "St X"), ("Trust", "St X"), ("Ward", "Central"), ("GP practice", "A81001")),
    *(("Status", "Target"), ("Type", "Target"), ("Scenario", "Forecast")),
    *(("Statistic", "Lower CI"), ("Units", "per 10,000"), ("Unit", "per 1,000")),
    *(
        ("Multiplier", "10000"),
        ("ETHNIC_GROUP", "Black"),
        ("Units", "number"),
        ("Unit", "% change"),
    ),
    *(("Gender", "Male"), ("Gender", "M")),
]


@pytest.mark.parametrize(("header", "cell"), NARROWED)
def test_a_column_that_narrows_the_row_is_refused_at_its_header(header, cell):
    problem = refused(header, cell)
    assert (problem.code, problem.severity) == ("narrowing_column", "error")
    assert (problem.cell, problem.found) == ("F1", repr(header))
    assert repr(cell) in problem.message


WHOLE = [
    *(("Qtr", ""), ("Qtr", "All"), ("Month", "April to March"), ("Months", "12")),
    *(("Ethnicity", "All"), ("Ethnic group", "Total"), ("Age group", "all ages")),
    *(("Provider", "All providers"), ("Status", "Final"), ("Status", "Green")),
    *(("Type", "Actual"), ("Scenario", "observed"), ("Statistic", "Value")),
    *(("Units", "%"), ("Unit", "per 100"), ("Units", "per cent"), ("Unit", "Percentage")),
    *(("Units", "% of maternities"), ("Multiplier", "100"), ("Unit", "per hundred")),
    *(("Type", "PCT"), ("Contact", "Room 1"), ("Chief officer", "Not on target"), ("Row", "1")),
    *(("Gender", "Female"), ("Gender", "F")),
]


@pytest.mark.parametrize(("header", "cell"), WHOLE)
def test_a_column_that_says_nothing_of_a_part_is_left_alone(header, cell):
    assert read(header, cell).frame["value"].tolist() == [17]


@pytest.mark.parametrize("unit", ["per 100", "%", "per 100,000", "100"])
def test_another_unit_than_the_indicator_has_is_refused(unit):
    problem = refused("Units", unit, "2009", "under18_conceptions")
    assert problem.code == "narrowing_column"
    assert "1,000" in problem.expected


@pytest.mark.parametrize(
    "unit",
    [*("per 1,000", "Per 1000 females aged 15-17", "per thousand", "1000", "1,000", "rate")],
)
def test_the_unit_of_the_indicator_in_other_words_fits(unit):
    found = read("Units", unit, "2009", "under18_conceptions", 41)
    assert found.frame["value"].tolist() == [41]


def test_a_quarter_that_the_period_says_too_fits():
    assert len(read("Qtr", "Q1", "2010/11 Q1").frame) == 1
    assert refused("Qtr", "Q2", "2010/11 Q1").code == "narrowing_column"


def test_rows_that_are_refused_for_it_are_not_said_to_clash():
    head = "Org code,Name,indicator,Year,value,Qtr"
    rows = [f"5ZZ,Any,smoking_at_delivery,2010/11,{16 + q},Q{q}" for q in (1, 2, 3)]
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", "\n".join([head, *rows]).encode())], load())
    assert [problem.code for problem in caught.value.problems] == ["narrowing_column"]


def test_a_row_that_is_not_read_does_not_count():
    head = "Org code,Name,indicator,Year,value,Category,Ethnicity"
    rows = ["5ZZ,Any,smoking_at_delivery,2010/11,17,,", "5ZZ,Any,smoking_at_delivery,2010/11,9,x,y"]
    found = read_files([("t.csv", "\n".join([head, *rows]).encode())], load())
    assert found.frame["value"].tolist() == [17]


def test_a_published_layout_is_known_as_a_whole():
    head = "Area Code,Area Name,Indicator Name,Time period,Value,Status"
    row = "E06000001,Foo,smoking_at_delivery,2010/11,17,Target"
    assert len(read_files([("t.csv", f"{head}\n{row}\n".encode())], load()).frame) == 1


HEAD = "Org code,Name,indicator,Year,value"


def table(header: str, *rows: str) -> Observations:
    return read_files([("t.csv", "\n".join([f"{HEAD},{header}", *rows]).encode())], load())


def quintiles(*cells: tuple[str, str, str]) -> list[str]:
    return [f"{code},Area {code},smoking_at_delivery,{year},17,{q}" for code, year, q in cells]


def test_an_areas_own_quintile_is_let_pass_and_said() -> None:
    rows = quintiles(
        *(("A1", "2009/10", "1"), ("A1", "2010/11", "1")),
        *(("A2", "2009/10", "4"), ("A2", "2010/11", "4"), ("A3", "2010/11", "2")),
    )
    found = table("IMD quintile", *rows)
    assert len(found.frame) == 5
    assert "'IMD quintile' is the same in all rows of an area" in found.notes[0]


@pytest.mark.parametrize(
    "cells",
    [
        # One row an area may be of a part of its people.
        [("A1", "2010/11", "1"), ("A2", "2010/11", "4")],
        # The same for all: the whole table may be of that part.
        [(a, y, "1") for a in ("A1", "A2") for y in ("2009/10", "2010/11")],
        # One area alone.
        [("A1", "2009/10", "1"), ("A1", "2010/11", "1")],
        # A breakdown within areas.
        [(a, y, q) for a, q in (("A1", "1"), ("A1", "2"), ("A2", "3"))
         for y in ("2009/10", "2010/11")],
        # A part of the periods only.
        [("A1", "2009/10", "1"), ("A1", "2010/11", ""), ("A2", "2009/10", "2"),
         ("A2", "2010/11", "2")],
    ],
)  # fmt: skip
def test_other_quintiles_are_refused(cells: list[tuple[str, str, str]]) -> None:
    with pytest.raises(InputError) as caught:
        table("IMD quintile", *quintiles(*cells))
    assert {problem.code for problem in caught.value.problems} == {"narrowing_column"}


@pytest.mark.parametrize("header", ["Gender", "Ethnicity", "Age group", "Subgroup", "Ward"])
def test_groups_of_people_are_refused_though_each_area_has_one(header: str) -> None:
    rows = quintiles(
        *(("A1", "2009/10", "x"), ("A1", "2010/11", "x")),
        *(("A2", "2009/10", "y"), ("A2", "2010/11", "y")),
    )
    with pytest.raises(InputError):
        table(header, *rows)


@pytest.mark.parametrize(("header", "cell"), [("Trust", "Anytown PCT"), ("Trust code", "5ZZ")])
def test_the_rows_own_area_narrows_nothing(header: str, cell: str) -> None:
    row = f"5ZZ,Anytown PCT,smoking_at_delivery,2010/11,17,{cell}"
    assert len(table(header, row).frame) == 1


def test_a_hospital_of_the_areas_name_is_not_the_area() -> None:
    with pytest.raises(InputError):
        table("Trust", "5ZZ,Anytown,smoking_at_delivery,2010/11,17,Anytown NHS Foundation Trust")


@pytest.mark.parametrize(
    "kind", ["Metropolitan", "London borough", "PCT", "Unitary", "Shire county"]
)
def test_kinds_of_areas_narrow_nothing(kind: str) -> None:
    assert len(table("Type", f"5ZZ,Any,smoking_at_delivery,2010/11,17,{kind}").frame) == 1


ANY_HEADER = ["Unit measure", "Measure type", "Actual or plan", "Notes", "Comment", "Kind", ""]
SAYS_WHAT = [
  "per 100,000", "Rate per 10,000", "Count", "Target", "LAA target", "Male", "Under 20", "Asian",
  "Most deprived", "Q1", "Quarter 2 only", "Cumulative", "YTD", "Mothers under 20", "Neonatal",
]  # fmt: skip


@pytest.mark.parametrize("cell", SAYS_WHAT)
@pytest.mark.parametrize("header", ANY_HEADER)
def test_a_cell_that_says_what_the_figure_is_refuses_it_under_any_header(header, cell):
    problem = refused(header, cell, "2007-09", "infant_mortality", 6.1)
    assert (problem.code, problem.severity, problem.cell) == ("narrowing_column", "error", "F1")
    assert repr(cell) in problem.message


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        *(("Notes", "Not on target"), ("Notes", "Revised in 2011, below the target for males")),
        *(("Comment", "No change"), ("Comment", "On plan"), ("Remarks", "Checked with the trust")),
        *(("Unit measure", "per 1,000"), ("Unit measure", "per 1,000 live births")),
        *(("Detail", "Under 1 year"), ("Detail", "Persons"), ("Detail", "Infant mortality")),
        *(
            ("Published", "Q1"),
            ("Compared with", "Target"),
            ("Rurality", "Urban"),
            ("Kind", "Rate"),
        ),
    ],
)
def test_sentences_the_own_unit_and_the_making_of_a_figure_pass(header, cell):
    found = read(header, cell, "2007-09", "infant_mortality", 6.1)
    assert found.to_frame()["value"].tolist() == [6.1]


def test_a_quarter_under_any_header_passes_where_the_period_says_the_same():
    assert len(read("Detail", "Q1", "2010/11 Q1").to_frame()) == 1
    assert refused("Detail", "Q2", "2010/11 Q1").code == "narrowing_column"


def test_a_row_without_a_value_may_be_called_a_count():
    text = (
        "Area,indicator,Year,numerator,denominator,Kind\n"
        "Any,smoking_at_delivery,2010/11,20,100,Count\n"
    )
    found = read_files([("t.csv", text.encode())], load()).to_frame()
    assert found["numerator"].tolist() == [20]


def test_some_rows_of_targets_refuse_a_table_whatever_their_column_is_called():
    text = (
        "Area,indicator,Year,value,Basis\n"
        "Any,smoking_at_delivery,2009/10,20,Actual\nAny,smoking_at_delivery,2010/11,16,Plan\n"
    )
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", text.encode())], load())
    assert [p.code for p in caught.value.problems] == ["narrowing_column"]


def test_deprivation_that_tells_whole_areas_apart_passes_under_any_header():
    rows = [
        "Anytown,smoking_at_delivery,2009/10,20,Most deprived\n",
        "Anytown,smoking_at_delivery,2010/11,19,Most deprived\n",
        "Otherham,smoking_at_delivery,2009/10,11,Least deprived\n",
        "Otherham,smoking_at_delivery,2010/11,10,Least deprived\n",
    ]
    text = "Area,indicator,Year,value,Kind\n" + "".join(rows)
    assert len(read_files([("t.csv", text.encode())], load()).to_frame()) == 4
