"""Text as a table: its encoding, what separates its fields, its records."""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from imscore.codes import ObjectArray
from imscore.columns import Column
from imscore.inputs import broken_text, fields, guard
from imscore.inputs.reach import Reach
from imscore.model import Problem

_SEPARATORS = (",", ";", "\t", "|")
_MOST_COLUMNS = 16_384
_SAMPLE = 20_000
_RECORDS = 50
_BLOCK = 1 << 22
# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


class TextTable(NamedTuple):
    """What a text file holds.

    Attributes:
        columns: its fields by column.
        separator: what stands between them.
        notes: how its encoding was told.
        doubts: rows that seem to be lost from it.
    """

    columns: list[Column]
    separator: str
    notes: list[str]
    doubts: tuple[Problem, ...]


def read(name: str, content: bytes) -> TextTable:
    """The table of a text file.

    A record is one row however many lines it takes, as it is in a spreadsheet; a first line such
    as `sep=;` is none. Blank lines are rows, and what a short record lacks is "".

    Raises:
        InputError: where it is no text, or its quotation marks and fields make no table.
    """
    try:
        text, notes = _decoded(name, content)
        if b"\x00" in text.content:
            raise guard.unreadable(name, "it is not a text file", "Save it as .xlsx or .csv.")
        begin, separator = _separated(text)
        columns, doubts = _columns(name, text, begin, separator)
    except (csv.Error, UnicodeError) as error:
        raise guard.unreadable(
            name, f"its text is no table ({error})", "Check its quotation marks, or save it again."
        ) from None
    return TextTable(columns, separator, notes, doubts)


class _Text(NamedTuple):
    """Text in UTF-8, and where it begins: behind what marks its encoding."""

    content: bytes
    begin: int


def _columns(
    name: str, text: _Text, begin: int, separator: str
) -> tuple[list[Column], tuple[Problem, ...]]:
    content, before = text.content, int(begin > text.begin)
    ended = content.endswith((b"\n", b"\r"))
    found = fields.read(content, begin, separator)
    if found is None or found.width > _MOST_COLUMNS:
        rows = _parse(content[begin:].decode(), separator)
        _refuse_uneven(name, len(rows), max(map(len, rows), default=0), sum(map(len, rows)))
        shape = broken_text.shape_of(rows, ended=ended)
        return by_column(rows), broken_text.problems(name, shape, separator, before)
    _refuse_uneven(name, found.height, found.width, found.filled)
    broken = [broken_text.Broken(*each) for each in found.broken()]
    columns = found.columns()
    if ended and not broken:
        return columns, ()
    shape = broken_text.Shape(found.sizes, broken, ended, lambda row, place: columns[place][row])
    return columns, broken_text.problems(name, shape, separator, before)


def by_column(rows: Sequence[Sequence[object]]) -> list[Column]:
    """The cells by column, each as long as the sheet is high; what a short row lacks is blank."""
    return [Column.of(column) for column in arrays_of(rows)]


def arrays_of(rows: Sequence[Sequence[object]]) -> list[ObjectArray]:
    """The cells of rows as one array a column."""
    width = max(map(len, rows), default=0)
    cells = np.empty((len(rows), width), dtype=object)
    if cells.size:
        cells[:] = [row if len(row) == width else _padded(row, width) for row in rows]
    return list(np.ascontiguousarray(cells.T))


def _padded(row: Sequence[object], width: int) -> list[object]:
    return [*row, *[""] * (width - len(row))]


def _decoded(name: str, content: bytes) -> tuple[_Text, list[str]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            if encoding == "utf-8-sig":
                _check_utf8(content)
                # A program that adds its mark to one that is there leaves two.
                marks = re.match(b"(?:" + mark + b")+", content)
                return _Text(content, marks.end() if marks else 0), []
            return _Text(content.decode(encoding).encode(), 0), []
    wide = _unmarked_utf16(content)
    if wide:
        note = f"{name}: read as UTF-16, though it does not say so"
        return _Text(content.decode(wide).encode(), 0), [note]
    try:
        _check_utf8(content)
    except UnicodeDecodeError:
        text, notes = _decode_single_bytes(name, content)
        return _Text(text.encode(), 0), notes
    return _Text(content, 0), []


def _check_utf8(content: bytes) -> None:
    """Raises UnicodeDecodeError where it is not UTF-8; bit by bit, so as not to hold it twice."""
    if content.isascii():
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for start in range(0, len(view), _BLOCK):
        decoder.decode(view[start : start + _BLOCK])
    decoder.decode(b"", final=True)


def _unmarked_utf16(content: bytes) -> str:
    """The byte order of UTF-16 text without a mark: every other byte of plain letters is nought."""
    head = content[: _SAMPLE // 10 * 2]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > 0.6 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.6 * half and not odd else ""


def _decode_single_bytes(name: str, content: bytes) -> tuple[str, list[str]]:
    """Text of one byte a letter; the line ends tell older Macs from Windows."""
    mac = b"\r" in content and b"\n" not in content
    encoding, what = ("mac_roman", "Mac Roman") if mac else ("cp1252", "Windows-1252")
    text = content.decode(encoding, errors="replace")
    note = f"{name}: not UTF-8; read as {what}, the usual encoding of older exports"
    if "\N{REPLACEMENT CHARACTER}" in text:
        note += "; some letters are of neither and are shown as \N{REPLACEMENT CHARACTER}"
    return text, [note]


def _separated(text: _Text) -> tuple[int, str]:
    """Where the table begins and what separates its fields.

    A first line such as `sep=;` names it; spreadsheet programs do not count that line as a row.
    """
    # Four bytes are the most that a letter takes.
    head = text.content[text.begin : text.begin + 4 * _SAMPLE].decode(errors="ignore")[:_SAMPLE]
    first = io.StringIO(head[:100], newline="").readline()
    named = first.strip("\r\n ").strip('"').casefold()
    if named.startswith("sep=") and named[4:] in _SEPARATORS:
        return text.begin + len(first.encode()), named[4:]
    return text.begin, max(_SEPARATORS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, separator: str) -> tuple[float, int]:
    """How well a mark cuts the first records into one table; then, into how many fields.

    Prose and decimal commas hold marks too, and often more of them: but they do not stand in the
    heading, nor as many in every record.
    """
    records = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    counts = [len(record) for record in islice(filter(any, records), _RECORDS)]
    common = Counter(count for count in counts if count > 1).most_common(1)
    if not common:
        return -math.inf, 1
    width = common[0][0]
    last = len(counts) - counts[::-1].index(width)
    found = counts[counts.index(width) : last]
    return sum(1.0 if n == width else 0.5 if n > 1 else -1.0 for n in found), width


def _parse(text: str, separator: str) -> list[list[str]]:
    """The records; a quotation mark that is not closed is an error, never a longer field."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise csv.Error(f"line {reader.line_num}: {error}") from None
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise csv.Error(f"a line has more than {_MOST_COLUMNS:,} fields")
    return rows


def _refuse_uneven(name: str, height: int, width: int, filled: int) -> None:
    """Refuses a long file with a very long line: held as a table it would be nearly all blank."""
    guard.refuse_far_cells(name, Reach(height, width, filled))
