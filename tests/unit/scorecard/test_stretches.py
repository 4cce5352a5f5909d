"""Control charts that begin anew, and limits that are fixed, at a quarter that was asked for."""

import numpy as np
import pytest

from imscore.errors import UsageError
from imscore.periods import parse
from imscore.scorecard.choice import Stretch
from imscore.stats.control_chart import control_chart

COUNTS = (300, 310, 290, 320, 280, 200, 210, 190, 220, 180, 205)


def quarters(made, counts=COUNTS, **more):
    period = parse("2008/09 Q1")
    rows = []
    for count in counts:
        if count is not None:
            rows.append({"indicator": "breastfeeding_initiation", "period": period.text,
                         "numerator": count, "denominator": 1000} | more)  # fmt: skip
        period = following(period)
    return made.observed(*rows)


def following(period):
    year, quarter = period.text.split(" Q")
    if quarter != "4":
        return parse(f"{year} Q{int(quarter) + 1}")
    start = int(year[:4]) + 1
    return parse(f"{start}/{(start + 1) % 100:02d} Q1")


def asked(text, *, fixes=False, indicator=""):
    return Stretch(indicator, parse(text), fixes, f"--x {text}")


def test_without_being_asked_for_a_chart_runs_over_all(made):
    row = made.only_row(quarters(made))
    assert (row.spc["points"], row.spc["rebased"]) == (11, False)


def test_a_chart_begins_anew_at_the_quarter_asked_for(made):
    # From 2009/10 Q2 on: 20.0, 21.0, 19.0, 22.0, 18.0, 20.5; mean 20.0833; moving ranges 1, 2, 3,
    # 4, 2.5, mean 2.5; 20.0833 ± 2.66 × 2.5.
    row = made.only_row(quarters(made), stretches=[asked("2009/10 Q2")])
    assert row.spc["mean"] == pytest.approx(120.5 / 6)
    assert row.spc["lower_limit"] == pytest.approx(120.5 / 6 - 6.65)
    assert row.spc["upper_limit"] == pytest.approx(120.5 / 6 + 6.65)
    assert (row.spc["points"], row.spc["first_period"]) == (6, "2009/10 Q2")
    assert row.spc["rebased"] is True
    assert "it starts anew with 2009/10 Q2, as was asked for" in row.trend_reason
    assert len(row.series) == 11, "the series itself is shown in full"


def test_it_is_the_same_as_rebasing_the_whole_chart(made):
    row = made.only_row(quarters(made), stretches=[asked("2009/10 Q2")])
    chart = control_chart(np.array([COUNTS]) / 10, rebase_at=[5])
    assert row.spc["mean"] == pytest.approx(chart.mean[0, -1])
    assert row.spc["upper_limit"] == pytest.approx(chart.upper[0, -1])


def test_a_year_asked_for_begins_with_its_first_quarter(made):
    row = made.only_row(quarters(made), stretches=[asked("2009/10")])
    assert row.spc["first_period"] == "2009/10 Q1"


def test_of_several_the_last_counts(made):
    both = [asked("2009/10 Q3"), asked("2008/09 Q3")]
    assert made.only_row(quarters(made), stretches=both).spc["first_period"] == "2009/10 Q3"


def test_limits_rest_on_the_quarters_up_to_the_one_asked_for(made):
    # The first five: 30, 31, 29, 32, 28; mean 30; moving ranges 1, 2, 3, 4; 30 ± 2.66 × 2.5.
    row = made.only_row(quarters(made), stretches=[asked("2009/10 Q1", fixes=True)])
    assert row.spc["mean"] == pytest.approx(30.0)
    assert row.spc["lower_limit"] == pytest.approx(23.35)
    assert (row.spc["points"], row.spc["limits_rest_on"]) == (11, 5)
    assert row.spc["limits_fixed_until"] == "2009/10 Q1"
    assert row.trend == "worsening"
    assert "the limits rest on the 5 quarters up to 2009/10 Q1" in row.trend_reason
    assert "trial limits, as they rest on 5 points, fewer than 13" in row.trend_reason


