"""Rows that hold one cell alone; figures are typed by hand from the grids."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, figures, read, refused, values

HEADER = ["Area", "Deaths", "Births", "Rate"]
EARLIER = ["Anytown", 52, 9155, 5.68]
LATER = ["Anytown", 48, 9200, 5.22]


@pytest.mark.parametrize(
    "grid",
    [
        [HEADER, ["2007-09"], EARLIER, ["2008-10"], LATER],
        [HEADER, ["", "2007-09"], EARLIER, ["", "2008-10"], LATER],
        [["2007-09"], HEADER, EARLIER, ["2008-10"], LATER],
        [["2007-09"], HEADER, EARLIER, [], ["2008-10"], HEADER, LATER],
        [HEADER, ["2007-09"], EARLIER, ["2008-10"], LATER, ["Rates revised in 2011"], ["A note"]],
    ],
)
def test_a_period_alone_holds_for_the_rows_below_it(grid):
    found = read([["Infant mortality"], *grid])
    got = sorted(figures(found), key=lambda row: str(row[2]))
    assert [row[:5] for row in got] == [
        ("Anytown", IM, "2007-09", 52, 9155),
        ("Anytown", IM, "2008-10", 48, 9200),
    ]
    assert [row[5] for row in got] == [pytest.approx(5.67996, abs=1e-5),
                                       pytest.approx(5.21739, abs=1e-5)]  # fmt: skip
    assert any("2008-10 (A" in note or "2008-10 (B" in note for note in found.notes)


def test_a_misspelt_period_does_not_leave_its_rows_to_the_one_above():
    problem = refused([["Infant mortality"], HEADER, ["2007-09"], EARLIER, ["2008-11"], LATER])
    assert (problem.code, problem.cell) == ("bad_period", "A5")


def test_rows_above_the_first_period_have_none():
    problem = refused([["Infant mortality"], HEADER, EARLIER, ["2008-10"], LATER])
    assert (problem.code, problem.cell) == ("missing_column", "A2")
    assert "period" in problem.message


def test_footnotes_below_a_titled_table_are_no_areas():
    found = read([["Infant mortality 2007-09"], HEADER, EARLIER, ["Source: somewhere"], ["Note"]])
    assert {row[0] for row in figures(found)} == {"Anytown"}
    assert any("not read: 4, 5" in note for note in found.notes)


@pytest.mark.parametrize("line", ["Males", "females", "Aged 20-24", "Of which under 16", "Target"])
def test_a_line_between_rows_that_narrows_them_is_refused(line):
    grid = [["Infant mortality rate"], ["Area", "2004-06", "2005-07"], [line],
            ["Anytown", 4.9, 5.1]]  # fmt: skip
    if line == "Aged 20-24":
        grid[2] = ["20-24"]
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("missing_column", "A3")


@pytest.mark.parametrize("line", ["Breastfeeding initiation (%)", "Obesity prevalence (%)"])
def test_a_line_between_rows_that_names_another_measure_is_refused(line):
    grid = [["Smoking at delivery (%)"], ["Area", "2008/09", "2009/10"], ["Anytown", 20.0, 18.8],
            [line], ["Bigtown", 41.0, 42.8]]  # fmt: skip
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("second_header", "A4")


@pytest.mark.parametrize("line", ["Persons", "North West", "Source: a return of 2010"])
def test_other_lines_between_rows_do_no_harm(line):
    grid = [["Smoking at delivery (%)"], ["Area", "2008/09", "2009/10"], [line],
            ["Anytown", 20.0, 18.8]]  # fmt: skip
    assert values(read(grid)) == {("Anytown", "2008/09"): 20.0, ("Anytown", "2009/10"): 18.8}
