"""What an OpenDocument sheet shows beside what it stores, and what it hides.

Elements and attributes: OpenDocument 1.3, part 3, published by OASIS.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from imscore.inputs.ods_cells import OdsCell, OdsSheet, difference
from imscore.inputs.package import Package
from imscore.inputs.rich_text import RAISED
from imscore.inputs.sheets import Sheet

_GROUPS = {"table:table-row-group", "table:table-column-group"}
_CELLS = {"table:table-cell", "table:covered-table-cell"}
# What is in a cell and not of its text: comments, drawings, other tables.
_APART = ("office:annotation", "draw:", "table:table", "table:shapes", "table:cell-range-source")
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}


def differences(sheet: Sheet, package: Package) -> Iterator[tuple[tuple[int, int], str, object]]:
    """The cells of a sheet that show other than they store.

    Returns:
        Column and row from 0; what is shown, "" for what stands under a merged cell; and what is
        stored.
    """
    found = _sheets(package).get(sheet.name)
    for cell in found.cells if found else ():
        columns = range(cell.column, min(cell.column + cell.columns, len(sheet.columns)))
        for row in range(cell.row, min(cell.row + cell.rows, sheet.height)):
            for column in columns:
                stored = sheet.columns[column][row]
                shown = difference(cell, stored)
                if shown is not None:
                    yield (column, row), shown, stored


def hidden(package: Package, title: str) -> tuple[list[range], list[range]]:
    """The rows and columns that a sheet hides, from 0, as runs."""
    found = _sheets(package).get(title)
    return (found.rows, found.columns) if found else ([], [])


def _sheets(package: Package) -> dict[str, OdsSheet]:
    return package.once("ods", _read)


def _read(package: Package) -> dict[str, OdsSheet]:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(package.part("content.xml"), True)
    except (expat.ExpatError, ValueError):
        return {}
    return reader.sheets


class _Reader:
    """Goes through the elements of a document once."""

    def __init__(self) -> None:
        self.sheets: dict[str, OdsSheet] = {}
        self._sheet: OdsSheet | None = None
        self._flat: set[str] = set()
        self._raised: set[str] = set()
        self._style = ""
        self._row, self._rows, self._column = -1, 1, 0
        self._columns_seen = 0
        self._closed: list[bool] = []
        self._cell: OdsCell | None = None
        self._apart = 0
        self._spans: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._apart or (self._cell is not None and tag.startswith(_APART)):
            self._apart += 1
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif self._sheet is not None:
            self._start_in_sheet(tag, attributes)
        elif tag == "table:table":
            self._sheet = OdsSheet()
            self.sheets.setdefault(attributes.get("table:name", ""), self._sheet)
            self._row, self._rows, self._columns_seen = -1, 1, 0
        elif tag == "table:tracked-changes":
            self._apart = 1
        else:
            self._note_style(tag, attributes)

    def end(self, tag: str) -> None:
        if self._apart:
            self._apart -= 1
        elif self._cell is not None:
            self._end_in_cell(tag)
        elif tag in _GROUPS:
            self._closed.pop()
        elif tag == "table:table":
            self._sheet = None

    def words(self, text: str) -> None:
        if self._cell is not None and not self._apart and self._cell.paragraphs:
            self._cell.add(text.translate(RAISED) if any(self._spans) else text, text)

    def _note_style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
        raised = attributes.get("style:text-position", "")
        if raised.startswith("super") or (raised[:1].isdigit() and not raised.startswith("0%")):
            self._raised.add(self._style)
        size = attributes.get("style:row-height", attributes.get("style:column-width", "1"))
        if not any(digit in "123456789" for digit in size):
            self._flat.add(self._style)

    def _start_in_sheet(self, tag: str, attributes: dict[str, str]) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if tag in _GROUPS:
            self._closed.append(attributes.get("table:display") == "false")
        elif tag == "table:table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = _times(attributes, "rows")
            if self._is_hidden(attributes):
                sheet.rows.append(range(max(self._row, 0), self._row + self._rows))
        elif tag == "table:table-column":
            times = _times(attributes, "columns")
            if self._is_hidden(attributes):
                sheet.columns.append(range(self._columns_seen, self._columns_seen + times))
            self._columns_seen += times
        elif tag in _CELLS:
            times = _times(attributes, "columns")
            self._cell = OdsCell(
                self._column, self._row, times, self._rows, attributes, "covered" in tag
            )
            self._column += times
        elif tag in ("table:shapes", "table:table", "office:forms"):
            self._apart = 1

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        shown = attributes.get("table:visibility", "visible") == "visible"
        flat = attributes.get("table:style-name") in self._flat
        return not shown or flat or any(self._closed)

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        cell = self._cell
        if cell is None:
            return
        if tag == "text:p":
            cell.paragraphs += 1
            if cell.paragraphs > 1:
                cell.add("\n", "\n")
                cell.special = True
        elif tag == "text:span":
            self._spans.append(attributes.get("text:style-name") in self._raised)
            cell.special |= self._spans[-1]
        elif tag == "text:s":
            count = attributes.get("text:c", "1")
            spaces = " " * min(int(count) if count.isdecimal() else 1, 1000)
            cell.add(spaces, spaces)
        elif tag in _SIGNS:
            cell.add(_SIGNS[tag], _SIGNS[tag])
            cell.special = True

    def _end_in_cell(self, tag: str) -> None:
        if tag == "text:span":
            self._spans.pop()
        elif tag in _CELLS and self._cell is not None:
            if self._sheet is not None and self._cell.may_differ():
                self._sheet.cells.append(self._cell)
            self._cell = None


def _times(attributes: dict[str, str], what: str) -> int:
    """How often a row, column or cell is repeated."""
    number = attributes.get(f"table:number-{what}-repeated", "1")
    return int(number) if number.isdecimal() else 1
