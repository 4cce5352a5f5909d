"""What the values of a workbook do not tell: number formats and error values.

The fast reader gives neither; openpyxl does, and is opened only where one of them may matter.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from imscore.inputs.layouts import Table

_HIDDEN = re.compile(rb"""\bt=["']e["']|</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>""")
# What openpyxl and the readers below it raise on files that are not quite as they should be.
_UNREADABLE = (
    *(ValueError, TypeError, LookupError, AttributeError, OSError, EOFError, SyntaxError),
    *(NotImplementedError, OverflowError, RuntimeError, zipfile.BadZipFile, zlib.error),
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One cell at a second look.

    Attributes:
        number_format: such as `0.0%`.
        error: its error value, such as `#DIV/0!`, or "".
        blank: whether no value at all is saved in it.
    """

    number_format: str
    error: str
    blank: bool


def look(table: Table, field: str, content: bytes) -> list[Look]:
    """Looks again at the cells of a field's column, from the row below the header row.

    Returns:
        One entry a row, fewer where the sheet's last rows are blank; none where openpyxl cannot
        read the file (.xls, .xlsb, .ods, text) or the table has no such column.
    """
    return [
        Look(
            str(cell.number_format),
            str(cell.value) if cell.data_type == "e" else "",
            # A formula that gives an empty text has the type of a text.
            cell.value is None and cell.data_type == "n",
        )
        for cell in _column(table, field, content, results=True)
    ]


def formulas(table: Table, field: str, content: bytes) -> list[str]:
    """The formulas of a field's column, "" where a cell holds none; rows as in `look`."""
    return [
        str(cell.value) if cell.data_type == "f" else ""
        for cell in _column(table, field, content, results=False)
    ]


def _column(table: Table, field: str, content: bytes, *, results: bool) -> list[Any]:
    if field not in table.positions or not _is_workbook(table, content):
        return []
    import openpyxl
    from openpyxl.cell.read_only import EMPTY_CELL

    columns = table.columns_of(field)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=results)
            sheet = book[table.sheet.name]
            # Some exporters note a sheet's size wrongly, and reading would stop short there.
            sheet.reset_dimensions()
            low, high = int(columns[columns >= 0].min()), int(columns.max())
            # Of a million formatted rows below the table none is asked for.
            last = table.sheet.height
            seen = list(sheet.iter_rows(min_col=low + 1, max_col=high + 1, max_row=last))
    except _UNREADABLE:
        return []
    return [
        seen[row][column - low] if column >= 0 and row < len(seen) else EMPTY_CELL
        for row, column in zip(table.rows, columns, strict=True)
    ]


def may_hide_values(table: Table, content: bytes) -> bool:
    """Whether blank cells may be error values, or formulas whose results were not saved."""
    if not _is_workbook(table, content):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(
                _HIDDEN.search(archive.read(name))
                for name in archive.namelist()
                if name.startswith("xl/worksheets/") and name.endswith(".xml")
            )
    except _UNREADABLE:
        return False


def _is_workbook(table: Table, content: bytes) -> bool:
    return bool(table.sheet.name) and content.startswith(b"PK")
