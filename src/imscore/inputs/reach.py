"""How far the filled cells of a sheet reach, found before a reader makes room for them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from imscore.parallel import in_order

# A stray cell makes readers hold every blank before it. So many are held in well under 400 MB.
_MOST_BLANK = 3_000_000
LEAST_FILLED = 0.25
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
# Excel's own limit is 17,000 million cells; a million rows of forty columns are room enough.
MOST_CELLS = 40_000_000
# A million lines of nothing but commas are an honest export, if a careless one.
MOST_BLANK_FIELDS, LONGEST_LINE = 12_000_000, 4_000_000
_PIECE, _PART = 1 << 20, 1 << 16
_MOST_TEXT = 200_000_000

# Cells spelt in another way are looked at one by one: two million a second.
_MOST_UNUSUAL = 6_000_000

# How nearly every writer spells a row and a cell: these are looked through at speed.
_OTHER_CELL = re.compile(rb'<c(?! r="[A-Z]{1,3}\d{1,7}")(?!ol)')
_OTHER_ROW = re.compile(rb'<row(?! r="\d{1,7}")')
_WIDE, _TALL = re.compile(rb'<c r="([A-Z]{2,3})'), re.compile(rb'<c r="[A-Z]+(\d{6,7})')
_FILLED_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*(?<!/)>')
_CELL_NAME = re.compile(r"([A-Za-z]+)(\d+)")

_STRING_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})""")
_SHORT_TEXT = 500

