"""Headers that hold a period and words beside it; figures are typed by hand from the grids."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import SMOKING, figures, read, refused, values

TITLE = "Smoking at delivery (%)"


@pytest.mark.parametrize("words", ["{} Actual", "{} Outturn", "Actual {}", "{} (final)", "{} (%)"])
def test_words_that_change_nothing_leave_the_period(words):
    headers = [words.format(period) for period in ("2007/08", "2008/09")]
    found = read([[TITLE], ["Area", *headers], ["Anytown", 20.1, 19.2]])
    assert values(found) == {("Anytown", "2007/08"): 20.1, ("Anytown", "2008/09"): 19.2}


def test_a_word_passed_over_is_noted():
    found = read([[TITLE], ["Area", "2007/08 Actual", "2008/09"], ["Anytown", 20.1, 19.2]])
    assert any("Actual (2007/08)" in note for note in found.notes)


@pytest.mark.parametrize("count", ["(n)", "Number", "count"])
def test_counts_and_rates_may_be_said_beside_the_period(count):
    grid = [["Smoking at delivery"], ["Area", f"2007/08 {count}", "2007/08 (%)"],
            ["Anytown", 161, 20.1]]  # fmt: skip
    assert figures(read(grid)) == {("Anytown", SMOKING, "2007/08", 161, None, 20.1)}


@pytest.mark.parametrize("word", ["target", "plan", "trajectory", "Forecast"])
def test_a_target_is_set_aside_at_its_cell_and_the_rest_is_read(word):
    found = read([[TITLE], ["Area", "2007/08", f"2008/09 {word}"], ["Anytown", 20.1, 15.0]])
    assert values(found) == {("Anytown", "2007/08"): 20.1}
    (problem,) = found.problems
    assert (problem.code, problem.cell, problem.severity) == ("unread_column", "C2", "warning")
    assert f"'2008/09 {word}'" in problem.message
    assert "no observation" in problem.message


def test_a_header_not_understood_takes_no_other_away():
    found = read([[TITLE], ["Area", "2007/08 seen", "2008/09"], ["Anytown", 20.1, 19.2]])
    assert values(found) == {("Anytown", "2008/09"): 19.2}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "B2")]


def test_targets_alone_are_refused_at_the_first():
    grid = [[TITLE], ["Area", "2007/08 target", "2008/09 target"], ["Anytown", 20.1, 19.2]]
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("missing_column", "B2")


def test_actual_and_target_below_a_period_are_told_apart():
    found = read([[TITLE], ["Area", "2007/08", "", "2008/09", ""],
                  ["", "Actual", "Target", "Actual", "Target"],
                  ["Anytown", 20.1, 18.0, 19.2, 17.0]])  # fmt: skip
    assert values(found) == {("Anytown", "2007/08"): 20.1, ("Anytown", "2008/09"): 19.2}


# One period alone.


@pytest.mark.parametrize("more", [[], ["Target"], ["Rank"], ["2008/09 plan"]])
def test_one_period_across_is_read(more):
    found = read([[TITLE], ["Area", "2007/08", *more], ["Anytown", 20.1, 15.0][: 2 + len(more)]])
    assert values(found) == {("Anytown", "2007/08"): 20.1}


def test_one_period_over_two_columns_of_figures_is_refused():
    assert refused([[TITLE], ["Area", "2007/08", ""], ["Anytown", 20.1, 15.0]]).cell == "B2"
