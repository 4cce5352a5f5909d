"""Layouts: how published and local tables name their columns, and finding one on a sheet.

A layout is a TOML file in this folder: the header spellings of each field. Adding one is adding a
file; files are tried in the order of their names, and tables with periods across last.
"""

from __future__ import annotations

from imscore.inputs.layouts import headers, wide
from imscore.inputs.layouts.table import Table, column_letters
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

__all__ = ["Table", "column_letters", "recognise"]


def recognise(sheet: Sheet, catalogue: Catalogue) -> Table | list[Problem]:
    """Finds the table on a sheet, by its content alone.

    Args:
        sheet: as it stands; title lines may stand above the header, footnotes below the table.
        catalogue: the known indicators, to find one named in a title or a sheet's name.

    Returns:
        The table; or why the sheet holds none: an empty list where nothing there looks like one,
        else a problem for each column that is missing or given twice.
    """
    found = headers.find(sheet, catalogue)
    if isinstance(found, Table):
        return found
    return wide.find(sheet, catalogue) or found
