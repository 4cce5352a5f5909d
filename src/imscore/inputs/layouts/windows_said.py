"""Titles and headers that speak of averages over several years: whether the periods do so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imscore.errors import PeriodError
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.table import Table
from imscore.inputs.layouts.title_lines import is_about_the_making, lines_of
from imscore.model import Problem
from imscore.periods import parse_marked

_SAID = re.compile(
    r"\b(?:3|three)[\s-]*(?:year|yr)(?:ly)?\b(?![\s-]*(?:trend|plan|strategy|old))"
    r"|\b(?:3|three)[\s-]*(?:calendar\s+)?(?:years|yrs)[\s-]*(?:pooled|combined|aggregat|averag)"
    r"|\b(?:rolling|moving|pooled|aggregated)\b",
    re.I,
)
_SINGLE = re.compile(r"\bsingle[\s-]+year", re.I)


def checked(table: Table) -> Table | list[Problem]:
    """The table, unless a title or a header says that its single years are averages of several.

    Args:
        table: of any layout but a published one that is known as a whole.
    """
    if not table.parts or not (table.layout.own or table.layout.id in ("plain", "wide")):
        return table
    said = next((t for t in _texts(table) if _SAID.search(t[0]) and not _SINGLE.search(t[0])), None)
    if said is None:
        return table
    shorter = [spelt for spelt in _periods(table) if _is_shorter(spelt)]
    # Where each row names its indicator the title may be of some of the rows alone.
    in_rows = any("indicator" in part.positions for part in table.parts)
    if not shorter or (in_rows and len(shorter) < len(_periods(table))):
        return table
    text, row, column = said
    cell = f"{column_letters(column)}{row + 1}" if row >= 0 else ""
    sheet = table.sheet
    spelt = repr(" ".join(text.split()))
    return [kinds.NOT_WINDOWS.at(sheet.file, sheet.name, cell, found=spelt, period=shorter[0])]


def _texts(table: Table) -> Iterator[tuple[str, int, int]]:
    """The titles, the sheet's name and the headers."""
    first = min((int(part.rows.min()) for part in table.parts if len(part.rows)), default=0)
    for text, row, column in [
        *lines_of(table.sheet, range(table.header_row - 1)),
        (table.sheet.name, -1, 0),
    ]:
        if not is_about_the_making(text):
            yield text, row, column
    for row in range(table.header_row - 1, first):
        for column, cells in enumerate(table.sheet.columns):
            if is_filled(cells[row]):
                yield text_of(cells[row]), row, column


def _periods(table: Table) -> list[str]:
    cells = table.cells("period")
    return [] if cells is None else [text_of(cell) for cell in cells.distinct]


def _is_shorter(text: str) -> bool:
    """Whether a text is a period that is no window of several years."""
    try:
        return parse_marked(text)[0].kind != "three_calendar_years"
    except PeriodError:
        return False
