"""Where values stand among others: ranks with ties, and quartiles."""

from typing import NamedTuple

import numpy as np

from imscore.stats.counts import FloatArray

# Values are worked out from counts: two that are equal may differ in the last bits.
_SAME_DIGITS = 12
FEWEST_FOR_QUARTILES = 4


class Ranks(NamedTuple):
    """Ranks from 1, the lowest value first, NaN where there is none; and how many share each."""

    rank: FloatArray
    shared_by: FloatArray


def ranks(value: FloatArray) -> Ranks:
    """Rank values, equal ones alike: two firsts are followed by a third.

    Args:
        value: One number per area, NaN where there is none.

    Returns:
        Ranks.
    """
    given = np.asarray(value, dtype=np.float64)
    rank, shared = np.full(given.shape, np.nan), np.full(given.shape, np.nan)
    known = np.isfinite(given)
    _, place, number = np.unique(_to_digits(given[known]), return_inverse=True, return_counts=True)
    before = np.cumsum(number) - number
    rank[known], shared[known] = before[place] + 1, number[place]
    return Ranks(rank, shared)


def quartiles(value: FloatArray) -> tuple[float, float]:
    """Give the 25th and the 75th percentile of the values, as a spreadsheet's PERCENTILE.INC does.

    Args:
        value: One number per area; NaN is left out.

    Returns:
        The two, between neighbouring values in proportion; NaN for fewer than four values.

    Source: Hyndman and Fan (1996), American Statistician 50, definition 7.
    """
    given = np.asarray(value, dtype=np.float64)
    known = given[np.isfinite(given)]
    if known.size < FEWEST_FOR_QUARTILES:
        return float("nan"), float("nan")
    low, high = np.quantile(known, (0.25, 0.75))
    return float(low), float(high)


def _to_digits(value: FloatArray) -> FloatArray:
    with np.errstate(all="ignore"):
        scale = 10.0 ** (_SAME_DIGITS - 1 - np.floor(np.log10(np.abs(value))))
        return np.where(value == 0, 0.0, np.round(value * scale) / scale)
