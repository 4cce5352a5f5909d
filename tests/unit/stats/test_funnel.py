"""Funnels against another program's, exact probabilities and arithmetic by hand."""

import csv
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from imscore.stats.counts import Limits
from imscore.stats.funnel import proportion_funnel, rate_funnel, rate_funnel_at
from imscore.stats.funnel_errors import proportion_error, rate_error
from imscore.stats.funnel_points import (
    Significance,
    proportion_significance,
    rate_significance,
    significance,
)
from imscore.stats.overdispersion import Overdispersion, adjusted_funnel, overdispersion

REFERENCE = Path(__file__).parents[2] / "reference_values"
LEVELS = [(0.95, "2s"), (0.998, "3s")]
NAN = float("nan")
# The reference's words: at 95%, at 99.8%.
WORDS = {
    "Not significant": ("similar", "similar"),
    "Low (0.025)": ("lower", "similar"),
    "Low (0.001)": ("lower", "lower"),
    "High (0.025)": ("higher", "similar"),
    "High (0.001)": ("higher", "higher"),
}
Row = dict[str, str]


def reference_rows(name: str) -> list[Row]:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def column(rows: list[Row], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def one(value: float) -> np.ndarray:
    return np.array([value])


def baselines(kind: str) -> dict[str, float]:
    """Give the baseline of each case, worked out from the totals that the file states."""
    return {
        row["case"]: float(row["avg_numerator"])
        / float(row["avg_denominator"])
        * float(row["multiplier"])
        for row in reference_rows(f"funnel_{kind}_limits.csv")
    }


# Another program's figures: the headers of the files name it and its version.


@pytest.mark.parametrize(("level", "name"), LEVELS)
def test_every_reference_limit_of_a_proportion(level: float, name: str) -> None:
    rows = reference_rows("funnel_proportion_limits.csv")
    assert len(rows) > 150
    middle = np.array([baselines("proportion")[row["case"]] for row in rows])
    np.testing.assert_allclose(middle, column(rows, "baseline"), rtol=1e-12)
    found = proportion_funnel(column(rows, "Population"), middle, confidence=level)
    for side in ("lower", "upper"):
        expected = column(rows, f"{side}_{name}_limit")
        np.testing.assert_allclose(getattr(found, side), expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("level", "name"), [(0.95, "0.975"), (0.998, "0.999")])
def test_every_reference_limit_point_by_point(level: float, name: str) -> None:
    rows = reference_rows("funnel_proportion_pointwise.csv")
    assert len(rows) == 20
    found = proportion_funnel(column(rows, "n"), column(rows, "p0") * 100, confidence=level)
    # The reference leaves its limits uncapped.
    lower = np.maximum(column(rows, f"low_{name}"), 0.0)
    upper = np.minimum(column(rows, f"high_{name}"), 100.0)
    np.testing.assert_allclose(found.lower, lower, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.upper, upper, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("level", "name"), LEVELS)
@pytest.mark.parametrize("side", ["lower", "upper"])
def test_every_reference_limit_of_a_rate(level: float, name: str, side: str) -> None:
    # The reference searches by halving and stops up to 5e-5 short of the closed form.
    rows = reference_rows("funnel_rate_limits.csv")
    assert len(rows) == 100
    middle = np.array([baselines("rate")[row["case"]] for row in rows])
    found = rate_funnel(column(rows, "Events"), middle, confidence=level)
    expected = column(rows, f"{side}_{name}_limit")
    np.testing.assert_allclose(getattr(found, side), expected, rtol=1e-4)
    people = column(rows, f"{side}_{name}_population_1_year") * column(rows, "years")
    np.testing.assert_allclose(getattr(found, f"{side}_population"), people, rtol=1e-4)


@pytest.mark.parametrize(("level", "name"), LEVELS)
@pytest.mark.parametrize("side", ["lower", "upper"])
def test_every_reference_limit_of_a_rate_at_its_population(
    level: float, name: str, side: str
) -> None:
    rows = reference_rows("funnel_rate_limits.csv")
    middle = np.array([baselines("rate")[row["case"]] for row in rows])
    people = column(rows, f"{side}_{name}_population_1_year") * column(rows, "years")
    known = people > 0
    found = rate_funnel_at(people[known], middle[known], confidence=level)
    expected = column(rows, f"{side}_{name}_limit")[known]
    np.testing.assert_allclose(getattr(found, side), expected, rtol=1e-4)


@pytest.mark.parametrize(
    ("kind", "judge"), [("proportion", proportion_significance), ("rate", rate_significance)]
)
def test_every_reference_significance(kind: str, judge: Callable[..., Significance]) -> None:
    rows = reference_rows(f"funnel_significance_{kind}.csv")
    assert {row["significance"] for row in rows} == set(WORDS)
    for case, members in groupby(rows, key=lambda row: row["case"]):
        group = list(members)
        found = judge(
            column(group, "numerator"), column(group, "denominator"), baselines(kind)[case]
        )
        assert list(zip(*(part.tolist() for part in found), strict=True)) == [
            WORDS[row["significance"]] for row in group
        ]


# By hand, and by the definitions through another library.


def test_a_proportion_by_hand() -> None:
    # 20 ± 1.959964 × √(20 × 80 / 400) = 20 ± 3.919928; at 16 people 20 ± 19.59964, at 4 capped.
    found = proportion_funnel(np.array([400.0, 16.0, 4.0]), 20.0)
    assert found.lower.tolist() == pytest.approx([16.080072, 0.40036, 0.0], abs=1e-5)
    assert found.upper.tolist() == pytest.approx([23.919928, 39.59964, 59.19928], abs=1e-5)
    assert proportion_error(one(400.0), 20.0).tolist() == [2.0]


def test_a_proportion_is_capped_at_its_own_multiplier() -> None:
    found = proportion_funnel(np.array([4.0, 4.0]), np.array([20.0, 980.0]), multiplier=1000.0)
    assert (found.lower[0], found.upper[1]) == (0.0, 1000.0)
    assert found.upper[0] == pytest.approx(20 + 1.959964 * (20 * 980 / 4) ** 0.5, rel=1e-7)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_the_expected_counts_are_the_chi_squared_quantiles(level: float) -> None:
    tail = (1 - level) / 2
    counts = np.array([1.0, 2.0, 5.0, 9.5, 40.0, 3000.0])
    # Per 1 with a baseline of 1, the population is the expected count.
    found = rate_funnel(counts, 1.0, confidence=level, multiplier=1.0)
    most = stats.chi2.isf(tail, 2 * counts + 2) / 2
    least = stats.chi2.ppf(tail, 2 * counts) / 2
    np.testing.assert_allclose(found.lower_population, most, rtol=1e-12)
    np.testing.assert_allclose(found.upper_population, least, rtol=1e-12)
    np.testing.assert_allclose(found.lower, counts / most, rtol=1e-12)
    np.testing.assert_allclose(found.upper, counts / least, rtol=1e-12)


def test_on_the_curve_half_the_doubt_lies_beyond() -> None:
    counts = np.arange(1.0, 60.0)
    found = rate_funnel(counts, 4.2, confidence=0.998)
    below = stats.poisson.cdf(counts, found.lower_population * 4.2 / 1000)
    above = stats.poisson.sf(counts - 1, found.upper_population * 4.2 / 1000)
    np.testing.assert_allclose(below, 0.001, rtol=1e-9)
    np.testing.assert_allclose(above, 0.001, rtol=1e-9)


def test_no_events_have_no_upper_limit() -> None:
    # The chance of none is exp(-m): just low at m = -ln 0.025.
    found = rate_funnel(one(0.0), 5.0)
    assert (found.lower[0], found.upper[0], found.upper_population[0]) == (0.0, np.inf, 0.0)
    assert found.lower_population[0] == pytest.approx(np.log(40) * 1000 / 5, rel=1e-14)


def test_rates_have_no_ceiling() -> None:
    found = rate_funnel(one(1.0), 900.0)
    # One event is just high where 0.0253 are expected: 900 × 1 / 0.025318.
    assert found.upper[0] == pytest.approx(900 / 0.02531781, rel=1e-6)


def test_a_baseline_of_nothing_has_no_rate_funnel() -> None:
    for baseline in (0.0, -1.0, NAN, np.inf):
        assert np.isnan(np.array(rate_funnel(np.array([0.0, 3.0]), baseline))).all()
        judged = rate_significance(np.array([0.0, 3.0]), np.full(2, 10.0), baseline)
        assert [part.tolist() for part in judged] == [["not_compared"] * 2] * 2


@pytest.mark.parametrize("count", [0, 1, 2, 7, 30, 250])
def test_a_rate_is_judged_by_exact_probabilities(count: int) -> None:
    people = np.linspace(count / 2 + 0.5, 3 * count + 12, 500)
    found = rate_significance(np.full(500, float(count)), people, 1.0, multiplier=1.0)
    low, high = stats.poisson.cdf(count, people), stats.poisson.sf(count - 1, people)
    for words, tail in zip(found, (0.025, 0.001), strict=True):
        expected = np.where(low < tail, "lower", np.where(high < tail, "higher", "similar"))
        assert words.tolist() == expected.tolist()
    assert {"lower", "similar"} <= set(found.at_998.tolist())


@given(
    count=st.integers(0, 3000),
    people=st.floats(1, 1e6),
    baseline=st.floats(0.1, 900),
)
def test_a_rate_is_outside_exactly_where_it_is_beyond_the_curve(
    count: int, people: float, baseline: float
) -> None:
    judged = rate_significance(one(count), one(people), baseline)
    for level, words in zip((0.95, 0.998), judged, strict=True):
        curve = rate_funnel(one(count), baseline, confidence=level)
        low, high = people > curve.lower_population[0], people < curve.upper_population[0]
        assert words.tolist() == ["lower" if low else "higher" if high else "similar"]
        # A rate of nothing lies on its lower limit of nothing, however many people it is of.
        if count:
            limits = Limits(curve.lower, curve.upper)
            assert significance(one(count / people * 1000), limits).tolist() == words.tolist()


def test_a_value_on_a_limit_is_inside() -> None:
    limits = Limits(np.full(5, 2.0), np.full(5, 4.0))
    words = significance(np.array([1.999, 2.0, 3.0, 4.0, 4.001]), limits)
    assert words.tolist() == ["lower", "similar", "similar", "similar", "higher"]


# What cannot be computed, and calls that make no sense.


@pytest.mark.parametrize(
    ("count", "total"),
    [(NAN, 10.0), (-1.0, 10.0), (3.0, NAN), (3.0, 0.0), (3.0, -5.0), (np.inf, 10.0), (3.0, np.inf)],
)
def test_an_impossible_row_spoils_no_other(count: float, total: float) -> None:
    counts, totals = np.array([count, 3.0]), np.array([total, 10.0])
    for judge in (proportion_significance, rate_significance):
        for words in judge(counts, totals, 30.0, multiplier=100.0):
            assert words.tolist() == ["not_compared", "similar"]


def test_more_than_all_is_no_proportion_but_may_be_a_rate() -> None:
    counts, totals = one(12.0), one(10.0)
    assert proportion_significance(counts, totals, 30.0).at_95.tolist() == ["not_compared"]
    assert rate_significance(counts, totals, 300.0).at_95.tolist() == ["higher"]


def test_impossible_denominators_and_baselines_have_no_limits() -> None:
    totals = np.array([0.0, -4.0, NAN, np.inf])
    for found in (proportion_funnel(totals, 20.0), proportion_funnel(np.full(4, 50.0), 101.0)):
        assert np.isnan(np.array(found)).all()
    assert np.isnan(rate_error(totals, 4.0)).all()
    assert np.isnan(np.array(rate_funnel(np.array([-1.0, NAN, np.inf]), 4.0))).all()


@pytest.mark.parametrize("funnel", [proportion_funnel, rate_funnel])
def test_calls_that_make_no_sense(funnel: Callable[..., tuple[np.ndarray, ...]]) -> None:
    with pytest.raises(ValueError, match="baseline"):
        funnel(np.ones(3), np.ones(2))
    with pytest.raises(ValueError, match="shapes"):
        proportion_significance(np.ones(3), np.ones(2), 1.0)
    for multiplier in (0.0, -100.0, NAN, np.inf):
        with pytest.raises(ValueError, match="multiplier"):
            funnel(np.ones(3), 1.0, multiplier=multiplier)
    for confidence in (0.0, 1.0, 95.0, NAN):
        with pytest.raises(ValueError, match="confidence"):
            funnel(np.ones(3), 1.0, confidence=confidence)


@pytest.mark.parametrize("funnel", [proportion_funnel, rate_funnel])
@pytest.mark.parametrize("shape", [(0,), (), (2, 3)])
def test_limits_keep_the_shape(
    funnel: Callable[..., tuple[np.ndarray, ...]], shape: tuple[int, ...]
) -> None:
    found = funnel(np.full(shape, 12.0), 4.0)
    assert {np.shape(part) for part in found} == {shape}


# Laws.

COUNTS = st.lists(st.integers(1, 5000), min_size=1, max_size=30)


@given(counts=COUNTS, baseline=st.floats(0.01, 99.9))
def test_the_wider_level_holds_the_narrower_and_both_hold_the_baseline(
    counts: list[int], baseline: float
) -> None:
    sizes = np.array(counts, dtype=float)
    for funnel in (proportion_funnel, rate_funnel):
        inner, outer = (funnel(sizes, baseline, confidence=level) for level in (0.95, 0.998))
        assert (outer.lower <= inner.lower).all()
        assert (inner.lower <= baseline).all()
        assert (baseline <= inner.upper).all()
        assert (inner.upper <= outer.upper).all()


@given(counts=COUNTS)
def test_a_funnel_narrows(counts: list[int]) -> None:
    sizes = np.unique(np.array(counts, dtype=float))
    for funnel in (proportion_funnel, rate_funnel):
        found = funnel(sizes, 40.0)
        assert (np.diff(found.lower) >= 0).all()
        assert (np.diff(found.upper) <= 0).all()


@given(counts=COUNTS, factor=st.sampled_from([0.01, 10.0, 1e5]))
def test_units_scale_the_limits(counts: list[int], factor: float) -> None:
    sizes = np.array(counts, dtype=float)
    for funnel in (proportion_funnel, rate_funnel):
        before = funnel(sizes, 40.0, multiplier=100.0)
        after = funnel(sizes, 40.0 * factor, multiplier=100.0 * factor)
        for side in ("lower", "upper"):
            expected = getattr(before, side) * factor
            np.testing.assert_allclose(getattr(after, side), expected, rtol=1e-9)


@given(counts=COUNTS, baseline=st.floats(0.0, 100.0))
def test_the_funnel_of_those_without_mirrors_that_of_those_with(
    counts: list[int], baseline: float
) -> None:
    sizes = np.array(counts, dtype=float)
    found, mirrored = proportion_funnel(sizes, baseline), proportion_funnel(sizes, 100 - baseline)
    np.testing.assert_allclose(mirrored.lower, 100 - found.upper, atol=1e-5)
    np.testing.assert_allclose(mirrored.upper, 100 - found.lower, atol=1e-5)


# Overdispersion, by hand.


def test_equal_errors_by_hand() -> None:
    # z = 3, -3, 1, -1: Σz² = 20, φ = 5. τ² = (20 − 3)/(4 − 4/4) = 17/3, errors being 1.
    found = overdispersion(np.array([13.0, 7.0, 11.0, 9.0]), np.ones(4), 10.0, winsorise=0.0)
    assert found.ratio == pytest.approx(5.0, rel=1e-14)
    assert found.tau_squared == pytest.approx(17 / 3, rel=1e-14)
    assert found.areas == 4


def test_unequal_errors_by_hand() -> None:
    # Errors 1, 1, ½: weights 1, 1, 4, sum 6, sum of squares 18, so 6 − 18/6 = 3.
    # z = 3, -2, 1: Σz² = 14, τ² = (14 − 2)/3 = 4. φ = 14/3.
    value = np.array([10 + 3, 10 - 2, 10 + 0.5])
    found = overdispersion(value, np.array([1.0, 1.0, 0.5]), 10.0, winsorise=0.0)
    assert found.ratio == pytest.approx(14 / 3, rel=1e-14)
    assert found.tau_squared == pytest.approx(4.0, rel=1e-14)


def test_winsorising_by_hand() -> None:
    # z = -5 to 5 and then an extreme of 500 in place of the last: the 10% quantiles of eleven
    # values are the second from either end, -4 and 4. Σz² = 2(16 + 16 + 9 + 4 + 1) = 92.
    z = np.arange(-5.0, 6.0)
    z[-1] = 500.0
    found = overdispersion(20 + z, np.ones(11), 20.0)
    assert found.ratio == pytest.approx(92 / 11, rel=1e-13)
    assert found.tau_squared == pytest.approx((92 - 10) / 10, rel=1e-13)


def test_no_more_than_chance_is_no_overdispersion() -> None:
    found = overdispersion(np.array([10.5, 9.5, 10.0]), np.ones(3), 10.0, winsorise=0.0)
    assert found == Overdispersion(pytest.approx(0.5 / 3), 0.0, 3)


def test_areas_without_a_value_or_an_error_are_left_out() -> None:
    value = np.array([13.0, 7.0, NAN, 11.0, 9.0, 50.0, 60.0])
    error = np.array([1.0, 1.0, 1.0, 1.0, 1.0, NAN, 0.0])
    expected = overdispersion(np.array([13.0, 7.0, 11.0, 9.0]), np.ones(4), 10.0)
    assert overdispersion(value, error, 10.0) == expected


@pytest.mark.parametrize("values", [[], [4.0], [4.0, NAN]])
def test_fewer_than_two_areas_cannot_say(values: list[float]) -> None:
    found = overdispersion(np.array(values), np.ones(len(values)), 4.0)
    assert np.isnan([found.ratio, found.tau_squared]).all()
    assert np.isnan(np.array(adjusted_funnel(np.ones(2), 4.0, found))).all()


def test_adjusted_limits_by_hand() -> None:
    # √(3² + 16) = 5: 20 ± 1.959964 × 5, and 20 ± 3.090232 × 5.
    found = Overdispersion(9.0, 16.0, 12)
    inner = adjusted_funnel(one(3.0), 20.0, found)
    assert [side[0] for side in inner] == pytest.approx([10.20018, 29.79982], abs=1e-5)
    outer = adjusted_funnel(one(3.0), 20.0, found, confidence=0.998)
    assert [side[0] for side in outer] == pytest.approx([4.54884, 35.45116], abs=1e-5)
    capped = adjusted_funnel(one(30.0), 95.0, found, ceiling=100.0)
    assert [side[0] for side in capped] == pytest.approx(
        [95 - 1.959964 * 916**0.5, 100.0], abs=1e-4
    )
    assert adjusted_funnel(one(30.0), 20.0, found).lower.tolist() == [0.0]


def test_without_overdispersion_a_proportions_limits_are_the_plain_ones() -> None:
    sizes = np.array([5.0, 80.0, 4000.0])
    none = Overdispersion(0.9, 0.0, 3)
    found = adjusted_funnel(proportion_error(sizes, 12.0), 12.0, none, ceiling=100.0)
    np.testing.assert_allclose(np.array(found), np.array(proportion_funnel(sizes, 12.0)))


def test_standard_errors_by_hand() -> None:
    # 16 expected of 4,000 at 4 per 1,000: √16 = 4 events, 1 per 1,000.
    assert rate_error(one(4000.0), 4.0).tolist() == [1.0]
    # √(0.1 × 0.9 / 900) = 0.01: 1 percentage point.
    assert proportion_error(one(900.0), 10.0).tolist() == [pytest.approx(1.0, rel=1e-14)]


def test_overdispersion_calls_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="shape"):
        overdispersion(np.ones(3), np.ones(2), 1.0)
    for share in (-0.1, 0.5, NAN):
        with pytest.raises(ValueError, match="winsorise"):
            overdispersion(np.ones(3), np.ones(3), 1.0, winsorise=share)
    none = Overdispersion(1.0, 0.0, 3)
    with pytest.raises(ValueError, match="baseline"):
        adjusted_funnel(np.ones(3), np.ones(2), none)
    with pytest.raises(ValueError, match="confidence"):
        adjusted_funnel(np.ones(3), 1.0, none, confidence=95.0)


