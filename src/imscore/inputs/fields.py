"""The fields of a large text, found with whole-array operations instead of row by row.

Only text in which quotation marks and line ends are used as usual is read here, and read as the
csv module reads it; of any other, `read` says that it cannot.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from imscore.codes import Codes, ObjectArray, as_objects
from imscore.columns import Column
from imscore.inputs.field_codes import factorised, piece_of, text_of
from imscore.parallel import in_order

_NEWLINE, _RETURN, _QUOTE = b'\n\r"'
# Small enough to stay in the processor's cache while it is looked through.
_BLOCK, _ROWS = 1 << 21, 1 << 16
_SHORT = 24
_Octets = NDArray[np.uint8]
_Places = NDArray[Any]


@dataclass(frozen=True)
class Fields:
    """Where the fields of a text are.

    Attributes:
        content: the text in UTF-8.
        ends: where each field ends; first of all, where the one before the first would.
        last: for each record the position in `ends` of its last field.
        width: how many fields the longest record has.
    """

    content: bytes
    ends: _Places
    last: _Places
    width: int

    @property
    def height(self) -> int:
        """How many records there are."""
        return len(self.last)

    @property
    def filled(self) -> int:
        """How many fields there are."""
        return len(self.ends) - 1

    @property
    def sizes(self) -> _Places:
        """How many fields each record has; 0 for a blank line."""
        sizes = np.diff(self.last, prepend=self.last.dtype.type(0))
        alone = np.flatnonzero(sizes == 1)
        place = self.last[alone]
        sizes[alone[self.ends[place] - self.ends[place - 1] <= 1]] = 0
        return sizes

    def broken(self) -> list[tuple[int, int, str]]:
        """The fields with line ends in them: record, column, both from 0, and text."""
        if self.content.find(b'"', int(self.ends[0]) + 1) < 0:
            return []
        octets = np.frombuffer(self.content, dtype=np.uint8)
        first, until = int(self.ends[0]) + 1, int(self.ends[-1])
        lines = np.flatnonzero(octets[first:until] == _NEWLINE) + first
        place = np.unique(np.searchsorted(self.ends, lines[~np.isin(lines, self.ends[self.last])]))
        row = np.searchsorted(self.last, place)
        column = place - np.where(row > 0, self.last[row - 1], 0) - 1
        return [
            (int(r), int(c), self._cell(int(c), int(r))) for r, c in zip(row, column, strict=True)
        ]

    def columns(self) -> list[Column]:
        """The columns, each worked out when it is first asked for; a field not there is ""."""
        return [
            Column.lazy(self.height, partial(self._cell, number), partial(self._coded, number))
            for number in range(self.width)
        ]

    def _cell(self, column: int, row: int) -> str:
        if not -self.height <= row < self.height:
            raise IndexError(row)
        row %= self.height
        place = (int(self.last[row - 1]) if row else 0) + 1 + column
        if place > self.last[row]:
            return ""
        start, end = int(self.ends[place - 1]) + 1, int(self.ends[place])
        if place == self.last[row] and end > start and self.content[end - 1] == _RETURN:
            end -= 1
        return text_of(self.content[start:end])

    def _coded(self, column: int) -> tuple[Codes, ObjectArray]:
        if self.height < _SHORT:
            # Of thousands of short columns, each costs less cell by cell.
            found: dict[str, int] = {}
            cells = (self._cell(column, row) for row in range(self.height))
            codes = [found.setdefault(cell, len(found)) for cell in cells]
            return np.array(codes, dtype=np.int32), as_objects(list(found))
        pieces = [
            piece_of(self.content, row, *self._spans(column, row, row + _ROWS))
            for row in range(0, self.height, _ROWS)
        ]
        coded, fields = factorised(self.content, pieces)
        rows = np.concatenate([piece.rows for piece in pieces]) if pieces else np.zeros(0, int)
        return np.repeat(coded, np.diff(rows, append=self.height)), fields

    @cached_property
    def _even(self) -> bool:
        """Whether all records have as many fields."""
        return bool((np.diff(self.last, prepend=self.last.dtype.type(0)) == self.width).all())

    def _spans(self, column: int, begin: int, end: int) -> tuple[_Places, _Places]:
        """Where the fields of a column start in some rows, and how long they are."""
        if self._even and column < self.width - 1:
            # Nothing is missing and no line ends here: then they are evenly spaced.
            first, until = begin * self.width + column, min(end, self.height) * self.width
            starts = self.ends[first : until : self.width] + 1
            return starts, self.ends[first + 1 : until + 1 : self.width] - starts
        last = self.last[begin:end]
        place = np.empty_like(last)
        place[0], place[1:] = self.last[begin - 1] if begin else 0, last[:-1]
        place += 1 + column
        missing = np.flatnonzero(place > last)
        place[missing] = 1
        starts, ends = self.ends[place - 1] + 1, self.ends[place]
        octets = np.frombuffer(self.content, dtype=np.uint8)
        closing = np.flatnonzero((place == last) & (ends > starts))
        ends[closing] -= octets[ends[closing] - 1] == _RETURN
        lengths = ends - starts
        lengths[missing] = 0
        return starts, lengths


def read(content: bytes, begin: int, separator: str) -> Fields | None:
    """Finds the fields of a text.

    Args:
        content: UTF-8 without the character U+0000.
        begin: where the first record starts.
        separator: one ASCII character.

    Returns:
        The fields; None where quotation marks or line ends are not used as usual, or a field is
        longer than the csv module takes.
    """
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return None
    octets = np.frombuffer(content, dtype=np.uint8)
    ends = _ends(octets, begin, ord(separator))
    if ends is None or _longest(ends) > csv.field_size_limit():
        return None
    last = _closing(octets, ends[1:-1]) + ends.dtype.type(1)
    if len(ends) > 1:
        # Whatever stands at the end of the text ends the last record.
        last = np.append(last, np.array(len(ends) - 1, dtype=ends.dtype))
    sizes = np.diff(last, prepend=last.dtype.type(0))
    return Fields(content, ends, last, int(sizes.max(initial=0)))


def _longest(ends: _Places) -> int:
    """How long the longest field is. In pieces: new room takes more time than the work in it."""
    pieces = (ends[start : start + _ROWS + 1] for start in range(0, len(ends), _ROWS))
    return max((int(np.diff(piece).max(initial=0)) for piece in pieces), default=0)


def _closing(octets: _Octets, ends: _Places) -> _Places:
    """Which of the ends of fields are those of records."""
    found = [np.zeros(0, dtype=ends.dtype)]
    for start in range(0, len(ends), _ROWS):
        closing = octets[ends[start : start + _ROWS]] == _NEWLINE
        found.append((np.flatnonzero(closing) + start).astype(ends.dtype))
    return np.concatenate(found)


class _Marks(NamedTuple):
    """What ends fields in a block of text.

    Attributes:
        outside: where, outside quotation marks if none is open where the block begins.
        inside: the places that are outside if one is open there.
        quotes: where quotation marks are.
    """

    outside: _Places
    inside: _Places
    quotes: _Places


def _marks(octets: _Octets, separator: int, kind: type, start: int) -> _Marks:
    block = octets[start : start + _BLOCK]
    none: _Places = np.zeros(0, dtype=kind)
    marks = block == separator
    marks |= block == _NEWLINE
    quote = block == _QUOTE
    quoted = bool(quote.any())
    if quoted:
        marks |= quote
    places = np.flatnonzero(marks)
    where: _Places = (places + start).astype(kind)
    if not quoted:
        return _Marks(where, none, none)
    is_quote = quote[places]
    odd = np.logical_xor.accumulate(is_quote)
    return _Marks(where[~is_quote & ~odd], where[~is_quote & odd], where[is_quote])


def _ends(octets: _Octets, begin: int, separator: int) -> _Places | None:
    """Where fields end; None where a quotation mark is not where it should be."""
    kind = np.int32 if len(octets) < 2**31 else np.int64
    pieces = [np.array([begin - 1], dtype=kind)]
    quotes = [np.zeros(0, dtype=kind)]
    inside = False
    starts = range(begin, len(octets), _BLOCK)
    for marks in in_order(partial(_marks, octets, separator, kind), starts):
        pieces.append(marks.inside if inside else marks.outside)
        quotes.append(marks.quotes)
        inside = inside != bool(len(marks.quotes) % 2)
    if inside or not _well_quoted(octets, begin, separator, np.concatenate(quotes)):
        return None
    if len(octets) > begin and octets[-1] != _NEWLINE:
        pieces.append(np.array([len(octets)], dtype=kind))
    return np.concatenate(pieces)


def _well_quoted(octets: _Octets, begin: int, separator: int, marks: _Places) -> bool:
    """Whether quotation marks stand round whole fields, and doubled inside them, and only there."""
    if not len(marks):
        return True
    opening, closing = marks[::2], marks[1::2]
    # A doubled mark looks like one that closes and one that opens with nothing between them.
    doubled = opening[1:] - closing[:-1] == 1
    before = octets[np.maximum(opening - 1, 0)]
    begins = np.append(False, doubled) | (opening == begin)
    begins = begins | (before == separator) | (before == _NEWLINE)
    behind = octets[np.minimum(closing + 1, len(octets) - 1)]
    ends = np.append(doubled, False) | (closing + 1 == len(octets))
    ends |= (behind == separator) | (behind == _NEWLINE) | (behind == _RETURN)
    return bool(begins.all() and ends.all())
