"""Columns left of the periods that say that a row is of a part, or in another unit than its own."""

from __future__ import annotations

from collections.abc import Iterator

from imscore.inputs import cells
from imscore.inputs.narrowing import group_of, look_into
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue

_HEADER_ROWS = 3
_FIGURES = ("numerator", "denominator", "value")


def refuse_narrowed(selection: Selection, catalogue: Catalogue) -> None:
    """Looks into columns such as `Unit` and `Type` of a table with periods across.

    What is refused in a plain table is refused here; a published layout has no such shape.
    """
    table = selection.table
    if table.layout.shape == "wide" and len(selection.rows):
        for position, group, header, row in list(_columns(selection)):
            look_into(selection, position, group, header, catalogue, row)


def _columns(selection: Selection) -> Iterator[tuple[int, str, str, int]]:
    """The columns on the lists: position, list, header, and the row of that, from 1."""
    table = selection.table
    first = int(table.rows.min())
    top = max(0, table.header_row - 1 - _HEADER_ROWS)
    read = {place for part in table.parts for place in part.positions.values()}
    # Units of counts are no matter: rows of counts and of rates may stand below each other.
    values = all("value" in part.positions for part in table.parts)
    figures = [place for name in _FIGURES for place in _places(selection, name)]
    for position in range(min(figures, default=0)):
        for row in range(top, first) if position not in read else ():
            header = cells.text(table.sheet.columns[position][row])
            group = group_of(header)
            if group and (values or group != "units"):
                yield position, group, header, row + 1


def _places(selection: Selection, name: str) -> set[int]:
    columns = {part.positions[name] for part in selection.table.parts if name in part.positions}
    return columns | {p.elsewhere[name][0] for p in selection.table.parts if name in p.elsewhere}
