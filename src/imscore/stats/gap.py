"""Gaps between groups: one group inside all, two groups apart, and change over time.

Counts come in arrays of one shape and estimates go out in that shape. A row that cannot be
computed (a count missing or below 0, a population of 0, a part that is more than the whole, a
part that is the whole) is NaN throughout and spoils no other row. Events are counts of a Poisson
process in a rate, and people with a characteristic in a proportion.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imscore.stats.counts import FloatArray, Limits, normal_quantile
from imscore.stats.intervals import proportion_limits

Kind = Literal["rate", "proportion"]


class Estimate(NamedTuple):
    """A figure and its confidence limits, one of each per row; NaN where there is none."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray


class Gap(NamedTuple):
    """A gap seen two ways.

    Attributes:
        absolute: a difference, in the unit that the multiplier makes.
        relative: part of all: the difference over all, 0.12 for 12%; two groups: their ratio.
    """

    absolute: Estimate
    relative: Estimate


def part_gap(
    part: tuple[ArrayLike, ArrayLike],
    whole: tuple[ArrayLike, ArrayLike],
    *,
    kind: Kind,
    multiplier: float = 1000.0,
    confidence: float = 0.95,
) -> Gap:
    """Give the gap between a group and the whole that it is part of.

    With w the group's share of the population and r its rate over that of the rest, the relative
    gap is r / (w r + 1 - w) - 1, which rises with r, so that limits of r carry over; the absolute
    gap is (1 - w) times the difference to the rest. Group and rest are independent, group and
    whole are not.

    Args:
        part: the group's events and population.
        whole: those of all, the group included; the same shape.
        kind: a `rate` (Poisson events) or a `proportion` (0 to all have the characteristic).
        multiplier: what the rate is per; 100 for a percentage.
        confidence: two-sided level, strictly between 0 and 1. The shares of population are taken
            as known without error.

    Returns:
        Absolute gap per `multiplier`, and relative gap, -1 or more.

    Raises:
        ValueError: The shapes differ.

    Source: the relative gap of the Infant Mortality National Support Team report, December 2010
    (section 1.3); limits by Wilson (1927) for the share of events, as one Poisson count given the
    sum of two is binomial; Newcombe (1998), Stat. Med. 17, and Donner and Zou (2012), Stat.
    Methods Med. Res. 21, for differences and ratios.
    """
    events, people = _pair(part)
    all_events, all_people = _pair(whole)
    _same_shape(events, all_events)
    with np.errstate(all="ignore"):
        rest, others = all_events - events, all_people - people
        good = _usable(events, people, kind) & _usable(rest, others, kind)
        share = people / all_people
        between = _apart((events, people), (rest, others), kind, confidence)
        absolute = Estimate(*((1 - share) * side * multiplier for side in between.absolute))
        relative = Estimate(*(_carried(side, share) for side in between.relative))
        # Where the rest has no events the ratio has no end, and the gap still has one.
        value = np.where(all_events > 0, events / all_events / share - 1, np.nan)
    return Gap(_blank(absolute, ~good), _blank(relative._replace(value=value), ~good))


def two_groups(
    group: tuple[ArrayLike, ArrayLike],
    other: tuple[ArrayLike, ArrayLike],
    *,
    kind: Kind,
    multiplier: float = 1000.0,
    confidence: float = 0.95,
) -> Gap:
    """Give the difference and the ratio of two groups that share nobody.

    Args:
        group: its events and population.
        other: those of the group that it is held against; the same shape.
        kind: a `rate` or a `proportion`.
        multiplier: what the rate is per; 100 for a percentage.
        confidence: two-sided level, strictly between 0 and 1.

    Returns:
        The difference per `multiplier`, and as `relative` the ratio, 0 or more; the ratio's upper
        limit is infinite where the other group has no events, its value NaN.

    Raises:
        ValueError: The shapes differ.

    Source: as for `part_gap`.
    """
    first, second = _pair(group), _pair(other)
    _same_shape(first[0], second[0])
    with np.errstate(all="ignore"):
        good = _usable(*first, kind) & _usable(*second, kind)
        found = _apart(first, second, kind, confidence)
        difference = Estimate(*(side * multiplier for side in found.absolute))
        none = second[0] == 0
        value = np.where(none, np.nan, found.relative.value)
    return Gap(_blank(difference, ~good), _blank(found.relative._replace(value=value), ~good))


def combine(weights: ArrayLike, values: ArrayLike, limits: Limits) -> Estimate:
    """Give a weighted sum of independent figures with its limits.

    Args:
        weights: one a figure, of any sign, the figures along the first axis.
        values: the figures.
        limits: the limits of each, of the shape of `values`.

    Returns:
        The sum over the first axis, and its limits at the level of those given.

    Source: Zou and Donner (2008), Stat. Med. 27: limits recovered from those of the parts.
    """
    weight, value = np.asarray(weights, dtype=float), np.asarray(values, dtype=float)
    low = np.where(weight > 0, limits.lower, limits.upper)
    high = np.where(weight > 0, limits.upper, limits.lower)
    total = (weight * value).sum(axis=0)
    down = np.sqrt(((weight * (value - low)) ** 2).sum(axis=0))
    up = np.sqrt(((weight * (high - value)) ** 2).sum(axis=0))
    return Estimate(np.asarray(total), np.asarray(total - down), np.asarray(total + up))


