"""Control charts of quarters: lines worked out by hand, each rule, gaps, new definitions."""

from __future__ import annotations

import csv
import json
import math
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

import imscore
from imscore.stats.control_chart import control_chart

SAMPLE = Path(__file__).parents[3] / "sample_data" / "anytown_pct.csv"
SMOKING, FEEDING = "smoking_at_delivery", "breastfeeding_initiation"


def quarters(numerators, indicator=SMOKING, first=(2008, 1), **more):
    """Consecutive quarters of 1,000 each, so that a numerator is ten times its percentage.

    None leaves a quarter out; a negative one is suppressed.
    """
    rows = []
    year, quarter = first
    for numerator in numerators:
        row = dict(indicator=indicator, denominator=1000, **more)
        row["period"] = f"{year}/{(year + 1) % 100:02d} Q{quarter}"
        row["numerator"] = abs(numerator or 0)
        if numerator is not None and numerator < 0:
            row |= {"value": math.nan, "marker": "suppressed"}
        if numerator is not None:
            rows.append(row)
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return rows


def charted(made, numerators, *arguments, **more):
    return made.only_row(made.observed(*quarters(numerators, *arguments, **more)))


def test_mean_and_limits_by_hand(made):
    # Mean 20; moving ranges 1, 2, 3, 4, mean 2.5; 20 ± 2.66 × 2.5 = 13.35 and 26.65.
    row = charted(made, (200, 210, 190, 220, 180))
    assert row.trend == "no_change"
    assert row.spc == {
        "mean": pytest.approx(20.0),
        "lower_limit": pytest.approx(13.35),
        "upper_limit": pytest.approx(26.65),
        "points": 5,
        "trial": True,
        "variation": "common_cause",
        "rule": "none",
        "assurance": None,
        "first_period": "2008/09 Q1",
        "last_period": "2009/10 Q1",
        "gaps": [],
        "earlier_stretches": [],
        "target": None,
        "rebased": False,
        "limits_fixed_until": None,
        "limits_rest_on": 5,
    }
    json.dumps(row.spc)
    assert "limits of 13.4 and 26.7 about the mean of 20.0" in row.trend_reason
    assert "Control chart on 5 quarters: trial limits until there are 13." in row.notes


@pytest.mark.parametrize("indicator", [SMOKING, FEEDING])
def test_the_samples_quarters_against_plain_arithmetic(indicator):
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["indicator"] == indicator]
    values = [int(row["numerator"]) / int(row["denominator"]) * 100 for row in rows]
    assert (len(values), rows[0]["period"], rows[-1]["period"]) == (20, "2005/06 Q2", "2010/11 Q1")
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    usual = [r for r in ranges if r < 3.267 * fmean(ranges)]
    reach = 2.66 * fmean(usual)
    (row,) = [row for row in imscore.score(imscore.read(SAMPLE)).rows if row.indicator == indicator]
    chart = row.spc
    assert (chart["points"], chart["trial"], chart["gaps"]) == (20, False, [])
    assert (chart["mean"], chart["lower_limit"], chart["upper_limit"]) == pytest.approx(
        (fmean(values), fmean(values) - reach, fmean(values) + reach), rel=1e-12
    )
    # The last quarter is within them, fewer than seven are on its side and none in a row rise.
    assert (row.trend, chart["rule"]) == ("no_change", "none")


UP_AND_DOWN = (200, 210) * 6
# Mean 276/13 = 21.23; of the ranges 1 (eleven times) and 9 the last is screened out, being above
# 3.267 × 20/12 = 5.4; limits 21.23 ± 2.66.
OUTSIDE = (*UP_AND_DOWN, 300)
# Mean 323/15 = 21.53; the last seven are 20 and 21. Ranges 15/14: two sigma is 1.9 away.
ONE_SIDE = (230, 220) * 4 + (200, 210, 200, 210, 200, 210, 200)
# 19.5 and six rises of 0.3 to 21.3. Mean 20.275, ranges 6.8/11: two sigma is 1.1 away.
RISE = (205, 195, 205, 195, 205, 195, 198, 201, 204, 207, 210, 213)
# Mean 20.8; ranges 12.6/13; two sigma 1.72 away, the limit 2.58: 22.6 is 1.8 away, twice.
TWO = (*UP_AND_DOWN, 226, 226)


