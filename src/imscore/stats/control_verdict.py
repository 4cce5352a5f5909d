"""What a control chart says of each point, of now (variation) and of a target (assurance)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imscore.stats.control_chart import ControlChart
from imscore.stats.control_rules import RULES, FloatArray

# +1 where high is good, -1 where low is good.
_GOOD_SIDES = {"low_is_good": -1, "high_is_good": 1, "no_judgement": 0}
_UNKNOWN = 9
NOT_TESTED = "not_tested"
# Column: side -1, 0, +1; row: good side -1, 0, +1. The last column: no point.
_POINT_WORDS = np.array(
    [
        ("improvement", "common_cause", "concern", NOT_TESTED),
        ("neutral_low", "common_cause", "neutral_high", NOT_TESTED),
        ("concern", "common_cause", "improvement", NOT_TESTED),
    ]
)
_ASSURANCES = np.array(("consistent_fail", "inconsistent", "consistent_pass", NOT_TESTED))


class Variation(NamedTuple):
    """What the last point of each series says.

    `word` as in `point_words`, `rule` the word in `RULES` ("none" for common cause), `trial`
    whether trial limits say it, `last` the point's column, -1 where a series has no point.
    """

    word: NDArray[np.str_]
    rule: NDArray[np.str_]
    trial: NDArray[np.bool_]
    last: NDArray[np.intp]


def point_words(chart: ControlChart, *, polarity: ArrayLike) -> NDArray[np.str_]:
    """Say of each point what its signal means.

    Args:
        chart: The chart.
        polarity: "low_is_good", "high_is_good" or "no_judgement", per series or for all.

    Returns:
        "improvement", "concern" (without judgement "neutral_high", "neutral_low"),
        "common_cause", or "not_tested" where there is no point; series × points.

    Raises:
        ValueError: A polarity is none of the three words, or there is not one per series.
    """
    good = _good_sides(polarity, chart.value.shape[0])
    column = np.where(np.isnan(chart.value), 3, chart.side + 1)
    return np.asarray(_POINT_WORDS[good[:, None] + 1, column])


def variation(chart: ControlChart, *, polarity: ArrayLike) -> Variation:
    """Say what the last point of each series means, and by which rule.

    Args:
        chart: The chart.
        polarity: As for `point_words`.

    Returns:
        A Variation, one entry per series.

    Raises:
        ValueError: As for `point_words`.

    Source: NHS England, Making Data Count: the variation icon is the last point's.
    """
    good = _good_sides(polarity, chart.value.shape[0])
    last = _last_points(chart.value)
    at = (np.arange(last.size), last)
    column = np.where(last < 0, 3, chart.side[at] + 1)
    rule = np.where(last < 0, 0, chart.rule[at])
    trial = chart.trial[at] & (last >= 0)
    return Variation(_POINT_WORDS[good + 1, column], np.array(RULES)[rule], trial, last)


def assurance(chart: ControlChart, target: ArrayLike, *, polarity: ArrayLike) -> NDArray[np.str_]:
    """Say whether each process, left as it is, will meet its target.

    Args:
        chart: The chart; the limits at each series' last point count.
        target: In the value's units, per series or for all; NaN where there is none.
        polarity: As for `point_words`.

    Returns:
        "consistent_pass" where both limits lie on the good side of the target,
        "consistent_fail" where both lie on the bad side, "inconsistent" where the target is
        between them or on one; "not_tested" without a target, limits or judgement. Where no
        point of the series differs from the mean, the mean stands in for its limits.

    Raises:
        ValueError: As for `point_words`, or there is not one target per series.

    Source: NHS England, Making Data Count: the assurance icon.
    """
    good = _good_sides(polarity, chart.value.shape[0])
    goal = np.broadcast_to(np.asarray(target, dtype=np.float64), good.shape)
    last = _last_points(chart.value)
    at = (np.arange(last.size), last)
    low, high = _last_limits(chart, at)
    side = (low > goal).astype(np.int8) - (high < goal).astype(np.int8)
    known = np.isfinite(low) & np.isfinite(goal) & (good != 0) & (last >= 0)
    return np.asarray(_ASSURANCES[np.where(known, side * good + 1, 3)])


def _last_limits(
    chart: ControlChart, at: tuple[NDArray[np.intp], NDArray[np.intp]]
) -> tuple[FloatArray, FloatArray]:
    lower, upper, mean = chart.lower[at], chart.upper[at], chart.mean[at]
    flat = np.isnan(lower) & ((chart.value == mean[:, None]) | np.isnan(chart.value)).all(axis=1)
    # One point alone says nothing of how the process varies.
    flat &= chart.baseline_points[at] > 1
    return np.where(flat, mean, lower), np.where(flat, mean, upper)


def _last_points(value: FloatArray) -> NDArray[np.intp]:
    present = ~np.isnan(value)
    back = present[:, ::-1].argmax(axis=1)
    return np.where(present.any(axis=1), value.shape[1] - 1 - back, -1).astype(np.intp)


def _good_sides(polarity: ArrayLike, series: int) -> NDArray[np.intp]:
    words = np.asarray(polarity).astype(np.str_)
    if words.shape not in ((), (series,)):
        raise ValueError(f"polarity has shape {words.shape} for {series} series")
    sides = np.full(words.shape, _UNKNOWN, dtype=np.intp)
    for word, side in _GOOD_SIDES.items():
        sides[words == word] = side
    if (sides == _UNKNOWN).any():
        unknown = sorted(set(words[sides == _UNKNOWN].ravel().tolist()))
        raise ValueError(f"polarity must be one of {', '.join(_GOOD_SIDES)}, not {unknown}")
    return np.broadcast_to(sides, (series,))
