"""Confidence limits of proportions and rates, worked out for a whole column at once.

Counts come in two arrays of one shape (a single number is an array too) and limits go out in that
shape. A row that cannot be computed (a count missing, infinite or below 0; a denominator missing,
infinite, 0 or below) is NaN in both limits and spoils no other row.
"""

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

PROPORTION_METHOD = "Wilson score"
EXACT_METHOD = "exact Poisson"
BYAR_METHOD = "Byar's"

_EXACT_BELOW = 10
# Few enough for a chunk's working arrays to stay in the processor's cache.
_CHUNK_ROWS = 16384
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


def proportion_limits(
    numerator: FloatArray,
    denominator: FloatArray,
    *,
    confidence: float = 0.95,
    multiplier: float = 100.0,
) -> Limits:
    """Give the Wilson score limits of each proportion.

    Args:
        numerator: How many have the characteristic, 0 to `denominator` (more gives NaN).
        denominator: How many there are in all, above 0; the same shape.
        confidence: Two-sided level, strictly between 0 and 1.
        multiplier: What a whole is called: 100 for a percentage.

    Returns:
        Limits between 0 and `multiplier`.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22; Newcombe (1998), Stat. Med. 17, method 3.
    """
    count, total = _checked(numerator, denominator, (confidence,), multiplier)
    z = _normal_quantile(confidence)
    with np.errstate(all="ignore"):
        share = count / total
        reach = 2 * count + z * z + z * np.sqrt(z * z + 4 * share * (total - count))
        # The two roots multiply to x²/(n(n + z²)). Dividing keeps the digits of a lower limit
        # near 0, which the textbook subtraction loses.
        lower = np.clip(2 * count * share / reach, 0.0, 1.0)
        # Floating-point dust would otherwise leave 99.99999999999999 where everyone has it.
        upper = np.where(count == total, 1.0, np.clip(reach / (2 * (total + z * z)), 0.0, 1.0))
    limits = Limits(np.asarray(lower * multiplier), np.asarray(upper * multiplier))
    _blank_impossible(count, total, limits, possible=count <= total)
    return limits


def rate_limits(
    numerator: FloatArray,
    denominator: FloatArray,
    *,
    confidence: float = 0.95,
    multiplier: float = 1000.0,
) -> Limits:
    """Give the limits of each rate: Byar's method, exact Poisson where the count is under 10.

    Args:
        numerator: Counts of events, 0 or more, whole or not; may exceed `denominator`.
        denominator: The population that they arose in, above 0; the same shape.
        confidence: Two-sided level, strictly between 0 and 1.
        multiplier: What the rate is per: 1,000 for deaths per 1,000 live births.

    Returns:
        Limits per `multiplier`, 0 or more.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.

    Source: Breslow and Day (1987), Statistical Methods in Cancer Research II (Byar's); Garwood
    (1936), Biometrika 28 (exact). England's public-health profiles change over at 10.
    """
    return _rate_limits_at((confidence,), numerator, denominator, multiplier)[0]


def rate_limits_both(
    numerator: FloatArray, denominator: FloatArray, *, multiplier: float = 1000.0
) -> tuple[Limits, Limits]:
    """Give the 95% and the 99.8% limits of each rate, in less time than two separate calls.

    Args:
        numerator: As for `rate_limits`.
        denominator: As for `rate_limits`.
        multiplier: As for `rate_limits`.

    Returns:
        The 95% limits, then the 99.8% limits: exactly what `rate_limits` gives at each level.

    Raises:
        ValueError: The shapes differ, or the multiplier is out of range.

    Source: As for `rate_limits`.
    """
    inner, outer = _rate_limits_at((0.95, 0.998), numerator, denominator, multiplier)
    return inner, outer


def rate_method(numerator: FloatArray) -> NDArray[np.str_]:
    """Name the method behind each row of `rate_limits`.

    Args:
        numerator: Counts of events, 0 or more.

    Returns:
        `EXACT_METHOD` under 10 and `BYAR_METHOD` from 10; an empty word where the count is
        missing, infinite or below 0 and so has no limits.
    """
    count = np.asarray(numerator, dtype=np.float64)
    named = np.where(count < _EXACT_BELOW, EXACT_METHOD, BYAR_METHOD)
    return np.where(np.isfinite(count) & (count >= 0), named, "")


def _rate_limits_at(
    levels: Sequence[float], numerator: FloatArray, denominator: FloatArray, multiplier: float
) -> list[Limits]:
    count, total = _checked(numerator, denominator, levels, multiplier)
    shape, count, total = count.shape, count.ravel(), total.ravel()
    results = [Limits(np.empty(count.size), np.empty(count.size)) for _ in levels]
    with np.errstate(all="ignore"):
        for start in range(0, count.size, _CHUNK_ROWS):
            rows = slice(start, start + _CHUNK_ROWS)
            parts = [Limits(made.lower[rows], made.upper[rows]) for made in results]
            _fill_counts(levels, count[rows], parts)
            scale = multiplier / total[rows]
            for side in (side for part in parts for side in part):
                np.multiply(side, scale, out=side)
            _blank_impossible(count[rows], total[rows], *parts)
    return [Limits(made.lower.reshape(shape), made.upper.reshape(shape)) for made in results]


def _fill_counts(levels: Sequence[float], count: FloatArray, parts: Sequence[Limits]) -> None:
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
    z = _normal_quantile(confidence)
    limits = Limits(_byar(count, -z), _byar(count + 1, z))
    few = np.flatnonzero((count >= 0) & (count < _EXACT_BELOW))
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


def _blank_impossible(
    count: FloatArray, total: FloatArray, *parts: Limits, possible: NDArray[np.bool_] | None = None
) -> None:
    good = (count >= 0) & (total > 0) & (total < np.inf)
    if possible is not None:
        good &= possible
    for part in parts:
        good &= np.isfinite(part.lower) & np.isfinite(part.upper)
    if not good.all():
        for side in (side for part in parts for side in part):
            side[~good] = np.nan


def _checked(
    numerator: FloatArray, denominator: FloatArray, levels: Sequence[float], multiplier: float
) -> tuple[FloatArray, FloatArray]:
    count = np.asarray(numerator, dtype=np.float64)
    total = np.asarray(denominator, dtype=np.float64)
    if count.shape != total.shape:
        raise ValueError(f"numerator has shape {count.shape}, denominator {total.shape}")
    if not 0 < multiplier < np.inf:
        raise ValueError(f"multiplier must be above 0 and finite, not {multiplier}")
    for level in levels:
        if not 0 < level < 1:
            raise ValueError(f"confidence must lie strictly between 0 and 1, not {level}")
    return count, total


def _normal_quantile(confidence: float) -> float:
    return -NormalDist().inv_cdf((1 - confidence) / 2)
