"""Columns of figures beside or between the periods that no header, or no period, stands over."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import FIGURES, Block, field_of, is_figure
from imscore.inputs.layouts.down_header import Header
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.over_periods import HEADER_ROWS
from imscore.inputs.sheets import Sheet
from imscore.model import Problem


def unheaded(
    sheet: Sheet, layout: Layout, block: Block, rows: np.ndarray, read: Collection[int]
) -> Iterator[Problem]:
    """The problems of columns of figures at the periods that their headers do not reach.

    Args:
        sheet: as it stands.
        layout: its headers.
        block: with its periods.
        rows: the sheet's rows with figures, from 0.
        read: the columns that are read, those of areas included.
    """
    first, end = block.spans[0].first, block.spans[-1].last
    empty = [s for s in block.spans if s.first in read and not _filled(sheet, s.first, rows)]
    for column in range(max(0, first - 1), len(sheet.columns)):
        if column in read or not _holds_figures(sheet, column, rows):
            continue
        headers = _headers(sheet, block, column)
        if not headers and column <= end:
            over = [f"; {_named(sheet, block, s.first)} is over an empty column" for s in empty]
            words = {"found": column_letters(column), "empty": "".join(over[:1])}
            cell = f"{column_letters(column)}{block.row + 1}"
            yield kinds.HEADERLESS_COLUMN.at(sheet.file, sheet.name, cell, **words)
        elif column >= end and _is_cut_off(sheet, block, column):
            row, text = next(
                ((r, t) for r, t in headers if field_of(t, layout) in FIGURES), (0, "")
            )
            cell = f"{column_letters(column)}{row + 1}"
            if text:
                yield kinds.NO_PERIOD_ABOVE.at(sheet.file, sheet.name, cell, found=repr(text))


def beside(sheet: Sheet, header: Header, rows: np.ndarray) -> Iterator[Problem]:
    """The problems of columns of figures without a header beside those of areas or indicators.

    Args:
        sheet: as it stands.
        header: of areas or indicators across.
        rows: the sheet's rows with figures, from 0.
    """
    first = min(column.at.column for column in header.columns)
    for column in range(max(0, first - 1), len(sheet.columns)):
        cells = sheet.columns[column]
        if any(is_filled(cells[row]) for row in range(header.row, header.end)):
            continue
        if column in header.left.values():
            continue
        if not _filled(sheet, column, rows):
            if column > max(each.place for each in header.columns):
                return
            continue
        if _holds_figures(sheet, column, rows):
            words = {"found": column_letters(column), "empty": ""}
            where = f"{column_letters(column)}{header.row + 1}"
            yield kinds.HEADERLESS_COLUMN.at(sheet.file, sheet.name, where, **words)


def _headers(sheet: Sheet, block: Block, column: int) -> list[tuple[int, str]]:
    """What stands over a column, from a few rows above the periods to its first figure."""
    rows = range(max(0, block.row - HEADER_ROWS), block.first_data)
    cells = [(row, sheet.columns[column][row]) for row in rows]
    return [(row, str(cell).strip()) for row, cell in cells if is_filled(cell)]


def _is_cut_off(sheet: Sheet, block: Block, column: int) -> bool:
    """Whether the nearest cell to the left in the row of periods is the last period itself."""
    row = [is_filled(cells[block.row]) for cells in sheet.columns[: column + 1]]
    return max(np.flatnonzero(row), default=-1) == block.spans[-1].first


def _named(sheet: Sheet, block: Block, column: int) -> str:
    text = str(sheet.columns[column][block.row]).strip()
    return f"{text!r} ({column_letters(column)}{block.row + 1})"


def _filled(sheet: Sheet, column: int, rows: np.ndarray) -> bool:
    return any(is_filled(cell) for cell in sheet.columns[column][rows])


def _holds_figures(sheet: Sheet, column: int, rows: np.ndarray) -> bool:
    """Whether there are numbers, and hardly anything else; not those that number the rows."""
    cells = [cell for cell in sheet.columns[column][rows] if is_filled(cell)]
    numbers = [cell for cell in cells if _is_number(cell)]
    counted = [str(cell).removesuffix(".0") for cell in cells]
    is_numbering = len(cells) > 1 and counted == [str(n + 1) for n in range(len(cells))]
    return bool(numbers) and 2 * len(numbers) >= len(cells) and not is_numbering


def _is_number(cell: object) -> bool:
    if isinstance(cell, str):
        return is_figure(cell) and any(letter.isdigit() for letter in cell)
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)
