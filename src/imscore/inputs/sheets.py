"""Opens a file of any kind that is read and gives its sheets, column by column, as they stand."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.codes import ObjectArray
from imscore.columns import Column
from imscore.errors import InputError
from imscore.inputs import compound, file_types, guard, kinds, merged, ods_merged, text_table
from imscore.inputs.package import Package
from imscore.model import Problem
from imscore.suggest import did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["ObjectArray", "Opened", "Sheet", "open_file"]
_SHOWN_OF_A_FAULT = 200
# Of hidden sheets as much is looked at as tells what is in them, and no large ones.
_HIDDEN_LOOKED_AT, _TOP, _LARGE = 20, 600, 20_000_000
# So many rows are looked through for headers; published tables have some hundreds of columns.
_HEADER_ROWS, _MOST_HEADERS = 60, 120_000


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands.

    Attributes:
        file: the input's name as shown.
        name: the sheet's, "" for a text file.
        columns: one a column, all of one length; a blank cell is "".
        notes: what was inferred about its cells, of interest where it is read.
        separator: what stands between the fields of a text file, "" in a workbook.
        seen: cells that show more or other than is stored, by their names, each with how.
        merged: ranges of several rows that hold one number.
        doubts: rows that seem to be lost from a text file.
    """

    file: str
    name: str
    columns: Sequence[Column]
    notes: tuple[str, ...] = ()
    separator: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[merged.Range, ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True)
class Opened:
    """A file's visible sheets, its bytes and parts for a second look, and what was left out.

    Attributes:
        hidden: the names of the sheets that the workbook hides and that were not asked for.
        unread: the tops of those sheets, for what has no place in a file at all.
    """

    name: str
    sheets: list[Sheet]
    notes: list[str]
    content: bytes
    package: Package
    hidden: tuple[str, ...] = ()
    unread: tuple[Sheet, ...] = ()


def open_file(name: str, content: bytes, only_sheet: str | None = None) -> Opened:
    """Reads the visible sheets of a workbook, or a text file as one sheet without a name.

    What the bytes are decides, not the name; where the two differ a note says so.

    Args:
        name: the file's name as shown in messages.
        content: its bytes.
        only_sheet: read this sheet alone, hidden or not.

    Returns:
        The sheets with their cells as they stand, and a note on what was not read.

    Raises:
        InputError: where the bytes are no table, or there is no such sheet.
    """
    other = file_types.not_a_table(name, content)
    if other:
        raise guard.unreadable(name, *other)
    if _is_blank(content):
        raise InputError("The input is empty.", [kinds.EMPTY_FILE.at(name)])
    if content.startswith((file_types.ZIP, file_types.EMPTY_ZIP, compound.SIGNATURE)):
        opened = _open_workbook(name, content, only_sheet)
    elif only_sheet is not None:
        raise _no_such_sheet(name, only_sheet, [])
    else:
        text = text_table.read(name, content)
        sheet = Sheet(name, "", text.columns, (), text.separator, doubts=text.doubts)
        opened = Opened(name, [sheet], text.notes, content, Package(b""))
    for sheet in opened.sheets:
        _refuse_too_wide(sheet)
    differs = file_types.another_type(name, file_types.extension_of(content))
    opened.notes.extend([differs] if differs else [])
    return opened


def _refuse_too_wide(sheet: Sheet) -> None:
    """Refuses thousands of columns over many rows: each cell there might be a header."""
    if len(sheet.columns) * min(sheet.height, _HEADER_ROWS) <= _MOST_HEADERS:
        return
    filled = sum(cell not in (None, "") for c in sheet.columns for cell in c[:_HEADER_ROWS])
    if filled > _MOST_HEADERS:
        where = f"sheet {sheet.name}" if sheet.name else "its table"
        what = f"{where} has {len(sheet.columns):,} columns, more than any table of areas"
        hint = "Save the table alone, or name its sheet with --sheet."
        raise guard.unreadable(sheet.file, what, hint)


