"""The second look at an .xls workbook: its records, each with its kind and its length."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from imscore.inputs.binary_looks import ERRORS, BinaryLook
from imscore.inputs.number_formats import BUILT_IN

_BEGIN, _END = 0x0809, 0x000A
_FORMAT, _STYLE, _SHEET = 0x041E, 0x00E0, 0x0085
_ROW, _COLUMNS = 0x0208, 0x007D
# Number, label, its shared form, formatted label, small number.
_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x00D6, 0x027E})
_NUMBERS, _FORMULA, _TRUTH = 0x00BD, 0x0006, 0x0205
_BIFF8 = 0x0600
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01
_Record = tuple[int, bytes]


def read(stream: bytes) -> dict[str, BinaryLook]:
    """The look at each sheet by its name."""
    book = list(_records(stream, 0))
    wide = any(kind == _BEGIN and body[:2] == struct.pack("<H", _BIFF8) for kind, body in book)
    own = dict(_format(body, wide) for kind, body in book if kind == _FORMAT and len(body) > 3)
    known = {int(number or 0): code for number, code in BUILT_IN.items()} | own
    styles = [
        known.get(struct.unpack_from("<H", body, 2)[0], "")
        for kind, body in book
        if kind == _STYLE and len(body) >= 4
    ]
    found: dict[str, BinaryLook] = {}
    for kind, body in book:
        if kind == _SHEET and len(body) > 7:
            (place,) = struct.unpack_from("<I", body)
            found.setdefault(_text(body[6:], 1, wide), _sheet(stream, place, styles))
    return found


def _records(stream: bytes, place: int) -> Iterator[_Record]:
    """The records from a place to the end of what begins there; parts inside it are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 1:
            yield kind, body
        if depth <= 0:
            return
        place += 4 + length


def _format(body: bytes, wide: bool) -> tuple[int, str]:
    return struct.unpack_from("<H", body)[0], _text(body[2:], 2 if wide else 1, wide)


def _text(body: bytes, counted_by: int, wide: bool) -> str:
    """A text with its length before it, in one or two bytes."""
    letters = int.from_bytes(body[:counted_by], "little")
    rest = body[counted_by:]
    if not wide:
        return rest[:letters].decode("cp1252", "replace")
    if rest[:1] and rest[0] & 1:
        return rest[1 : 1 + 2 * letters].decode("utf-16-le", "replace")
    return rest[1 : 1 + letters].decode("latin-1")


def _sheet(stream: bytes, place: int, styles: list[str]) -> BinaryLook:
    look = BinaryLook()
    for kind, body in _records(stream, place):
        if kind == _ROW and len(body) >= 16:
            _add_row(look, body)
        elif kind == _COLUMNS and len(body) >= 10:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & _HIDDEN_COLUMN or not width:
                look.columns.append(range(first, last + 1))
        elif kind in _CELLS or kind in (_NUMBERS, _FORMULA, _TRUTH):
            _add_cells(look, kind, body, styles)
    return look


def _add_row(look: BinaryLook, body: bytes) -> None:
    row, _, _, height = struct.unpack_from("<4H", body)
    if body[12] & _HIDDEN_ROW or not height & 0x7FFF:
        look.rows.append(range(row, row + 1))


def _add_cells(look: BinaryLook, kind: int, body: bytes, styles: list[str]) -> None:
    if len(body) < 8:
        return
    row, column, style = struct.unpack_from("<3H", body)
    used = [style]
    if kind == _NUMBERS:
        used = [struct.unpack_from("<H", body, at)[0] for at in range(4, len(body) - 7, 6)]
    for number, each in enumerate(used):
        if each < len(styles) and styles[each]:
            look.formats.append((column + number, row, styles[each]))
    error = None
    if kind == _TRUTH and body[7]:
        error = body[6]
    elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        error = body[8]
    if error is not None:
        look.errors.append((column, row, ERRORS.get(error, "#ERROR")))
