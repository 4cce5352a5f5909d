"""Confidence limits of proportions and rates, worked out for a whole column at once.

Counts come in two arrays of one shape (a single number is an array too) and limits go out in that
shape. A row that cannot be computed (a count missing, infinite or below 0; a denominator missing,
infinite, 0 or below) is NaN in both limits and spoils no other row.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from imscore.stats.counts import EXACT_BELOW, FloatArray, Limits, fill_counts, normal_quantile

PROPORTION_METHOD = "Wilson score"
EXACT_METHOD = "exact Poisson"
BYAR_METHOD = "Byar's"

# Few enough for a chunk's working arrays to stay in the processor's cache.
_CHUNK_ROWS = 16384


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
    z = normal_quantile(confidence)
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
    named = np.where(count < EXACT_BELOW, EXACT_METHOD, BYAR_METHOD)
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
            fill_counts(levels, count[rows], parts)
            scale = multiplier / total[rows]
            for side in (side for part in parts for side in part):
                np.multiply(side, scale, out=side)
            _blank_impossible(count[rows], total[rows], *parts)
    return [Limits(made.lower.reshape(shape), made.upper.reshape(shape)) for made in results]


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
