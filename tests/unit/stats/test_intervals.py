"""Limits against another program's figures, printed tables and the definitions themselves."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from imscore.stats import counts
from imscore.stats.intervals import (
    BYAR_METHOD,
    EXACT_METHOD,
    Limits,
    proportion_limits,
    rate_limits,
    rate_limits_both,
    rate_method,
)

REFERENCE = Path(__file__).parents[2] / "reference_values"
LimitsOf = Callable[..., Limits]
Rows = list[tuple[float, float]]
LEVELS = [(0.95, "95"), (0.998, "99_8")]


def reference_rows(name: str) -> list[dict[str, str]]:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


def same(found: np.ndarray, expected: np.ndarray) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def one(value: float) -> np.ndarray:
    return np.array([value])


# Another program's figures: the headers of the files name it and its version.


@pytest.mark.parametrize(("level", "name"), LEVELS)
def test_every_reference_proportion(level: float, name: str) -> None:
    rows = reference_rows("proportions.csv")
    assert len(rows) > 40
    found = proportion_limits(column(rows, "x"), column(rows, "n"), confidence=level)
    same(found.lower, column(rows, f"lower{name}"))
    same(found.upper, column(rows, f"upper{name}"))


@pytest.mark.parametrize(("level", "name"), LEVELS)
@pytest.mark.parametrize("together", [True, False], ids=["one column", "row by row"])
def test_every_reference_rate(level: float, name: str, together: bool) -> None:
    rows = reference_rows("rates.csv")
    assert len(rows) > 80
    # A fraction or a large count among them is worked out another way: both must agree.
    for batch in [rows] if together else [[row] for row in rows]:
        found = rate_limits(column(batch, "x"), column(batch, "n"), confidence=level)
        same(found.lower, column(batch, f"lower{name}"))
        same(found.upper, column(batch, f"upper{name}"))


def test_both_levels_at_once_are_the_reference_rates() -> None:
    rows = reference_rows("rates.csv")
    found = rate_limits_both(column(rows, "x"), column(rows, "n"), multiplier=1000.0)
    for limits, (_, name) in zip(found, LEVELS, strict=True):
        same(limits.lower, column(rows, f"lower{name}"))
        same(limits.upper, column(rows, f"upper{name}"))


def test_the_method_is_the_one_the_reference_names() -> None:
    rows = reference_rows("rates.csv")
    words = {"Exact": EXACT_METHOD, "Byars": BYAR_METHOD}
    assert rate_method(column(rows, "x")).tolist() == [words[row["method"]] for row in rows]


def test_the_method_changes_at_ten_and_is_empty_where_there_are_no_limits() -> None:
    counts = np.array([0.0, 9.0, 9.99, 10.0, np.nan, -1.0, np.inf])
    assert rate_method(counts).tolist() == [EXACT_METHOD] * 3 + [BYAR_METHOD] + [""] * 3


# Printed tables.


def test_newcombe_printed_examples() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, method 3; four decimals.
    found = proportion_limits(
        np.array([81.0, 15.0, 0.0, 1.0]), np.array([263.0, 148.0, 20.0, 29.0]), multiplier=1.0
    )
    assert np.round(found.lower, 4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert np.round(found.upper, 4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_no_events_leaves_an_upper_limit_known_in_closed_form() -> None:
    # The chance of none is exp(-m), so the upper limit is -ln((1 - level) / 2).
    inner, outer = rate_limits_both(one(0.0), one(1.0), multiplier=1.0)
    assert (inner.lower[0], outer.lower[0]) == (0.0, 0.0)
    assert inner.upper[0] == pytest.approx(np.log(40), rel=1e-14)
    assert outer.upper[0] == pytest.approx(np.log(1000), rel=1e-14)


def test_a_proportion_of_none_or_all_in_closed_form() -> None:
    # At x = 0 Wilson's upper limit is z²/(n + z²); at x = n the picture is mirrored.
    z2 = stats.norm.ppf(0.975) ** 2
    found = proportion_limits(np.array([0.0, 50.0]), np.array([50.0, 50.0]))
    assert found.upper.tolist() == [pytest.approx(100 * z2 / (50 + z2), rel=1e-12), 100.0]
    assert found.lower.tolist() == [0.0, pytest.approx(100 * 50 / (50 + z2), rel=1e-12)]


# The definitions, through another library.


@pytest.mark.parametrize("level", [0.9, 0.95, 0.998])
def test_exact_limits_are_the_chi_squared_quantiles(level: float) -> None:
    tail = (1 - level) / 2
    counts = np.array([*range(10), 0.5, 9.75])
    found = rate_limits(counts, np.ones_like(counts), confidence=level, multiplier=1.0)
    lower = np.where(counts > 0, stats.chi2.ppf(tail, 2 * np.maximum(counts, 0.1)) / 2, 0.0)
    np.testing.assert_allclose(found.lower, lower, rtol=1e-12)
    np.testing.assert_allclose(found.upper, stats.chi2.isf(tail, 2 * counts + 2) / 2, rtol=1e-12)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_exact_limits_leave_half_the_doubt_in_each_tail(level: float) -> None:
    counts = np.arange(10.0)
    found = rate_limits(counts, np.ones(10), confidence=level, multiplier=1.0)
    tail = pytest.approx((1 - level) / 2, rel=1e-11)
    assert stats.poisson.cdf(counts, found.upper).tolist() == [tail] * 10
    assert stats.poisson.sf(counts[1:] - 1, found.lower[1:]).tolist() == [tail] * 9


def test_byar_by_hand_for_a_hundred_events() -> None:
    # 100 × (1 − 1/900 ∓ 1.959964/30)³, with 101 and 909 for the upper limit.
    found = rate_limits(one(100.0), one(100.0), multiplier=100.0)
    assert found.lower[0] == pytest.approx(100 * (1 - 1 / 900 - 1.959964 / 30) ** 3, rel=1e-7)
    upper = 101 * (1 - 1 / 909 + 1.959964 / (3 * 101**0.5)) ** 3
    assert found.upper[0] == pytest.approx(upper, rel=1e-7)


# Rows that cannot be computed, and calls that make no sense.

BAD_ROWS = [
    (np.nan, 100.0),
    (5.0, np.nan),
    (-1.0, 100.0),
    (-1e-9, 100.0),
    (5.0, 0.0),
    (0.0, 0.0),
    (5.0, -100.0),
    (-5.0, -100.0),
    (np.inf, 100.0),
    (5.0, np.inf),
    (np.inf, np.inf),
    (1e300, 1e-300),
    (5.0, 1e-320),
]


@pytest.mark.parametrize("bad", BAD_ROWS)
@pytest.mark.parametrize("limits", [proportion_limits, rate_limits])
@pytest.mark.parametrize("other", [20.0, 20.5], ids=["whole", "fraction"])
def test_a_bad_row_is_blank_and_harms_no_other(
    bad: tuple[float, float], limits: LimitsOf, other: float
) -> None:
    found = limits(np.array([other, bad[0], 3.0]), np.array([100.0, bad[1], 50.0]))
    alone = limits(np.array([other, 3.0]), np.array([100.0, 50.0]))
    for side, expected in zip(found, alone, strict=True):
        assert np.isnan(side[1])
        assert side[[0, 2]].tolist() == expected.tolist()


def test_more_than_all_is_no_proportion_but_may_be_a_rate() -> None:
    # Just above all, the formula itself would still give a figure.
    found = proportion_limits(np.array([101.0, 100.5, 100.0]), np.array([100.0, 100.0, 100.0]))
    assert np.isnan([side[:2] for side in found]).all()
    assert np.isfinite([side[2] for side in found]).all()
    assert np.isfinite(rate_limits(one(101.0), one(100.0))).all()


@pytest.mark.parametrize("limits", [proportion_limits, rate_limits])
def test_calls_that_make_no_sense_are_refused(limits: LimitsOf) -> None:
    with pytest.raises(ValueError, match="shape"):
        limits(np.ones(3), np.ones(1))
    for multiplier in (0.0, -100.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="multiplier"):
            limits(np.ones(3), np.ones(3), multiplier=multiplier)
    for confidence in (0.0, 1.0, 95.0, np.nan):
        with pytest.raises(ValueError, match="confidence"):
            limits(np.ones(0), np.ones(0), confidence=confidence)


@pytest.mark.parametrize("limits", [proportion_limits, rate_limits])
@pytest.mark.parametrize("shape", [(0,), (), (2, 3)])
def test_limits_keep_the_shape(limits: LimitsOf, shape: tuple[int, ...]) -> None:
    found = limits(np.full(shape, 12.0), np.full(shape, 80.0))
    assert [side.shape for side in found] == [shape, shape]
    expected = limits(one(12.0), one(80.0))
    for side, value in zip(found, expected, strict=True):
        assert (side == value[0]).all()


def test_the_input_is_left_as_it_was() -> None:
    counts, totals = np.array([3.0, -1.0, np.nan, 30.0]), np.array([0.0, 10.0, 5.0, 900.0])
    before = counts.copy(), totals.copy()
    rate_limits_both(counts, totals, multiplier=1000.0)
    proportion_limits(counts, totals)
    np.testing.assert_array_equal((counts, totals), before)


def test_whole_counts_at_the_two_levels_need_no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    counts._listed_limits.cache_clear()
    inner, outer = rate_limits_both(np.array([3.0, 40.0, 5000.0]), np.full(3, 1e4), multiplier=1e3)
    assert np.isfinite([inner, outer]).all()
    with pytest.raises(ImportError):
        rate_limits(one(3.5), one(10.0))


def test_a_long_column_is_its_rows_one_after_another() -> None:
    # Longer than a chunk, with fractions, large counts and gaps in some chunks and not in others.
    generator = np.random.default_rng(20080901)
    counts = generator.poisson(12, 50_000).astype(float)
    counts[:10_000:500] += 0.5
    counts[40_000::500] *= 1e4
    counts[20_000:30_000:700] = np.nan
    totals = generator.uniform(500, 9000, counts.size)
    found = rate_limits_both(counts, totals, multiplier=1000.0)
    picked = np.r_[0:50_000:500, 20_000:30_000:700, 16_380:16_390]
    for row in picked.tolist():
        alone = rate_limits_both(counts[[row]], totals[[row]], multiplier=1000.0)
        for level, expected in zip(found, alone, strict=True):
            np.testing.assert_array_equal([side[row] for side in level], np.ravel(expected))


def test_everyone_is_exactly_everyone() -> None:
    everyone = np.arange(1.0, 3000.0)
    for level in (0.95, 0.998):
        assert (proportion_limits(everyone, everyone, confidence=level).upper == 100.0).all()
        assert (proportion_limits(0 * everyone, everyone, confidence=level).lower == 0.0).all()


@pytest.mark.parametrize("count", [10.0, 4095.0, 4096.0, 4097.0, 8999.0, 2.0**40])
def test_byar_from_the_smallest_count_to_the_largest(count: float) -> None:
    # The formula as printed, with the quantile of another library.
    z = stats.norm.ppf(0.999)
    lower = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    upper = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * (count + 1) ** 0.5)) ** 3
    found = rate_limits(one(count), one(1.0), confidence=0.998, multiplier=1.0)
    assert found.lower[0] == pytest.approx(lower, rel=1e-12)
    assert found.upper[0] == pytest.approx(upper, rel=1e-12)


@pytest.mark.parametrize("count", [1e-300, 2e-311, 1e-7, 1e-6, 1e-4])
def test_a_count_next_to_nothing_has_limits_next_to_those_of_none(count: float) -> None:
    # The quantile of so small a shape is below 1e-300; the upper limit hardly moves from -ln(tail).
    inner, outer = rate_limits_both(one(count), one(1.0), multiplier=1.0)
    assert (inner.lower[0], outer.lower[0]) == (0.0, 0.0)
    assert inner.upper[0] == pytest.approx(np.log(40), rel=1e-3)
    assert outer.upper[0] == pytest.approx(np.log(1000), rel=1e-3)


# Properties that hold whatever the counts.

COUNTS = st.one_of(st.integers(0, 30), st.integers(0, 200_000), st.floats(0, 5000))
ROWS = st.lists(st.tuples(COUNTS, st.floats(1, 1e6)), min_size=1, max_size=20)


def as_columns(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(rows, dtype=float)
    return table[:, 0], table[:, 1]


def two_levels(kind: str, rows: Rows) -> tuple[np.ndarray, Limits, Limits]:
    """Give the values per 1,000 and their limits at both levels, of proportions or of rates."""
    counts, totals = as_columns(rows)
    if kind == "rate":
        return (counts / totals * 1000, *rate_limits_both(counts, totals, multiplier=1000.0))
    totals = counts + totals
    inner = proportion_limits(counts, totals, multiplier=1000.0)
    outer = proportion_limits(counts, totals, confidence=0.998, multiplier=1000.0)
    return counts / totals * 1000, inner, outer


@pytest.mark.parametrize("kind", ["rate", "proportion"])
@given(rows=ROWS)
def test_limits_hold_the_value_and_the_wider_level_holds_the_narrower(
    kind: str, rows: Rows
) -> None:
    value, inner, outer = two_levels(kind, rows)
    dust = 1e-12 * (1 + value)
    for limits in (inner, outer):
        assert (limits.lower >= 0).all()
        assert (limits.lower <= value + dust).all()
        assert (value <= limits.upper + dust).all()
    assert (outer.lower <= inner.lower).all()
    assert (inner.upper <= outer.upper).all()


@pytest.mark.parametrize("kind", ["rate", "proportion"])
@given(rows=ROWS, factor=st.integers(2, 50))
def test_the_same_value_on_more_people_is_surer(kind: str, rows: Rows, factor: int) -> None:
    _, fewer, _ = two_levels(kind, rows)
    _, more, _ = two_levels(kind, [(count * factor, total * factor) for count, total in rows])
    assert (more.upper - more.lower < fewer.upper - fewer.lower).all()


@pytest.mark.parametrize("kind", ["rate", "proportion"])
@given(rows=ROWS, data=st.data())
def test_the_order_of_rows_changes_nothing(kind: str, rows: Rows, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    _, *found = two_levels(kind, rows)
    _, *shuffled = two_levels(kind, [rows[place] for place in order])
    for level, moved in zip(found, shuffled, strict=True):
        np.testing.assert_array_equal(np.array(level)[:, order], np.array(moved))


@given(rows=ROWS)
def test_both_levels_at_once_are_two_single_calls(rows: Rows) -> None:
    counts, totals = as_columns(rows)
    found = rate_limits_both(counts, totals, multiplier=1000.0)
    for limits, (level, _) in zip(found, LEVELS, strict=True):
        np.testing.assert_array_equal(limits, rate_limits(counts, totals, confidence=level))


@given(rows=ROWS)
def test_the_share_without_mirrors_the_share_with(rows: Rows) -> None:
    counts, others = (np.floor(part) for part in as_columns(rows))
    with_it = proportion_limits(counts, counts + others)
    without = proportion_limits(others, counts + others)
    np.testing.assert_allclose(100 - np.array(with_it[::-1]), np.array(without), atol=1e-9)
