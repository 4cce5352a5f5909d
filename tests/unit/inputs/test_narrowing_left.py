"""Columns left of the periods narrow a row as they do in a plain table; files without a figure."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import Grid, read, refused, values

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference.indicators import load


def wide(header: str, cell: str, title: str = "Under-18 conception rate") -> Grid:
    return [[title], ["Area", header, "2007", "2008"],
            ["Bolton", cell, 41.2, 40.1], ["Bury", cell, 38.9, 37.7]]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Unit", "per 10,000"), ("Units", "per 100"), ("Multiplier", "10000"), ("Type", "Target"),
     ("Status", "Forecast"), ("Scenario", "Plan"), ("Provider", "St X")],
)  # fmt: skip
def test_a_column_left_of_the_periods_that_narrows_its_rows_is_refused(header, cell):
    problem = refused(wide(header, cell))
    assert (problem.code, problem.cell) == ("narrowing_column", "B2")
    assert repr(cell) in problem.message


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Unit", "per 1,000"), ("Unit", "Rate per 1,000 females aged 15-17"), ("Type", "Actual"),
     ("Type", "Metropolitan borough"), ("Status", ""), ("Region", "North West"), ("Rank", "7")],
)  # fmt: skip
def test_other_columns_there_are_read_past(header, cell):
    assert len(values(read(wide(header, cell)))) == 4


def test_units_of_rows_of_counts_are_no_matter():
    grid: Grid = [
        ["Smoking at delivery"],
        ["Area", "Measure", "Unit", "2009/10"],
        ["Bolton", "Number", "women", 716],
        ["Bolton", "Percentage", "%", 18.7],
    ]
    assert values(read(grid)) == {("Bolton", "2009/10"): 18.7}


HEAD = "area_code,area_name,indicator,period,numerator,denominator"
ROWS = [
    "E08000001,Bolton,smoking_at_delivery,2010/11,",
    "E08000002,Bury,smoking_at_delivery,2010/11,",
]


def codes(header: str, *ends: str) -> list[str]:
    text = "\n".join([header, *(row + end for row, end in zip(ROWS, ends, strict=True))])
    try:
        return [p.code for p in read_files([("t.csv", text.encode())], load()).problems]
    except InputError as error:
        return [p.code for p in error.problems if p.severity == "error"]


@pytest.mark.parametrize("header", ["Change", "SMR", "England rate", "Rate per 10,000"])
def test_a_file_left_with_no_figure_at_all_is_an_error(header):
    assert codes(f"{HEAD},{header}", ",,18.7", ",,16.4") == ["no_rows"]


def test_rows_to_fill_in_hold_no_figure():
    assert codes(f"{HEAD},value", ",,", ",,") == ["no_rows"]


ENOUGH = [(",,18.7", ",,"), (",,*", ",,*"), (",,[c]", ",,"), ("716,3821,", ",,"), (",,n/a", ",,")]


@pytest.mark.parametrize("ends", ENOUGH)
def test_one_figure_or_one_marker_is_enough(ends):
    assert "no_rows" not in codes(f"{HEAD},value", *ends)
