"""Titles that contradict what is read: a sheet named otherwise, differences in place of levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.table import Table
from imscore.inputs.layouts.title_lines import is_about_the_making, lines_of
from imscore.model import Problem
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue, plain

_ENGLAND_CODE = "E92000001"
_COMPARED = re.compile(
    r"\b(?:compared\s+(?:with|to)|comparison\s+(?:with|to)|versus|vs\.?|relative\s+to)\b", re.I
)
_SHAPES = ("plain", "wide")


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless the sheet's name names another indicator, or its title differences.

    "Compared with England" over figures of England is over levels; where England's stand nowhere,
    the figures may be the differences from it.
    """
    if not table.parts or not (table.layout.own or table.layout.id in _SHAPES):
        return table
    return [*_sheet_named_otherwise(table, catalogue), *_differences(table)] or table


def _sheet_named_otherwise(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    told = [part.fixed["indicator"] for part in table.parts if "indicator" in part.fixed]
    named = understand(table.sheet.name, catalogue)
    if table.layout.own or len(told) < len(table.parts) or not named.is_clear:
        return
    by_sheet = _id(named.indicator, catalogue)
    if by_sheet not in {_id(each.text, catalogue) for each in told}:
        where = f"{column_letters(told[0].column)}{told[0].row + 1}" if told[0].row >= 0 else ""
        yield kinds.OTHER_SHEET_NAME.at(
            table.sheet.file, table.sheet.name, where,
            found=repr(table.sheet.name), indicator=told[0].text,
        )  # fmt: skip


def _id(text: str, catalogue: Catalogue) -> str:
    return catalogue.spellings.get(plain(text), (text, ""))[0]


def _differences(table: Table) -> Iterator[Problem]:
    said = next((each for each in _texts(table) if _COMPARED.search(each[0])), None)
    if said is None or any("indicator" in part.positions for part in table.parts):
        return
    names, codes = table.cells("area_name"), table.cells("area_code")
    if names is not None and any(is_england_name(text_of(cell)) for cell in names.distinct):
        return
    if codes is not None and _ENGLAND_CODE in map(text_of, codes.distinct):
        return
    text, row, column = said
    cell = f"{column_letters(column)}{row + 1}" if row >= 0 else ""
    spelt = repr(" ".join(text.split()))
    yield kinds.MAY_BE_DIFFERENCES.at(table.sheet.file, table.sheet.name, cell, found=spelt)


def _texts(table: Table) -> Iterator[tuple[str, int, int]]:
    """The titles, the sheet's name, and the cells of the header above what is read."""
    read = {column for part in table.parts for column in part.positions.values()}
    lines = [*lines_of(table.sheet, range(table.header_row - 1)), (table.sheet.name, -1, 0)]
    rows = Counter(row for _, row, _ in lines)
    for text, row, column in lines:
        # Several texts in a row are headings, not a title.
        if not is_about_the_making(text) and (rows[row] == 1 or column in read):
            yield text, row, column
    first = min((int(part.rows.min()) for part in table.parts if len(part.rows)), default=0)
    for row in range(table.header_row - 1, first):
        for column in sorted(read):
            yield text_of(table.sheet.columns[column][row]), row, column