def _is_blank(content: bytes) -> bool:
    """Whether there is nothing but white space, byte order marks and noughts."""
    nothing = b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"
    return not content[:4096].strip(nothing) and not content.strip(nothing)


def _open_workbook(name: str, content: bytes, only_sheet: str | None) -> Opened:
    content = guard.check(name, content)
    try:
        with _quiet_reader():
            return _read_workbook(name, content, only_sheet)
    except (InputError, KeyboardInterrupt, SystemExit):
        raise
    # The reader is written in Rust: what it cannot cope with is raised as a PanicException, which
    # is no Exception.
    except BaseException as error:  # noqa: BLE001
        fault = " ".join(str(error).split())[:_SHOWN_OF_A_FAULT] or type(error).__name__
        what = f"it cannot be opened as a workbook ({fault})"
        raise guard.unreadable(name, what, "Save it again as .xlsx.") from None


@contextlib.contextmanager
def _quiet_reader() -> Iterator[None]:
    """Keeps what the reader itself writes to standard error when it fails from the user."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _read_workbook(name: str, content: bytes, only_sheet: str | None) -> Opened:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    _refuse_two_of_a_name(name, [m.name for m in workbook.sheets_metadata])
    sheets = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    hidden = [m.name for m in sheets if m.visible != SheetVisibleEnum.Visible]
    wanted = [m.name for m in sheets if m.name not in hidden]
    if only_sheet is not None:
        if only_sheet not in wanted + hidden:
            raise _no_such_sheet(name, only_sheet, wanted)
        wanted, hidden = [only_sheet], []
    notes = [f"{name}: hidden sheets were not read: {', '.join(hidden)}"] if hidden else []
    read = []
    package = Package(content)
    spans = ods_merged.ranges_of(package)
    for title in wanted:
        sheet = workbook.get_sheet_by_name(title)
        # From A1 on, so that a position in the array is a place on the sheet.
        cells = text_table.arrays_of(sheet.to_python(False))
        ranges = sheet.merged_cell_ranges or spans.get(title)
        note, numbers = merged.fill_down(cells, ranges)
        columns = [Column.of(column) for column in cells]
        read.append(Sheet(name, title, columns, (note,) if note else (), merged=numbers))
    if b"vbaProject.bin" in content:
        notes.append(f"{name}: it holds macros; none of them was run")
    tops = tuple(_tops(workbook, name, hidden, package))
    return Opened(name, read, notes, content, package, tuple(hidden), tops)


def _tops(
    workbook: CalamineWorkbook, name: str, hidden: Sequence[str], package: Package
) -> Iterator[Sheet]:
    """The first rows of the sheets that a workbook hides; of one that cannot be read, none."""
    for title in hidden[:_HIDDEN_LOOKED_AT]:
        if len(package.sheet(title)) > _LARGE:
            continue
        try:
            rows = workbook.get_sheet_by_name(title).to_python(False, _TOP)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # noqa: BLE001, S112
            continue
        yield Sheet(name, title, text_table.by_column(rows))


def _refuse_two_of_a_name(name: str, titles: Sequence[str]) -> None:
    """Refuses what no spreadsheet program writes: the reader would read one of the two twice."""
    ((title, times),) = Counter(map(str.casefold, titles)).most_common(1) or (("", 0),)
    if times > 1:
        spelt = next(one for one in titles if one.casefold() == title)
        what = f"two of its sheets are called {spelt}, and which is which cannot be told"
        raise guard.unreadable(name, what, "Give each sheet a name of its own.")


def _no_such_sheet(name: str, wanted: str, sheets: list[str]) -> InputError:
    listed = ", ".join(sheets) or "none: a text file has no sheets"
    problem = kinds.NO_SUCH_SHEET.at(
        name, found=wanted, sheets=listed, suggestion=did_you_mean(wanted, sheets)
    )
    return InputError("There is no such sheet.", [problem])