def score_limits(
    events: ArrayLike, population: ArrayLike, *, kind: Kind, confidence: float = 0.95
) -> Limits:
    """Give score limits of each rate or proportion, as fractions of the population.

    The limits of rates are not those of `intervals.rate_limits`, which are too wide for small
    counts to be put together with others.

    Args:
        events: 0 or more.
        population: above 0; the same shape.
        kind: `rate` or `proportion`.
        confidence: two-sided level, strictly between 0 and 1.

    Source: Wilson (1927) for proportions; the Poisson score limits x + z²/2 ± z√(x + z²/4).
    """
    count, people = _pair((events, population))
    if kind == "proportion":
        return proportion_limits(count, people, confidence=confidence, multiplier=1.0)
    z = normal_quantile(confidence)
    middle, reach = count + z * z / 2, z * np.sqrt(count + z * z / 4)
    # The two roots multiply to x²: dividing keeps the digits of a lower limit near 0.
    with np.errstate(all="ignore"):
        lower = count * count / (middle + reach) / people
        return Limits(np.asarray(lower), np.asarray((middle + reach) / people))


def rounded_range(
    part_rate: float, all_rate: float, part_half: float, all_half: float
) -> tuple[float, float]:
    """Give the least and the greatest relative gap that two rounded rates allow.

    Args:
        part_rate: the group's rate as printed.
        all_rate: that of all, above `all_half`.
        part_half: half of the last digit printed of the first.
        all_half: the same of the second.

    Returns:
        Both ends, 0.12 for 12%.

    >>> [round(100 * end, 1) for end in rounded_range(5.0, 4.4, 0.05, 0.05)]
    [11.2, 16.1]
    """
    least = (part_rate - part_half) / (all_rate + all_half) - 1
    return least, (part_rate + part_half) / (all_rate - all_half) - 1


def _apart(
    first: tuple[FloatArray, FloatArray],
    second: tuple[FloatArray, FloatArray],
    kind: Kind,
    confidence: float,
) -> Gap:
    rates = [events / people for events, people in (first, second)]
    limits = [score_limits(*pair, kind=kind, confidence=confidence) for pair in (first, second)]
    stacked = Limits(*(np.stack(sides) for sides in zip(*limits, strict=True)))
    weights = np.array([1.0, -1.0]).reshape(2, *[1] * rates[0].ndim)
    difference = combine(weights, np.stack(rates), stacked)
    if kind == "rate":
        return Gap(difference, _rate_ratio(first, second, confidence))
    return Gap(difference, _proportion_ratio(rates, limits))


def _rate_ratio(
    first: tuple[FloatArray, FloatArray], second: tuple[FloatArray, FloatArray], confidence: float
) -> Estimate:
    """Given their sum, one of two Poisson counts is binomial: its share's limits carry over."""
    total = first[0] + second[0]
    share = proportion_limits(first[0], total, confidence=confidence, multiplier=1.0)
    scale = second[1] / first[1]
    odds = [side / (1 - side) * scale for side in (first[0] / total, *share)]
    return Estimate(*odds)


def _proportion_ratio(rates: list[FloatArray], limits: list[Limits]) -> Estimate:
    (p, q), (a, b) = rates, limits
    product = p * q
    low = b.upper * (2 * q - b.upper) * a.lower * (2 * p - a.lower)
    high = b.lower * (2 * q - b.lower) * a.upper * (2 * p - a.upper)
    lower = (product - np.sqrt(product**2 - low)) / (b.upper * (2 * q - b.upper))
    upper = (product + np.sqrt(product**2 - high)) / (b.lower * (2 * q - b.lower))
    # With nobody in the second group having it, the ratio has no upper end.
    lower = np.where(p == 0, 0.0, np.where(q == 0, a.lower / b.upper, lower))
    return Estimate(p / q, lower, np.where(q == 0, np.inf, upper))


def _carried(ratio: FloatArray, share: FloatArray) -> FloatArray:
    carried = ratio / (share * ratio + 1 - share) - 1
    return np.asarray(np.where(np.isposinf(ratio), 1 / share - 1, carried))


def _pair(pair: tuple[ArrayLike, ArrayLike]) -> tuple[FloatArray, FloatArray]:
    events, people = (np.asarray(side, dtype=np.float64) for side in pair)
    _same_shape(events, people)
    return events, people


def _same_shape(one: FloatArray, other: FloatArray) -> None:
    if one.shape != other.shape:
        raise ValueError(f"counts have the shapes {one.shape} and {other.shape}")


def _usable(events: FloatArray, people: FloatArray, kind: Kind) -> NDArray[np.bool_]:
    good = (events >= 0) & (people > 0) & np.isfinite(events) & np.isfinite(people)
    return good & (events <= people) if kind == "proportion" else good


def _blank(found: Estimate, where: NDArray[np.bool_]) -> Estimate:
    return Estimate(*(np.where(where, np.nan, side) for side in found))
