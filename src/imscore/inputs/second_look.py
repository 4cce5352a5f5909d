"""What the values of a workbook do not tell: number formats, error values, formulas.

The fast reader gives none of them. Here the sheet's XML is looked through, for the cells that
matter alone, and only where one of them may matter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

from imscore.inputs import number_formats
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import Table
from imscore.inputs.layouts.table import IndexArray
from imscore.inputs.package import Package
from imscore.inputs.reach import column_number

_NO_RESULT = rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</(?:\w+:)?c>"
_HIDDEN = re.compile(rb"""\bt=["']e["']|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)""" + _NO_RESULT)
# How nearly every writer spells a cell: these are looked through at speed.
_USUAL = b'<c r="'
_OTHER = re.compile(
    rb'<c(?=[\s>/])(?! r="[A-Z]{1,3}\d{1,7}")|<\w+:c[\s>/]|<!|<c r="[^"]*"[^>]*[\s"]r='
)
_ATTRIBUTE = {name: re.compile(rf"""\b{name}=["']([^"']*)["']""".encode()) for name in "st"}
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>(.*?)</v>", re.S)
_FORMULA = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>(.*?)</f>)", re.S)
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_UNTOLD = "a formula shared with another cell"


@dataclass(frozen=True, slots=True)
class Look:
    """One cell at a second look.

    Attributes:
        number_format: such as `0.0%`.
        error: its error value, such as `#DIV/0!`, or "".
        blank: whether no value at all is saved in it.
        formula: such as `=1/0`, "" where it holds none.
    """

    number_format: str
    error: str
    blank: bool
    formula: str


class _Cell(NamedTuple):
    style: int = 0
    kind: str = ""
    value: str | None = None
    formula: str | None = None


def look(table: Table, field: str, package: Package, records: IndexArray) -> list[Look]:
    """Looks again at a field's cells.

    Args:
        table: what was read.
        field: one of its fields.
        package: the file's parts.
        records: which of the table's records.

    Returns:
        One entry a record; none where there is nothing to look at (.xls, .xlsb, .ods, text) or the
        table has no such column.
    """
    part = package.sheet(table.sheet.name) if table.sheet.name else b""
    formats = number_formats.codes(package)
    if field not in table.positions or not part or formats is None:
        return []
    columns, rows = table.columns_of(field)[records], table.rows[records]
    try:
        found = _cells(part, {int(column) for column in columns if column >= 0})
    except (expat.ExpatError, ValueError):
        return []
    nothing = _Cell()
    cells = (
        found.get((int(column), int(row)), nothing)
        for column, row in zip(columns, rows, strict=True)
    )
    return [_look(cell, formats) for cell in cells]


def may_hide_values(table: Table, package: Package) -> bool:
    """Whether blank cells may be error values, or formulas whose results were not saved."""
    return bool(table.sheet.name and _HIDDEN.search(package.sheet(table.sheet.name)))


def formats_of(
    package: Package, sheet: str, columns: set[int]
) -> list[tuple[int, int, str]] | None:
    """The number formats of the cells in some columns of a sheet.

    Returns:
        Column and row from 0, and the format; None where the file does not tell them.
    """
    part, codes = package.sheet(sheet), number_formats.codes(package)
    if not part or codes is None:
        return None
    try:
        found = _cells(part, columns)
    except (expat.ExpatError, ValueError):
        return None
    return [(*place, _look(cell, codes).number_format) for place, cell in found.items()]


def looks(part: bytes, width: int) -> list[tuple[int, int, Look]]:
    """The cells in the first columns of a sheet: column and row from 0, and what is in them.

    Args:
        part: the sheet's XML, b"" where there is none.
        width: how many columns are looked at.
    """
    try:
        found = _cells(part, set(range(width))) if part else {}
    except (expat.ExpatError, ValueError):
        return []
    return [(*place, _look(cell, ())) for place, cell in found.items()]


def _look(cell: _Cell, formats: Sequence[str]) -> Look:
    code = formats[cell.style] if 0 <= cell.style < len(formats) else ""
    error = (cell.value or "") if cell.kind == "e" else ""
    # A formula that gives an empty text has the type of a text.
    blank = cell.kind in ("", "n") and not cell.value
    formula = "" if cell.formula is None else f"={cell.formula}" if cell.formula else _UNTOLD
    return Look(code, error, blank, formula)


def _cells(part: bytes, columns: set[int]) -> dict[tuple[int, int], _Cell]:
    """The cells of some columns by column and row, from 0."""
    if _USUAL in part and not _OTHER.search(part):
        return dict(_usual_cells(part, columns))
    return _unusual_cells(part, columns)


def _usual_cells(part: bytes, columns: set[int]) -> Iterator[tuple[tuple[int, int], _Cell]]:
    letters = {column_letters(column): column for column in columns}
    wanted = "|".join(sorted(letters, key=len, reverse=True)).encode()
    pattern = re.compile(
        rb'<c r="(%s)(\d+)"([^>]*?)(?:/>|(?<!/)>(.*?)</c>)' % (wanted or b"(?!)"), re.S
    )
    for match in pattern.finditer(part):
        name, digits, attributes, body = match.groups()
        style, kind = (_ATTRIBUTE[a].search(attributes) for a in "st")
        value = _VALUE.search(body) if body else None
        formula = _FORMULA.search(body) if body else None
        yield (
            (letters[name.decode()], int(digits) - 1),
            _Cell(
                int(style.group(1)) if style else 0,
                kind.group(1).decode() if kind else "",
                _plain(value.group(1)) if value else None,
                _plain(formula.group(1) or b"") if formula else None,
            ),
        )


def _plain(raw: bytes) -> str:
    return html.unescape(raw.decode(errors="replace")).strip()


def _unusual_cells(part: bytes, columns: set[int]) -> dict[tuple[int, int], _Cell]:
    """The same where cells have no names, or names in an unusual place: by parsing every tag."""
    found: dict[tuple[int, int], _Cell] = {}
    row, column, inside = -1, -1, ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, inside
        kind, name = tag.rpartition(":")[2], attributes.get("r", "")
        if kind == "row":
            row, column = int(name) - 1 if name.isdecimal() else row + 1, -1
        elif kind == "c":
            place = _PLACE.fullmatch(name)
            column = column_number(place.group(1)) - 1 if place else column + 1
            row = int(place.group(2)) - 1 if place else row
            if column in columns:
                found[column, row] = _Cell(int(attributes.get("s", 0)), attributes.get("t", ""))
        elif kind in ("v", "f") and (column, row) in found:
            inside = kind
            words("")

    def words(text: str) -> None:
        if not inside:
            return
        cell = found[column, row]
        if inside == "v":
            found[column, row] = cell._replace(value=(cell.value or "") + text)
        else:
            found[column, row] = cell._replace(formula=(cell.formula or "") + text)

    def end(tag: str) -> None:
        nonlocal inside
        inside = "" if tag.rpartition(":")[2] in ("v", "f") else inside

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = start, words
    parser.EndElementHandler = end
    parser.Parse(part, True)
    return found
