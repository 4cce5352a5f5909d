"""Tables with one row an observation: the header row, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import between, otherwise, titles
from imscore.inputs.layouts.above import several_indicators
from imscore.inputs.layouts.candidate import Candidate, faults_of
from imscore.inputs.layouts.layout import Layout, all_layouts
from imscore.inputs.layouts.table import Fixed, IndexArray, Part, Table
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.sheets import Sheet
from imscore.look_alikes import holds_look_alikes
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import nearest

HEADER_ROWS_SEARCHED = 60
_LOOKS_LIKE_A_TABLE = 3
# Fields whose column would be missed, though a table is read without it.
_MISSED = {"area_code", "numerator", "denominator", "value", "lower_ci", "upper_ci", "marker"}
_NEARLY, _FEWEST_LETTERS = 0.85, 5


def find(sheet: Sheet, catalogue: Catalogue, layouts: Sequence[Layout]) -> Table | list[Problem]:
    """Finds a table with one row an observation.

    An indicator, a period or an area that no column is for is taken from the title lines or the
    sheet's name where they name just one.

    Returns:
        The table; or an empty list where nothing looks like one, else a problem for each column
        that is missing or given twice.
    """
    best = best_candidate(sheet, layouts)
    if best is None:
        return []
    named = {"indicator", "indicator_id"} & {*best.positions, *best.layout.says}
    several = None if named else several_indicators(sheet, best.row, catalogue)
    if several:
        return [several]
    fixed, notes, unclear = titles.fill(sheet, best.row, best.missing, catalogue)
    rows = _rows_by_period(sheet, best) if "period" in best.missing else []
    if rows and (rows[0][0] or "period" in fixed):
        periods = [period for period, _ in rows if period]
        fixed = {"period": periods[0]} | fixed
        notes = (*notes, between.note(periods))
    missing = [column for column in best.missing if not set(column.split(" or ")) & set(fixed)]
    if missing and len(best.positions) < _LOOKS_LIKE_A_TABLE:
        return []
    if fixed and _holds_numbers(sheet, best.row):
        # A row of figures with a label, such as `Smokers`, is no header.
        return []
    never = (
        None if missing else titles.not_observed(sheet, lines_of(sheet, range(best.row)), catalogue)
    )
    if never:
        return [never]
    if unclear:
        missing = [column for column in missing if not column.startswith("indicator")]
    problems = unclear + faults_of(sheet, best, missing)
    if missing:
        # Otherwise they are told with the table.
        problems += _near_misses(sheet, best)
    if problems:
        return problems
    return _table(sheet, best, fixed, notes, rows)


def _rows_by_period(sheet: Sheet, found: Candidate) -> list[tuple[Fixed | None, IndexArray]]:
    """The rows of each period, where rows between them hold one alone; else nothing."""
    periods = between.period_rows(sheet, found.row)
    places = {name: places[0] for name, places in found.positions.items()}
    return list(between.blocks(sheet, found.row, periods, places)) if periods else []


def _holds_numbers(sheet: Sheet, row: int) -> bool:
    cells = [str(column[row]).strip() for column in sheet.columns]
    return any(re.fullmatch(r"[\d,]*\.?\d+%?", cell) for cell in cells)


def _table(
    sheet: Sheet,
    found: Candidate,
    fixed: Mapping[str, Fixed],
    notes: tuple[str, ...],
    by_period: Sequence[tuple[Fixed | None, IndexArray]],
) -> Table:
    positions = {field: places[0] for field, places in found.positions.items()}
    told = {name: Fixed(text, -1, 0) for name, text in found.layout.says.items()} | dict(fixed)
    whole = by_period or [(None, np.arange(found.row + 1, sheet.height))]
    parts = []
    for period, rows in whole:
        own = told | ({"period": period} if period else {})
        if {"period", "indicator"} <= {*own}:
            rows, said = between.without_prose(sheet, rows, positions)
            notes = (*notes, *said)
        parts.append(Part(rows, positions, own))
    doubts = (*_near_misses(sheet, found), *_lost_codes(sheet, found))
    return Table(sheet, found.layout, found.row + 1, tuple(parts), notes, doubts)


def _near_misses(sheet: Sheet, found: Candidate) -> Iterator[Problem]:
    """Headers that are nearly those of a field that the table does not have otherwise."""
    wanted = [h for h, f in found.layout.headers.items() if f in _MISSED - set(found.positions)]
    for position, column in enumerate(sheet.columns):
        header = plain(str(column[found.row]))
        near = nearest(header, wanted, _NEARLY) if len(header) >= _FEWEST_LETTERS else None
        spelt = str(column[found.row]).strip()
        if near and found.layout.field(spelt) is None:
            cell = f"{column_letters(position)}{found.row + 1}"
            words = {"found": repr(spelt), "near": near, "holds": holds_look_alikes(spelt)}
            yield kinds.NEAR_COLUMN.at(sheet.file, sheet.name, cell, **words)


def _lost_codes(sheet: Sheet, found: Candidate) -> Iterator[Problem]:
    """Columns of areas' codes that are not read, in a table that reads no codes."""
    if found.layout.id != "plain" or "area_code" in found.positions:
        return
    for position, column in enumerate(sheet.columns):
        spelt = str(column[found.row]).strip()
        if otherwise.is_code_of_areas(spelt):
            cell = f"{column_letters(position)}{found.row + 1}"
            yield kinds.UNREAD_CODES.at(sheet.file, sheet.name, cell, found=repr(spelt))


def best_candidate(sheet: Sheet, layouts: Sequence[Layout]) -> Candidate | None:
    """The first row that names every column needed, else the one that lacks fewest."""
    best: Candidate | None = None
    for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
        for layout in layouts:
            found = _candidate(sheet, layout, row) if layout.shape == "rows" else None
            if found and not found.missing:
                return found
            if found and (best is None or len(found.missing) < len(best.missing)):
                best = found
    return best


def is_header_row(sheet: Sheet, row: int) -> bool:
    """Whether a row names every column that a table needs, in some layout."""
    found = [_candidate(sheet, layout, row) for layout in all_layouts() if layout.shape == "rows"]
    return any(candidate and not candidate.missing for candidate in found)


def _candidate(sheet: Sheet, layout: Layout, row: int) -> Candidate | None:
    positions: dict[str, list[int]] = {}
    seen = set()
    for number, column in enumerate(sheet.columns):
        cell = column[row]
        if isinstance(cell, str) and cell:
            header = plain(cell)
            seen.add(header)
            if name := layout.field(cell):
                positions.setdefault(name, []).append(number)
    if layout.id == "plain" and not layout.own:
        headers = [cell if isinstance(cell := c[row], str) else "" for c in sheet.columns]
        positions |= otherwise.further(headers, positions)
    if not positions or (not layout.only_with <= seen):
        return None
    return Candidate(layout, row, positions)
