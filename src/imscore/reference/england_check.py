"""Whether a figure that is given as England's can be the one that was published."""

from __future__ import annotations

from collections.abc import Iterable

from imscore.periods import parse
from imscore.reference.england import EnglandFigure

# Versions of one figure that the series itself holds are less than this apart, the most rates of
# death of one window: 4.6 in 100. The one pair that is further is of fewer returns.
_REVISED = 0.05
# Over three years nothing that is measured has doubled or halved for the whole country.
_NEAR_MONTHS, _GROSS = 36, 2.0


class Published:
    """The published England figures, to hold others against."""

    def __init__(self, figures: Iterable[EnglandFigure]) -> None:
        self._by_key: dict[tuple[str, str], list[EnglandFigure]] = {}
        for figure in figures:
            self._by_key.setdefault((figure.indicator, figure.definition), []).append(figure)

    def against(
        self, indicator: str, definition: str, period: str, value: float, half_unit: float = 0.0
    ) -> EnglandFigure | None:
        """The published figure that a value contradicts.

        Args:
            indicator: what the value is of.
            definition: "" where the indicator has one alone.
            period: as `Period.text` spells it.
            value: in the indicator's unit.
            half_unit: half of its last printed digit.

        Returns:
            The figure in use of the same period, where the value is over 5% from every version of
            it and not by rounding; without one, the nearest of up to three years away, where the
            value is over twice or under half of it; None where the value may be right.
        """
        known = self._by_key.get((indicator, definition), [])
        same = [figure for figure in known if figure.period == period]
        if same:
            far = all(_revised_beyond(figure, value, half_unit) for figure in same)
            return _in_use(same) if far else None
        near = _nearest([figure for figure in known if figure.in_use], period)
        if near is None:
            return None
        gross = value - half_unit > _GROSS * near.value or _GROSS * (value + half_unit) < near.value
        return near if gross else None


def _revised_beyond(figure: EnglandFigure, value: float, half_unit: float) -> bool:
    allowed = _REVISED * figure.value + half_unit + figure.half_unit
    return abs(value - figure.value) > allowed


def _in_use(figures: list[EnglandFigure]) -> EnglandFigure:
    return next((figure for figure in figures if figure.in_use), figures[0])


def _nearest(figures: list[EnglandFigure], period: str) -> EnglandFigure | None:
    middle = _middle(period)
    apart = {position: abs(_middle(f.period) - middle) for position, f in enumerate(figures)}
    nearest = min(apart, key=lambda position: apart[position], default=None)
    return figures[nearest] if nearest is not None and apart[nearest] <= _NEAR_MONTHS else None


def _middle(period: str) -> float:
    found = parse(period)
    return (found.start + found.end) / 2
