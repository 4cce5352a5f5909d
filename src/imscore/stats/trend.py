"""Recent trend of yearly figures: a weighted line through the latest five, many series at once."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

POINTS = 5
# χ² with 1 degree of freedom at 99.8%.
CRITICAL = 9.54953570608324
# Widths of the normal distribution within a 95% interval, as the source rounds them.
_WIDTHS = 3.92
_DUST = 1e-12

NOT_TESTED = "not_tested"
TOO_FEW = "fewer than five points"
SUPPRESSED = "a suppressed point"
GAP = "a gap"
NO_INTERVAL = "a point without a usable interval"
EVERYONE = "a count equal to its denominator"
_REASONS = np.array(("", TOO_FEW, SUPPRESSED, GAP, NO_INTERVAL, EVERYONE))
_DIRECTIONS = np.array(("decreasing", "no_change", "increasing", NOT_TESTED))

# Every pair of the five points, how far apart they are, and which pairs leave each point out.
_FIRST, _SECOND = np.triu_indices(POINTS, 1)
_APART = (_SECOND - _FIRST).astype(np.float64)
_PLACES = np.arange(POINTS)[:, None]
_LEFT_OUT = ((_PLACES != _FIRST) & (_PLACES != _SECOND)).astype(np.float64)


class Trends(NamedTuple):
    """One recent trend per series.

    `direction` is "increasing", "decreasing", "no_change" or "not_tested"; `reason` says why a
    series was not tested and is empty where it was; `slope` (change per period, in the value's
    units) and `chi_squared` are NaN there; `last` is the column of the latest point, -1 where a
    series has none.
    """

    direction: NDArray[np.str_]
    slope: FloatArray
    chi_squared: FloatArray
    reason: NDArray[np.str_]
    last: NDArray[np.intp]


def recent_trend(
    value: FloatArray,
    lower95: FloatArray,
    upper95: FloatArray,
    *,
    numerator: FloatArray | None = None,
    denominator: FloatArray | None = None,
    suppressed: BoolArray | None = None,
    barred: ArrayLike = "",
) -> Trends:
    """Say whether each series rises, falls or does neither over its latest five points.

    Columns are consecutive periods of equal length, oldest first, so a missing value between two
    others is a gap. A series may end before the last column: `last` says where.

    Args:
        value: Series × periods; NaN where there is no value.
        lower95: Lower 95% confidence limits, in the value's units; the same shape.
        upper95: Upper 95% confidence limits; the same shape.
        numerator: Counts, to find those equal to their denominators; the same shape.
        denominator: Denominators; given exactly where `numerator` is.
        suppressed: True where a point exists but its value is withheld; the same shape.
        barred: The caller's reason for not testing (overlapping windows, quarters, a change of
            definition), per series or for all; empty where the series may be tested.

    Returns:
        Trends. A series moves where χ² exceeds the 99.8% point of its distribution (1 degree of
        freedom) and the slope keeps its sign whichever single point is left out.

    Raises:
        ValueError: The shapes do not agree, or only one of the two counts is given.

    Source: Public Health England, Fingertips recent trends guidance: weighted least squares with
    weights 1/((upper − lower)/3.92)², as its published program works it out.
    """
    tables = _checked(value, lower95, upper95, numerator, denominator)
    hidden = np.zeros(tables[0].shape, bool) if suppressed is None else np.asarray(suppressed, bool)
    own = np.asarray(barred, dtype=np.str_)
    if hidden.shape != tables[0].shape or own.shape not in ((), tables[0].shape[:1]):
        raise ValueError(f"suppressed has shape {hidden.shape}, barred {own.shape}")
    present = np.isfinite(tables[0]) | hidden
    last = _last_true(present)
    window = [_latest(table, last) for table in tables]
    code = _reason_codes(window, _latest(hidden, last), present)
    slope, chi_squared, steady = _fit(window[0], window[2] - window[1])
    # Limits too far apart in size for the arithmetic leave no answer, which is not "no change".
    code = np.where((code == 0) & ~np.isfinite(chi_squared), 4, code)
    reason = np.where(own == "", _REASONS[code], own)
    tested = reason == ""
    step = np.where(steady & (chi_squared > CRITICAL), np.sign(slope), 0.0)
    direction = _DIRECTIONS[np.where(tested, step + 1, 3).astype(np.intp)]
    slope, chi_squared = (np.where(tested, part, np.nan) for part in (slope, chi_squared))
    return Trends(direction, slope, chi_squared, reason, last)


def _fit(value: FloatArray, width: FloatArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Give the slope, its χ², and whether its sign outlives every point's absence."""
    with np.errstate(all="ignore"):
        narrowest = width.min(axis=0)
        # Only ratios of weights move the slope; taken so, no tiny width can overflow.
        ratio = narrowest / width
        weight = ratio * ratio
        # The slope as a weighted mean over pairs of points: no sums that nearly cancel, and
        # leaving a point out is leaving its pairs out.
        both = weight[_FIRST] * weight[_SECOND] * _APART[:, None]
        spread = _APART @ both
        both *= value[_SECOND] - value[_FIRST]
        slope = both.sum(axis=0) / spread
        scale = _WIDTHS / narrowest
        chi_squared = slope * slope * spread * scale * scale / weight.sum(axis=0)
        without = _LEFT_OUT @ both
        # A slope of nought has no sign, and rounding must not give it one.
        dust = _DUST * np.abs(both).sum(axis=0)
    steady = (without > dust).all(axis=0) | (without < -dust).all(axis=0)
    return slope, np.asarray(chi_squared), np.asarray(steady)


def _reason_codes(
    window: list[FloatArray], hidden: BoolArray, present: BoolArray
) -> NDArray[np.intp]:
    value, lower, upper = window[:3]
    usable = (lower < upper) & (lower > -np.inf) & (upper < np.inf)
    checks = [present.sum(axis=1) < POINTS, hidden.any(axis=0)]
    checks += [~np.isfinite(value).all(axis=0), ~usable.all(axis=0)]
    if len(window) > 3:
        checks.append((window[3] == window[4]).any(axis=0))
    return np.select(checks, range(1, len(checks) + 1), 0).astype(np.intp)


def _latest(table: NDArray[Any], last: NDArray[np.intp]) -> NDArray[Any]:
    """Give the five columns that end at each series' last one, as five rows."""
    columns = table.shape[1]
    if columns >= POINTS and (last == columns - 1).all():
        return np.ascontiguousarray(table[:, -POINTS:].T)
    if not columns:
        return np.zeros((POINTS, table.shape[0]), dtype=table.dtype)
    # Before the first column the first stands in: such a series has too few points to be tested.
    wanted = np.maximum(last[:, None] + np.arange(1 - POINTS, 1), 0)
    return np.ascontiguousarray(np.take_along_axis(table, wanted, axis=1).T)


def _last_true(present: BoolArray) -> NDArray[np.intp]:
    if not present.shape[1]:
        return np.full(present.shape[0], -1, dtype=np.intp)
    back = present[:, ::-1].argmax(axis=1)
    return np.where(present.any(axis=1), present.shape[1] - 1 - back, -1).astype(np.intp)


def _checked(*given: FloatArray | None) -> list[FloatArray]:
    if (given[3] is None) != (given[4] is None):
        raise ValueError("numerator and denominator are given together or not at all")
    tables = [np.asarray(table, dtype=np.float64) for table in given if table is not None]
    shapes = {table.shape for table in tables}
    if len(shapes) > 1 or tables[0].ndim != 2:
        raise ValueError(f"series × periods of one shape are needed, not {sorted(shapes)}")
    return tables
