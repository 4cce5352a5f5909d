"""Three-year windows from yearly counts."""

from __future__ import annotations

import math

import pytest

RATE = "infant_mortality"
# Deaths and live births of five years, made up.
YEARS = {"2005": (21, 2936), "2006": (20, 2943), "2007": (15, 3043), "2008": (21, 3039)}
YEARS |= {"2009": (16, 3073)}


def yearly(*years: str, **more):
    return [
        dict(indicator=RATE, period=y, numerator=YEARS[y][0], denominator=YEARS[y][1], **more)
        for y in years
    ]


def test_a_window_is_the_sum_of_deaths_over_the_sum_of_births(made):
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009")))
    # 15 + 21 + 16 = 52 deaths; 3,043 + 3,039 + 3,073 = 9,155 births; 5.67996 per 1,000. The mean
    # of the three rates would be 5.68193.
    assert (row.period, row.numerator, row.denominator) == ("2007-09", 52, 9155)
    assert row.value == pytest.approx(5.679956, abs=1e-6)
    assert "Pooled from the yearly counts in the file." in row.notes


def test_a_window_names_the_cells_of_its_years(made):
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009")))
    counts = [s.cell for s in row.sources if s.what in ("numerator", "denominator")]
    assert counts == ["E2", "F2", "E3", "F3", "E4", "F4"]


def test_a_gap_makes_no_window(made):
    row = made.only_row(made.observed(*yearly("2006", "2008", "2009")))
    assert row.period == "2009"  # the single year is shown, as what it is
    assert [point.period for point in row.series] == ["2006", "2007", "2008", "2009"]
    assert row.series[1].value is None


@pytest.mark.parametrize(
    "broken",
    [
        {"marker": "suppressed", "value": math.nan},
        {"numerator": math.nan, "value": 6.9},
        {"marker": "unreliable"},
    ],
)
def test_a_year_without_sound_counts_makes_no_window(made, broken):
    first, second, third = yearly("2007", "2008", "2009")
    row = made.only_row(made.observed(first, {**second, **broken}, third))
    assert row.period == "2009"


def test_a_given_window_is_kept_and_a_difference_is_told(made):
    given = {"indicator": RATE, "period": "2007-09", "numerator": 51, "denominator": 9155}
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009"), given))
    assert row.numerator == 51
    assert "The three years add up to 52 of 9,155; the window is given as 51 of 9,155." in row.notes
    assert [s.cell for s in row.sources][:2] == ["E5", "F5"]


def test_a_given_window_that_agrees_needs_no_note(made):
    given = {"indicator": RATE, "period": "2007-09", "numerator": 52, "denominator": 9155}
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009"), given))
    assert not any("add up" in note or "Pooled" in note for note in row.notes)


def test_a_given_window_without_counts_is_kept_beside_what_the_years_give(made):
    given = {"indicator": RATE, "period": "2007-09", "value": 6.4}
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009"), given))
    assert (row.value, row.numerator) == (6.4, None)
    assert any("52 of 9,155, which is 5.68" in note and "6.4" in note for note in row.notes)


WINDOW = {"indicator": RATE, "period": "2007-09"}
OTHER = {"indicator": RATE, "period": "2004-06", "value": 6.5}


@pytest.mark.parametrize(
    ("given", "cell"),
    [
        ({"value": 5.7}, 5.7),
        ({"value": 5.68}, 5.68),
        ({"value": 5.7, "numerator": 52}, 5.7),
        ({"value": 5.7, "denominator": 9155}, 5.7),
    ],
)
def test_a_window_without_counts_takes_those_of_years_that_agree(made, given, cell):
    # 52 of 9,155 is 5.67996: 5.7 to one decimal, 5.68 to two.
    years = yearly("2007", "2008", "2009")
    (card,) = made.scores(made.observed(*years, {**WINDOW, **given}))
    (row,) = card.rows
    assert (row.numerator, row.denominator) == (52, 9155)
    assert row.value == pytest.approx(5.679956, abs=1e-6)
    assert (row.method, row.status) == ("Byar's", "similar")  # England 4.7 for 2007-09
    (note,) = [note for note in row.notes if "taken from its three years" in note]
    assert f"given as {cell:g} without" in note
    assert "52 of 9,155, which is 5.68" in note
    assert not any("Pooled" in note for note in row.notes)
    assert {"G5", "E2", "F2", "E3", "F3", "E4", "F4"} <= {source.cell for source in row.sources}
    assert card.problems == ()


