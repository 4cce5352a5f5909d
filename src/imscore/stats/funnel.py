"""Funnel limits: where the values of areas would lie if chance alone set them apart.

Counts and populations come in arrays of one shape, and results go out in that shape. The baseline
is in the value's own units (a percentage, a rate per 1,000). A row that cannot be computed is NaN
and spoils no other row.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from imscore.stats.counts import FloatArray, Limits, normal_quantile
from imscore.stats.funnel_errors import checked_columns, proportion_error
from imscore.stats.poisson_counts import high_count, low_count


class RateFunnel(NamedTuple):
    """Limits of a rate at each count, and the population at which that limit stands.

    `lower` at `lower_population` is one point of the lower curve, `upper` at `upper_population`
    one of the upper. An area with that count is low for chance exactly where its population is
    above `lower_population`, high where it is below `upper_population`. From one event on that is
    its rate below `lower` or above `upper`; a rate of 0 is never below its limit of 0, so hold
    populations together, or ask `rate_significance`.
    """

    lower: FloatArray
    lower_population: FloatArray
    upper: FloatArray
    upper_population: FloatArray


def proportion_funnel(
    denominator: FloatArray,
    baseline: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 100.0,
) -> Limits:
    """Give the limits of a proportion at each denominator.

    Args:
        denominator: How many there are in all, above 0.
        baseline: The middle of the funnel, 0 to `multiplier`, for all rows or one per row.
        confidence: Two-sided level, strictly between 0 and 1.
        multiplier: What a whole is called: 100 for a percentage.

    Returns:
        Limits between 0 and `multiplier`.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.

    Source: Spiegelhalter (2005), Stat. Med. 24: p₀ ± z√(p₀(1 − p₀)/n).
    """
    total, middle = checked_columns((denominator,), baseline, confidence, multiplier)
    reach = normal_quantile(confidence) * proportion_error(total, middle, multiplier=multiplier)
    lower, upper = np.maximum(middle - reach, 0.0), np.minimum(middle + reach, multiplier)
    return Limits(np.asarray(lower), np.asarray(upper))


def rate_funnel(
    count: FloatArray,
    baseline: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1000.0,
) -> RateFunnel:
    """Give the exact Poisson limits of a rate at each count of events.

    Args:
        count: Counts of events, 0 or more, whole or not.
        baseline: The middle of the funnel, above 0, for all rows or one per row.
        confidence: Two-sided level, strictly between 0 and 1.
        multiplier: What the rate is per: 1,000 for deaths per 1,000 live births.

    Returns:
        A RateFunnel, per `multiplier`, 0 or more and with no ceiling (a rate may exceed it). At
        a count of 0 there is no upper limit: infinite, at a population of 0.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.

    Source: Spiegelhalter (2005), Stat. Med. 24; the expected counts are those of Garwood (1936),
    Biometrika 28: χ²(1 − α/2; 2x + 2)/2 and χ²(α/2; 2x)/2.
    """
    events, middle = checked_columns((count,), baseline, confidence, multiplier)
    # Real counts repeat, and one quantile costs more than sorting a thousand of them.
    distinct, place = np.unique(events, return_inverse=True)
    most, least = (part[place].reshape(events.shape) for part in _expected(distinct, confidence))
    middle = np.where(middle > 0, middle, np.nan)
    with np.errstate(all="ignore"):
        scale = multiplier / middle
        upper = np.where(least == 0, middle * np.inf, middle * (events / least))
        return RateFunnel(middle * (events / most), most * scale, upper, least * scale)


def rate_funnel_at(
    population: FloatArray,
    baseline: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1000.0,
) -> Limits:
    """Give the exact Poisson limits of a rate at each population.

    They lie on the curves of `rate_funnel`, read the other way: the count at which the curve
    reaches the area's own population.

    Args:
        population: Populations, above 0.
        baseline: As for `rate_funnel`.
        confidence: As for `rate_funnel`.
        multiplier: As for `rate_funnel`.

    Returns:
        Limits per `multiplier`; the lower one is 0 where not even a count of 0 is low for chance.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.

    Source: As for `rate_funnel`.
    """
    people, middle = checked_columns((population,), baseline, confidence, multiplier)
    tail = (1 - confidence) / 2
    with np.errstate(all="ignore"):
        expected = middle * people / multiplier
        expected = np.where((expected > 0) & (expected < np.inf), expected, np.nan)
        # The counts at which the chance of as few, and of as many, is what the level leaves over.
        fewest, most = low_count(expected, tail), high_count(expected, tail)
        scale = np.where(np.isnan(expected), np.nan, multiplier / people)
        return Limits(np.asarray(fewest * scale), np.asarray(most * scale))


def _expected(count: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Give the expected counts at which each count is just low, and just high, for chance."""
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    tail = (1 - confidence) / 2
    possible = np.where((count >= 0) & (count < np.inf), count, np.nan)
    # χ²(p; 2a)/2 is the quantile p of a gamma distribution with shape a.
    most = special.gammainccinv(possible + 1, tail)
    least = np.where(possible == 0, 0.0, special.gammaincinv(possible, tail))
    return np.asarray(most), least
