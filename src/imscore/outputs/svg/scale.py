"""From a figure to a place on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


class Scale(NamedTuple):
    """A straight scale: figures from `low` to `high` fall on places from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a figure; figures beyond the scale are held at its ends."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def ticks(values: Iterable[float], most: int = 5) -> list[float]:
    """Round figures that enclose some values, evenly apart.

    Args:
        values: at least one, finite.
        most: how many steps there may be.

    >>> ticks([15.3, 24.8]), ticks([0.4, 0.8])
    ([14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 26.0], [0.4, 0.5, 0.6, 0.7, 0.8])
    """
    known = list(values)
    low, high = min(known), max(known)
    if high == low:
        low, high = low - (abs(low) or 1.0) * 0.1, high + (abs(high) or 1.0) * 0.1
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * s for s in _STEPS if power * s >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]
