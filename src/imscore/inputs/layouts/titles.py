"""What title lines and sheet names say for a whole table: its indicator, period or area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from imscore.errors import PeriodError
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.periods import parse
from imscore.reference.indicators import Catalogue, plain

_LONGEST_TITLE = 300
_AREA_LABELS = ("area", "area name", "pct", "organisation", "local authority", "geography")
_PERIODS = re.compile(
    r"\b\d{4}\s*(?:/|-|–|to)\s*\d{2,4}\b(?:\s*q[1-4]\b)?|\bq[1-4]\s+\d{4}\s*/\s*\d{2,4}\b", re.I
)


def fill(
    sheet: Sheet, header_row: int, missing: Sequence[str], catalogue: Catalogue
) -> tuple[dict[str, Fixed], tuple[str, ...]]:
    """Finds in the lines above a header row, or in the sheet's name, what no column is for.

    Args:
        sheet: as it stands.
        header_row: from 0.
        missing: the fields lacking, in words, as `Candidate.missing` gives them.
        catalogue: the known indicators.

    Returns:
        The fields found, and a note for each that says where.
    """
    fixed: dict[str, Fixed] = {}
    lacking = {name for column in missing for name in column.split(" or ")}
    if "indicator" in lacking and (found := indicator(sheet, header_row, catalogue)):
        fixed["indicator"] = found
    if "period" in lacking and (found := period(sheet, header_row)):
        fixed["period"] = found
    if "area_name" in lacking and (found := area(sheet, header_row)):
        fixed["area_name"] = found
    return fixed, tuple(_note(name, found) for name, found in fixed.items())


def _note(name: str, found: Fixed) -> str:
    where = (
        f"the title in {column_letters(found.column)}{found.row + 1}"
        if found.row >= 0
        else "the sheet's name"
    )
    return f"the {name.removesuffix('_name')}, {found.text}, is taken from {where}"


def indicator(sheet: Sheet, header_row: int, catalogue: Catalogue) -> Fixed | None:
    """The indicator that the nearest title line names, else the sheet's name."""
    for text, row, column in [*reversed(list(_lines(sheet, header_row))), (sheet.name, -1, 0)]:
        found = indicator_in(text, catalogue)
        if found:
            return Fixed(found, row, column)
    return None


def indicator_in(text: str, catalogue: Catalogue) -> str | None:
    """The id of the one indicator whose name stands in a text, the longest name deciding.

    >>> from imscore.reference.indicators import load
    >>> indicator_in("Table 1: Infant Mortality rate, 2008-2010 to 2012-2014", load())
    'infant_mortality'
    >>> indicator_in("Under 18 conceptions: those aged under 16", load())
    """
    words = f" {_words(text)} "
    named = {
        spelling: owner
        for spelling, (owner, _) in catalogue.spellings.items()
        if not spelling.startswith("#") and f" {_words(spelling)} " in words
    }
    if not named:
        return None
    longest = max(named, key=len)
    others = {owner for spelling, owner in named.items() if spelling not in longest}
    owner = named[longest]
    ruled_out = any(f" {_words(phrase)} " in words for phrase in catalogue[owner].not_called)
    return None if ruled_out or others - {owner} else owner


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", plain(text)).split())


def period(sheet: Sheet, header_row: int) -> Fixed | None:
    """The period that the title lines or the sheet's name give, where they give just one."""
    found: dict[str, Fixed] = {}
    for text, row, column in [*_lines(sheet, header_row), (sheet.name, -1, 0)]:
        for match in _PERIODS.findall(text):
            try:
                found.setdefault(parse(match).text, Fixed(parse(match).text, row, column))
            except PeriodError:
                continue
    return next(iter(found.values())) if len(found) == 1 else None


def area(sheet: Sheet, header_row: int) -> Fixed | None:
    """The area that a labelled title line gives: `Area: Anytown`, or the label and then a cell."""
    for text, row, column in _lines(sheet, header_row):
        label, colon, rest = text.partition(":")
        if plain(label) not in _AREA_LABELS:
            continue
        if colon and rest.strip():
            return Fixed(rest.strip(), row, column)
        for further in range(column + 1, len(sheet.columns)):
            beside = str(sheet.columns[further][row]).strip()
            if beside:
                return Fixed(beside, row, further)
    return None


def _lines(sheet: Sheet, header_row: int) -> Iterator[tuple[str, int, int]]:
    for row in range(min(header_row, sheet.height)):
        for column, cells in enumerate(sheet.columns):
            cell = cells[row]
            if isinstance(cell, str) and cell.strip() and len(cell) <= _LONGEST_TITLE:
                yield cell.strip(), row, column
