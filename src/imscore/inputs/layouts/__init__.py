"""Layouts: how published and local tables name their columns, and finding one on a sheet.

A layout is a TOML file in this folder: the header spellings of each field. Adding one is adding a
file; files are tried in the order of their names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from imscore.inputs import kinds
from imscore.inputs.sheets import ObjectArray, Sheet
from imscore.model import Problem
from imscore.reference.indicators import plain
from imscore.suggest import nearest

HEADER_ROWS_SEARCHED = 60
# What a table must have: at least one of each.
NEEDS: tuple[tuple[str, ...], ...] = (
    ("area_code", "area_name"),
    ("indicator", "indicator_id"),
    ("period",),
    ("numerator", "value"),
)
_LOOKS_LIKE_A_TABLE = 3
_MAY_REPEAT = frozenset({"area_type", "remark", "sex", "age", "category", "category_type"})


@dataclass(frozen=True)
class Layout:
    """How one kind of table names its columns.

    Attributes:
        other_indicators: what to do with an indicator that is not known.
        headers: from a header's plain spelling to the field.
        only_with: plain headers that must all be there, empty for none.
        may_hold_fractions: whether a percentage may be stored as a fraction.
    """

    id: str
    name: str
    other_indicators: Literal["error", "set aside"]
    headers: Mapping[str, str]
    only_with: frozenset[str]
    may_hold_fractions: bool


@dataclass(frozen=True)
class Table:
    """A table found on a sheet.

    Attributes:
        header_row: its header's row number, from 1.
        positions: from a field to its column's position, from 0.
    """

    sheet: Sheet
    layout: Layout
    header_row: int
    positions: Mapping[str, int]

    @property
    def height(self) -> int:
        """How many rows there are below the header row."""
        return self.sheet.height - self.header_row

    def cells(self, field: str) -> ObjectArray | None:
        """The cells below the header of a field's column, None where there is no such column."""
        position = self.positions.get(field)
        return None if position is None else self.sheet.columns[position][self.header_row :]


@dataclass(frozen=True)
class _Candidate:
    layout: Layout
    row: int
    positions: Mapping[str, list[int]]

    @property
    def missing(self) -> list[str]:
        return [" or ".join(need) for need in NEEDS if not any(f in self.positions for f in need)]


@lru_cache(maxsize=1)
def all_layouts() -> tuple[Layout, ...]:
    """Every layout that came with the program."""
    folder = Path(__file__).parent
    return tuple(_load(path) for path in sorted(folder.glob("*.toml")))


def _load(path: Path) -> Layout:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    headers = {plain(h): field for field, spelt in data["columns"].items() for h in spelt}
    only_with = frozenset(plain(header) for header in data.get("only_with", ()))
    fractions = data.get("may_hold_fractions", True)
    return Layout(data["id"], data["name"], data["other_indicators"], headers, only_with, fractions)


def recognise(sheet: Sheet) -> Table | list[Problem]:
    """Finds the table on a sheet, by its content alone.

    Args:
        sheet: as it stands; title lines may stand above the header row.

    Returns:
        The table; or why the sheet holds none: an empty list where nothing there looks like one,
        else a problem for each column that is missing or given twice.
    """
    best = _best_candidate(sheet)
    if best is None or (best.missing and len(best.positions) < _LOOKS_LIKE_A_TABLE):
        return []
    problems = _faults(sheet, best)
    if problems:
        return problems
    positions = {field: places[0] for field, places in best.positions.items()}
    return Table(sheet, best.layout, best.row + 1, positions)


def _best_candidate(sheet: Sheet) -> _Candidate | None:
    best: _Candidate | None = None
    for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
        for layout in all_layouts():
            found = _candidate(sheet, layout, row)
            if found and not found.missing:
                return found
            if found and (best is None or len(found.missing) < len(best.missing)):
                best = found
    return best


def _candidate(sheet: Sheet, layout: Layout, row: int) -> _Candidate | None:
    positions: dict[str, list[int]] = {}
    seen = set()
    for number, column in enumerate(sheet.columns):
        cell = column[row]
        if isinstance(cell, str) and cell:
            header = plain(cell)
            seen.add(header)
            if header in layout.headers:
                positions.setdefault(layout.headers[header], []).append(number)
    if not positions or (not layout.only_with <= seen):
        return None
    return _Candidate(layout, row, positions)


def _faults(sheet: Sheet, found: _Candidate) -> list[Problem]:
    row = found.row + 1
    headers = [str(column[found.row]).strip() for column in sheet.columns]
    shown = ", ".join(header for header in headers if header)
    problems = []
    for column in found.missing:
        known = [header for header, field in found.layout.headers.items() if field in column]
        slips = [(h, near) for h in headers if h and (near := nearest(plain(h), known, 0.8))]
        suggestion = f"Is {slips[0][0]!r} meant to be {slips[0][1]!r}? " if slips else ""
        problems.append(
            kinds.MISSING_COLUMN.at(
                sheet.file, sheet.name, f"A{row}", found=shown, column=column, suggestion=suggestion
            )
        )
    for field, places in found.positions.items():
        if len(places) > 1 and field not in _MAY_REPEAT:
            cells = " and ".join(f"{column_letters(p)}{row}" for p in places)
            problems.append(
                kinds.DUPLICATE_COLUMN.at(
                    sheet.file,
                    sheet.name,
                    f"{column_letters(places[1])}{row}",
                    found=cells,
                    column=field,
                )
            )
    return problems


def column_letters(position: int) -> str:
    """The letters of a column, from its position counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