AREAS = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 20)), min_size=2, max_size=25)


@given(areas=AREAS, factor=st.sampled_from([0.001, 10.0, 1e5]), shift=st.integers(-100, 100))
def test_units_and_level_scale_overdispersion(
    areas: list[tuple[int, int]], factor: float, shift: int
) -> None:
    value, error = (np.array(part, dtype=float) for part in zip(*areas, strict=True))
    before = overdispersion(value, error, 3.0)
    after = overdispersion((value + shift) * factor, error * factor, (3.0 + shift) * factor)
    assert after.ratio == pytest.approx(before.ratio, rel=1e-9, abs=1e-12)
    expected = before.tau_squared * factor**2
    assert after.tau_squared == pytest.approx(expected, rel=1e-7, abs=1e-9 * factor**2)


@given(areas=AREAS)
def test_adjusted_limits_are_never_narrower(areas: list[tuple[int, int]]) -> None:
    value, error = (np.array(part, dtype=float) for part in zip(*areas, strict=True))
    found = overdispersion(value, error, 3.0)
    plain = adjusted_funnel(error, 60.0, Overdispersion(1.0, 0.0, len(areas)))
    wider = adjusted_funnel(error, 60.0, found)
    assert (wider.lower <= plain.lower).all()
    assert (wider.upper >= plain.upper).all()


