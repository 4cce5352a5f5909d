"""Which areas lie outside a funnel: a word for each row, at two levels."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imscore.stats.counts import FloatArray, Limits
from imscore.stats.funnel import proportion_funnel
from imscore.stats.funnel_errors import checked_columns

BoolArray = NDArray[np.bool_]

_WORDS = np.array(("not_compared", "lower", "similar", "higher"))


class Significance(NamedTuple):
    """Per row "lower", "similar", "higher" or "not_compared", at the 95% and the 99.8% limits."""

    at_95: NDArray[np.str_]
    at_998: NDArray[np.str_]


def proportion_significance(
    numerator: FloatArray,
    denominator: FloatArray,
    baseline: ArrayLike,
    *,
    multiplier: float = 100.0,
) -> Significance:
    """Say which proportions lie outside the funnel.

    Args:
        numerator: How many have the characteristic, 0 to `denominator`.
        denominator: How many there are in all, above 0; the same shape.
        baseline: As for `proportion_funnel`.
        multiplier: As for `proportion_funnel`.

    Returns:
        Significance; a value that equals a limit is inside.

    Raises:
        ValueError: As for `proportion_funnel`.

    Source: As for `proportion_funnel`.
    """
    count, total, middle = checked_columns((numerator, denominator), baseline, 0.5, multiplier)
    with np.errstate(all="ignore"):
        value = np.where((count >= 0) & (count <= total), count / total * multiplier, np.nan)
    inner, outer = (
        proportion_funnel(total, middle, confidence=level, multiplier=multiplier)
        for level in (0.95, 0.998)
    )
    return Significance(significance(value, inner), significance(value, outer))


def rate_significance(
    numerator: FloatArray,
    denominator: FloatArray,
    baseline: ArrayLike,
    *,
    multiplier: float = 1000.0,
) -> Significance:
    """Say which rates lie outside the funnel.

    Args:
        numerator: Counts of events, 0 or more.
        denominator: The population that they arose in, above 0; the same shape.
        baseline: As for `rate_funnel`.
        multiplier: As for `rate_funnel`.

    Returns:
        Significance, by the chance of that count or fewer, and of that count or more, where the
        baseline holds: under half of what the level leaves over is outside.

    Raises:
        ValueError: As for `rate_funnel`.

    Source: As for `rate_funnel`.
    """
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    count, total, middle = checked_columns((numerator, denominator), baseline, 0.5, multiplier)
    with np.errstate(all="ignore"):
        expected = middle * total / multiplier
        known = (count >= 0) & (count < np.inf) & (total > 0) & (expected > 0) & (expected < np.inf)
        fewer = special.gammaincc(count + 1, expected)
        more = special.gammainc(count, expected)
    inner, outer = (_in_words(fewer < tail, more < tail, known) for tail in (0.025, 0.001))
    return Significance(inner, outer)


def significance(value: FloatArray, limits: Limits) -> NDArray[np.str_]:
    """Say of each value whether it lies below, above or within its limits.

    Args:
        value: Values, NaN where there is none.
        limits: Their limits, in the same units.

    Returns:
        "lower", "higher" or "similar" (a value that equals a limit is inside); "not_compared"
        where the value or a limit is missing.
    """
    given = np.asarray(value, dtype=np.float64)
    known = np.isfinite(given) & ~np.isnan(limits.lower) & ~np.isnan(limits.upper)
    return _in_words(given < limits.lower, given > limits.upper, known)


def _in_words(low: BoolArray, high: BoolArray, known: BoolArray) -> NDArray[np.str_]:
    return np.asarray(_WORDS[np.where(known, np.where(low, 1, np.where(high, 3, 2)), 0)])