def test_too_few_quarters_to_rest_on_is_said(made):
    row = made.only_row(quarters(made), stretches=[asked("2008/09 Q3", fixes=True)])
    assert row.spc["limits_fixed_until"] is None
    assert "not fixed as was asked for: only 3 quarters are there up to" in row.trend_reason


def test_both_together(made):
    both = [asked("2008/09 Q3"), asked("2009/10 Q3", fixes=True)]
    row = made.only_row(quarters(made), stretches=both)
    assert (row.spc["points"], row.spc["limits_rest_on"]) == (9, 5)
    chart = control_chart(np.array([COUNTS[2:]]) / 10, fix_after=5)
    assert row.spc["mean"] == pytest.approx(chart.mean[0, -1])


def test_another_indicators_chart_stays(made):
    wanted = asked("2009/10 Q2", indicator="smoking_at_delivery")
    with pytest.raises(UsageError, match="no control chart"):
        made.only_row(quarters(made), stretches=[wanted])


def test_one_quarter_to_rest_limits_on_is_too_few_and_said(made):
    row = made.only_row(quarters(made), stretches=[asked("2008/09 Q1", fixes=True)])
    assert row.spc["limits_fixed_until"] is None
    assert "not fixed as was asked for" in row.trend_reason


# To start a chart with its first quarter changes nothing; to fix its limits there is another case.
@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("2008/09 Q1", False),
        *(
            (text, fixes)
            for text in ("2004/05", "2011/12 Q1", "2030/31")
            for fixes in (False, True)
        ),
    ],
)
def test_what_lies_outside_every_series_is_refused(made, text, fixes):
    with pytest.raises(UsageError, match="no control chart of the areas and indicators shown"):
        made.only_row(quarters(made), stretches=[asked(text, fixes=fixes)])


def test_rows_of_years_have_no_chart(made):
    years = made.observed({"indicator": "low_birth_weight", "period": "2009",
                           "numerator": 70, "denominator": 1000})  # fmt: skip
    with pytest.raises(UsageError, match="no row shown has quarters"):
        made.only_row(years, stretches=[asked("2009")])


def test_a_gap_stays_a_gap_after_a_new_beginning(made):
    counts = (*COUNTS[:7], None, *COUNTS[8:])
    row = made.only_row(quarters(made, counts), stretches=[asked("2009/10 Q2")])
    assert row.spc["gaps"] == ["2009/10 Q4"]
    assert "a gap that ends every run" in row.trend_reason


def test_each_stretch_before_keeps_its_own_limits(made):
    # 2008/09 Q1 to 2009/10 Q1: 30, 31, 29, 32, 28; mean 30; moving ranges 1, 2, 3, 4, mean 2.5;
    # 30 ± 2.66 × 2.5.
    row = made.only_row(quarters(made), stretches=[asked("2009/10 Q2")])
    assert row.spc["earlier_stretches"] == [
        {
            "first_period": "2008/09 Q1",
            "last_period": "2009/10 Q1",
            "mean": pytest.approx(30.0),
            "lower_limit": pytest.approx(30 - 6.65),
            "upper_limit": pytest.approx(30 + 6.65),
            "points": 5,
            "trial": True,
        }
    ]


def test_of_several_beginnings_every_stretch_has_its_periods(made):
    counts = (*COUNTS, 150, 160, 140, 170, 130)
    row = made.only_row(
        quarters(made, counts), stretches=[asked("2010/11 Q4"), asked("2009/10 Q2")]
    )
    found = [(s["first_period"], s["last_period"]) for s in row.spc["earlier_stretches"]]
    assert found == [("2008/09 Q1", "2009/10 Q1"), ("2009/10 Q2", "2010/11 Q3")]
    assert row.spc["first_period"] == "2010/11 Q4"


def test_a_stretch_of_too_few_quarters_has_no_limits(made):
    row = made.only_row(quarters(made), stretches=[asked("2009/10 Q1")])
    assert row.spc["earlier_stretches"] == []
