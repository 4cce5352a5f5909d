"""Layouts: how published and local tables name their columns, and finding one on a sheet.

A layout is a TOML file in this folder: the header spellings of each field. Adding one is adding a
file; files are tried in the order of their names, and tables with periods across last.
"""

from __future__ import annotations

from collections.abc import Sequence

from imscore.inputs.layouts import (
    between,
    down,
    draft_notes,
    header_people,
    header_periods,
    headers,
    narrow_titles,
    part_years,
    short_periods,
    two_titles,
    unit_notes,
    wide,
    windows_said,
)
from imscore.inputs.layouts.layout import Layout, all_layouts
from imscore.inputs.layouts.table import Table
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

__all__ = ["Table", "recognise"]


def recognise(
    sheet: Sheet, catalogue: Catalogue, own: Layout | None = None
) -> Table | list[Problem]:
    """Finds the table on a sheet, by its content alone.

    Args:
        sheet: as it stands; title lines may stand above the header, footnotes below the table.
        catalogue: the known indicators, to find one named in a title or a sheet's name.
        own: the user's own layout, in place of those that came with the program.

    Returns:
        The table; or why the sheet holds none: an empty list where nothing there looks like one,
        else a problem for each column that is missing or given twice.
    """
    found = _found(sheet, catalogue, (own,) if own else all_layouts())
    for look in (part_years.checked, header_periods.checked, windows_said.checked):
        if isinstance(found, Table):
            found = look(found)
    if isinstance(found, Table):
        found.load()
    for check in (
        between.checked,
        narrow_titles.checked,
        header_people.checked,
        two_titles.checked,
        unit_notes.checked,
    ):
        if isinstance(found, Table):
            found = check(found, catalogue)
    if isinstance(found, Table):
        return draft_notes.checked(found)
    return found or list(short_periods.find(sheet))


def _found(sheet: Sheet, catalogue: Catalogue, layouts: Sequence[Layout]) -> Table | list[Problem]:
    found = headers.find(sheet, catalogue, layouts)
    if isinstance(found, Table):
        return found
    for layout in layouts:
        across = wide.find(sheet, catalogue, layout) if layout.shape == "wide" else []
        if isinstance(across, Table):
            return across
        below = down.find(sheet, catalogue, layout) if layout.shape == "wide" else []
        if isinstance(below, Table):
            return below
        # What is wrong with a table of periods says more than what it lacks as another kind.
        found = across or found or below
    return found
