"""Small files of every kind that is read, put together cell by cell.

The binary kinds (.xls, .xlsb) and .ods are written by hand after their published descriptions, so
that tests of them need no spreadsheet program.
"""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

HEADER = ("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value")
# 120 of 650 is 18.4615...%.
ROW = ("5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 120, 650, 18.5)
Cells = Sequence[Any]
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def changed(**fields: object) -> tuple[object, ...]:
    """The standard row with some fields changed."""
    return tuple(fields.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True))


def as_csv(
    *rows: Cells, separator: str = ",", encoding: str = "utf-8", newline: str = "\r\n"
) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=newline).writerows(rows)
    return stream.getvalue().encode(encoding)


def as_xlsx(
    sheets: Mapping[str, Sequence[Cells]],
    formats: Mapping[int, str] | None = None,
    also: Callable[[Any, list[Any]], None] | None = None,
) -> bytes:
    """A workbook.

    Args:
        sheets: rows by the sheet's name; blank cells are left out.
        formats: number formats by column position.
        also: does something more to the open workbook and its sheets.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    styles = {c: book.add_format({"num_format": f}) for c, f in (formats or {}).items()}
    book.set_properties({"created": datetime(2010, 12, 1)})
    pages = []
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        pages.append(page)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    page.write(number, column, cell, styles.get(column))
    if also:
        also(book, pages)
    book.close()
    return stream.getvalue()


def rezipped(
    content: bytes,
    changes: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, bytes] | None = None,
    *,
    without: Sequence[str] = (),
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """An archive with some parts changed by functions, some added, some left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", method) as new:
        for name in old.namelist():
            if name not in without:
                _add(new, name, changes.get(name, bytes)(old.read(name)), method)
        for name, part in (more or {}).items():
            _add(new, name, part, method)
    return stream.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            # The name of an OpenDocument file's kind has to stand in it as it is.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            _add(new, name, part, how)
    return stream.getvalue()


def _add(new: zipfile.ZipFile, name: str, part: bytes | str, method: int) -> None:
    # Without the time of day in it, so that the same file has the same bytes.
    new.writestr(zipfile.ZipInfo(name), part, method)


def as_ods(rows: Sequence[Cells], sheet: str = "Data") -> bytes:
    def cell(held: object) -> str:
        if held is None or held == "":
            return "<table:table-cell/>"
        shown = f"<text:p>{escape(str(held))}</text:p>"
        if isinstance(held, (int, float)):
            kind = f'office:value-type="float" office:value="{held!r}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}>{shown}</table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} '
        f'office:version="1.2"><office:body><office:spreadsheet><table:table table:name='
        f"{quoteattr(sheet)}>{lines}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def as_xls(rows: Sequence[Cells], sheet: str = "Data") -> bytes:
    """A BIFF8 workbook of one sheet in a compound file."""
    begin = struct.pack("<HHIII", 0x0DBB, 0x07CC, 0x41, 0x0306, 0)[:12]

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row: int, column: int, held: object) -> bytes:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(held, (int, float)):
            return record(0x0203, place + struct.pack("<d", held))
        text = str(held).encode("utf-16-le")
        return record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)

    def bof(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HH", 0x0600, kind) + begin)

    title = sheet.encode("utf-16-le")
    named = struct.pack("<BBBB", 0, 0, len(title) // 2, 1) + title
    codepage = record(0x0042, struct.pack("<H", 1200))
    length = len(bof(5)) + len(codepage) + len(record(0x0085, bytes(4) + named)) + 4
    cells = [
        cell(r, c, held)
        for r, row in enumerate(rows)
        for c, held in enumerate(row)
        if held is not None and held != ""
    ]
    width = max(map(len, rows), default=0)
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    stream = bof(5) + codepage + record(0x0085, struct.pack("<I", length) + named)
    stream += record(0x000A, b"") + bof(0x10) + size + b"".join(cells) + record(0x000A, b"")
    return compound({"Workbook": stream})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (512-byte sectors) with some streams, each filled up to 4,096 bytes."""
    table, body = [_TABLE, _END], b""
    entries = [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, stream) in enumerate(streams.items(), start=1):
        padded = stream.ljust(4096, b"\0")
        padded += bytes(-len(padded) % 512)
        first, sectors = len(table), len(padded) // 512
        table += [*range(first + 1, first + sectors), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, _FREE, first, len(padded), right))
        body += padded
    table += [_FREE] * (128 - len(table))
    entries += [_entry("", 0, _FREE, 0, 0)] * (4 - len(entries))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack("<128I", *table) + b"".join(entries) + body


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = _FREE) -> bytes:
    spelt = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ",
        spelt, len(spelt) + 2 if name else 0, kind, 1, _FREE, right, child, first, size,
    )  # fmt: skip


def as_xlsb(rows: Sequence[Cells], sheet: str = "Data") -> bytes:
    def record(kind: int, data: bytes = b"") -> bytes:
        named = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, spelt = len(data), b""
        while True:
            spelt += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
            size >>= 7
            if not size:
                return named + spelt + data

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")

    def cell(column: int, held: object) -> bytes:
        place = struct.pack("<II", column, 0)
        if isinstance(held, (int, float)):
            return record(5, place + struct.pack("<d", held))
        return record(6, place + wide(str(held)))

    lines = b""
    for number, row in enumerate(rows):
        lines += record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        lines += b"".join(
            cell(c, held) for c, held in enumerate(row) if held is not None and held != ""
        )
    width = max(map(len, rows), default=1)
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, width - 1)
    part = record(129) + record(148, size) + record(145) + lines + record(146) + record(130)
    listed = struct.pack("<II", 0, 1) + wide("rId1") + wide(sheet)
    book = record(131) + record(143) + record(156, listed) + record(144) + record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = f'<Types xmlns="{package}/content-types"><Default Extension="bin" ContentType='
    types += '"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension='
    types += '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += '<Override PartName="/xl/worksheets/sheet1.bin" ContentType='
    types += '"application/vnd.ms-excel.worksheet"/></Types>'

    def link(kind: str, target: str) -> str:
        return (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/{kind}" Target="{target}"/></Relationships>'
        )

    return archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": link("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": link("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": part,
        }
    )
