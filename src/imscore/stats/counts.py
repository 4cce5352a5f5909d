"""Confidence limits of a count of events, before any denominator: Byar's, exact under 10."""

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

EXACT_BELOW = 10
# Enough for the events of any local area; a larger count is worked out directly.
_LISTED_COUNTS = 4096

# Exact Poisson limits of the counts 0 to 9: the mean at which the chance of that count or more
# (lower limit), or of that count or fewer (upper limit), is half of what the level leaves over.
# Solved from the Poisson sums in 45-digit arithmetic and rounded once: scipy takes a second to
# import. Columns: 95% lower and upper, 99.8% lower and upper.
_EXACT_COLUMNS = {0.95: (0, 1), 0.998: (2, 3)}
_EXACT_TABLE = np.array(
    [
        (0.0, 3.6888794541139363, 0.0, 6.907755278982137),
        (0.025317807984289876, 5.571643390938899, 0.0010005003335835335, 9.233413476451586),
        (0.2422092785439649, 7.224687667723961, 0.04540201776948956, 11.228872242412663),
        (0.6186721228956013, 8.767273069742327, 0.1905333775684032, 13.062240779188071),
        (1.0898653736263249, 10.241588675403698, 0.42855241362842295, 14.794149222537209),
        (1.6234863901184204, 11.668332079322669, 0.7393717319178326, 16.45474520368011),
        (2.2018942534908508, 13.059474022518685, 1.1071046602556394, 18.06163684019907),
        (2.814363051519866, 14.42267536170238, 1.520336260398809, 19.62617739538424),
        (3.4538321767485014, 15.763189220193315, 1.9708139217403657, 21.15619816583998),
        (4.115373097378332, 17.08480345141917, 2.452424404363775, 22.65737330906293),
    ]
).T.copy()


class Limits(NamedTuple):
    """Lower and upper confidence limits, one of each per row; NaN where there are none."""

    lower: FloatArray
    upper: FloatArray


def fill_counts(levels: Sequence[float], count: FloatArray, parts: Sequence[Limits]) -> None:
    """Write the limits of the counts themselves, before any denominator, into `parts`."""
    whole = count.astype(np.intp)
    # Real counts are whole and repeat: their limits are then read off, not worked out again.
    listed = bool((((whole == count) & (whole < _LISTED_COUNTS)) | ~(count >= 0)).all())
    for level, part in zip(levels, parts, strict=True):
        if listed:
            for known, side in zip(_listed_limits(level), part, strict=True):
                np.take(known, whole, out=side, mode="clip")
        else:
            part.lower[:], part.upper[:] = _count_limits(count, level)


@lru_cache(maxsize=8)
def _listed_limits(confidence: float) -> Limits:
    return _count_limits(np.arange(_LISTED_COUNTS, dtype=np.float64), confidence)


def _count_limits(count: FloatArray, confidence: float) -> Limits:
    z = normal_quantile(confidence)
    limits = Limits(_byar(count, -z), _byar(count + 1, z))
    few = np.flatnonzero((count >= 0) & (count < EXACT_BELOW))
    limits.lower[few], limits.upper[few] = _exact_limits(count[few], confidence)
    return limits


def _byar(count: FloatArray, z: float) -> FloatArray:
    step = 1 / (3 * np.sqrt(count))
    # 1/(9x) is the square of 1/(3√x), and a product is far faster than a power of 3.
    root = 1 - step * step + z * step
    return np.asarray(count * root * root * root)


def _exact_limits(count: FloatArray, confidence: float) -> Limits:
    """Give the exact Poisson limits of counts from 0 to under 10."""
    columns = _EXACT_COLUMNS.get(confidence)
    if columns is None:
        return _exact_limits_by_quantile(count, confidence)
    whole = count.astype(np.intp)
    limits = Limits(_EXACT_TABLE[columns[0]][whole], _EXACT_TABLE[columns[1]][whole])
    broken = np.flatnonzero(whole != count)
    if broken.size:
        found = _exact_limits_by_quantile(count[broken], confidence)
        limits.lower[broken], limits.upper[broken] = found
    return limits


def _exact_limits_by_quantile(count: FloatArray, confidence: float) -> Limits:
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    # χ²(p; 2a)/2 is the quantile p of a gamma distribution with shape a. For a count as small as
    # this the lower one is below any number a float can hold, and scipy may give none at all.
    tail = (1 - confidence) / 2
    lower = np.where(count > 1e-6, special.gammaincinv(count, tail), 0.0)
    return Limits(lower, np.asarray(special.gammainccinv(count + 1, tail)))


def normal_quantile(confidence: float) -> float:
    """The normal quantile of a two-sided level, at full precision: 1.959964 for 95%."""
    return -NormalDist().inv_cdf((1 - confidence) / 2)
