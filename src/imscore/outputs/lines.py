"""Lines of text from columns, put together as bytes for many rows at once.

Each column is laid out as a block of bytes of one width, filled up with noughts; the blocks are set
side by side and the noughts dropped, which leaves the lines. No cell holds a nought of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from imscore.columns import Column
from imscore.outputs.digits import Octets, octets, shown, whole_numbers
from imscore.outputs.tables import whole
from imscore.parallel import in_order

# So many rows at a time stay in the processor's cache; no block of bytes is larger than the second.
_ROWS, _ROOM = 1 << 14, 1 << 23
# Texts that take no more room than this are laid out once for all rows.
_TABLE = 1 << 19
# A number of 17 digits with its sign, point and exponent, and what stands behind it.
_WIDEST = 25
# Between them JSON and Python write a number alike: without an exponent.
_SMALL, _LARGE = 1e-4, 1e16


class Cells(Protocol):
    """A column of finished cells, each with what stands behind it."""

    def width(self, rows: slice) -> int:
        """About the most bytes that a cell of some rows takes."""

    def block(self, rows: slice) -> Octets:
        """The cells of some rows as (rows, width) bytes, or (1, width) where all are the same."""


class Texts:
    """A column of finished texts, of which there are fewer different ones than rows.

    Args:
        column: without the character U+0000.
        end: what stands behind each.
    """

    def __init__(self, column: Column, end: str) -> None:
        self._codes = column.codes
        # Halves of pairs, which names of files can hold, are in no encoding: they are spelled out.
        self._texts = [
            f"{text}{end}".encode("utf-8", "backslashreplace") for text in column.distinct
        ]
        self._lengths = np.array(list(map(len, self._texts)), dtype=np.int64)
        small = len(self._texts) * int(self._lengths.max(initial=0)) <= _TABLE
        self._table = np.array(self._texts, dtype=bytes) if small else None

    def width(self, rows: slice) -> int:
        """The most bytes that a cell of some rows takes."""
        if self._table is not None:
            return self._table.itemsize
        return int(self._lengths[self._codes[rows]].max())

    def block(self, rows: slice) -> Octets:
        """The cells of some rows."""
        import pandas as pd

        codes, texts = self._codes[rows], self._table
        if texts is None:
            codes, used = pd.factorize(codes)
            texts = np.array([self._texts[code] for code in used.tolist()], dtype=bytes)
        return octets(texts if len(texts) == 1 else texts[codes])


class Numbers:
    """A column of numbers as Python writes them, blank where they are not finite.

    Args:
        numbers: one for each row.
        end: one ASCII character that stands behind each.
        counts: whether whole numbers are written without a point.
    """

    def __init__(self, numbers: NDArray[Any], end: str, *, counts: bool) -> None:
        self._numbers, self._end, self._counts = numbers, end.encode(), counts

    def width(self, rows: slice) -> int:
        """What a number takes, but for a huge count."""
        return _WIDEST

    def block(self, rows: slice) -> Octets:
        """The numbers of some rows."""
        numbers = self._numbers[rows]
        there = np.isfinite(numbers)
        if not there.any():
            return octets(np.array([self._end]))
        known = np.where(there, numbers, 0)
        if self._counts and (quick := whole_numbers(known, there, self._end)) is not None:
            return quick
        size = np.abs(known)
        usual = ((size == 0) | (size >= _SMALL)) & (size < _LARGE)
        listed = self._listed(np.where(usual, known, 0))
        others = np.flatnonzero(~usual)
        texts = [repr(number).encode() for number in self._listed(known[others])]
        return shown(listed, there, dict(zip(others.tolist(), texts, strict=True)), self._end)

    def _listed(self, numbers: NDArray[Any]) -> list[Any]:
        listed: list[Any] = numbers.tolist()
        return list(map(whole, listed)) if self._counts else listed


def lines(columns: Sequence[Cells], height: int) -> Iterator[bytes]:
    """Puts columns together, some thousand rows at a time.

    Args:
        columns: what a line is made of, from left to right.
        height: how many rows.
    """
    stretches = (
        stretch
        for start in range(0, height, _ROWS)
        for stretch in _stretches(columns, slice(start, min(start + _ROWS, height)))
    )
    return in_order(partial(_put_together, columns), stretches)


def _stretches(columns: Sequence[Cells], rows: slice) -> Iterator[slice]:
    """Rows in pieces of which none takes too much room: one long text makes all cells wide."""
    height = rows.stop - rows.start
    if height == 1 or height * sum(column.width(rows) for column in columns) <= _ROOM:
        yield rows
        return
    middle = rows.start + height // 2
    yield from _stretches(columns, slice(rows.start, middle))
    yield from _stretches(columns, slice(middle, rows.stop))


def _put_together(columns: Sequence[Cells], rows: slice) -> bytes:
    blocks = [column.block(rows) for column in columns]
    ends = np.cumsum([block.shape[1] for block in blocks])
    table = np.empty((rows.stop - rows.start, ends[-1]), dtype=np.uint8)
    # What is the same in every row is laid out once; there is much of it.
    table[:] = np.concatenate([block[0] for block in blocks])
    for block, end in zip(blocks, ends.tolist(), strict=True):
        if len(block) > 1:
            table[:, end - block.shape[1] : end] = block
    return bytes(table[table != 0])
