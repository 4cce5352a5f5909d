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


# Measures and short names of indicators beside a period, all in one header row.


def limits(found):
    frame = found.to_frame()
    return set(
        frame[["area_name", "period", "lower_ci", "upper_ci"]].itertuples(index=False, name=None)
    )


def test_all_measures_of_a_period_may_stand_in_one_header_row():
    names = ("Count", "Denominator", "Value", "Lower CI", "Upper CI")
    found = read([["Smoking at delivery"], ["Area", *(f"2010/11 {name}" for name in names)],
                  ["Anytown", 716, 3821, 18.7, 17.5, 20.0]])  # fmt: skip
    ((area, indicator, period, numerator, denominator, value),) = figures(found)
    assert (area, indicator, period) == ("Anytown", SMOKING, "2010/11")
    assert (numerator, denominator) == (716, 3821)
    assert value == pytest.approx(100 * 716 / 3821)
    assert limits(found) == {("Anytown", "2010/11", 17.5, 20.0)}
    assert not found.problems


@pytest.mark.parametrize("header", ["Rate ({})", "IMR {}", "{} IMR", "Rate [{}]"])
def test_a_period_in_brackets_or_behind_a_short_name(header):
    headers = [header.format(period) for period in ("2006-08", "2007-09")]
    found = read([["Infant mortality"], ["Area", *headers], ["Anytown", 6.1, 5.9]])
    assert values(found) == {("Anytown", "2006-08"): 6.1, ("Anytown", "2007-09"): 5.9}


def test_a_short_name_beside_each_period_needs_no_title():
    found = read([["Area", "IMR 2006-08", "IMR 2007-09"], ["Anytown", 6.1, 5.9]])
    assert {row[1] for row in figures(found)} == {"infant_mortality"}


def test_a_short_name_that_the_title_contradicts_is_refused():
    grid = [[TITLE], ["Area", "IMR 2006-08", "IMR 2007-09"], ["Anytown", 6.1, 5.9]]
    assert (refused(grid).code, refused(grid).cell) == ("missing_column", "B2")


@pytest.mark.parametrize(
    ("title", "header"),
    [("Smoking at delivery", "2010/11 Live births"), (TITLE, "England rate (2010/11)")],
)
def test_a_measure_of_other_people_or_places_beside_a_period_is_warned_of(title, header):
    found = read([[title], ["Area", "2010/11 %", header], ["Anytown", 18.7, 38.2]])
    assert figures(found) == {("Anytown", SMOKING, "2010/11", None, None, 18.7)}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "C2")]


@pytest.mark.parametrize(
    ("title", "header"),
    [("Smoking at delivery", "2010/11 Deaths"), ("Low birth weight", "2009 Population")],
)
def test_counts_of_another_indicator_beside_a_period_are_refused(title, header):
    grid = [[title], ["Area", header, f"{header.split()[0]} %"], ["Anytown", 260, 8.1]]
    assert (refused(grid).code, refused(grid).cell) == ("contradicting_words", "B2")


def test_limits_alone_are_no_figures():
    grid = [["Infant mortality"], ["Area", "Lower CI 2007-09", "Upper CI 2007-09"],
            ["Anytown", 4.1, 5.2]]  # fmt: skip
    assert refused(grid).severity == "error"


def test_a_title_with_a_measure_and_a_period_is_no_header():
    found = read([["IMR 2007-09"], ["Area", "Deaths", "Rate"], ["Anytown", 24, 6.1]])
    assert figures(found) == {("Anytown", "infant_mortality", "2007-09", 24, None, 6.1)}
