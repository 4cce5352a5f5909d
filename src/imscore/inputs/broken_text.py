"""Text tables that were damaged on the way: rows swallowed by a quotation mark, a last row cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.model import Problem
from imscore.reference.place_names import is_place

# A figure, a period or a marker alone between two separators.
_FIGURE = re.compile(r"\s*(?:[<~]?-?\d[\d.,/ -]*%?|\*|\[\w\])\s*")
_CODE = re.compile(r"\s*(?:[EWSNKJ]\d{1,8}|5[A-Z0-9]{1,2}|T[A-Z]{2}|Q\d{2})\s*")
_QUOTED = 60
# Of the separators that as many whole rows have: their own quoted fields hold some too.
_NEARLY_ALL = 0.75
_FEWEST, _LEAST_WIDTH, _BEGUN = 2, 3, 2
_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Broken:
    """A cell of a text in which line ends stand: its record, its column, from 0, and its text."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Shape:
    """What is known of the records of a text.

    Attributes:
        sizes: how many fields each has.
        broken: the cells with line ends in them.
        ended: whether a line end closes the last record.
        cell: the text at a row and column, both from 0, "" where none is.
    """

    sizes: NDArray[np.integer]
    broken: Sequence[Broken]
    ended: bool
    cell: Callable[[int, int], str]


def shape_of(rows: Sequence[Sequence[str]], *, ended: bool) -> Shape:
    """The shape of records that were read one by one."""
    broken = [
        Broken(row, column, cell)
        for row, record in enumerate(rows)
        for column, cell in enumerate(record)
        if "\n" in cell or "\r" in cell
    ]
    sizes = np.fromiter((len(record) if any(record) else 0 for record in rows), int, len(rows))
    return Shape(sizes, broken, ended, lambda row, column: "".join(rows[row][column : column + 1]))


def problems(name: str, found: Shape, separator: str, before: int = 0) -> tuple[Problem, ...]:
    """What seems to be lost from a text: whole rows inside one cell, the end of the last row.

    Args:
        name: the file's, as shown.
        found: its records.
        separator: what stands between fields.
        before: how many lines stand before the first record.

    Returns:
        An error for each cell that has swallowed rows, a warning for a last row that is cut.
    """
    common = _common(found.sizes)
    return (*_swallowed(name, found, separator, common, before), *_cut(name, found, common))


def _common(sizes: NDArray[np.integer]) -> int:
    counted = np.bincount(sizes[sizes > 1]) if (sizes > 1).any() else np.zeros(1)
    return int(counted.argmax())


def _swallowed(
    name: str, found: Shape, separator: str, common: int, before: int
) -> Iterator[Problem]:
    line_ends = 0
    for broken in found.broken:
        lines = broken.text.splitlines()
        if _is_swallowed(lines, separator, int(found.sizes[broken.row]), common):
            cell = f"{column_letters(broken.column)}{broken.row + 1}"
            words = {
                "found": repr(" ".join(broken.text.split())[:_QUOTED]),
                "line": f"{before + broken.row + 1 + line_ends:,}",
                "lines": f"{len(lines):,}",
            }
            yield kinds.SWALLOWED_ROWS.at(name, "", cell, **words)
        line_ends += max(len(lines) - 1, 0)


def _is_swallowed(lines: Sequence[str], separator: str, size: int, common: int) -> bool:
    """Whether a cell of several lines holds the rest of its row, and the rows after it."""
    breaks = len(lines) - 1
    if breaks < 1 or common < _LEAST_WIDTH:
        return False
    if size > common and _CODE.fullmatch(lines[-1]):
        return True
    fields = [field for line in lines for field in line.split(separator)]
    separators = len(fields) - len(lines)
    rows = separators >= _NEARLY_ALL * breaks * (common - 1)
    figures = sum(bool(_FIGURE.fullmatch(field)) for field in fields)
    begun = any(_CODE.fullmatch(line.split(separator)[0]) for line in lines[1:])
    return separators >= _FEWEST and figures >= breaks and (rows or begun)


def _cut(name: str, found: Shape, common: int) -> Iterator[Problem]:
    """The last row, where it begins as the others do, has fewer fields and no line end."""
    last = len(found.sizes) - 1
    size = int(found.sizes[last]) if last >= 0 else 0
    if found.ended or not 0 < size < common or common < _LEAST_WIDTH:
        return
    texts = [found.cell(last, column) for column in range(size)]
    if _begins_a_row(texts, found, last):
        cell = f"{column_letters(size - 1)}{last + 1}"
        words = {"found": repr(texts[-1]), "size": size, "common": common}
        yield kinds.CUT_ROW.at(name, "", cell, **words)


def _begins_a_row(texts: Sequence[str], found: Shape, last: int) -> bool:
    if _CODE.fullmatch(texts[0]):
        return True
    if len(texts) < _BEGUN:
        return False
    rows: Iterable[int] = range(max(0, last - _LOOKED_AT), last)
    others = Counter(found.cell(row, 0) for row in rows if found.sizes[row] > 1)
    return bool(texts[0].strip()) and (texts[0] in others or is_place(texts[0]))