@pytest.mark.parametrize(
    ("numerators", "rule", "smoking", "feeding", "said"),
    [
        (
            *(OUTSIDE, "outside_limits", "worsening", "improving"),
            "2011/12 Q1 (30.0) is above the upper limit of 23.9",
        ),
        (
            *(ONE_SIDE, "seven_on_one_side", "improving", "worsening"),
            "2010/11 Q1 to 2011/12 Q3, 7 in a row, are below the mean of 21.5",
        ),
        (
            *(RISE, "trend_of_seven", "worsening", "improving"),
            "every quarter from 2009/10 Q2 to 2010/11 Q4, 7 in a row, rises",
        ),
        (
            *(TWO, "two_of_three", "worsening", "improving"),
            "two or more of the three quarters 2010/11 Q4 to 2011/12 Q2 lie beyond two thirds of "
            "the way from the mean of 20.8 to the upper limit of 23.4",
        ),
    ],
)
def test_each_rule_of_the_last_point(made, numerators, rule, smoking, feeding, said):
    row = charted(made, numerators)
    assert (row.spc["rule"], row.trend) == (rule, smoking)
    assert said in row.trend_reason
    assert row.spc["trial"] == (len(numerators) < 13)
    assert charted(made, numerators, FEEDING).trend == feeding


def test_a_signal_that_is_over_is_no_trend(made):
    # Mean 287/14 = 20.5; the range of 19 is screened out: 20.5 ± 2.66 × 20/12.
    row = charted(made, (300, 110, *UP_AND_DOWN))
    assert (row.trend, row.spc["variation"]) == ("no_change", "common_cause")


@pytest.mark.parametrize("missing", [None, -260])
def test_a_gap_is_shown_and_never_closed_up(made, missing):
    # Mean 135/5 = 27; ranges 2, 2 and 1, none over the gap: 27 ± 2.66 × 5/3.
    row = charted(made, (200, 220, missing, 300, 320, 310))
    assert row.spc["gaps"] == ["2008/09 Q3"]
    assert row.spc["points"] == 5
    assert (row.spc["lower_limit"], row.spc["upper_limit"]) == pytest.approx(
        (22.566667, 31.433333), abs=1e-6
    )
    assert "no figure for 2008/09 Q3, a gap" in row.trend_reason
    assert "No figure for 2008/09 Q3: a gap in the control chart." in row.notes
    assert "26.0" not in str(row)


def test_a_change_of_definition_starts_a_new_chart(made):
    row = charted(made, (400,) * 8 + (200, 210, 190, 220, 180), first=(2015, 2))
    assert row.spc["first_period"] == "2017/18 Q1"
    # Q2 2015/16 to Q4 2016/17 are seven quarters by the old definition; one more is of the new.
    assert row.spc["points"] == 6
    assert (
        "starts with 2017/18 Q1, as earlier quarters are by another definition" in row.trend_reason
    )


@pytest.mark.parametrize(
    ("numerators", "said"),
    [
        ((200, 210, 190, 220), "a control chart of 4 quarters can show nothing, it takes 5."),
        ((200,), "a control chart of 1 quarter can show nothing"),
        ((200, 210, 190, 220, 180, -200), "2009/10 Q2 is suppressed in the file."),
        ((200, None, 210, None, 190, None, 220, None, 180), "gaps between all 5."),
    ],
)
def test_what_cannot_be_charted_is_not_tested(made, numerators, said):
    row = charted(made, numerators)
    assert (row.trend, row.spc) == ("not_tested", None)
    assert said in row.trend_reason


def test_quarters_that_never_vary_have_no_limits_and_no_signal(made):
    row = charted(made, (200,) * 14)
    assert (row.trend, row.spc["rule"], row.spc["mean"]) == ("no_change", "none", 20.0)
    assert (row.spc["lower_limit"], row.spc["upper_limit"]) == (None, None)
    assert "no quarter differs from the one before" in row.trend_reason


def test_the_chart_ends_with_the_quarter_shown(made):
    from imscore.periods import parse

    rows = quarters((*UP_AND_DOWN, 300))
    row = made.only_row(made.observed(*rows), as_of=parse("2010/11"))
    assert (row.spc["last_period"], row.spc["points"]) == ("2010/11 Q4", 12)


def test_four_in_a_row_can_set_off_no_rule():
    # Why fewer than five are not tested: "no change" would be all that they could ever say.
    values = np.random.default_rng(7).pareto(0.5, size=(100_000, 5))
    assert not control_chart(values[:, :4]).rule.any()
    assert control_chart(values).rule.any()


def test_a_process_that_stands_on_its_target_neither_meets_nor_misses_it_by_chance(made):
    import pandas as pd

    from imscore.periods import parse

    quarters = [f"20{y}/{y + 1} Q{q}" for y in (10, 11, 12, 13) for q in (1, 2, 3, 4)]
    rows = [{"indicator": "smoking_at_delivery", "period": p, "numerator": 150,
             "denominator": 1000} for p in quarters]  # fmt: skip
    last = parse(quarters[-1])
    targets = pd.DataFrame([{
        "area": "5ZZ", "indicator": "smoking_at_delivery", "period": last.text, "target": 15.0,
        "period_kind": last.kind, "period_start": last.start, "period_end": last.end,
        "cell": "D2", "file": "t.csv",
    }])  # fmt: skip
    row = made.only_row(made.observed(*rows), targets=targets)
    assert row.spc["assurance"] == "inconsistent"
    assert "is at the target of 15.0 itself" in row.trend_reason
    assert "miss it" not in row.trend_reason
