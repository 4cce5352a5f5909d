"""Status, limits and what it would take, one row at a time."""

from __future__ import annotations

import math

import pytest

SMOKING, FEEDING, RATE = "smoking_at_delivery", "breastfeeding_initiation", "infant_mortality"
CONCEPTIONS = "under18_conceptions"
NONE = math.nan


def judged(made, benchmark, catalogue=None, **row):
    row = {"indicator": SMOKING, "period": "2015/16", **row}
    figures = [made.england(row["indicator"], row["period"], benchmark)]
    return made.only_row(made.observed(row), figures, catalogue or made.catalogue)


# Wilson's limits by scipy 1.x, binomtest(...).proportion_ci(method="wilson"); Byar's by hand from
# its formula; exact Poisson from chi-square quantiles (scipy).
@pytest.mark.parametrize(
    ("row", "method", "limits"),
    [
        (
            {"numerator": 160, "denominator": 807},
            "Wilson score",
            (17.221529, 22.717408, 15.853380, 24.505413),
        ),
        (
            {"indicator": CONCEPTIONS, "period": "2008", "numerator": 226, "denominator": 4591},
            "Byar's",
            (43.017291, 56.080621, 39.722289, 60.212257),
        ),
        (
            {"indicator": RATE, "period": "2005-07", "numerator": 7, "denominator": 8922},
            "exact Poisson",
            (0.315441, 1.616529, 0.170403, 2.199751),
        ),
    ],
)
def test_limits_at_both_levels_and_the_method_that_gave_them(made, row, method, limits):
    found = judged(made, 1.0, **row)
    assert found.method == method
    assert (
        found.lower_ci,
        found.upper_ci,
        found.lower_ci_998,
        found.upper_ci_998,
    ) == pytest.approx(limits, abs=2e-6)


@pytest.mark.parametrize(
    ("indicator", "period", "benchmark", "status", "status_998"),
    [
        # 160 of 807: 17.22 to 22.72 at 95%, 15.85 to 24.51 at 99.8%.
        (SMOKING, "2015/16", 13.6, "worse", "worse"),
        (SMOKING, "2015/16", 17.0, "worse", "similar"),
        (SMOKING, "2015/16", 19.8, "similar", "similar"),
        (SMOKING, "2015/16", 23.0, "better", "similar"),
        (SMOKING, "2015/16", 30.0, "better", "better"),
        (FEEDING, "2015/16", 13.6, "better", "better"),
        (FEEDING, "2015/16", 30.0, "worse", "worse"),
    ],
)
def test_status_is_where_the_whole_interval_lies(
    made, indicator, period, benchmark, status, status_998
):
    row = judged(
        made, benchmark, indicator=indicator, period=period, numerator=160, denominator=807
    )
    assert (row.status, row.status_998) == (status, status_998)


@pytest.mark.parametrize(
    ("indicator", "benchmark", "needed"),
    [
        (SMOKING, 13.6, 0.136 * 807 - 160),  # 50.248 fewer
        (SMOKING, 30.0, 0.0),  # already beyond
        (FEEDING, 30.0, 0.30 * 807 - 160),  # 82.1 more
        (FEEDING, 13.6, 0.0),
    ],
)
def test_what_it_would_take_is_signed_and_nought_at_or_beyond(made, indicator, benchmark, needed):
    row = judged(made, benchmark, indicator=indicator, numerator=160, denominator=807)
    assert row.to_reach_benchmark == pytest.approx(needed, abs=1e-9)


def test_what_it_would_take_is_nought_on_the_very_benchmark(made):
    row = judged(made, 20.0, numerator=200, denominator=1000)
    assert row.to_reach_benchmark == 0.0
    assert row.status == "similar"


def test_what_it_would_take_is_given_where_the_difference_may_be_chance(made):
    # 52 of 9,155 against 4.7 per 1,000: 43.0285 deaths would be the average, 8.9715 fewer.
    row = judged(made, 4.7, indicator=RATE, period="2007-09", numerator=52, denominator=9155)
    assert row.status == "similar"
    assert row.to_reach_benchmark == pytest.approx(-8.9715, abs=1e-9)


