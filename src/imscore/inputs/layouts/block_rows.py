"""The rows and headers of one block of a table with periods across: which count, what is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import Block
from imscore.inputs.layouts.columns import Reader
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.sheets import Sheet
from imscore.model import Problem


def no_column(sheet: Sheet, reader: Reader) -> Problem:
    """The problem of a block none of whose columns is understood."""
    texts = list(dict.fromkeys(reader.unread.values()))
    row, column = next(iter(reader.unread))
    cell = f"{column_letters(column)}{row + 1}"
    return kinds.NO_FIGURES.at(sheet.file, sheet.name, cell, found=", ".join(map(repr, texts[:5])))


def title_rows(block: Block, used: Sequence[range]) -> list[int]:
    """The rows above a block that are of no earlier block."""
    taken = {row for rows in used for row in rows}
    return [row for row in range(block.row) if row not in taken]


def rows_with_figures(sheet: Sheet, rows: np.ndarray, columns: Iterable[int]) -> np.ndarray:
    """The rows in which something stands in one of the columns: no footnotes, headings, blanks."""
    filled = np.zeros(len(rows), dtype=bool)
    for column in columns:
        cells = sheet.columns[column][rows]
        filled |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = rows[filled]
    return kept
