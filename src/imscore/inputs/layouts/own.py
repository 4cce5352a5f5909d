"""What a user's own layout changes on a sheet before a table is looked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import find_blocks
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED, best_candidate
from imscore.inputs.layouts.layout import Layout, folded
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import plain

_HEADER_ROWS = 3


def prepared(sheet: Sheet, layout: Layout) -> Sheet:
    """The sheet with texts read as others, and without the columns that are not to be read.

    Args:
        sheet: as it stands.
        layout: the user's own.

    Returns:
        The sheet; its notes say what was changed.
    """
    renamed = _renamed(sheet, layout)
    return _without(renamed, layout) if layout.not_read else renamed


def _renamed(sheet: Sheet, layout: Layout) -> Sheet:
    if not layout.read_as:
        return sheet
    used: dict[str, str] = {}

    def other(cell: object) -> object:
        new = layout.read_as.get(folded(cell)) if isinstance(cell, str) else None
        if new is not None:
            used[str(cell).strip()] = new
        return cell if new is None else new

    columns = [as_column(column).map(other) for column in sheet.columns]
    said = "; ".join(f"{old!r} as {new!r}" for old, new in used.items())
    notes = [f"read as the layout says: {said}"] if said else []
    return replace(sheet, columns=columns, notes=(*sheet.notes, *notes))


def _without(sheet: Sheet, layout: Layout) -> Sheet:
    """Empties the columns below headers that are not to be read."""
    columns, told = list(sheet.columns), []
    for first, last, data, end in _headers(sheet, layout):
        for position, column in enumerate(sheet.columns):
            rows = [r for r in range(first, last) if plain(_text(column, r)) in layout.not_read]
            if not rows:
                continue
            # Where periods stand across, the header stays: it ends the columns of the one before.
            start = rows[0] if data == last else rows[0] + 1
            columns[position] = as_column(columns[position]).put(np.arange(start, end), "")
            told.append(f"{_text(column, rows[0])} ({column_letters(position)}{rows[0] + 1})")
    notes = [f"columns not read, as the layout says: {'; '.join(told)}"] if told else []
    return replace(sheet, columns=columns, notes=(*sheet.notes, *notes))


def _headers(sheet: Sheet, layout: Layout) -> list[tuple[int, int, int, int]]:
    """The first and last row of each header, where its data begin, and where its rows end."""
    if layout.shape == "wide":
        blocks = find_blocks(sheet, layout)
        found = [(max(0, b.row - _HEADER_ROWS), b.first_data, -1, b.end) for b in blocks]
        if found:
            return found
        # Areas or indicators across: the first row that has such a header.
        for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
            if any(plain(_text(column, row)) in layout.not_read for column in sheet.columns):
                return [(row, row + 1, row + 1, sheet.height)]
        return []
    best = best_candidate(sheet, (layout,))
    return [(best.row, best.row + 1, best.row + 1, sheet.height)] if best else []


def _text(column: Column, row: int) -> str:
    return str(column[row]).strip()