@pytest.mark.parametrize(
    "given",
    [
        {"value": 5.6},
        {"value": 5.67},
        {"value": 5.7, "numerator": 51},
        {"value": 5.7, "denominator": 9156},
        {"value": 6.0},  # stored as 6: the decimal of the window beside it is supposed for it
        {"numerator": 51, "denominator": 9155},
    ],
)
def test_a_window_that_disagrees_with_its_years_is_a_warning_at_its_cell(made, given):
    years = yearly("2007", "2008", "2009")
    (card,) = made.scores(made.observed(*years, OTHER, {**WINDOW, **given}))
    (problem,) = card.problems
    assert (problem.severity, problem.code) == ("warning", "window_disagrees")
    assert (problem.file, problem.sheet, problem.cell) == ("pct.xlsx", "Data", "G6")
    assert problem.expected.startswith("52 of 9,155")
    told = f"{given['value']:g} without" if "value" in given else "51 of 9,155"
    assert problem.found.startswith(told)
    assert problem.hint
    (row,) = card.rows
    assert row.numerator == (51 if "value" not in given else given.get("numerator"))
    assert any("The three years add up to 52 of 9,155" in note for note in row.notes)


def test_a_window_of_whole_numbers_alone_is_rounded_to_those(made):
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009"), {**WINDOW, "value": 6.0}))
    assert row.numerator == 52


def test_a_warning_about_a_window_goes_to_the_area_it_is_of_and_englands_to_all(made):
    england = {"code": "E92000001", "name": "England"}
    other = {"code": "5ZY", "name": "Othertown"}
    years = [row for area in ({}, england, other) for row in yearly("2007", "2008", "2009", **area)]
    wrong = [{**WINDOW, "value": 9.9, **area} for area in (england, other)]
    anytown, othertown = made.scores(made.observed(*years, *wrong), all_areas=True)
    assert [problem.cell for problem in anytown.problems] == ["G11"]
    assert [problem.cell for problem in othertown.problems] == ["G11", "G12"]


def test_englands_window_takes_the_counts_of_englands_years(made):
    england = {"code": "E92000001", "name": "England"}
    rows = [row for area in ({}, england) for row in yearly("2007", "2008", "2009", **area)]
    row = made.only_row(made.observed(*rows, {**WINDOW, "value": 5.7, **england}))
    assert row.benchmark_value == pytest.approx(5.679956, abs=1e-6)
    assert "G8" in row.benchmark_source


def test_a_withheld_window_stays_withheld(made):
    given = {
        "indicator": RATE,
        "period": "2007-09",
        "numerator": 51,
        "denominator": 9155,
        "value": math.nan,
        "marker": "suppressed",
    }
    row = made.only_row(made.observed(*yearly("2007", "2008", "2009"), given))
    assert (row.value, row.numerator, row.denominator) == (None, None, None)
    assert not any("51" in note or "52" in note for note in row.notes)


def test_windows_roll_by_a_year(made):
    row = made.only_row(made.observed(*yearly(*YEARS)))
    assert [point.period for point in row.series] == ["2005-07", "2006-08", "2007-09"]
    # 2005-07: 56 of 8,922; 2006-08: 56 of 9,025.
    assert row.series[0].value == pytest.approx(6.276619, abs=1e-6)
    assert row.since_previous.period == "2006-08"
    assert row.since_previous.difference == pytest.approx(5.679956 - 6.204986, abs=2e-6)
    assert any("overlap" in note for note in row.notes)


def test_years_of_two_areas_are_never_added_up(made):
    rows = yearly("2007", "2008") + yearly("2009", code="5ZY", name="Othertown")
    cards = made.scores(made.observed(*rows), all_areas=True)
    assert [row.period for card in cards for row in card.rows] == ["2008", "2009"]


def test_newer_single_years_that_make_no_window_are_pointed_out(made):
    given = {"indicator": RATE, "period": "2005-07", "numerator": 56, "denominator": 8922}
    row = made.only_row(made.observed(*yearly("2008", "2009"), given))
    assert row.period == "2005-07"
    assert any("Single years up to 2009" in note for note in row.notes)
    from imscore.periods import parse

    old = made.only_row(made.observed(*yearly("2008", "2009"), given), as_of=parse("2007"))
    assert not any("Single years" in note for note in old.notes)


def test_percentages_are_not_pooled(made):
    rows = [
        {"indicator": "low_birth_weight", "period": str(y), "numerator": 200, "denominator": 3000}
        for y in (2007, 2008, 2009)
    ]
    assert made.only_row(made.observed(*rows)).period == "2009"


def test_a_window_is_provisional_where_one_of_its_years_is(made):
    rows = [
        {"indicator": RATE, "period": str(year), "numerator": 5, "denominator": 1000,
         "remark": "provisional" if year == 2008 else ""}
        for year in (2007, 2008, 2009)
    ]  # fmt: skip
    row = made.only_row(made.observed(*rows))
    assert row.period == "2007-09"
    assert "The file says of this figure: “provisional (2008)”." in row.notes
    # The mark stands at the year's own cell, row 3, and is named once.
    assert row.quality.validity.reason == "marked provisional (pct.xlsx: Data!G3)"


def test_a_single_year_says_that_no_three_year_rate_could_be_made(made):
    rows = [
        {"indicator": RATE, "period": str(year), "numerator": 5, "denominator": 1000}
        for year in (2006, 2007, 2009)
    ]
    row = made.only_row(made.observed(*rows))
    assert row.period == "2009"
    assert any("no three-year rate could be made" in note for note in row.notes)
