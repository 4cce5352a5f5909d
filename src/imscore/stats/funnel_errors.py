"""Standard errors about a baseline, and the checks that every funnel starts with."""

import numpy as np
from numpy.typing import ArrayLike

from imscore.stats.counts import FloatArray


def proportion_error(
    denominator: FloatArray, baseline: ArrayLike, *, multiplier: float = 100.0
) -> FloatArray:
    """Give the standard error that a proportion would have if it were the baseline.

    Args:
        denominator: How many there are in all, above 0.
        baseline: As for `proportion_funnel`.
        multiplier: As for `proportion_funnel`.

    Returns:
        √(p₀(1 − p₀)/n), times `multiplier`; NaN where it cannot be computed.

    Raises:
        ValueError: As for `proportion_funnel`.
    """
    total, middle = checked_columns((denominator,), baseline, 0.5, multiplier)
    with np.errstate(all="ignore"):
        error = np.sqrt(middle * (multiplier - middle) / total)
    return np.where((total > 0) & (total < np.inf), error, np.nan)


def rate_error(
    denominator: FloatArray, baseline: ArrayLike, *, multiplier: float = 1000.0
) -> FloatArray:
    """Give the standard error that a rate would have if it were the baseline.

    Args:
        denominator: The population, above 0.
        baseline: As for `rate_funnel`.
        multiplier: As for `rate_funnel`.

    Returns:
        √(baseline × multiplier / population); NaN where it cannot be computed.

    Raises:
        ValueError: As for `rate_funnel`.
    """
    total, middle = checked_columns((denominator,), baseline, 0.5, multiplier)
    with np.errstate(all="ignore"):
        error = np.sqrt(middle * multiplier / total)
    return np.where((total > 0) & (total < np.inf), error, np.nan)


def checked_columns(
    tables: tuple[FloatArray, ...], baseline: ArrayLike, confidence: float, multiplier: float
) -> list[FloatArray]:
    """Give the tables and the baseline as arrays of one shape; NaN where no baseline can be.

    Args:
        tables: Counts or populations, of one shape.
        baseline: 0 or more, for all rows or one per row.
        confidence: Two-sided level, strictly between 0 and 1.
        multiplier: Above 0 and finite.

    Returns:
        The tables, then the baseline.

    Raises:
        ValueError: The shapes differ, or the level or the multiplier is out of range.
    """
    given = [np.asarray(table, dtype=np.float64) for table in tables]
    middle = np.asarray(baseline, dtype=np.float64)
    shapes = {table.shape for table in given}
    if len(shapes) > 1 or middle.shape not in ((), given[0].shape):
        raise ValueError(f"counts have the shapes {sorted(shapes)}, baseline {middle.shape}")
    if not 0 < multiplier < np.inf:
        raise ValueError(f"multiplier must be above 0 and finite, not {multiplier}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie strictly between 0 and 1, not {confidence}")
    middle = np.where((middle >= 0) & (middle < np.inf), middle, np.nan)
    return [*given, np.broadcast_to(middle, given[0].shape)]
