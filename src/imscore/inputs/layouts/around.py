"""The lines above and below a table, and between its rows: titles and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from imscore.columns import as_column
from imscore.inputs import cells
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.table import Table

# Notes stand around tables that people make; longer ones are made by programs.
_MADE_BY_HAND = 20_000
_SHAPES = ("plain", "wide")
# A line that was cut at its commas has no more pieces than this.
_PIECES = 4


class Line(NamedTuple):
    """A line of words: its text, its cell, and whether it stands above the table."""

    text: str
    cell: str
    above: bool


def lines(table: Table) -> Iterator[Line]:
    """The titles and footnotes of a table that people make; none of a published layout's.

    In a text file a line without quotation marks is cut at its commas: its pieces are put together.
    """
    known = table.layout.own or table.layout.id in _SHAPES
    sheet, header = table.sheet, table.header_row - 1
    if not known or not table.height or sheet.height > _MADE_BY_HAND:
        return
    filled = np.array([cells.filled(as_column(column)) for column in sheet.columns])
    number = filled.sum(axis=0)
    for row in np.flatnonzero((number > 0) & (number <= _PIECES)):
        there = np.flatnonzero(filled[:, row]).tolist()
        texts = [cells.text(sheet.columns[column][row]) for column in there]
        if row != header and _is_line(there, texts, sheet.separator):
            text = f"{sheet.separator}".join(texts)
            yield Line(text, f"{column_letters(there[0])}{row + 1}", bool(row < header))


def _is_line(there: Sequence[int], texts: Sequence[str], separator: str) -> bool:
    """Whether texts are one line: alone in their row, or cut, the first of them several words."""
    if len(there) == 1:
        return True
    cut = there == list(range(len(there))) and bool(separator)
    return cut and " " in texts[0]
