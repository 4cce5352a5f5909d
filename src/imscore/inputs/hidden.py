"""Rows and columns that a workbook hides: left out, and said, since a reader cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from imscore.columns import Column
from imscore.inputs.cell_names import column_letters
from imscore.inputs.package import Package, as_package
from imscore.inputs.sheets import Sheet

_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_NUMBER = {
    name: re.compile(rf"""\b{name}\s*=\s*["'](\d+)["']""".encode()) for name in ("r", "min", "max")
}


def hides_something(content: bytes | Package) -> bool:
    """Whether any sheet of a workbook hides a row or a column."""
    package = as_package(content)
    return any(_has_hidden(package.part(name)) for name in package.sheets)


def _has_hidden(part: bytes) -> bool:
    # Plain bytes are looked for many times faster than a pattern.
    return b"hidden" in part and _HIDDEN.search(part) is not None


def blank_hidden(sheet: Sheet, content: bytes | Package) -> tuple[Sheet, str]:
    """Empties the cells of a sheet's hidden rows and columns.

    Args:
        sheet: as it stands.
        content: the file's bytes or parts; only .xlsx and .xlsm tell what they hide.

    Returns:
        The sheet without them, and a note that names them, "" where there are none.
    """
    rows, columns = hidden_places(sheet, content)
    if not rows and not columns:
        return sheet, ""
    blank, left_out = Column.full(sheet.height, ""), np.array(rows, dtype=np.intp)
    kept = [
        blank if number in set(columns) else column.put(left_out, "") if rows else column
        for number, column in enumerate(sheet.columns)
    ]
    named = [_ranges("row", [str(number + 1) for number in rows])] if rows else []
    named += [_ranges("column", [column_letters(number) for number in columns])] if columns else []
    return replace(sheet, columns=kept), f"hidden {' and '.join(named)} not read"


def hidden_places(sheet: Sheet, content: bytes | Package) -> tuple[list[int], list[int]]:
    """The hidden rows and columns within a sheet, from 0; none where the file does not tell."""
    part = as_package(content).sheet(sheet.name) if sheet.name else b""
    if not _has_hidden(part):
        return [], []
    rows = [number for number in _rows(part) if number < sheet.height]
    columns = [number for number in _columns(part) if number < len(sheet.columns)]
    return rows, columns


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
