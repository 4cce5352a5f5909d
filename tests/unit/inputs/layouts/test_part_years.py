"""A quarter that only a title names is the figures' period; it is never dropped."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import Grid, read, refused, values

HEADER = ["Organisation code", "Organisation name", "Number of maternities", "Number of smokers"]
ROW = ["5ZZ", "Anytown PCT", 800, 160]
ACROSS: Grid = [["Area", "2009/10", "2010/11"], ["Anytown", 20.1, 19.8]]


@pytest.mark.parametrize(
    ("lines", "sheet"),
    [
        (["Smoking at delivery: England, Quarter 2, 2010/11"], "Sheet1"),
        (["Smoking at delivery, Q2, 2010/11"], "Sheet1"),
        (["Smoking at delivery 2010/11 (Q2)"], "Sheet1"),
        (["Smoking at delivery", "Quarter: 2", "2010/11"], "Sheet1"),
        (["Smoking at delivery", "The second quarter of 2010/11"], "Sheet1"),
        (["Smoking at delivery 2010/11"], "Q2"),
    ],
)
def test_a_quarter_beside_the_year_is_the_period(lines: list[str], sheet: str) -> None:
    found = read([*([line] for line in lines), HEADER, ROW], sheet)
    # 160 of 800.
    assert values(found) == {("Anytown PCT", "2010/11 Q2"): 20.0}


@pytest.mark.parametrize(
    "title",
    ["July - September 2010/11", "Q1 and Q2 2010/11"],
)
def test_other_parts_of_a_year_give_no_period(title: str) -> None:
    assert refused([["Smoking at delivery"], [title], HEADER, ROW]).code == "missing_column"


def test_a_quarter_in_words_within_the_title_is_refused_and_never_a_year() -> None:
    problem = refused([["Smoking at delivery, second quarter of 2010/11"], HEADER, ROW])
    assert "'second'" in problem.message


@pytest.mark.parametrize("sheet", ["Sheet1", "Quarter 1"])
def test_years_across_under_a_quarter_are_refused(sheet: str) -> None:
    title = "Smoking at delivery (%)" + (", Quarter 1" if sheet == "Sheet1" else "")
    problem = refused([[title], *ACROSS], sheet)
    assert "part of a year" in problem.message
    assert problem.cell == ("A1" if sheet == "Sheet1" else "")


@pytest.mark.parametrize("title", ["Smoking at delivery (%), quarterly", "Smoking at delivery (%)"])
def test_years_across_without_one_are_read(title: str) -> None:
    assert values(read([[title], *ACROSS]))["Anytown", "2010/11"] == 19.8


def test_a_workbooks_title_above_periods_of_their_own_is_warned_of() -> None:
    header = ["Area", "Indicator", "Period", "Value"]
    found = read(
        [["Scorecard, Quarter 1"], header, ["Anytown", "Smoking at delivery", "2009/10", 20]]
    )
    assert [p.code for p in found.problems] == ["title_of_a_quarter"]
    assert found.problems[0].cell == "A1"
