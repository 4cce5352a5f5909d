"""The nouns that the tools share: what was counted, and what was estimated from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from imscore.stats.gap import Estimate


@dataclass(frozen=True, slots=True)
class Counted:
    """A group's or an area's events, population and value; None where not known.

    Attributes:
        name: as printed. value: in the indicator's unit.
        half_unit: half of the last digit that was printed, 0.0 where counts are known.
    """

    name: str
    events: float | None
    people: float | None
    value: float | None
    half_unit: float = 0.0

    @property
    def counts(self) -> tuple[float, float] | None:
        """Events and population, None where either is not known."""
        if self.events is None or self.people is None:
            return None
        return self.events, self.people


@dataclass(frozen=True, slots=True)
class Measured:
    """An estimate with its 95% limits; None where there is none, or no end."""

    value: float | None = None
    lower: float | None = None
    upper: float | None = None

    def times(self, factor: float, plus: float = 0.0) -> Measured:
        """The same in another unit, or from another origin; `factor` is above 0."""
        value, lower, upper = (None if s is None else s * factor + plus for s in self.sides)
        return Measured(value, lower, upper)

    @property
    def sides(self) -> tuple[float | None, float | None, float | None]:
        """Value, lower and upper limit."""
        return self.value, self.lower, self.upper


def counted(name: str, figures: Iterable[Any], half_unit: float = 0.0) -> Counted:
    """Events, population and value with None for what is not a number."""
    events, people, value = (number(figure) for figure in figures)
    return Counted(name, events, people, value, half_unit)


def measured(estimate: Estimate | Iterable[Any]) -> Measured:
    """An estimate of one row, its limits in order."""
    value, lower, upper = (number(side) for side in estimate)
    return Measured(value, lower, upper)


def number(figure: Any) -> float | None:
    """A finite number, None for anything else.

    >>> number(float("nan")), number(3)
    (None, 3.0)
    """
    return float(figure) if figure is not None and isfinite(float(figure)) else None
