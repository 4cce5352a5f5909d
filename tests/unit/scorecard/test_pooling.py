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
