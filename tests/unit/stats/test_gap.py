"""Gaps between groups: published examples, identities, scipy, and coverage by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from imscore.stats.counts import Limits
from imscore.stats.gap import combine, part_gap, rounded_range, score_limits, two_groups

COUNTS = st.integers(1, 400)


# --- the report's own figures (lines of its text) -------------------------------------------------


def test_routine_and_manual_deaths_are_42_per_cent_of_those_registered_by_both_parents():
    """Line 251: 3,650 of 8,698 infant deaths of 2007-09 in England and Wales."""
    assert round(100 * 3650 / 8698) == 42


def test_the_gap_of_2007_09_cannot_be_told_from_the_printed_rates():
    """Lines 251 and 268 (D02): 5.0 against 4.4 is 13.6%; it may be 11.2% to 16.1%."""
    least, most = rounded_range(5.0, 4.4, 0.05, 0.05)
    assert (round(100 * least, 1), round(100 * most, 1)) == (11.2, 16.1)
    assert least < 0.12 < most
    assert round(100 * (5.0 / 4.4 - 1), 1) == 13.6


def test_the_wrong_all_gives_another_gap():
    """Lines 225 and 251 (D02): against all births' 4.5, sole registrations included, 11.1%."""
    assert round(100 * (5.0 / 4.5 - 1), 1) == 11.1


def test_a_gap_of_12_per_cent_from_counts():
    """Line 268, with births chosen so that the rates print as on line 251."""
    births, all_births = 736_600, 1_966_000
    rates = 1000 * 3650 / births, 1000 * 8698 / all_births
    assert [f"{rate:.1f}" for rate in rates] == ["5.0", "4.4"]
    found = part_gap((3650, births), (8698, all_births), kind="rate")
    assert round(100 * float(found.relative.value)) == 12
    assert found.relative.value == pytest.approx(rates[0] / rates[1] - 1, rel=1e-12)
    assert found.relative.lower < 0.12 < found.relative.upper


# --- against formulae worked out otherwise --------------------------------------------------------


@given(COUNTS, COUNTS, st.integers(500, 9000), st.integers(500, 9000))
def test_the_relative_gap_is_that_of_the_ratio_to_the_rest(x, y, n, m):
    """r / (w r + 1 - w) - 1, with w the share of births and r the rate over that of the rest."""
    found = part_gap((x, n), (x + y, n + m), kind="rate")
    share, ratio = n / (n + m), (x / n) / (y / m)
    assert found.relative.value == pytest.approx(ratio / (share * ratio + 1 - share) - 1, abs=1e-9)
    # Given the sum, the group's share of events is binomial: scipy's Wilson limits carry over.
    limits = stats.binomtest(x, x + y).proportion_ci(0.95, method="wilson")
    assert found.relative.lower == pytest.approx(limits.low / share - 1, rel=1e-7, abs=1e-9)
    assert found.relative.upper == pytest.approx(limits.high / share - 1, rel=1e-7, abs=1e-9)


def test_the_difference_of_two_proportions_is_that_of_newcombe():
    """Newcombe (1998), Stat. Med. 17, method 10: 56 of 70 less 48 of 80, 0.0524 to 0.3339."""
    found = two_groups((56, 70), (48, 80), kind="proportion", multiplier=1)
    assert found.absolute.value == pytest.approx(0.2)
    assert found.absolute.lower == pytest.approx(0.0524, abs=5e-5)
    assert found.absolute.upper == pytest.approx(0.3339, abs=5e-5)


@given(COUNTS, COUNTS)
def test_a_ratio_limit_is_where_the_difference_touches_nought(x, y):
    """The limit L of p / q is where the limit of p - L q, put together likewise, is nought."""
    found = two_groups((x, 400), (y, 400), kind="proportion", multiplier=1).relative
    limits = [stats.binomtest(k, 400).proportion_ci(0.95, method="wilson") for k in (x, y)]
    p, q = x / 400, y / 400
    low, high = found.lower, found.upper
    reach = np.hypot(p - limits[0].low, low * (limits[1].high - q))
    assert p - low * q == pytest.approx(reach, abs=1e-9)
    reach = np.hypot(limits[0].high - p, high * (q - limits[1].low))
    assert high * q - p == pytest.approx(reach, abs=1e-9)


def test_the_poisson_score_limits_are_where_the_score_test_rejects():
    """(x - m)² / m = z² has the limits as its two roots m."""
    z = stats.norm.ppf(0.975)
    for count in (0, 1, 7, 52, 3650):
        found = score_limits(count, 1, kind="rate")
        for root in found:
            if root > 0:
                assert (count - root) ** 2 / root == pytest.approx(z**2)


def test_a_sum_of_one_figure_keeps_its_limits():
    found = combine([-2.0], np.array([3.0]), Limits(np.array([2.0]), np.array([5.0])))
    assert [float(side) for side in found] == [-6.0, -10.0, -4.0]


