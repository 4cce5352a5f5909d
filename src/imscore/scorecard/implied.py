"""Counts as far as a reader could tell them: given, or worked out from what is printed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.reference.indicators import Catalogue
from imscore.scorecard.hidden_ranges import FloatArray
from imscore.stats.counts import normal_quantile
from imscore.stats.intervals import rate_limits

_TOLD = 200


def implied_counts(frame: pd.DataFrame, catalogue: Catalogue) -> dict[str, FloatArray]:
    """Gives the counts of every row that can be told from what it shows.

    A missing count is worked out from value and denominator, or from value and interval, as any
    reader of the output could.

    Args:
        frame: observations.
        catalogue: the indicators.

    Returns:
        `numerator`, `denominator` and, for proportions, `rest` (those without the characteristic),
        one number a row, NaN where it cannot be told. Of a rate with an interval and no
        denominator no more than its count is told.
    """
    distinct = frame["indicator"].unique()
    kind = frame["indicator"].map({i: catalogue[i].kind for i in distinct}).to_numpy(object)
    multiplier = frame["indicator"].map({i: float(catalogue[i].multiplier) for i in distinct})
    count, total, value, lower, upper = (
        frame[name].to_numpy(float).copy()
        for name in ("numerator", "denominator", "value", "lower_ci", "upper_ci")
    )
    scale = multiplier.to_numpy(float)
    proportion = kind == "proportion"
    with np.errstate(all="ignore"):
        _by_interval(count, total, value / scale, lower / scale, upper / scale, proportion)
        lacking = np.isnan(count)
        count[lacking] = np.round((value * total / scale)[lacking])
        rest = np.where(proportion, total - count, np.nan)
    return {"numerator": count, "denominator": total, "rest": rest}


def _by_interval(
    count: FloatArray,
    total: FloatArray,
    value: FloatArray,
    lower: FloatArray,
    upper: FloatArray,
    proportion: np.ndarray,
) -> None:
    lacking = np.isnan(count) & np.isnan(total) & (lower <= value) & (value <= upper)
    lacking &= upper > lower
    rows = np.flatnonzero(lacking & proportion)
    if rows.size:
        # Wilson's limits are the roots of (p − x)² = k x(1 − x), k = z²/n: their sum gives k, and
        # near a half, where it does not, their product.
        summed, product = (lower + upper)[rows], (lower * upper)[rows]
        share = value[rows]
        spread = np.where(
            np.abs(1 - summed) > np.abs(share - 0.5) * 0.5,
            (summed - 2 * share) / (1 - summed),
            share * share / product - 1,
        )
        total[rows] = np.round(normal_quantile(0.95) ** 2 / spread)
        total[rows[~(spread > 0)]] = np.nan
        count[rows] = np.round(share * total[rows])
    rows = np.flatnonzero(lacking & ~proportion)
    if rows.size:
        events = np.arange(1.0, _TOLD + 1)
        ratio = rate_limits(events, events, multiplier=1.0).upper
        # The ratio falls as the count grows. Half way between two counts is taken as the fewer.
        told = np.searchsorted(-(ratio[:-1] + ratio[1:]) / 2, -(upper / value)[rows]) + 1.0
        count[rows] = np.where(value[rows] == 0, 0.0, told)
