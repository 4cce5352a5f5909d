"""Quarters down a column whose financial year stands above them: the year is written to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from imscore.columns import as_column
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.bare_quarters import (
    are_in_order,
    is_bare,
    starts_of,
    with_year,
    year_told,
)
from imscore.inputs.layouts.blocks import LEFT
from imscore.inputs.layouts.header_cells import is_filled, period_in
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.title_lines import Lines, is_about_the_making, lines_of
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue

_ROWS_SEARCHED, _ALL_QUARTERS = 60, 4
# Programs write longer tables, each quarter with its year: looking would take time.
_MADE_BY_HAND = 20_000
_MAY_HOLD_YEAR = re.compile(r"(?:19|20)\d\d|\d\d\s*/\s*\d\d")


@dataclass(frozen=True)
class _Header:
    """A header row with one column of periods, all of them quarters without a year."""

    row: int
    column: int
    keys: tuple[int, ...]


def with_years(sheet: Sheet, catalogue: Catalogue) -> Sheet:
    """Writes the financial year that a title, or a line between the rows, gives to the quarters.

    Each stretch of rows is of the year that stands nearest above it. It is written only where the
    quarters of each area run from April to March, or back; `Total` is the year where all four
    stand beside it. What stays without a year is refused later, at its cell.

    Args:
        sheet: as it stands.
        catalogue: the known indicators, which a line may name beside the year.

    Returns:
        The sheet; its notes say which cells were completed, and from where.
    """
    header = _header(sheet) if sheet.height <= _MADE_BY_HAND else None
    if header is None:
        return sheet
    notes = []
    cells = as_column(sheet.columns[header.column])
    for (year, place), rows in _stretches(sheet, header, catalogue):
        spelt = _spelt(sheet, header, rows, year)
        if not spelt:
            continue
        for row, text in spelt.items():
            cells = cells.put(np.array([row]), text)
        letter = column_letters(header.column)
        ends = f"{letter}{min(spelt) + 1}:{letter}{max(spelt) + 1}"
        notes.append(f"the quarters in {ends} are taken to be of {year}, from {place}")
    if not notes:
        return sheet
    columns = [cells if c == header.column else old for c, old in enumerate(sheet.columns)]
    return replace(sheet, columns=columns, notes=(*sheet.notes, *notes))


def _header(sheet: Sheet) -> _Header | None:
    """The first row with one column of periods below which bare quarters stand."""
    layouts = [layout for layout in all_layouts() if layout.id in ("plain", "wide")]
    for row in range(min(sheet.height, _ROWS_SEARCHED)):
        texts = [(c, text_of(cells[row])) for c, cells in enumerate(sheet.columns)]
        named = {c: {layout.field(t) for layout in layouts} - {None} for c, t in texts if t}
        periods = [c for c, fields in named.items() if "period" in fields]
        if len(named) > 1 and len(periods) == 1 and not any(period_in(t, None) for _, t in texts):
            below = as_column(sheet.columns[periods[0]][row + 1 :]).distinct
            if any(is_bare(text_of(cell)) for cell in below):
                keys = tuple(c for c, fields in named.items() if fields & {*LEFT} - {"period"})
                return _Header(row, periods[0], keys)
    return None


def _stretches(
    sheet: Sheet, header: _Header, catalogue: Catalogue
) -> Iterator[tuple[tuple[str, str], list[int]]]:
    """The rows below each line that gives a year, those below the header first."""
    above = lines_of(sheet, range(header.row))
    year, marked = year_told(sheet, above), _is_provisional(above, catalogue)
    rows: list[int] = []
    for row in range(header.row + 1, sheet.height + 1):
        filled = _filled(sheet, row)
        lone = text_of(filled[0][1]) if len(filled) == 1 else ""
        ends = row == sheet.height or (
            _MAY_HOLD_YEAR.search(lone) and not is_about_the_making(lone)
        )
        if ends and rows and not isinstance(year, str):
            yield (f"{year[0]}{' (provisional)' if marked else ''}", year[1]), rows
        if ends:
            lines = [(lone, row, filled[0][0])] if filled else []
            strange = understand(lone, catalogue).unknown
            year = "not understood" if strange else year_told(replace(sheet, name=""), lines)
            marked, rows = _is_provisional(lines, catalogue), []
        elif len(filled) > 1:
            rows.append(row)


def _filled(sheet: Sheet, row: int) -> list[tuple[int, object]]:
    cells = [(c, cells[row]) for c, cells in enumerate(sheet.columns)] if row < sheet.height else []
    return [(column, cell) for column, cell in cells if is_filled(cell)]


def _is_provisional(lines: Lines, catalogue: Catalogue) -> bool:
    return any(understand(text, catalogue).provisional for text, _, _ in lines)


def _spelt(sheet: Sheet, header: _Header, rows: Sequence[int], year: str) -> dict[int, str]:
    """The quarters of some rows with their year; none where the order is not that of a year."""
    by_key: dict[tuple[str, ...], dict[int, str]] = {}
    for row in rows:
        key = tuple(text_of(sheet.columns[c][row]) for c in header.keys)
        by_key.setdefault(key, {})[row] = text_of(sheet.columns[header.column][row])
    found: dict[int, str] = {}
    for texts in by_key.values():
        quarters = {row: text for row, text in texts.items() if is_bare(text)}
        starts = starts_of(quarters.values())
        if len(starts) < len(quarters) or not are_in_order(starts):
            return {}
        bare, _, mark = year.partition(" ")
        behind = f" {mark}" if mark else ""
        found |= {row: f"{with_year(text, bare)}{behind}" for row, text in quarters.items()}
        whole = listed("beside_periods", "whole_year")
        if len(starts) == _ALL_QUARTERS:
            found |= {row: year for row, text in texts.items() if tokens(text) in whole}
    return found