# --- what cannot be worked out --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ((5, 100), (4, 200)),  # more events than all
        ((5, 300), (9, 200)),  # more births than all
        ((5, 200), (9, 200)),  # the part is the whole
        ((-1, 100), (9, 200)),
        ((np.nan, 100), (9, 200)),
        ((5, 0), (9, 200)),
    ],
)
def test_a_part_that_is_no_part_has_no_gap(part, whole):
    found = part_gap(part, whole, kind="rate")
    assert all(np.isnan(side) for estimate in found for side in estimate)


def test_a_bad_row_spoils_no_other():
    found = part_gap((np.array([5, 50]), np.array([0, 500])), ([9, 90], [200, 1000]), kind="rate")
    assert np.isnan(found.absolute.value[0])
    assert found.absolute.value[1] == pytest.approx(10.0)


def test_no_events_at_all_is_no_gap_and_no_ratio():
    found = part_gap((0, 400), (0, 1000), kind="rate")
    assert np.isnan(found.relative.value)
    ratio = two_groups((4, 400), (0, 600), kind="proportion").relative
    assert np.isnan(ratio.value)
    assert ratio.upper == np.inf
    assert ratio.lower > 0


def test_proportions_cannot_be_more_than_everyone():
    found = two_groups((11, 10), (5, 10), kind="proportion")
    assert np.isnan(found.absolute.value)


def test_shapes_have_to_agree():
    with pytest.raises(ValueError, match="shapes"):
        part_gap(([1, 2], [3, 4]), ([5], [6]), kind="rate")


# --- coverage -------------------------------------------------------------------------------------

DRAWS = 10_000
RATES = [  # births of the group and of the rest, their deaths per birth
    (730_000, 1_250_000, 0.0050, 0.0041),  # a nation over three years
    (20_000, 30_000, 0.0060, 0.0040),  # a region
    (3_400, 5_755, 0.0060, 0.0050),  # a primary care trust over three years
    (5_000, 5_000, 0.0100, 0.0030),  # a wide gap
]
PROPORTIONS = [
    (3_000, 5_000, 0.67, 0.83),
    (300, 507, 0.23, 0.15),
    (100, 200, 0.23, 0.15),
    (60, 90, 0.30, 0.30),
]
CASES = [*(("rate", *case) for case in RATES), *(("proportion", *case) for case in PROPORTIONS)]


@pytest.mark.parametrize(("kind", "n", "m", "p", "q"), CASES)
def test_limits_hold_the_truth_in_94_to_96_of_100_draws(kind, n, m, p, q):
    random = np.random.default_rng(20101201)
    if kind == "rate":
        x, y = random.poisson(n * p, DRAWS), random.poisson(m * q, DRAWS)
    else:
        x, y = random.binomial(n, p, DRAWS), random.binomial(m, q, DRAWS)
    ones = np.ones(DRAWS)
    inside = part_gap((x, n * ones), (x + y, (n + m) * ones), kind=kind, multiplier=1)
    apart = two_groups((x, n * ones), (y, m * ones), kind=kind, multiplier=1)
    everyone = (n * p + m * q) / (n + m)
    for found, truth in (
        (inside.absolute, p - everyone),
        (inside.relative, p / everyone - 1),
        (apart.absolute, p - q),
        (apart.relative, p / q),
    ):
        covered = np.mean((found.lower <= truth) & (truth <= found.upper))
        assert 0.94 <= covered <= 0.96


def test_taking_group_and_all_for_independent_would_be_wrong():
    """Two intervals that ignore that one is part of the other hold the truth far too often."""
    random = np.random.default_rng(20101201)
    n, m, p, q = 3_400, 5_755, 0.006, 0.005
    x, y = random.poisson(n * p, DRAWS), random.poisson(m * q, DRAWS)
    ones = np.ones(DRAWS)
    wrong = two_groups((x, n * ones), (x + y, (n + m) * ones), kind="rate", multiplier=1).absolute
    truth = p - (n * p + m * q) / (n + m)
    assert np.mean((wrong.lower <= truth) & (truth <= wrong.upper)) > 0.99


def test_the_difference_in_change_of_a_part_is_covered_too():
    """A group inside England at two times: (group - all) then less (group - all) before."""
    random = np.random.default_rng(20101201)
    sizes, shares = [(2_000, 30_000), (2_200, 31_000)], [(0.23, 0.14), (0.20, 0.13)]
    parts, weights, truth = [], [], 0.0
    for sign, (n, m), (p, q) in zip((-1, 1), sizes, shares, strict=True):
        parts += [(random.binomial(n, p, DRAWS), n), (random.binomial(m, q, DRAWS), m)]
        outside = 1 - n / (n + m)
        weights += [sign * outside, -sign * outside]
        truth += sign * outside * (p - q)
    values = np.stack([x / n for x, n in parts])
    limits = [score_limits(x, np.full(DRAWS, n), kind="proportion") for x, n in parts]
    stacked = Limits(*(np.stack(sides) for sides in zip(*limits, strict=True)))
    found = combine(np.array(weights)[:, None], values, stacked)
    covered = np.mean((found.lower <= truth) & (truth <= found.upper))
    assert 0.94 <= covered <= 0.96