_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated\s*=\s*["\'](\d+)')


@dataclass(slots=True)
class Reach:
    """The row and column furthest from A1 that hold a filled cell, and what they hold.

    Attributes:
        filled: how many cells are.
        text: how many bytes of text a reader makes of what stands once in the file.
    """

    rows: int = 0
    columns: int = 0
    filled: int = 0
    text: int = 0

    @property
    def cells(self) -> int:
        """How many cells a reader has to hold, blank ones included."""
        return self.rows * self.columns

    @property
    def is_too_large(self) -> bool:
        """Whether the sheet, or the blanks that it makes a reader hold, are too many."""
        blank = self.cells > _MOST_BLANK and self.filled < self.cells * LEAST_FILLED
        return blank or self.cells > MOST_CELLS or self.text > _MOST_TEXT

    @property
    def is_beyond_a_sheet(self) -> bool:
        """Whether a cell stands where no spreadsheet program has one."""
        return self.rows > _MOST_ROWS or self.columns > _MOST_COLUMNS

    def add(self, row: int, column: int, filled: int = 1) -> None:
        """Takes filled cells into account; row and column count from 1."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.filled += filled


def column_number(letters: str) -> int:
    """The number of a column, from 1.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def of_xlsx_sheet(part: bytes) -> Reach:
    """The reach of a worksheet part of an .xlsx file.

    Returns:
        The reach, or the corner of a rectangle that holds it where even that is not too large.

    Raises:
        expat.ExpatError: where its spelling is unusual and it is no well-formed XML.
        ValueError: where it is unusual, and too long to be looked through tag by tag.
    """
    if b":row" in part or _OTHER_CELL.search(part) or _OTHER_ROW.search(part):
        return _of_unusual_sheet(part)
    reach = Reach(99_999, 26)
    for letters in set(_WIDE.findall(part)):
        reach.add(1, column_number(letters.decode()))
    reach.add(max(map(int, _TALL.findall(part)), default=1), 1)
    if not reach.is_too_large:
        return reach
    names, filled = [set[bytes](), set[bytes]()], 0
    for start, end in _pieces(part):
        cells = _FILLED_CELL.findall(part, start, end)
        filled += len(cells)
        for seen, found in zip(names, zip(*cells, strict=True), strict=False):
            seen.update(found)
    columns = (column_number(letters.decode()) for letters in names[0])
    return Reach(max(map(int, names[1]), default=0), max(columns, default=0), filled)


def _pieces(part: bytes) -> Iterator[tuple[int, int]]:
    """Where pieces of a sheet begin and end, none of them inside a cell's tag."""
    start = 0
    while start < len(part):
        end = part.find(b"<", start + _PIECE)
        end = end if end >= 0 else len(part)
        yield start, end
        start = end


def _of_unusual_sheet(part: bytes) -> Reach:
    """The reach where cells have no names, or names in an unusual place: by parsing every tag."""
    if part.count(b"<") > _MOST_UNUSUAL:
        raise ValueError("a sheet has millions of cells that do not say where they are")
    reach = Reach()
    row = column = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        kind, name = tag.rpartition(":")[2], attributes.get("r", "")
        if kind == "row":
            row, column = int(name) if name.isdecimal() else row + 1, 0
        elif kind == "c":
            found = _CELL_NAME.fullmatch(name)
            column = column_number(found.group(1)) if found else column + 1
            row = int(found.group(2)) if found else row
        elif kind in ("v", "is"):
            reach.add(row, column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(part, True)
    return reach


def of_ods_content(part: bytes) -> Reach:
    """The largest reach of the sheets in the `content.xml` of an .ods file.

    Repeated cells and rows reach as far as they are repeated, blank ones only where something
    comes after them; they are filled once, since they take no more room than that in the file.
    """
    sheets = [Reach()]
    row = column = again = end = repeated = 0
    for match in _ODS_TAG.finditer(part):
        kind, attributes = match.groups()
        sheets[-1].text += (match.start() - end) * repeated
        end, repeated = match.end(), 0
        if kind == b"table":
            sheets.append(Reach())
            row = column = again = 0
            continue
        found = _ODS_REPEATED.search(attributes)
        times = int(found.group(1)) if found else 1
        if kind == b"table-row":
            row, column, again = row + again, 0, times
            continue
        column += times
        if not attributes.endswith(b"/") or b"value" in attributes:
            sheets[-1].add(row + again, column)
            repeated = times * again
    sheets[-1].text += (len(part) - end) * repeated
    return max(sheets, key=lambda reach: (reach.is_too_large, reach.cells))


def is_ordinary_text(content: bytes) -> bool:
    """Whether the bytes of a text are surely few enough fields, and enough of them filled.

    It takes every sign that comes before the digits for a separator, which is three times as
    quick as telling them apart; of what does not pass, `of_text` tells more.
    """
    marks = sum(_added(content, _marks_in))
    return marks <= MOST_CELLS and len(content) - marks >= LEAST_FILLED * marks


def of_text(content: bytes) -> tuple[int, int]:
    """How many fields the bytes of a text can have, and how many can be filled, at most."""
    *separators, newlines, returns = _counts(content, b",;\t|\n\r")
    fields = max(separators) + (newlines or returns)
    if fields <= MOST_BLANK_FIELDS:
        return fields, fields
    others = sum(_counts(content, b"\r\x00 "))
    return fields, max(len(content) - fields - others, 0)


def _counts(content: bytes, marks: bytes) -> list[int]:
    """How often each byte is there: where it is every tenth one, much quicker than bytes.count."""
    return _added(content, lambda piece: [int(np.count_nonzero(piece == mark)) for mark in marks])


def _marks_in(piece: NDArray[np.uint8]) -> list[int]:
    """How many bytes are before the digits, or are a separator behind them."""
    found = 0
    # In parts that stay in the processor's cache, and take no new room each time.
    for part in np.split(piece, range(_PART, len(piece), _PART)):
        marks = (part < ord("0"), part == ord(";"), part == ord("|"))
        found += sum(int(np.count_nonzero(mark)) for mark in marks)
    return [found]


def _added(content: bytes, count: Callable[[NDArray[np.uint8]], list[int]]) -> list[int]:
    """What is counted in pieces of a text, added up."""
    octets = np.frombuffer(content, np.uint8)
    pieces = (octets[at : at + _PIECE] for at in range(0, max(len(octets), 1), _PIECE))
    return [sum(counts) for counts in zip(*in_order(count, pieces), strict=True)]


def has_long_line(content: bytes) -> bool:
    """Whether more bytes than a table's line can have come without the end of a line."""
    place, end = 0, len(content)
    while end - place > LONGEST_LINE:
        last = place + LONGEST_LINE
        found = max(content.rfind(b"\n", place, last), content.rfind(b"\r", place, last))
        if found < 0:
            return True
        place = found + 1
    return False


def shared_text(strings: bytes, sheets: Iterable[bytes]) -> int:
    """How many bytes of text the cells hold that share their texts, each counted where it is used.

    Args:
        strings: the part that lists the texts.
        sheets: the worksheet parts; not looked at where no text is long.
    """
    lengths = [len(text) for text in _STRING_END.split(strings)]
    if max(lengths) <= _SHORT_TEXT:
        return 0
    total = 0
    for sheet in sheets:
        for index, times in Counter(_SHARED.findall(sheet)).items():
            place = int(index)
            total += times * lengths[place] if place < len(lengths) else 0
    return total
