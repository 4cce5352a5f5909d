"""Columns of figures in a table with one row an observation that were not read: said, each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs import cells, kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.limits_apart import pair
from imscore.inputs.layouts.table import Table
from imscore.inputs.narrowing import group_of
from imscore.inputs.needless import is_needless
from imscore.inputs.selection import Selection
from imscore.reference.indicators import plain
from imscore.suggest import did_you_mean

_OWN = ("plain", "groups")
_NEAR = 0.85
_OF_LIMITS = re.compile(r"\b(?:c\.?i\.?s?|cls?|confidence|limits?|interval)\b", re.I)
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
    bare = {
        position for position, header in found if not header and _is_beside(selection, position)
    }
    for position in sorted(bare):
        where = _where(selection, position)
        words = {"found": column_letters(position), "empty": ""}
        selection.problems.append(kinds.HEADERLESS_COLUMN.at(*where, **words))
    found = [each for each in found if each[0] not in bare]
    for position, header in found[:_MOST]:
        near = did_you_mean(plain(header), layout.headers, _NEAR) if header else ""
        what = repr(header) if header else f"{column_letters(position)}, without a header,"
        _warn(selection, position, found=what, suggestion=near)
    if len(found) > _MOST:
        position, header = found[_MOST]
        others = f"{header!r} (and {len(found) - _MOST - 1:,} columns more)"
        _warn(selection, position, found=others, suggestion="")


def _warn(selection: Selection, position: int, **words: str) -> None:
    selection.problems.append(kinds.UNREAD_FIGURES.at(*_where(selection, position), **words))


def _where(selection: Selection, position: int) -> tuple[str, str, str]:
    table = selection.table
    return table.sheet.file, table.sheet.name, f"{column_letters(position)}{table.header_row}"


def _is_beside(selection: Selection, position: int) -> bool:
    """Whether the nearest header to the left, or the next to the right, is over figures read."""
    table = selection.table
    figures = {place for name, place in table.positions.items() if name in FIGURES}
    headed = [c for c in range(position) if _header(table, c)]
    return max(headed, default=-1) in figures or position + 1 in figures


def _header(table: Table, column: int) -> str:
    """What stands over a column, in its first header row or in one below it."""
    rows = range(table.header_row - 1, int(table.rows.min()) if table.height else table.header_row)
    texts = (cells.text(table.sheet.columns[column][row]) for row in rows)
    return next(filter(None, texts), "")


def _unread(selection: Selection) -> Iterator[tuple[int, str]]:
    """The columns with figures that nothing is known of, and of which nothing was said yet."""
    table = selection.table
    used = set(table.positions.values())
    told = {problem.cell for problem in selection.problems}
    for position, column in enumerate(map(as_column, table.sheet.columns)):
        header = _header(table, position)
        cell = f"{column_letters(position)}{table.header_row}"
        if position in used or cell in told or table.layout.field(header):
            continue
        if plain(header) in table.layout.not_read:
            continue
        # Looked at already, cell by cell, and found to do no harm.
        if group_of(header):
            continue
        rows = column.take(table.rows[selection.rows])
        if not is_needless(header) and (_holds_figures(rows) or _holds_limits(header, rows)):
            yield position, header


def _holds_figures(column: Column) -> bool:
    """Whether there are numbers, and hardly anything else; not those that number the rows."""
    texts = cells.texts(column)
    numbers = texts.numbers(lambda text: bool(_NUMBER.fullmatch(text)), bool)
    filled = cells.filled(column)
    if not numbers.any() or 2 * numbers.sum() < filled.sum():
        return False
    return not _numbers_rows(texts, numbers)


def _holds_limits(header: str, column: Column) -> bool:
    """Whether a header speaks of an interval, such as `99.8% CI`, and pairs of limits are below."""
    return bool(_OF_LIMITS.search(header)) and any(
        pair(cells.text(cell)) for cell in column.distinct
    )


def _numbers_rows(texts: Column, numbers: np.ndarray) -> bool:
    """Whether the cells are 1, 2, 3 and so on from the top."""
    if len(texts) < 2 or not numbers.all():
        return False
    return bool((texts[:] == np.arange(1, len(texts) + 1).astype(str).astype(object)).all())
