"""What a lower share of a risk would mean for a count of events: numbers only."""

from __future__ import annotations

from math import exp, isfinite, log, sqrt
from typing import NamedTuple


class Triple(NamedTuple):
    """A figure and its limits."""

    value: float
    lower: float
    upper: float


def fraction_avoided(share: float, target: float, ratio: float) -> float:
    """Give the fraction of events that a fall of the risk's share would avoid.

    Args:
        share: who has the risk now, 0 to 1.
        target: who would have it.
        ratio: events of those with the risk over those without, above 0.

    Returns:
        Below 1; negative where the share would rise.

    Source: the potential impact fraction, (p - p')(r - 1) / (1 + p (r - 1)); Morgenstern and
    Bursic (1982), J. Community Health 7.

    >>> round(fraction_avoided(0.198, 0.136, 1.4), 5)
    0.02298
    """
    return (share - target) * (ratio - 1) / (1 + share * (ratio - 1))


def events_avoided(events: Triple, share: Triple, target: float, ratio: Triple) -> Triple:
    """Give the events avoided by a fall of the risk's share, with limits.

    The three inputs are taken as independent; their limits are put together on the scale of
    logarithms, each input moved to its limit in turn.

    Args:
        events: how many there were, with limits.
        share: who has the risk now, 0 to 1, with limits.
        target: who would have it, known without error.
        ratio: events of those with the risk over those without, with limits.

    Returns:
        Nought throughout where the share is at the target or below; a lower limit of 0 where an
        input's own limit leaves nothing to avoid.

    Source: Zou and Donner (2008), Stat. Med. 27: limits of a sum recovered from those of its
    parts.
    """
    if share.value <= target or events.value <= 0 or ratio.value <= 1:
        return Triple(0.0, 0.0, 0.0)
    best = events.value * fraction_avoided(share.value, target, ratio.value)
    lower = [
        _step(events.lower, events.value),
        _step(fraction_avoided(share.lower, target, ratio.value) * events.value, best),
        _step(fraction_avoided(share.value, target, ratio.lower) * events.value, best),
    ]
    upper = [
        _step(events.upper, events.value),
        _step(fraction_avoided(share.upper, target, ratio.value) * events.value, best),
        _step(fraction_avoided(share.value, target, ratio.upper) * events.value, best),
    ]
    down, up = (sqrt(sum(step * step for step in steps)) for steps in (lower, upper))
    return Triple(best, best * exp(-down) if isfinite(down) else 0.0, best * exp(up))


def _step(limit: float, value: float) -> float:
    return log(limit / value) if limit > 0 else float("inf")
