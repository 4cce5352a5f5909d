"""Layouts: how published and local tables name their columns, and finding one on a sheet.

A layout is a TOML file in this folder: the header spellings of each field. Adding one is adding a
file; files are tried in the order of their names, and tables with periods across last.
"""

from __future__ import annotations

from collections.abc import Sequence

from imscore.inputs import kinds
from imscore.inputs.layouts import (
    between,
    down,
    draft_notes,
    header_people,
    header_periods,
    header_units,
    headers,
    limits_apart,
    lone_lines,
    narrow_titles,
    part_years,
    quarters_down,
    said_otherwise,
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

# Said of a table that has areas or indicators across for certain.
_SURE = frozenset({kinds.SECOND_ROW.code, kinds.HEADERLESS_COLUMN.code})


def recognise(
    sheet: Sheet, catalogue: Catalogue, own: Layout | None = None, people_of: str = ""
) -> Table | list[Problem]:
    """Finds the table on a sheet, by its content alone.

    Args:
        sheet: as it stands; title lines may stand above the header, footnotes below the table.
        catalogue: the known indicators, to find one named in a title or a sheet's name.
        own: the user's own layout, in place of those that came with the program.
        people_of: an indicator; then only a table of its people alone is looked for.

    Returns:
        The table; or why the sheet holds none: an empty list where nothing there looks like one,
        else a problem for each column that is missing or given twice.
    """
    sheet = quarters_down.with_years(sheet, catalogue)
    layouts = (own,) if own else all_layouts()
    if people_of:
        across = next(layout for layout in all_layouts() if layout.shape == "wide")
        found = wide.find_people(sheet, catalogue, across, people_of)
    else:
        found = _found(sheet, catalogue, layouts)
    for look in (part_years.checked, header_periods.checked, windows_said.checked):
        if isinstance(found, Table):
            found = look(found)
    if isinstance(found, Table):
        found.load()
    for check in (
        between.checked,
        narrow_titles.checked,
        header_people.checked,
        header_units.checked,
        two_titles.checked,
        lone_lines.checked,
    ):
        if isinstance(found, Table):
            found = check(found, catalogue)
    if isinstance(found, Table):
        found = unit_notes.checked(limits_apart.taken_apart(found), catalogue)
    if isinstance(found, Table):
        return draft_notes.checked(said_otherwise.checked(found, catalogue))
    if found and not _lacks(found, "period"):
        return found
    return list(short_periods.find(sheet)) or short_periods.in_titles(sheet, found, catalogue)


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
        # What is wrong with a table of periods says more than what it lacks as another kind; and
        # where its headers name the indicators it lacks no column of them.
        sure = [problem for problem in below if problem.code in _SURE]
        instead = sure or (below if _lacks(found, "indicator") else [])
        found = across or instead or found or below
    return found


def _lacks(found: Sequence[Problem], field: str) -> bool:
    """Whether a column of a field is among those that a table is said to lack."""
    return any(p.code == kinds.MISSING_COLUMN.code and field in p.expected.split() for p in found)
