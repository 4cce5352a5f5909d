"""The sheets as a copy may show them: without what the workbook hides from its readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs import number_formats
from imscore.inputs.cell_names import column_letters
from imscore.inputs.hidden import hidden_places
from imscore.inputs.package import Package
from imscore.inputs.second_look import formats_of
from imscore.inputs.sheets import Sheet

HIDDEN = "(hidden)"


def as_shown(sheet: Sheet, package: Package) -> Sheet:
    """A sheet in which what its file hides is covered.

    Args:
        sheet: as it stands.
        package: the file's parts; only .xlsx and .xlsm tell what they hide.

    Returns:
        The sheet, with `(hidden)` in the filled cells of hidden rows and columns, and what its
        number format shows, else `(hidden)`, in each cell that the format keeps from being seen.
    """
    columns = _without_unshown(sheet, package, list(map(as_column, sheet.columns)))
    rows, hidden = hidden_places(sheet, package)
    for number, column in enumerate(columns):
        columns[number] = column.map(_cover) if number in hidden else _covered(column, rows)
    return replace(sheet, columns=columns)


def _without_unshown(sheet: Sheet, package: Package, columns: list[Column]) -> list[Column]:
    """The columns with the cells covered that their number formats do not show."""
    letters = number_formats.hiding_columns(package) if sheet.name else set()
    wanted = {number for number in range(len(columns)) if {"", column_letters(number)} & letters}
    formats = formats_of(package, sheet.name, wanted) if wanted else []
    if formats is None:
        # Which cells show their figure is not told, so that none may be copied.
        return [c.map(_cover) if n in wanted else c for n, c in enumerate(columns)]
    instead: dict[tuple[int, str], list[int]] = {}
    for column, row, code in formats:
        cell = columns[column][row] if row < sheet.height else ""
        shown = None if cell == "" else number_formats.covered(code, cell)
        if shown is not None:
            instead.setdefault((column, shown or HIDDEN), []).append(row)
    for (column, shown), rows in instead.items():
        columns[column] = columns[column].put(np.array(rows, dtype=np.intp), shown)
    return columns


def _covered(column: Column, rows: Sequence[int]) -> Column:
    if not rows:
        return column
    places = np.array(rows, dtype=np.intp)
    return column.put(places[[cell != "" for cell in column[places]]], HIDDEN)


def _cover(cell: object) -> object:
    return "" if cell == "" else HIDDEN
