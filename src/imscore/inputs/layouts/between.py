"""Rows that hold one cell alone, between the records of a table: periods, or groups of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from imscore.columns import as_column
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.groups import is_group
from imscore.inputs.layouts.header_cells import has_years, is_filled, period_in
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.table import Fixed, IndexArray, Table
from imscore.inputs.layouts.title_lines import is_about_the_making
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_SHAPES = ("plain", "wide")
_LISTED = 5
# Programs write longer tables, and no headings between their rows: looking would take time.
MADE_BY_HAND = 20_000


def period_rows(sheet: Sheet, header: int) -> list[Fixed]:
    """The rows below a header that hold a period alone, which is that of the rows below each.

    Where there are some, other lone cells with a year in them are taken for periods too, so that
    one that is misspelt is refused, and does not leave its rows to the period above.

    Args:
        sheet: as it stands.
        header: the header's row, from 0.
    """
    lone = [cell for cell in lone_cells(sheet, header + 1) if has_years(cell.text)]
    if not any(period_in(cell.text, None) for cell in lone):
        return []
    return [cell for cell in lone if not is_about_the_making(cell.text)]


def blocks(
    sheet: Sheet, header: int, periods: Sequence[Fixed], positions: Mapping[str, int]
) -> Iterator[tuple[Fixed | None, IndexArray]]:
    """The rows of each period, without headers that stand again; None for those above the first.

    Args:
        sheet: as it stands.
        header: the header's row, from 0.
        periods: as `period_rows` gives them.
        positions: from a field to its column.
    """
    starts = [header, *(period.row for period in periods)]
    ends = [*(period.row for period in periods), sheet.height]
    for period, start, end in zip([None, *periods], starts, ends, strict=True):
        rows = np.arange(start + 1, end)
        again = np.ones(len(rows), dtype=bool)
        for position in positions.values():
            cells = as_column(sheet.columns[position]).take(rows)
            again &= cells.equals(sheet.columns[position][header])
        rows = rows[~again & (_filled_cells(sheet, rows, positions.values()) > 0)]
        if len(rows):
            yield period, rows


def without_prose(
    sheet: Sheet, rows: IndexArray, positions: Mapping[str, int]
) -> tuple[IndexArray, list[str]]:
    """The rows with more than words in one cell, and a note of those without.

    For a table whose indicator and period stand in its title: a footnote would look like an area.
    """
    filled = _filled_cells(sheet, rows, positions.values())
    prose = [str(row + 1) for row in rows[filled == 1]]
    said = f"rows that hold words but no figures were not read: {_some(prose)}"
    return rows[filled != 1], [said] if prose else []


def with_several(sheet: Sheet, rows: IndexArray, positions: Mapping[str, int]) -> IndexArray:
    """The rows with more than one cell filled among some columns: no headings, no footnotes."""
    return rows[_filled_cells(sheet, rows, positions.values()) > 1]


def _filled_cells(sheet: Sheet, rows: IndexArray, columns: Iterable[int]) -> IndexArray:
    """How many cells of some columns are filled in each row."""
    counts = np.zeros(len(rows), dtype=np.intp)
    for column in columns:
        counts += as_column(sheet.columns[column]).numbers(is_filled, bool)[rows]
    return counts


def note(periods: Sequence[Fixed]) -> str:
    """The sentence that says where the periods were found."""
    places = _some([f"{p.text} ({column_letters(p.column)}{p.row + 1})" for p in periods])
    return f"rows that hold a period alone give it to the rows below: {places}"


def _some(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _LISTED} more" if len(texts) > _LISTED else ""
    return f"{', '.join(texts[:_LISTED])}{more}"


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless a line between its rows says what those below it are of.

    That is: a group of people, or another measure than that of the rows above.
    """
    sheet = table.sheet
    known = table.layout.own or table.layout.id in _SHAPES
    if not known or not table.height or sheet.height > MADE_BY_HAND:
        return table
    lone = list(lone_cells(sheet, table.header_row))
    last = int(table.rows.max()) if lone else 0
    for cell in lone:
        if cell.row > last or is_read(table, cell) or is_about_the_making(cell.text):
            continue
        of_a_group = is_of_a_group(cell.text)
        if of_a_group or (_is_within(table, cell.row) and _is_of_a_measure(cell.text, catalogue)):
            kind = kinds.NOT_OBSERVED if of_a_group else kinds.HEADING_BETWEEN
            place = f"{column_letters(cell.column)}{cell.row + 1}"
            return [kind.at(sheet.file, sheet.name, place, found=repr(cell.text))]
    return table


def _is_within(table: Table, row: int) -> bool:
    """Whether records above and below a row are read as those of one indicator."""
    return any(
        "indicator" in part.fixed and part.rows.min() < row < part.rows.max()
        for part in table.parts
    )


def _is_of_a_measure(text: str, catalogue: Catalogue) -> bool:
    found = understand(text, catalogue)
    return bool(found.indicator or found.measure or (found.about_a_measure and found.unknown))


def is_of_a_group(text: str) -> bool:
    """Whether a line says that what is below it is of a group of people, or no observation."""
    words = tokens(text)
    if words in listed("rows", "everybody"):
        return False
    return is_group(text) or (bool(words) and all((w,) in listed("never_observed") for w in words))


def is_read(table: Table, cell: Fixed) -> bool:
    """Whether a cell is one of the headings that the table was read by."""
    return any((f.row, f.column) == (cell.row, cell.column)
               for part in table.parts for f in part.fixed.values())  # fmt: skip


def lone_cells(sheet: Sheet, first: int, end: int | None = None) -> Iterator[Fixed]:
    """The cells that are the only one of their row, from a row on, up to another."""
    rows = np.arange(first, min(sheet.height, sheet.height if end is None else end))
    if not len(rows):
        return
    for row in rows[_filled_cells(sheet, rows, range(len(sheet.columns))) == 1].tolist():
        column, cell = next((c, t[row]) for c, t in enumerate(sheet.columns) if is_filled(t[row]))
        yield Fixed(str(cell).strip().removesuffix(".0"), row, column)
