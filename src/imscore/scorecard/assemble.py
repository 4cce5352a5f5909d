"""Puts scorecards together from the rows of all areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imscore.model import Problem, Row, Scorecard
from imscore.scorecard.domains import Domains
from imscore.scorecard.sections import Sections


@dataclass(frozen=True)
class Parts:
    """What the scorecards of all areas are put together from.

    Attributes:
        rows: of every area. names: the areas' codes, names and types, one of each for a row.
        doubts: from an area's key to the warnings about it, each with its place among them all.
        held_against: keys of what areas are held against, and of what it is made of.
        problems, notes, made_with, disclosure: what every scorecard has.
    """

    rows: Sequence[Row]
    names: Sequence[Sequence[str]]
    domains: Domains
    sections: Sections
    doubts: Mapping[str, Sequence[tuple[int, Problem]]]
    held_against: Sequence[str]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    made_with: Mapping[str, Any]
    disclosure: str = ""

    def scorecard(self, key: str, span: slice) -> Scorecard:
        """The scorecard of the area whose rows stand there."""
        rows = tuple(self.rows[span])
        code, name, kind = (_last_filled(texts[span]) for texts in self.names)
        return Scorecard(
            area_code=code,
            area_name=name,
            area_type=kind,
            rows=rows,
            domains=self.domains.of(rows),
            notes=self.notes,
            input_problems=self.problems,
            own_problems=self._about(key),
            made_with=self.made_with,
            disclosure=self.disclosure,
            sections=self.sections.of(code, rows),
            actions=self.sections.actions(rows),
        )

    def _about(self, area: str) -> tuple[Problem, ...]:
        """The warnings about an area, and about what it is held against."""
        keys = dict.fromkeys((area, *self.held_against))
        found = sorted(pair for key in keys for pair in self.doubts.get(key, ()))
        return tuple(problem for _, problem in found)


def by_area(doubts: Sequence[tuple[str, Problem]]) -> dict[str, list[tuple[int, Problem]]]:
    """Warnings by the key of the area that they are about, each with its place among them all."""
    found: dict[str, list[tuple[int, Problem]]] = {}
    for place, (area, problem) in enumerate(doubts):
        found.setdefault(area, []).append((place, problem))
    return found


def _last_filled(texts: Sequence[str]) -> str:
    return next((str(text) for text in reversed(texts) if text), "")
