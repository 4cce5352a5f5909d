"""Overdispersion: funnel limits widened for what sets areas apart besides chance."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imscore.stats.counts import FloatArray, Limits, normal_quantile


class Overdispersion(NamedTuple):
    """How much more the areas of one funnel differ than chance would have them.

    `ratio` is φ, about 1 for chance alone; `tau_squared` is the variance between areas beyond
    chance, in squared units of the value, 0 where φ does not exceed (I − 1)/I for `areas` I. Both
    are NaN for fewer than two areas.
    """

    ratio: float
    tau_squared: float
    areas: int


def overdispersion(
    value: FloatArray, error: FloatArray, baseline: float, *, winsorise: float = 0.1
) -> Overdispersion:
    """Estimate how overdispersed the values of one funnel are.

    Args:
        value: One value per area; NaN where there is none.
        error: Their standard errors about the baseline, above 0 (`funnel_errors`), in the same
            units; the same shape. An area without one is left out.
        baseline: The middle of the funnel, in the same units.
        winsorise: Share of the standardised values at either end, 0 to under 0.5, that are pulled
            in to the quantile at that end, so that a few extreme areas do not widen the limits.

    Returns:
        An Overdispersion.

    Raises:
        ValueError: The shapes differ, or the share is out of range.

    Source: Spiegelhalter (2005), Qual. Saf. Health Care 14: additive random effects, with the
    method-of-moments estimate of DerSimonian and Laird (1986), Control. Clin. Trials 7.
    """
    values, errors = np.asarray(value, dtype=np.float64), np.asarray(error, dtype=np.float64)
    if values.shape != errors.shape:
        raise ValueError(f"value has shape {values.shape}, error {errors.shape}")
    if not 0 <= winsorise < 0.5:
        raise ValueError(f"winsorise must be 0 or more and under 0.5, not {winsorise}")
    known = np.isfinite(values) & (errors > 0) & (errors < np.inf)
    areas = int(known.sum())
    if areas < 2 or not np.isfinite(baseline):
        return Overdispersion(float("nan"), float("nan"), areas)
    return _estimate(values[known] - baseline, errors[known], winsorise)


def adjusted_funnel(
    error: FloatArray,
    baseline: ArrayLike,
    found: Overdispersion,
    *,
    confidence: float = 0.95,
    ceiling: float = np.inf,
) -> Limits:
    """Give funnel limits that allow for overdispersion: an offer beside the exact ones.

    They rest on a normal distribution: for a rate on few events the exact Poisson limits are
    truer, and where nothing is overdispersed they are the ones to use.

    Args:
        error: Standard errors about the baseline, in the value's units.
        baseline: The middle of the funnel, in those units, for all rows or one per row.
        found: From `overdispersion`, on values in those units.
        confidence: Two-sided level, strictly between 0 and 1.
        ceiling: What no value can exceed: 100 for a percentage, nothing for a rate.

    Returns:
        baseline ± z√(error² + τ²), no lower than 0 and no higher than `ceiling`; NaN where the
        error or τ² is.

    Raises:
        ValueError: The shapes do not fit, or the level is out of range.

    Source: Spiegelhalter (2005), Qual. Saf. Health Care 14.
    """
    errors, middle = np.asarray(error, dtype=np.float64), np.asarray(baseline, dtype=np.float64)
    if middle.shape not in ((), errors.shape):
        raise ValueError(f"error has shape {errors.shape}, baseline {middle.shape}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie strictly between 0 and 1, not {confidence}")
    reach = normal_quantile(confidence) * np.sqrt(errors * errors + found.tau_squared)
    lower, upper = np.maximum(middle - reach, 0.0), np.minimum(middle + reach, ceiling)
    return Limits(np.asarray(lower), np.asarray(upper))


def _estimate(
    difference: NDArray[np.float64], error: NDArray[np.float64], winsorise: float
) -> Overdispersion:
    standardised = difference / error
    ends = np.quantile(standardised, (winsorise, 1 - winsorise))
    ratio = float((np.clip(standardised, *ends) ** 2).mean())
    areas = difference.size
    # In units of the smallest error, so that no unit of the value can overflow.
    unit = float(error.min())
    weight = (unit / error) ** 2
    room = weight.sum() - (weight * weight).sum() / weight.sum()
    excess = max(areas * ratio - (areas - 1), 0.0)
    return Overdispersion(ratio, float(excess / room) * unit * unit, areas)
