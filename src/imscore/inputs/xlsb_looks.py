"""The second look at an .xlsb workbook: parts made of records."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator

from imscore.inputs.binary_looks import ERRORS, BinaryLook
from imscore.inputs.binary_reach import packed
from imscore.inputs.number_formats import BUILT_IN
from imscore.inputs.package import UNREADABLE, Package

_ROW, _COLUMNS, _SHEET = 0, 60, 156
_CELLS, _ERRORS = frozenset(range(1, 12)), (3, 11)
_FORMAT, _STYLE, _STYLES, _STYLES_END = 44, 47, 617, 618
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01


def read(package: Package) -> dict[str, BinaryLook]:
    """The look at each sheet by its name."""
    styles = _styles(package.part("xl/styles.bin"))
    targets = _targets(package)
    found: dict[str, BinaryLook] = {}
    for kind, body in _records(package.part("xl/workbook.bin")):
        if kind == _SHEET and len(body) >= 16:
            relation, place = _text(body, 8)
            title, _ = _text(body, place)
            path = targets.get(relation, "")
            found.setdefault(title, _sheet(package.part(path), styles))
    return found


def _targets(package: Package) -> dict[str, str]:
    from defusedxml.ElementTree import fromstring

    try:
        links = fromstring(package.part("xl/_rels/workbook.bin.rels"))
    except UNREADABLE:
        return {}
    paths = {str(link.get("Id")): str(link.get("Target")) for link in links}
    return {
        name: posixpath.normpath(path.lstrip("/") if path.startswith("/") else f"xl/{path}")
        for name, path in paths.items()
    }


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(part):
        kind, place = packed(part, place, 2)
        length, place = packed(part, place, 4)
        yield kind, part[place : place + length]
        place += length


def _text(body: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it in four bytes; and the place after it."""
    if place + 4 > len(body):
        return "", len(body)
    (letters,) = struct.unpack_from("<I", body, place)
    end = min(place + 4 + 2 * letters, len(body))
    return body[place + 4 : end].decode("utf-16-le", "replace"), end


def _styles(part: bytes) -> list[str]:
    known = {int(number or 0): code for number, code in BUILT_IN.items()}
    styles, within = [], False
    for kind, body in _records(part):
        if kind == _FORMAT and len(body) >= 6:
            known[struct.unpack_from("<H", body)[0]] = _text(body, 2)[0]
        elif kind in (_STYLES, _STYLES_END):
            within = kind == _STYLES
        elif kind == _STYLE and within and len(body) >= 4:
            styles.append(known.get(struct.unpack_from("<H", body, 2)[0], ""))
    return styles


def _sheet(part: bytes, styles: list[str]) -> BinaryLook:
    look, row = BinaryLook(), 0
    for kind, body in _records(part):
        if kind == _ROW and len(body) >= 12:
            row, _, height, _, flags = struct.unpack_from("<IIHBB", body)
            if flags & _HIDDEN_ROW or not height:
                look.rows.append(range(row, row + 1))
        elif kind == _COLUMNS and len(body) >= 18:
            first, last, width, _, flags = struct.unpack_from("<4IH", body)
            if flags & _HIDDEN_COLUMN or not width:
                look.columns.append(range(first, last + 1))
        elif kind in _CELLS and len(body) >= 8:
            column, style = struct.unpack_from("<II", body)
            style &= 0xFFFFFF
            if style < len(styles) and styles[style]:
                look.formats.append((column, row, styles[style]))
            if kind in _ERRORS and len(body) > 8:
                look.errors.append((column, row, ERRORS.get(body[8], "#ERROR")))
    return look
