"""Rows and columns that a workbook hides: left out, and said, since a reader cannot see them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from imscore.inputs.cell_names import column_letters
from imscore.inputs.sheets import ObjectArray, Sheet

_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBER = {name: re.compile(rf'\b{name}="(\d+)"'.encode()) for name in ("r", "min", "max")}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError)


def hides_something(content: bytes) -> bool:
    """Whether any sheet of a workbook hides a row or a column."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            return any(_has_hidden(archive.read(name)) for name in sheets)
    except _UNREADABLE:
        return False


def _has_hidden(part: bytes) -> bool:
    """Looks for the plain bytes: many times faster than for the pattern, over a large sheet."""
    return b'hidden="1"' in part or b'hidden="true"' in part


def blank_hidden(sheet: Sheet, content: bytes) -> tuple[Sheet, str]:
    """Empties the cells of a sheet's hidden rows and columns.

    Args:
        sheet: as it stands.
        content: the file's bytes; only .xlsx and .xlsm tell what they hide.

    Returns:
        The sheet without them, and a note that names them, "" where there are none.
    """
    part = _part(sheet.name, content) if sheet.name and content.startswith(b"PK") else b""
    if not _has_hidden(part):
        return sheet, ""
    rows = [number for number in _rows(part) if number < sheet.height]
    columns = [number for number in _columns(part) if number < len(sheet.columns)]
    if not rows and not columns:
        return sheet, ""
    kept = [_blanked(c, rows, n in set(columns)) for n, c in enumerate(sheet.columns)]
    named = [_ranges("row", [str(number + 1) for number in rows])] if rows else []
    named += [_ranges("column", [column_letters(number) for number in columns])] if columns else []
    return replace(sheet, columns=kept), f"hidden {' and '.join(named)} not read"


def _blanked(column: ObjectArray, rows: list[int], whole: bool) -> ObjectArray:
    column = column.copy()
    column[slice(None) if whole else np.array(rows, dtype=np.intp)] = ""
    return column


def _ranges(what: str, names: list[str]) -> str:
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"{what} {shown}" if len(names) == 1 else f"{what}s {shown}"


def _rows(part: bytes) -> Iterator[int]:
    for attributes in _ROW.findall(part):
        found = _NUMBER["r"].search(attributes)
        if found and _HIDDEN.search(attributes):
            yield int(found.group(1)) - 1


def _columns(part: bytes) -> Iterator[int]:
    for attributes in _COLUMN.findall(part):
        ends = [_NUMBER[name].search(attributes) for name in ("min", "max")]
        if _HIDDEN.search(attributes) and ends[0] and ends[1]:
            yield from range(int(ends[0].group(1)) - 1, min(int(ends[1].group(1)), 16_384))


def _part(title: str, content: bytes) -> bytes:
    """The XML of the sheet with a title, b"" where it cannot be told."""
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            book = fromstring(archive.read("xl/workbook.xml"))
            links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {link.get("Id"): str(link.get("Target")) for link in links}
            for entry in book.iter():
                if entry.tag.endswith("}sheet") and entry.get("name") == title:
                    target = targets[entry.get(_RELATION)]
                    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                    return archive.read(posixpath.normpath(path))
    except (*_UNREADABLE, ParseError):
        return b""
    return b""