def test_simulated_areas_give_back_their_spread() -> None:
    # 20,000 areas whose true values spread by 2 about 50, measured with errors of 1 to 3.
    generator = np.random.default_rng(2005)
    error = generator.uniform(1, 3, 20_000)
    value = 50 + generator.normal(0, 2, error.size) + generator.normal(0, error)
    assert overdispersion(value, error, 50.0, winsorise=0.0).tau_squared == pytest.approx(
        4, rel=0.1
    )


def test_limits_of_a_rate_are_at_the_population_and_not_at_the_count() -> None:
    # Poisson about 49 expected deaths (4.9 in 10,000): 35 or fewer have a chance under 1 in 40,
    # 36 not; 64 or more have, 63 not.
    found = rate_funnel_at(np.full(5, 10_000.0), 4.9)
    assert stats.poisson.cdf(35, 49) < 0.025 < stats.poisson.cdf(36, 49)
    assert stats.poisson.sf(63, 49) < 0.025 < stats.poisson.sf(62, 49)
    assert set(np.ceil(found.lower * 10).tolist()) == {36.0}
    assert set(np.floor(found.upper * 10).tolist()) == {63.0}


def test_a_small_area_without_events_has_limits() -> None:
    # exp(-0.49) of 100 births at 4.9 is above 1 in 40: no count is low; exp(-14.7) is not.
    found = rate_funnel_at(np.array([100.0, 3000.0, NAN, 0.0]), 4.9)
    assert found.lower[0] == 0
    assert found.lower[1] > 0
    assert np.isfinite(found.upper[:2]).all()
    assert np.isnan([*found.lower[2:], *found.upper[2:]]).all()


@given(
    count=st.integers(0, 500),
    people=st.floats(1, 1e6),
    middle=st.floats(0.01, 100),
    level=st.sampled_from([0.95, 0.998]),
)
def test_a_rate_is_outside_its_limits_exactly_where_its_verdict_says_so(
    count: int, people: float, middle: float, level: float
) -> None:
    limits = rate_funnel_at(one(people), middle, confidence=level)
    said = rate_significance(one(count), one(people), middle)
    word = (said.at_95 if level == 0.95 else said.at_998).tolist()
    value = one(count) / people * 1000
    # Within the last digits of a limit either is right.
    if not np.isclose(np.array(limits), value, rtol=1e-9, atol=0.0).any():
        assert significance(value, limits).tolist() == word
