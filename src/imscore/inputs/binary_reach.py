"""How far the cells of binary sheets reach: .xls ([MS-XLS]) and .xlsb ([MS-XLSB]), by Microsoft.

Both are runs of records; only the kind, the length and the place of a cell are looked at.
"""

from __future__ import annotations

import struct

from imscore.inputs.reach import Reach

# Number, label, its shared form, formatted label, small number, formula, boolean or error.
_XLS_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x00D6, 0x027E, 0x0006, 0x0205})
_XLS_NUMBERS, _XLS_BEGIN, _XLS_PASSWORD = 0x00BD, 0x0809, 0x002F
_XLS_SIZE, _XLS_STRINGS = 0x0200, 0x00FC
_XLS_MOST_ROWS, _XLS_MOST_COLUMNS = 65_536, 256
_XLSB_ROW, _XLSB_CELLS = 0, frozenset(range(2, 12))
_XLSB_LISTED = 156
XLSB_SHEET_BEGINS = b"\x81\x01"
# Records that hold nothing: a real sheet has some hundreds, and each takes its time.
_MOST_EMPTY = 1_000_000


class ImpossibleError(ValueError):
    """A record announces more than there can be: a reader would make room for it and fail."""


def of_xls_stream(stream: bytes) -> tuple[Reach, bool]:
    """The largest reach of the sheets of a workbook stream, and whether it is under a password.

    Raises:
        ImpossibleError: where a sheet is said to be larger than a sheet can be, or there are said
            to be more texts than the stream has room for.
    """
    sheets, place, password, empty = [Reach()], 0, False, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        empty = _count_empty(length, empty)
        if kind in _XLS_CELLS and 4 <= length <= len(stream) - place:
            row, column = struct.unpack_from("<HH", stream, place)
            sheets[-1].add(row + 1, column + 1)
        elif kind == _XLS_NUMBERS and 6 <= length <= len(stream) - place:
            row, first = struct.unpack_from("<HH", stream, place)
            (last,) = struct.unpack_from("<H", stream, place + length - 2)
            sheets[-1].add(row + 1, last + 1, max(last - first + 1, 1))
        elif kind in (_XLS_SIZE, _XLS_STRINGS):
            _refuse_impossible(kind, stream[place : place + length], len(stream))
        elif kind == _XLS_BEGIN:
            sheets.append(Reach())
        password = password or kind == _XLS_PASSWORD
        place += length
    return max(sheets, key=lambda reach: (reach.is_too_large, reach.cells)), password


def _refuse_impossible(kind: int, record: bytes, room: int) -> None:
    if kind == _XLS_STRINGS:
        unique = struct.unpack_from("<I", record, 4)[0] if len(record) >= 8 else 0
        if unique > room:
            raise ImpossibleError(f"it announces {unique:,} texts and has no room for them")
        return
    layout = {10: "<HHHH", 14: "<IIHH"}.get(len(record))
    first_row, row, first_column, column = (
        struct.unpack_from(layout, record) if layout else (0,) * 4
    )
    if (
        row > _XLS_MOST_ROWS
        or column > _XLS_MOST_COLUMNS
        or first_row > row
        or first_column > column
    ):
        raise ImpossibleError(f"a sheet is said to have {row:,} rows and {column:,} columns")


def of_xlsb_sheet(part: bytes) -> Reach:
    """The reach of a worksheet part of an .xlsb file.

    Raises:
        ImpossibleError: where it consists of records that hold nothing, or its cells are not in
            order, as they must be: one may then be there twice.
    """
    reach, place, row, empty, last = Reach(), 0, 0, 0, (-1, -1)
    while place < len(part):
        kind, place = packed(part, place, 2)
        length, place = packed(part, place, 4)
        empty = _count_empty(length, empty)
        if place + 4 <= len(part):
            if kind == _XLSB_ROW:
                (row,) = struct.unpack_from("<I", part, place)
            elif kind in _XLSB_CELLS:
                (column,) = struct.unpack_from("<I", part, place)
                if (row, column) <= last:
                    what = f"row {row + 1:,} has cells twice or out of order"
                    raise ImpossibleError(what)
                last = row, column
                reach.add(row + 1, column + 1)
        place += length
    return reach


def sheets_of_xlsb(part: bytes) -> list[str]:
    """The relationship of each sheet that the book part of an .xlsb file lists."""
    found, place = [], 0
    while place < len(part):
        kind, place = packed(part, place, 2)
        length, place = packed(part, place, 4)
        if kind == _XLSB_LISTED and length >= 12 and place + length <= len(part):
            (letters,) = struct.unpack_from("<I", part, place + 8)
            text = part[place + 12 : min(place + 12 + 2 * letters, place + length)]
            found.append(text.decode("utf-16-le", "replace"))
        place += length
    return found


def _count_empty(length: int, empty: int) -> int:
    """Counts records without content; refuses more of them than a sheet can need."""
    if empty > _MOST_EMPTY:
        raise ImpossibleError(f"it has more than {_MOST_EMPTY:,} records that hold nothing")
    return empty + (length == 0)


def packed(part: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the last one without the top bit; and the place after it."""
    number = 0
    for shift in range(longest):
        byte = part[place] if place < len(part) else 0
        place += 1
        number |= (byte & 0x7F) << (7 * shift)
        if not byte & 0x80:
            break
    return number, place
