"""The tables of the accessible workbook that hold a scorecard's sections, words and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imscore.model import Scorecard, Section
from imscore.outputs.accessible.shorthand import Cell, text
from imscore.outputs.accessible.table import AREA, Table, area_cells
from imscore.outputs.sections import sections


def section_tables(scorecards: Sequence[Scorecard]) -> list[Table]:
    """Every section's table, and beside it one of its paragraphs and notes; areas together.

    Guidance wants one table a sheet and nothing else: hence words are lines of a table too.
    """
    tables: dict[tuple[str, tuple[str, ...]], Table] = {}
    for card in scorecards:
        for section in sections(card):
            for title, headings, rows in _parts(section):
                made = Table(title, _different((*AREA, *headings)), [])
                table = tables.setdefault((section.code, headings), made)
                table.rows.extend((*area_cells(card), *row) for row in rows)
    return list(tables.values())


def _parts(
    section: Section,
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Cell, ...]]]]:
    said = [(text(line),) for line in (*section.paragraphs, *section.notes)]
    if section.rows:
        yield section.heading, section.headers, [tuple(map(_cell, row)) for row in section.rows]
    if said:
        title = f"{section.heading}: in words" if section.rows else section.heading
        yield title, ("In words",), list(said)


def _cell(cell: str | int) -> Cell:
    return cell if isinstance(cell, int) else text(cell)


def _different(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Headings that are all different and not empty, as a table needs."""
    found: list[str] = []
    taken: set[str] = set()
    for place, heading in enumerate(headings, start=1):
        name = plain = heading or f"Column {place}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)
