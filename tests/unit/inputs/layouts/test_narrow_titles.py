"""Titles above a table with its own column of indicators."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import Grid, read, refused, values


def under(title: str) -> Grid:
    return [[title], ["Org code", "Name", "indicator", "period", "value"],
            ["5ZZ", "Anytown", "smoking_at_delivery", "2009/10", 20.1]]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "Smoking at delivery (%), under 20s",
        "Smoking at delivery in the most deprived quintile",
        "Smoking at delivery, mothers aged 20",
        "Smoking at delivery, target",
    ],
)
def test_a_title_that_makes_the_figures_those_of_a_part_is_refused(title):
    problem = refused(under(title))
    assert (problem.code, problem.cell) == ("narrowing_column", "A1")
    assert repr(title) in problem.message


@pytest.mark.parametrize("title", ["Mothers aged under 20", "Smoking at delivery, as known here"])
def test_a_title_that_may_do_so_is_warned_of(title):
    found = read(under(title))
    assert values(found) == {("Anytown", "2009/10"): 20.1}
    assert [(p.code, p.cell) for p in found.problems] == [("doubtful_title", "A1")]


@pytest.mark.parametrize(
    "title",
    [
        "Maternity indicators for the children's board",
        "Under-18 conceptions and smoking at delivery, Anytown PCT",
        "Source: smoking at delivery return, under 20s left out",
    ],
)
def test_other_titles_are_no_news(title):
    assert not read(under(title)).problems


@pytest.mark.parametrize(
    "grid",
    [
        [["Smoking at delivery (%), women under 20"],
         ["Area", "Indicator", "2007/08", "2008/09"],
         ["Anytown", "Smoking at delivery", 20.1, 19.2]],
        [["Smoking at delivery, women under 20, Anytown PCT"],
         ["Area: Anytown PCT"],
         ["", "2007/08", "2008/09"],
         ["Smoking at delivery (%)", 20.1, 19.2]],
    ],
    ids=["a column", "labels of rows"],
)  # fmt: skip
def test_a_title_of_some_mothers_over_periods_across_is_refused(grid: Grid) -> None:
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("narrowing_column", "A1")


@pytest.mark.parametrize("title", ["Board report 2011", "Smoking at delivery (%)", "Anytown PCT"])
def test_a_title_that_narrows_nothing_over_periods_is_no_matter(title: str) -> None:
    found = read([[title], ["Area", "Indicator", "2007/08"],
                  ["Anytown", "Smoking at delivery", 20.1]])  # fmt: skip
    assert found.problems == ()
