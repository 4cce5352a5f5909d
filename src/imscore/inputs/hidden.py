"""Rows and columns that a workbook hides: left out, and said, since a reader cannot see them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from imscore.columns import Column
from imscore.inputs import binary_looks, ods_looks
from imscore.inputs.cell_names import column_letters
from imscore.inputs.package import Package, as_package
from imscore.inputs.sheets import Sheet

# Attributes may hold the sign that ends a tag.
_ATTRIBUTES = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)>"""
_ROW = re.compile(
    rb"<(?:\w+:)?row\b" + _ATTRIBUTES + rb"(?:\s*<(?:\w+:)?c\b" + _ATTRIBUTES + rb")?"
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b" + _ATTRIBUTES)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# What has no height or width cannot be seen either. Without anything before the first letter they
# are found at speed; what they are part of is looked at then.
_NO_HEIGHT = re.compile(rb"""ht\s*=\s*["']\s*[0.&+-]""")
_NO_WIDTH = re.compile(rb"""width\s*=\s*["']\s*[0.&+-]""")
_CELL = re.compile(r"[A-Z]+(\d+)")
_Attributes = dict[str, str]


def hides_something(content: bytes | Package) -> bool:
    """Whether any sheet of a workbook hides a row or a column."""
    package = as_package(content)
    return any(_has_hidden(package.part(name)) for name in package.sheets)


def _has_hidden(part: bytes) -> bool:
    head = part[: part.find(b"sheetData")]
    if b"hidden" in part or _NO_WIDTH.search(head):
        return True
    found = (part[match.start() - 1 : match.start()] for match in _NO_HEIGHT.finditer(part))
    return any(before.isspace() for before in found)


def blank_hidden(sheet: Sheet, content: bytes | Package) -> tuple[Sheet, str]:
    """Empties the cells of a sheet's hidden rows and columns.

    Args:
        sheet: as it stands.
        content: the file's bytes or parts.

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
    package = as_package(content)
    if not sheet.name:
        return [], []
    rows, columns = package.once(f"hidden {sheet.name}", lambda each: _hidden(each, sheet.name))
    return _within(rows, sheet.height), _within(columns, len(sheet.columns))


def _hidden(package: Package, title: str) -> tuple[list[range], list[range]]:
    """The hidden rows and columns of a sheet, as runs."""
    if package.is_ods:
        return ods_looks.hidden(package, title)
    if package.is_binary:
        look = binary_looks.look(package, title)
        return look.rows, look.columns
    part = package.sheet(title)
    return (list(_rows(part)), list(_columns(part))) if _has_hidden(part) else ([], [])


def _within(runs: Iterable[range], end: int) -> list[int]:
    numbers = {number for run in runs for number in range(run.start, min(run.stop, end))}
    return sorted(numbers)


def _ranges(what: str, names: list[str]) -> str:
    shown = ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")
    return f"{what} {shown}" if len(names) == 1 else f"{what}s {shown}"


def _rows(part: bytes) -> Iterator[range]:
    """The hidden rows; one that does not say where it is follows the one before it."""
    row = -1
    for attributes, cell in _ROW.findall(part):
        found = _attributes(attributes)
        named = found.get("r", "") or _digits(_attributes(cell).get("r", ""))
        row = int(named) - 1 if named.isdecimal() else row + 1
        if _is_hidden(found, "ht"):
            yield range(row, row + 1)


def _columns(part: bytes) -> Iterator[range]:
    for attributes in _COLUMN.findall(part):
        found = _attributes(attributes)
        first, last = found.get("min", ""), found.get("max", "")
        if first.isdecimal() and last.isdecimal() and _is_hidden(found, "width"):
            yield range(int(first) - 1, int(last))


def _attributes(tag: bytes) -> _Attributes:
    return {
        name.decode(): html.unescape((double or single).decode("utf-8", "replace")).strip()
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _digits(cell: str) -> str:
    found = _CELL.fullmatch(cell)
    return found.group(1) if found else ""


def _is_hidden(attributes: _Attributes, size: str) -> bool:
    if attributes.get("hidden", "") in ("1", "true"):
        return True
    try:
        return float(attributes.get(size, "1")) == 0
    except ValueError:
        return False