def test_no_judgement_gives_higher_and_lower_and_nothing_to_reach(made):
    from imscore.reference.indicators import Catalogue

    neutral = made.catalogue[SMOKING].model_copy(update={"polarity": "no_judgement"})
    catalogue = Catalogue({**made.catalogue, SMOKING: neutral})
    for benchmark, word in ((13.6, "higher"), (19.8, "similar"), (30.0, "lower")):
        row = judged(made, benchmark, catalogue, numerator=160, denominator=807)
        assert (row.status, row.to_reach_benchmark) == (word, None)
        assert row.difference == pytest.approx(160 / 8.07 - benchmark)


def test_a_value_alone_is_shown_and_not_compared(made):
    row = judged(made, 13.6, value=19.8)
    assert (row.value, row.numerator, row.denominator) == (19.8, None, None)
    assert (row.status, row.status_998, row.method) == ("not_compared", "not_compared", "")
    assert (row.lower_ci, row.to_reach_benchmark) == (None, None)
    assert row.difference == pytest.approx(6.2)
    assert any("neither counts nor an interval" in note for note in row.notes)


def test_a_value_with_its_files_interval_is_judged_by_that_interval(made):
    row = judged(made, 13.6, value=19.8, lower_ci=17.2, upper_ci=22.7)
    assert (row.status, row.status_998) == ("worse", "not_compared")
    assert (row.method, row.lower_ci, row.upper_ci) == ("as given", 17.2, 22.7)
    assert (row.lower_ci_998, row.upper_ci_998, row.to_reach_benchmark) == (None, None, None)
    assert any("the interval is the file's own" in note for note in row.notes)


@pytest.mark.parametrize("limits", [(22.7, 17.2), (0.172, 0.227), (20.0, 22.7)])
def test_an_interval_that_does_not_hold_its_value_judges_nothing(made, limits):
    row = judged(made, 13.6, value=19.8, lower_ci=limits[0], upper_ci=limits[1])
    assert (row.status, row.method, row.lower_ci) == ("not_compared", "", None)
    assert row.notes


def test_half_an_interval_judges_nothing(made):
    assert judged(made, 13.6, value=19.8, lower_ci=17.2).status == "not_compared"


def test_counts_come_before_the_files_interval(made):
    row = judged(made, 13.6, numerator=160, denominator=807, lower_ci=1.0, upper_ci=99.0)
    assert row.method == "Wilson score"
    assert row.lower_ci == pytest.approx(17.221529, abs=1e-6)


@pytest.mark.parametrize("marker", ["suppressed", "not_available", "not_applicable"])
def test_a_withheld_row_has_no_figure_at_all_though_counts_stand_beside_it(made, marker):
    row = judged(
        made,
        13.6,
        numerator=50,
        denominator=58,
        value=NONE,
        marker=marker,
        remark="Value not published",
    )
    assert (row.value, row.numerator, row.denominator) == (None, None, None)
    assert (row.lower_ci, row.difference, row.to_reach_benchmark) == (None, None, None)
    assert (row.status, row.marker, row.method) == ("not_compared", marker, "")
    assert row.series[-1].value is None
    assert "Value not published" in row.notes[0]
    assert row.notes[0].startswith("2015/16 is ")


def test_an_unreliable_figure_is_judged_and_marked(made):
    row = judged(made, 13.6, numerator=160, denominator=807, marker="unreliable")
    assert (row.status, row.marker) == ("worse", "unreliable")
    assert "marked unreliable" in row.notes[0]


def test_impossible_counts_give_no_limits_and_no_method(made):
    row = judged(made, 13.6, numerator=12, denominator=10)
    assert (row.status, row.method, row.lower_ci) == ("not_compared", "", None)


def test_no_deaths_at_all_is_a_figure(made):
    # Exact Poisson at 0: upper limit -ln(0.025) = 3.688879 events, in 1,000 births.
    row = judged(made, 5.0, indicator=RATE, period="2007-09", numerator=0, denominator=1000)
    assert (row.value, row.lower_ci) == (0.0, 0.0)
    assert row.upper_ci == pytest.approx(3.688879, abs=1e-6)
    assert (row.status, row.to_reach_benchmark) == ("better", 0.0)


def test_everybody_is_a_figure(made):
    row = judged(made, 70.0, indicator=FEEDING, numerator=58, denominator=58)
    assert (row.value, row.upper_ci, row.status) == (100.0, 100.0, "better")


def test_more_events_than_people_is_allowed_in_a_rate(made):
    row = judged(made, 39.7, indicator=CONCEPTIONS, period="2008", numerator=12, denominator=10)
    assert row.value == pytest.approx(1200.0)
    assert row.status == "worse"
