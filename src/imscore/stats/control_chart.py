"""XmR control charts: limits from moving ranges, for many series at once."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from imscore.stats.control_rules import CodeArray, FloatArray, find_signals

# Below this many points behind them, limits are trial limits.
SETTLED_POINTS = 13
_REACH_PER_RANGE = 2.66
# The upper limit of moving ranges, in units of their mean: one beyond it is not usual variation.
_UNUSUAL_RANGE = 3.267
# Of the largest value in a series: what rounding can leave between numbers meant to be equal.
_DUST = 1e-12


class ControlChart(NamedTuple):
    """A control chart per series; every field has the shape series × points.

    `mean`, `lower`, `upper` and the two-sigma lines run through gaps. The limits are NaN where
    nothing in the baseline varies or it has no two neighbouring points. `rule` is a place in
    `control_rules.RULES`, 0 for common cause; `side` is +1 for high or rising, -1 for low or
    falling. `baseline_points` is how many points the lines rest on; `trial` is True where they
    are too few for the lines to be settled.
    """

    value: FloatArray
    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    lower_2_sigma: FloatArray
    upper_2_sigma: FloatArray
    rule: CodeArray
    side: CodeArray
    baseline_points: NDArray[np.intp]
    trial: NDArray[np.bool_]


def control_chart(
    value: FloatArray, *, rebase_at: Sequence[int] = (), fix_after: int | None = None
) -> ControlChart:
    """Draw the lines of each series' control chart and judge its points by the four rules.

    A gap gives no moving range and ends every run; so does a new baseline.

    Args:
        value: Series × points, oldest first; NaN or infinite where there is none.
        rebase_at: Columns, from 1 up and rising, at each of which a new baseline begins.
        fix_after: How many points, from the start of each baseline, the lines are worked out
            from; the later ones are only held against them. All points where it is None.

    Returns:
        A ControlChart: mean ± 2.66 × the mean moving range, after one screening that leaves out
        moving ranges of 3.267 times their mean or more; two-sigma lines at two thirds of that.

    Raises:
        ValueError: The values are not series × points, the columns to rebase at are out of order
            or out of range, or fewer than two points are to be fixed on.

    Source: NHS England, Making Data Count; Wheeler (2000), Understanding Variation.
    """
    table = np.asarray(value, dtype=np.float64)
    edges = _checked_edges(table, rebase_at, fix_after)
    table = np.where(np.isfinite(table), table, np.nan)
    with np.errstate(all="ignore"):
        parts = [_stretch(table[:, start:end], fix_after) for start, end in pairwise(edges)]
    if len(parts) == 1:
        return parts[0]
    return ControlChart(*(np.concatenate(field, axis=1) for field in zip(*parts, strict=True)))


def _stretch(value: FloatArray, fix_after: int | None) -> ControlChart:
    """Chart one stretch of columns that share a baseline."""
    largest = np.fmax.reduce(np.abs(value), axis=1, initial=0.0)
    dust = _DUST * largest[:, None]
    mean, reach, points = _baseline(value, dust, fix_after)
    rule, side = find_signals(value, mean, reach, dust)
    near = reach * (2 / 3)
    lines = (mean, mean - reach, mean + reach, mean - near, mean + near)
    mean, lower, upper, lower_2, upper_2 = (_across(line, value) for line in lines)
    behind = np.repeat(points, value.shape[1], axis=1)
    trial = behind < SETTLED_POINTS
    return ControlChart(value, mean, lower, upper, lower_2, upper_2, rule, side, behind, trial)


def _across(line: FloatArray, value: FloatArray) -> FloatArray:
    return np.repeat(line, value.shape[1], axis=1)


def _baseline(
    value: FloatArray, dust: FloatArray, fix_after: int | None
) -> tuple[FloatArray, FloatArray, NDArray[np.intp]]:
    """Give the mean, the way from it to a limit, and the points behind them, as columns."""
    used = ~np.isnan(value)
    if fix_after is not None:
        used &= np.cumsum(used, axis=1) <= fix_after
    points = used.sum(axis=1, keepdims=True)
    # Measured from the first point, so that the mean of equal numbers is that very number.
    first = np.take_along_axis(value, used.argmax(axis=1)[:, None], axis=1)
    mean = first + np.where(used, value - first, 0.0).sum(axis=1, keepdims=True) / points
    ranges = np.abs(np.diff(value, axis=1))
    ranges[ranges <= dust] = 0.0
    known = used[:, 1:] & used[:, :-1]
    usual = _mean_of(ranges, known)
    kept = known & (ranges < _UNUSUAL_RANGE * usual - dust)
    return mean, _REACH_PER_RANGE * _mean_of(ranges, kept), points


def _mean_of(numbers: FloatArray, chosen: NDArray[np.bool_]) -> FloatArray:
    total = np.where(chosen, numbers, 0.0).sum(axis=1, keepdims=True)
    return np.asarray(total / chosen.sum(axis=1, keepdims=True))


def _checked_edges(
    table: FloatArray, rebase_at: Sequence[int], fix_after: int | None
) -> tuple[int, ...]:
    if table.ndim != 2 or not table.shape[1]:
        raise ValueError(f"series × points are needed, not the shape {table.shape}")
    edges = (0, *rebase_at, table.shape[1])
    if any(start >= end for start, end in pairwise(edges)):
        raise ValueError(f"rebase_at must rise from 1 to {table.shape[1] - 1}, not {rebase_at}")
    if fix_after is not None and fix_after < 2:
        raise ValueError(f"fix_after must be 2 or more, not {fix_after}")
    return edges
