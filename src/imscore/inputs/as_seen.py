"""A sheet as a reader sees it: with what its file shows in a cell in place of what it stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from imscore.columns import Column, as_column
from imscore.inputs import binary_looks, number_formats, ods_looks
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text
from imscore.inputs.merged import UNDER
from imscore.inputs.package import Package
from imscore.inputs.second_look import formats_of
from imscore.inputs.seen_numbers import OTHERWISE, seen, seen_in_full, speaks
from imscore.inputs.sheets import Sheet

_UNTOLD = "a number format that cannot be looked at"


class _Change(NamedTuple):
    """What a reader sees in a cell, by column and row from 0, and what makes it so."""

    column: int
    row: int
    shown: str
    why: str


def as_seen(sheet: Sheet, package: Package) -> Sheet:
    """A sheet whose cells hold what its readers see, where that is more or other than is stored.

    Args:
        sheet: as it is stored.
        package: the file's parts. Percentages and numbers that are not shown at all are left to
            the look at an .xlsx's figures; in other workbooks they are told here.

    Returns:
        The sheet, `seen` saying of each cell that was changed how it is shown.
    """
    changes = list(_changes(sheet, package)) if sheet.name else []
    if not changes:
        return sheet
    columns = list(map(as_column, sheet.columns))
    for number in {change.column for change in changes}:
        cells = columns[number][:].copy()
        for change in changes:
            if change.column == number:
                cells[change.row] = change.shown
        columns[number] = Column.of(cells)
    names = [f"{column_letters(change.column)}{change.row + 1}" for change in changes]
    seen_as = {name: change.why for name, change in zip(names, changes, strict=True)}
    under = [name for name, change in zip(names, changes, strict=True) if change.shown == ""]
    return replace(sheet, columns=columns, seen=seen_as, notes=(*sheet.notes, *_under(under)))


def _under(names: Sequence[str]) -> list[str]:
    """A note on what stands under merged cells, if anything does."""
    return [f"{UNDER}: {', '.join(names[:5])}{' and more' * (len(names) > 5)}"] if names else []


def _changes(sheet: Sheet, package: Package) -> Iterator[_Change]:
    if package.is_ods:
        for place, shown, why in ods_looks.differences(sheet, package):
            yield _Change(*place, shown, _why(why, shown))
    elif package.is_binary:
        yield from _of_binary(sheet, package)
    else:
        yield from _of_xlsx(sheet, package)


def _of_binary(sheet: Sheet, package: Package) -> Iterator[_Change]:
    look = binary_looks.look(package, sheet.name)
    for column, row, code in look.formats:
        cell = _cell(sheet, column, row)
        shown = None if cell == "" else seen_in_full(code, cell)
        if shown is not None:
            yield _Change(column, row, shown, _why(cell, shown, code))
    for column, row, error in look.errors:
        if _is_within(sheet, column, row):
            yield _Change(column, row, error, "")


def _of_xlsx(sheet: Sheet, package: Package) -> Iterator[_Change]:
    part = package.sheet(sheet.name)
    letters = number_formats.columns_with(package, speaks, part) if part else set()
    width = range(len(sheet.columns))
    wanted = {number for number in width if {"", column_letters(number)} & letters}
    formats = formats_of(package, sheet.name, wanted) if wanted else []
    if formats is None:
        formats = [(column, row, _UNTOLD) for column in wanted for row in range(1, sheet.height)]
    for column, row, code in formats:
        cell = _cell(sheet, column, row)
        shown = None if cell == "" else seen(code, cell)
        if shown is not None:
            yield _Change(column, row, shown, _why(cell, shown, code))


def _why(stored: object, shown: str, code: str = "") -> str:
    """How a cell is shown, "" for an error value, which is stored as it is shown."""
    if stored == "":
        return ""
    said = shown.partition(OTHERWISE)[2] or f"as {shown!r}"
    by = f": its cell has the number format {code}" if code else ""
    return f"{text(stored)} is shown {said}{by}"


def _cell(sheet: Sheet, column: int, row: int) -> object:
    return sheet.columns[column][row] if _is_within(sheet, column, row) else ""


def _is_within(sheet: Sheet, column: int, row: int) -> bool:
    return 0 <= column < len(sheet.columns) and 0 <= row < sheet.height
