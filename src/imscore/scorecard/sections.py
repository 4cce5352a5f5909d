"""The sections of a scorecard, in the order in which outputs show them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from imscore.model import Action, Row, Section
from imscore.reference.indicators import Catalogue
from imscore.scorecard.advised import advice_section
from imscore.scorecard.balance import balance_section
from imscore.scorecard.follow_up import proposed_actions
from imscore.scorecard.priority import priority_section


class Sections:
    """Makes the sections of one scorecard after another, those alike once only."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[Hashable, Section | None] = {}
        self._proposed: dict[Hashable, tuple[Action, ...]] = {}

    def of(self, code: str, rows: Sequence[Row]) -> tuple[Section, ...]:
        """The sections of an area.

        Args:
            code: the area's.
            rows: its rows, as they are to be shown.
        """
        judged = _judged(rows)
        there = tuple((row.indicator, row.period, row.value is None) for row in rows)
        found = (
            priority_section(code),
            self._once(("advice", judged), lambda: advice_section(rows)),
            self._once(("balance", there), lambda: balance_section(rows, self._catalogue)),
        )
        return tuple(section for section in found if section is not None)

    def actions(self, rows: Sequence[Row]) -> tuple[Action, ...]:
        """Lines to begin an area's follow-up with."""
        key = _judged(rows)
        if key not in self._proposed:
            self._proposed[key] = proposed_actions(rows)
        return self._proposed[key]

    def _once(self, key: Hashable, make: Callable[[], Section | None]) -> Section | None:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


def _judged(rows: Sequence[Row]) -> Hashable:
    return tuple((row.indicator, row.status, row.trend, row.benchmark_name) for row in rows)
