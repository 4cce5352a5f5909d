"""Two columns of one field in a plain table that say it together: a year and its quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from imscore.columns import as_column
from imscore.errors import PeriodError
from imscore.inputs import cells
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.sheets import Sheet
from imscore.periods import parse_marked
from imscore.reference.indicators import plain

_QUARTER = re.compile(r"(q|qtr|quarter)?\s*([1-4])(?:\.0)?", re.I)
_OF_QUARTERS = re.compile(r"\b(?:quarter|qtr)\b")


@dataclass(frozen=True)
class _Roles:
    """The column of years and that of quarters, from 0."""

    year: int
    quarter: int


def year_and_quarter(sheet: Sheet, found: Candidate) -> tuple[Sheet, Candidate]:
    """A financial year and its quarter, in two columns, as one period in the first of them.

    Args:
        sheet: as it stands.
        found: its header.

    Returns:
        The sheet with the joined periods and the header with one column of periods, a note of it
        added; both as they are where the two columns are anything else.
    """
    places = found.positions.get("period", [])
    if len(places) != 2:
        return sheet, found
    for roles in (_Roles(*places), _Roles(*reversed(places))):
        periods = list(_joined(sheet, found, roles))
        if periods and all(text for _, text in periods):
            return _with(sheet, found, roles, periods)
    return sheet, found


def _joined(sheet: Sheet, found: Candidate, roles: _Roles) -> Iterator[tuple[np.ndarray, str]]:
    """The rows of each pair of cells and the period that it is, "" where it is none."""
    rows = np.arange(found.end, sheet.height)
    columns = [
        cells.texts(as_column(sheet.columns[c]).take(rows)) for c in (roles.year, roles.quarter)
    ]
    codes, distinct = cells.distinct_rows(*columns)
    numbered = bool(_OF_QUARTERS.search(plain(_header(sheet, found, roles.quarter))))
    for number, (year, quarter) in enumerate(distinct):
        # A footnote stands in one cell alone.
        alone = (not year or not quarter) and not (_year(year) or _QUARTER.fullmatch(quarter))
        if not alone:
            yield rows[codes == number], _period(year, quarter, numbered=numbered)


def _period(year: str, quarter: str, *, numbered: bool) -> str:
    whole, part = _year(year), _QUARTER.fullmatch(quarter)
    if not whole:
        return ""
    if part and (part[1] or numbered):
        return f"{whole} Q{part[2]}"
    return whole if tokens(quarter) in listed("beside_periods", "whole_year") else ""


def _year(text: str) -> str:
    """A financial year without marks, "" where the text is anything else."""
    try:
        period, marks = parse_marked(text)
    except PeriodError:
        return ""
    return period.text if period.kind == "financial_year" and not marks else ""


def _with(
    sheet: Sheet, found: Candidate, roles: _Roles, periods: list[tuple[np.ndarray, str]]
) -> tuple[Sheet, Candidate]:
    column = as_column(sheet.columns[roles.year])
    for rows, text in periods:
        column = column.put(rows, text)
    columns = [column if c == roles.year else cells for c, cells in enumerate(sheet.columns)]
    named = [
        f"{_header(sheet, found, c)} ({column_letters(c)}{found.row + 1})"
        for c in (roles.year, roles.quarter)
    ]
    note = f"{named[0]} and {named[1]} give the period together, such as {periods[0][1]}"
    positions = {**found.positions, "period": [roles.year]}
    return replace(sheet, columns=columns), replace(
        found, positions=positions, notes=(*found.notes, note)
    )


def _header(sheet: Sheet, found: Candidate, column: int) -> str:
    return str(sheet.columns[column][found.row]).strip()
