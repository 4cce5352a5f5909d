"""Opens a file of any kind that is read and gives its sheets, column by column, as they stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imscore.errors import InputError
from imscore.inputs import guard, kinds
from imscore.suggest import did_you_mean

ObjectArray = NDArray[np.object_]
_SEPARATORS = (",", ";", "\t", "|")
_MOST_COLUMNS = 16_384
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TABLES = (
    (b"%PDF", "it is a PDF", "Ask for the spreadsheet behind it, or type the table into one."),
    (b"<", "it is a web page or XML saved under another name", "Open it in a spreadsheet "
     "program and save it as .xlsx."),
    (b"{", "it is JSON", "Save the table as .csv or .xlsx."),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands.

    Attributes:
        file: the input's name as shown.
        name: the sheet's, "" for a text file.
        columns: one array of cells a column, all of one length; a blank cell is "".
    """

    file: str
    name: str
    columns: Sequence[ObjectArray]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True)
class Opened:
    """A file's visible sheets, what was left out, and its bytes for a second look."""

    name: str
    sheets: list[Sheet]
    notes: list[str]
    content: bytes


def open_file(name: str, content: bytes, only_sheet: str | None = None) -> Opened:
    """Reads the visible sheets of a workbook, or a text file as one sheet without a name.

    Args:
        name: the file's name as shown in messages.
        content: its bytes.
        only_sheet: read this sheet alone, hidden or not.

    Returns:
        The sheets with their cells as they stand, and a note on what was not read.

    Raises:
        InputError: where the bytes are no table, or there is no such sheet.
    """
    if not content.strip():
        raise InputError("The input is empty.", [kinds.EMPTY_FILE.at(name)])
    if content.startswith((_ZIP, _OLE)):
        return _open_workbook(name, content, only_sheet)
    for start, what, hint in _NOT_TABLES:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise _unreadable(name, what, hint)
    if only_sheet is not None:
        raise _no_such_sheet(name, only_sheet, [])
    return _open_text(name, content)


def _open_workbook(name: str, content: bytes, only_sheet: str | None) -> Opened:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    guard.check(name, content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        hidden = [m.name for m in sheets if m.visible != SheetVisibleEnum.Visible]
        wanted = [m.name for m in sheets if m.name not in hidden]
        if only_sheet is not None:
            if only_sheet not in wanted + hidden:
                raise _no_such_sheet(name, only_sheet, wanted)
            wanted, hidden = [only_sheet], []
        read = [
            # From A1 on, so that a position in the array is a place on the sheet.
            Sheet(name, title, _columns(workbook.get_sheet_by_name(title).to_python(False)))
            for title in wanted
        ]
    except PasswordError:
        raise _unreadable(
            name, "it is protected by a password", "Save a copy without the password."
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(
            name, f"it cannot be opened as a workbook ({error})", "Save it again as .xlsx."
        ) from None
    notes = [f"{name}: hidden sheets were not read: {', '.join(hidden)}"] if hidden else []
    return Opened(name, read, notes, content)


def _columns(rows: Sequence[Sequence[object]]) -> list[ObjectArray]:
    """The cells by column, each as long as the sheet is high; what a short row lacks is blank."""
    width = max(map(len, rows), default=0)
    cells = np.empty((len(rows), width), dtype=object)
    if cells.size:
        cells[:] = [row if len(row) == width else _padded(row, width) for row in rows]
    return list(np.ascontiguousarray(cells.T))


def _padded(row: Sequence[object], width: int) -> list[object]:
    return [*row, *[""] * (width - len(row))]


def _open_text(name: str, content: bytes) -> Opened:
    try:
        text, notes = _decode(name, content)
        if "\x00" in text:
            raise _unreadable(name, "it is not a text file", "Save it as .xlsx or .csv.")
        rows = _parse(*_separated(text))
    except (csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(
            name, f"its text is no table ({error})", "Check its quotation marks, or save it again."
        ) from None
    return Opened(name, [Sheet(name, "", _columns(rows))], notes, content)


def _parse(text: str, separator: str) -> list[list[str]]:
    """The records; a quotation mark that is not closed is an error, never a longer field.

    A record is one row however many lines it takes, as it is in a spreadsheet.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise csv.Error(f"line {reader.line_num}: {error}") from None
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise csv.Error(f"a line has more than {_MOST_COLUMNS:,} fields")
    return rows


def _decode(name: str, content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = f"{name}: not UTF-8; read as Windows-1252, the usual encoding of older exports"
        return content.decode("cp1252", errors="replace"), [note]


def _separated(text: str) -> tuple[str, str]:
    """The table's text and what separates its fields.

    A first line such as `sep=;` names it; spreadsheet programs do not count that line as a row.
    """
    first, _, rest = text.partition("\n")
    named = first.strip("\r ").casefold()
    if named.startswith("sep=") and named[4:] in _SEPARATORS:
        return rest, named[4:]
    sample = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    return text, max(_SEPARATORS, key=lambda mark: sum(_fields(line, mark) for line in sample))


def _fields(line: str, separator: str) -> int:
    return len(next(csv.reader([line], delimiter=separator), []))


def _unreadable(name: str, what: str, hint: str) -> InputError:
    return InputError(
        "The input cannot be read.",
        [kinds.UNREADABLE.at(name, found=f"the file cannot be read: {what}", hint=hint)],
    )


def _no_such_sheet(name: str, wanted: str, sheets: list[str]) -> InputError:
    listed = ", ".join(sheets) or "none: a text file has no sheets"
    problem = kinds.NO_SUCH_SHEET.at(
        name, found=wanted, sheets=listed, suggestion=did_you_mean(wanted, sheets)
    )
    return InputError("There is no such sheet.", [problem])
