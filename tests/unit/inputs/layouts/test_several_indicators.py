"""Counts and rates below several indicators, and births beside deaths; figures typed by hand."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures, read, refused, values

BREASTFEEDING = "breastfeeding_initiation"
ABOVE = ["", "Smoking at delivery", "", "Breastfeeding initiation", ""]
ROW = ["Anytown", 160, 20.0, 500, 62.5]
PAIRS = {
    ("Anytown", SMOKING, "2008/09", 160, None, 20.0),
    ("Anytown", BREASTFEEDING, "2008/09", 500, None, 62.5),
}


@pytest.mark.parametrize("pair", [("Number", "Percent"), ("Count", "Rate"), ("n", "%")])
def test_pairs_below_two_indicators_are_each_read_as_its_own(pair):
    found = read([["2008/09"], ABOVE, ["PCT", *pair * 2], ROW])
    assert figures(found) == PAIRS


def test_pairs_with_a_column_of_periods():
    grid = [["", *ABOVE], ["PCT", "Year", *["Number", "%"] * 2], ["Anytown", "2008/09", *ROW[1:]]]
    assert figures(read(grid)) == PAIRS


def test_the_nearest_indicator_does_not_claim_the_columns_of_another():
    grid = [["", "", "Infant mortality", "", "Under-18 conceptions"],
            ["Area", "Period", "Deaths", "Births", "Rate"],
            ["Anytown", "2008", 16, 3200, 40.5]]  # fmt: skip
    assert figures(read(grid)) == {
        ("Anytown", IM, "2008", 16, 3200, 5.0),
        ("Anytown", "under18_conceptions", "2008", None, None, 40.5),
    }


def test_columns_below_an_indicator_not_known_are_warned_of():
    above = [*ABOVE[:3], "Obesity", ""]
    found = read([["2008/09"], above, ["PCT", *["Number", "Percent"] * 2], ROW])
    assert {row[1] for row in figures(found)} == {SMOKING}
    assert [p.cell for p in found.problems if p.code == "unread_column"] == ["D3", "E3"]


def test_several_indicators_above_columns_not_understood_are_refused():
    grid = [["2008/09"], ABOVE, ["PCT", "Number", "Score", "Index", "Percent"], ROW]
    assert refused([["2008/09"], ["Smoking at delivery", "Obesity"], *grid[2:]]).cell == "A2"


# Births as what the deaths are out of: 1,000 times 52 / 9,155 and 48 / 9,200.

DEATHS, BIRTHS = ["Anytown", 52, 48], ["Anytown", 9155, 9200]
WINDOWS = ["2004-06", "2005-07"]
TOGETHER = [
    ("Anytown", IM, "2004-06", 52, 9155, pytest.approx(5.67996, abs=1e-5)),
    ("Anytown", IM, "2005-07", 48, 9200, pytest.approx(5.21739, abs=1e-5)),
]


@pytest.mark.parametrize(
    "grid",
    [
        [["", "Infant deaths", "", "Live births", ""], ["Area", *WINDOWS, *WINDOWS],
         [*DEATHS, *BIRTHS[1:]]],
        [["", "Infant deaths", "", "Live births", "", "Rate", ""], ["Area", *WINDOWS * 3],
         [*DEATHS, *BIRTHS[1:], 5.7, 5.2]],
        [["Infant deaths"], ["Area", *WINDOWS], DEATHS, [],
         ["Live births"], ["Area", *WINDOWS], BIRTHS],
        [["Live births"], ["Area", *WINDOWS], BIRTHS, [],
         ["Infant deaths"], ["Area", *WINDOWS], DEATHS],
    ],
)  # fmt: skip
def test_live_births_are_the_denominators_of_the_deaths_beside_them(grid):
    found = read(grid)
    assert sorted(figures(found), key=lambda row: str(row[2])) == TOGETHER


def test_a_denominator_of_another_indicator_is_not_taken():
    grid = [["Under-18 conceptions"], ["Area", "2007", "", "2008", ""],
            ["", *["Rate", "Live births"] * 2], ["Anytown", 40.1, 9155, 39.2, 9200]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2007"): 40.1, ("Anytown", "2008"): 39.2}
    assert {row[4] for row in figures(found)} == {None}
    assert any("Live births" in problem.message for problem in found.problems)


def test_births_beside_deaths_of_two_kinds_are_left_with_a_note():
    deaths = ["", "Infant deaths", "", "Neonatal deaths", "", "Live births", ""]
    found = read([deaths, ["Area", *WINDOWS * 3], ["Anytown", 52, 48, 30, 29, 9155, 9200]])
    assert {row[4] for row in figures(found)} == {None}
    assert any("column F not read" in note for note in found.notes)


# A second block.


@pytest.mark.parametrize("years", [["2004-06", "2005-07"], ["2006-08", "2007-09"], [2007, 2008]])
def test_a_second_block_under_a_header_not_known_is_read(years):
    first = [2005, 2006] if years[0] == 2007 else WINDOWS
    grid = [["Infant mortality rate"], ["Area", *first], ["Anytown", 4.9, 5.1], [],
            ["Town", *years], ["Othertown", 3.9, 4.1]]  # fmt: skip
    found = read(grid)
    assert values(found) == {
        ("Anytown", str(first[0])): 4.9, ("Anytown", str(first[1])): 5.1,
        ("Othertown", str(years[0])): 3.9, ("Othertown", str(years[1])): 4.1,
    }  # fmt: skip
    assert any("Town (A5) is taken to head the areas" in note for note in found.notes)


# Rows that are no areas, and England by other names.


def test_rows_of_which_a_part_is_told_are_no_areas():
    names = ["Of which under 16", "of which: Eastside", "Including Westside", "   Northside"]
    grid = [["Under-18 conceptions rate"], ["Area", "2007", "2008"], ["Anytown", 40.1, 39.4],
            *[[name, 8.1, 7.4] for name in names]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2007"): 40.1, ("Anytown", "2008"): 39.4}
    assert any(note.count(";") >= 3 and "Northside" in note for note in found.notes)


@pytest.mark.parametrize("name", ["All England", "ENGLAND", "E92000001", "The whole of England"])
def test_england_by_other_names(name):
    grid = [["Smoking at delivery (%)"], ["Area", "2007/08", "2008/09"], ["Anytown", 20.1, 19.4],
            [name, 14.1, 13.4], ["England and Wales", 14.5, 13.5]]  # fmt: skip
    found = read(grid)
    assert {row[0] for row in figures(found)} == {"Anytown", "England"}
    assert values(found)["England", "2008/09"] == 13.4
    assert not found.problems
