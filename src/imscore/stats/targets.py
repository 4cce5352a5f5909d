"""Whether a target is met, by the value alone and with chance allowed for."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imscore.stats.counts import FloatArray

# Values are worked out from counts: one that equals its target may differ in the last bits.
_DUST = 1e-9


def met_by_value(value: FloatArray, target: FloatArray, *, polarity: ArrayLike) -> NDArray[np.str_]:
    """Say whether each value is at its target or on the good side of it.

    Args:
        value: Values, NaN where there is none.
        target: Their targets in the same unit, NaN where there is none; the same shape.
        polarity: `low_is_good`, `high_is_good` or `no_judgement`, one for all or one per row.

    Returns:
        "met", "not_met", or "not_compared" where a figure or the polarity is missing.
    """
    good = _good_side(value, target, polarity)
    known = np.isfinite(value) & np.isfinite(target) & _judged(polarity)
    return np.where(known, np.where(good, "met", "not_met"), "not_compared")


def met_by_interval(
    lower: FloatArray, upper: FloatArray, target: FloatArray, *, polarity: ArrayLike
) -> NDArray[np.str_]:
    """Say whether a target is met or missed for certain, or chance leaves it open.

    Args:
        lower: Lower confidence limits, NaN where there are none; `upper` likewise.
        upper: Upper confidence limits.
        target: Targets in the same unit; the same shape.
        polarity: As for `met_by_value`.

    Returns:
        "met" where the whole interval is at the target or on the good side, "not_met" where all
        of it is on the bad side, else "cannot_tell"; "not_compared" where something is missing.
    """
    ends = [_good_side(end, target, polarity) for end in (lower, upper)]
    known = np.isfinite(lower) & np.isfinite(upper) & np.isfinite(target) & _judged(polarity)
    sure = np.where(ends[0] & ends[1], "met", np.where(ends[0] | ends[1], "cannot_tell", "not_met"))
    return np.where(known, sure, "not_compared")


def events_to_reach(
    numerator: FloatArray,
    denominator: FloatArray,
    target: FloatArray,
    *,
    multiplier: ArrayLike,
    polarity: ArrayLike,
) -> FloatArray:
    """Give how many more events (below 0: fewer) would bring each value to its target.

    Args:
        numerator: Counts of events.
        denominator: The population that they arose in; the same shape.
        target: Targets, per `multiplier`.
        multiplier: What the value is per, one for all or one per row.
        polarity: As for `met_by_value`.

    Returns:
        Unrounded numbers of events; 0 where the value is at the target or on the good side, NaN
        without counts, target or judgement.
    """
    with np.errstate(all="ignore"):
        needed = np.asarray(target * denominator / np.asarray(multiplier, float) - numerator)
        value = numerator / denominator * np.asarray(multiplier, float)
    reached = _good_side(value, target, polarity)
    needed = np.where(reached & np.isfinite(needed), 0.0, needed)
    return np.where(_judged(polarity) & (np.asarray(denominator) > 0), needed, np.nan)


def _good_side(value: FloatArray, target: FloatArray, polarity: ArrayLike) -> NDArray[np.bool_]:
    sign = np.where(np.asarray(polarity).astype(np.str_) == "high_is_good", -1.0, 1.0)
    with np.errstate(all="ignore"):
        return np.asarray(sign * (value - target) <= _DUST * np.maximum(np.abs(target), 1.0))


def _judged(polarity: ArrayLike) -> NDArray[np.bool_]:
    return np.asarray(np.asarray(polarity).astype(np.str_) != "no_judgement")
