"""A second column of areas among the periods: blocks that stand side by side."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import LEFT, Block, field_of, is_figure
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import plain

_AREA = ("area_code", "area_name")
# Rows above the periods in which a column's header may stand.
_ABOVE = 2


def second_keys(
    sheet: Sheet, layout: Layout, block: Block, rows: np.ndarray, keys: Iterable[int]
) -> Problem | None:
    """Why a block cannot be read: further right its rows are called otherwise than at their left.

    Args:
        sheet: as it stands.
        layout: its headers.
        block: with its periods.
        rows: the sheet's rows with data, from 0.
        keys: the columns to the left that say what a row is about.
    """
    first, end = block.spans[0].first, block.spans[-1].last
    names = {text for key in keys for text in _texts(sheet, rows, key) if text}
    for column in range(first + 1, end - 1):
        tells = (
            _is_headed(sheet, layout, block, rows, column)
            or _names(sheet, rows, column, names)
            or _starts_again(sheet, block, rows, column)
        )
        if tells and not any(_same(sheet, rows, c, column, end) for c in range(first)):
            return _refusal(sheet, block, column)
    return None


def _refusal(sheet: Sheet, block: Block, column: int) -> Problem:
    cells = sheet.columns[column]
    header = next((r for r in range(block.row, block.first_data) if is_filled(cells[r])), None)
    found = "this column" if header is None else repr(str(cells[header]).strip())
    cell = f"{column_letters(column)}{(block.row if header is None else header) + 1}"
    return kinds.SIDE_BY_SIDE.at(sheet.file, sheet.name, cell, found=found)


def _headers(sheet: Sheet, block: Block, column: int, above: int = 0) -> list[str]:
    """What stands over the figures of a column, from so many rows above the periods."""
    cells = sheet.columns[column][max(0, block.row - above) : block.first_data]
    return [str(cell).strip() for cell in cells if is_filled(cell)]


def _is_headed(sheet: Sheet, layout: Layout, block: Block, rows: np.ndarray, column: int) -> bool:
    """Whether a column is headed like one to the left, or as one of areas and holds words."""
    left = [t for c in range(block.spans[0].first) for t in _headers(sheet, block, c, _ABOVE)]
    for text in _headers(sheet, block, column, _ABOVE):
        named = field_of(text, layout)
        if named in LEFT and plain(text) in map(plain, left):
            return True
        if named in _AREA and _is_wordy(sheet, rows, column):
            return True
    return False


def _names(sheet: Sheet, rows: np.ndarray, column: int, names: set[str]) -> bool:
    """Whether at least half of a column's words are those of the rows at their left."""
    texts = {*_texts(sheet, rows, column)} - {""}
    return _is_wordy(sheet, rows, column) and 2 * len(texts & names) >= len(texts)


def _starts_again(sheet: Sheet, block: Block, rows: np.ndarray, column: int) -> bool:
    """Whether a column of words without a header stands before periods that came already."""
    if _headers(sheet, block, column):
        return False
    before = {span.period for span in block.spans if span.first < column}
    after = {span.period for span in block.spans if span.first > column}
    texts = [text for text in _texts(sheet, rows, column) if text]
    differ = len(texts) > 1 and len({*texts}) == len(texts)
    return bool(before & after) and differ and _is_wordy(sheet, rows, column)


def _is_wordy(sheet: Sheet, rows: np.ndarray, column: int) -> bool:
    cells = [cell for cell in sheet.columns[column][rows] if is_filled(cell)]
    words = [cell for cell in cells if isinstance(cell, str) and not is_figure(cell)]
    return bool(words) and 2 * len(words) >= len(cells)


def _same(sheet: Sheet, rows: np.ndarray, left: int, column: int, end: int) -> bool:
    """Whether the rows are called the same in both columns, or nothing stands at the second."""
    ours, theirs = _texts(sheet, rows, left), _texts(sheet, rows, column)
    return all(
        a == b or not (b or any(is_filled(c[row]) for c in sheet.columns[column + 1 : end]))
        for a, b, row in zip(ours, theirs, rows, strict=True)
    )


def _texts(sheet: Sheet, rows: np.ndarray, column: int) -> list[str]:
    return [" ".join(str(c).split()).casefold() if is_filled(c) else ""
            for c in sheet.columns[column][rows]]  # fmt: skip
