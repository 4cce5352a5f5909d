"""Quarters across whose financial year stands in the title alone: the year is written to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from imscore.columns import as_column
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.bare_quarters import (
    are_in_order,
    is_bare,
    starts_of,
    with_year,
    year_told,
)
from imscore.inputs.layouts.blocks import LEFT, field_of, is_figure
from imscore.inputs.layouts.header_cells import has_years, is_filled, period_in
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.title_lines import Lines, lines_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_FEWEST_QUARTERS, _ALL_QUARTERS = 2, 4
_ORDER = "they do not stand in the order of a financial year"


@dataclass(frozen=True)
class _Row:
    """A header row of quarters: their columns, and those of the whole year."""

    number: int
    quarters: Mapping[int, str]
    totals: Mapping[int, str]


def with_years(
    sheet: Sheet, layout: Layout, catalogue: Catalogue
) -> tuple[Sheet, list[str], list[Problem]]:
    """Writes the one financial year of the lines above to quarters that have none.

    A total beside all four quarters is the year. A bare year such as 2009 may be a calendar one,
    and is never taken.

    Returns:
        The sheet with the year in those headers; a note for each row of them that says so; and why
        rows under a title of a known indicator could not be told.
    """
    notes: list[str] = []
    faults: list[Problem] = []
    for row in list(_rows(sheet)):
        lines = lines_of(sheet, range(_first_line(sheet, row.number), row.number))
        in_order = are_in_order(starts_of(row.quarters.values()))
        if not in_order and _stands_over(sheet, row):
            continue
        found = year_told(sheet, lines) if in_order else _ORDER
        if isinstance(found, str):
            if _is_about_one(sheet, layout, catalogue, lines, row):
                faults.append(_fault(sheet, row, found))
            continue
        year, place = found
        sheet = _written(sheet, row, year)
        notes.append(_note(row, year, place))
    return sheet, notes, faults


def _rows(sheet: Sheet) -> Iterator[_Row]:
    for number in range(sheet.height):
        filled = {
            c: str(cells[number]).strip()
            for c, cells in enumerate(sheet.columns)
            if is_filled(cells[number])
        }
        # Most rows of a long sheet are told by this alone, and quickly.
        if any(map(has_years, filled.values())):
            continue
        quarters = {c: text for c, text in filled.items() if is_bare(text)}
        different = len(starts_of(quarters.values()))
        if different < _FEWEST_QUARTERS:
            continue
        if not _have_years(sheet, number, min(quarters)):
            whole = listed("beside_periods", "whole_year")
            totals = {c: text for c, text in filled.items() if tokens(text) in whole}
            yield _Row(number, quarters, totals if different == _ALL_QUARTERS else {})


def _stands_over(sheet: Sheet, row: _Row) -> bool:
    """Whether one year reaches over all the quarters, whatever their order."""
    first, above = min(row.quarters), row.number - 1
    texts = [sheet.columns[c][above] for c in range(first, len(sheet.columns)) if above >= 0]
    return bool(texts) and bool(period_in(texts[0], None)) and not any(map(is_filled, texts[1:]))


def _have_years(sheet: Sheet, row: int, first: int) -> bool:
    """Whether years stand over the quarters, each over its own."""
    above = [
        period_in(cells[number], None)
        for number in range(max(0, row - 3), row)
        for cells in sheet.columns[first:]
    ]
    return sum(period is not None for period in above) > 1


def _first_line(sheet: Sheet, row: int) -> int:
    """The first row above a header that is of no table above it."""
    for above in range(row - 1, -1, -1):
        cells = [cells[above] for cells in sheet.columns[1:] if is_filled(cells[above])]
        if any(not isinstance(cell, str) or is_figure(cell) for cell in cells) and not all(
            period_in(cell, None) for cell in cells
        ):
            return above + 1
    return 0


def _is_about_one(
    sheet: Sheet, layout: Layout, catalogue: Catalogue, lines: Lines, row: _Row
) -> bool:
    """Whether a known indicator may be meant, so that what is not read has to be said."""
    about = titles.about(sheet, lines, catalogue)
    left = [str(cells[row.number]).strip() for cells in sheet.columns[: min(row.quarters)]]
    return bool(about.indicator or about.refusal) or any(
        field_of(text, layout) in LEFT for text in left
    )


def _written(sheet: Sheet, row: _Row, year: str) -> Sheet:
    columns = list(sheet.columns)
    spelt = {c: with_year(text, year) for c, text in row.quarters.items()}
    for column, text in (spelt | dict.fromkeys(row.totals, year)).items():
        columns[column] = as_column(columns[column]).put(np.array([row.number]), text)
    return replace(sheet, columns=columns)


def _note(row: _Row, year: str, place: str) -> str:
    first, last = min(row.quarters), max(row.quarters)
    cells = f"{column_letters(first)}{row.number + 1}:{column_letters(last)}{row.number + 1}"
    said = f"the quarters in {cells} are taken to be of {year}, from {place}"
    totals = [f"{text} ({column_letters(c)}{row.number + 1})" for c, text in row.totals.items()]
    return f"{said}; {', '.join(totals)} to be that year" if totals else said


def _fault(sheet: Sheet, row: _Row, reason: str) -> Problem:
    first = min(row.quarters)
    return kinds.QUARTERS_OF_NO_YEAR.at(
        sheet.file,
        sheet.name,
        f"{column_letters(first)}{row.number + 1}",
        found=", ".join(dict.fromkeys(row.quarters.values())),
        reason=reason,
    )
