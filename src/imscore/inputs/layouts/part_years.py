"""Quarters and months in the titles of a table: what makes its figures those of part of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.table import Table
from imscore.inputs.layouts.title_lines import Lines, is_about_the_making, lines_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem

_NUMBERED = re.compile(r"\b(?:q|qtr|quarter)\.?\s*:?\s*([1-4])\b|\b([1-4])(?:st|nd|rd|th) q", re.I)
_ORDINALS = ("first", "second", "third", "fourth")
_SPELT = re.compile(rf"\b({'|'.join(_ORDINALS)}) quarter\b", re.I)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTHS = re.compile(rf"\b{_MONTH}\s*(?:\d{{4}})?\s*(?:-|–|to)\s*{_MONTH}(?![a-z])", re.I)
_WHOLE_YEARS = {("apr", "mar"), ("jan", "dec")}


def quarters_in(text: str) -> set[int]:
    """The quarters that a text names.

    >>> quarters_in("Smoking at delivery, Quarter 2, 2010/11"), quarters_in("Quarterly figures")
    ({2}, set())
    """
    numbered = {int(a or b) for a, b in _NUMBERED.findall(text)}
    return numbered | {_ORDINALS.index(word.casefold()) + 1 for word in _SPELT.findall(text)}


def has_part_months(text: str) -> bool:
    """Whether a text names a run of months that is no whole year.

    >>> has_part_months("July - September"), has_part_months("April 2010 to March 2011")
    (True, False)
    """
    found = ((a.casefold(), b.casefold()) for a, b in _MONTHS.findall(text))
    return any(pair not in _WHOLE_YEARS for pair in found)


def said_of(sheet: Sheet, lines: Lines) -> Iterator[tuple[str, int, int]]:
    """The title lines, and the sheet's name, that speak of a part of a year."""
    for text, row, column in [*lines, (sheet.name, -1, 0)]:
        if not is_about_the_making(text) and (quarters_in(text) or has_part_months(text)):
            yield text, row, column


def checked(table: Table) -> Table | list[Problem]:
    """The table, unless a title makes its years those of a quarter.

    Where the rows give their periods in a column of their own, the title may be of the workbook:
    then there is a warning.
    """
    sheet, header = table.sheet, table.header_row - 1
    said = next(said_of(sheet, lines_of(sheet, range(header))), None)
    if said is None or any(map(_is_part, _periods(table))):
        return table
    text, row, column = said
    cell = f"{column_letters(column)}{row + 1}" if row >= 0 else ""
    kind = kinds.PART_OF_YEARS if table.layout.shape == "wide" else kinds.TITLE_OF_A_QUARTER
    problem = kind.at(sheet.file, sheet.name, cell, found=repr(" ".join(text.split())))
    if kind is kinds.PART_OF_YEARS:
        return [problem]
    return replace(table, doubts=(*table.doubts, problem))


def _is_part(period: str) -> bool:
    return bool(quarters_in(period)) or has_part_months(period)


def _periods(table: Table) -> list[str]:
    cells = table.cells("period")
    return [] if cells is None else [str(cell) for cell in cells.distinct]
