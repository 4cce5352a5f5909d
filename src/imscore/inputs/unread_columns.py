"""Columns of figures in a table with one row an observation that were not read: said, each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs import cells, kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.narrowing import group_of
from imscore.inputs.needless import is_needless
from imscore.inputs.selection import Selection
from imscore.reference.indicators import plain
from imscore.suggest import did_you_mean

_OWN = ("plain", "groups")
_NEAR = 0.85
# A table with more of them is another kind of table, and each more says nothing new.
_MOST = 10
_NUMBER = re.compile(r"[<~]?-?\d[\d,]*(\.\d+)?%?")


def warn_of_unread(selection: Selection) -> None:
    """Warns of each column that holds figures and is not read, at its header.

    Every column of a published layout is known, read or not, unless its values are under another
    header; of a plain one, or a user's, those are passed over that are no observations by their
    header, such as ranks and codes, or that number the rows.
    """
    layout = selection.table.layout
    published = not (layout.own or layout.id in _OWN)
    if layout.shape != "rows" or (published and "value" in selection.table.positions):
        return
    found = list(_unread(selection))
    for position, header in found[:_MOST]:
        near = did_you_mean(plain(header), layout.headers, _NEAR) if header else ""
        what = repr(header) if header else f"{column_letters(position)}, without a header,"
        _warn(selection, position, found=what, suggestion=near)
    if len(found) > _MOST:
        position, header = found[_MOST]
        others = f"{header!r} (and {len(found) - _MOST - 1:,} columns more)"
        _warn(selection, position, found=others, suggestion="")


def _warn(selection: Selection, position: int, **words: str) -> None:
    table = selection.table
    cell = f"{column_letters(position)}{table.header_row}"
    where = (table.sheet.file, table.sheet.name, cell)
    selection.problems.append(kinds.UNREAD_FIGURES.at(*where, **words))


def _unread(selection: Selection) -> Iterator[tuple[int, str]]:
    """The columns with figures that nothing is known of, and of which nothing was said yet."""
    table = selection.table
    used = set(table.positions.values())
    told = {problem.cell for problem in selection.problems}
    for position, column in enumerate(map(as_column, table.sheet.columns)):
        header = cells.text(column[table.header_row - 1])
        cell = f"{column_letters(position)}{table.header_row}"
        if position in used or cell in told or table.layout.field(header):
            continue
        # Looked at already, cell by cell, and found to do no harm.
        if group_of(header):
            continue
        if not is_needless(header) and _holds_figures(column.take(table.rows[selection.rows])):
            yield position, header


def _holds_figures(column: Column) -> bool:
    """Whether there are numbers, and hardly anything else; not those that number the rows."""
    texts = cells.texts(column)
    numbers = texts.numbers(lambda text: bool(_NUMBER.fullmatch(text)), bool)
    filled = cells.filled(column)
    if not numbers.any() or 2 * numbers.sum() < filled.sum():
        return False
    return not _numbers_rows(texts, numbers)


def _numbers_rows(texts: Column, numbers: np.ndarray) -> bool:
    """Whether the cells are 1, 2, 3 and so on from the top."""
    if len(texts) < 2 or not numbers.all():
        return False
    return bool((texts[:] == np.arange(1, len(texts) + 1).astype(str).astype(object)).all())
