"""Tables with one row an observation: the header row, by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.case_changes import cut
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import (
    between,
    measure_rows,
    otherwise,
    profile_columns,
    row_lines,
    second_row_plain,
    titles,
    two_columns,
    two_indicators,
)
from imscore.inputs.layouts.above import several_indicators
from imscore.inputs.layouts.candidate import Candidate, faults_of
from imscore.inputs.layouts.layout import Layout, addend, all_layouts
from imscore.inputs.layouts.table import Fixed, Part, Table
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
# A table of areas has some hundreds of columns; comparing thousands of names takes seconds.
_COMPARED = 1_000


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
    sheet, best = two_columns.year_and_quarter(sheet, best)
    measures = measure_rows.column_of(sheet, best, catalogue)
    if isinstance(measures, Problem):
        return [measures]
    if measures is not None:
        best = measure_rows.without(best, measures)
    best = two_indicators.settled(sheet, best, catalogue)
    named = {"indicator", "indicator_id"} & {*best.positions, *best.layout.says}
    several = None if named else several_indicators(sheet, best.row, catalogue)
    if several:
        return [several]
    fixed, notes, unclear = titles.fill(sheet, best.row, best.missing, catalogue)
    below = second_row_plain.settled(sheet, best, catalogue, _owner(fixed, catalogue))
    best, second = (best, [below]) if isinstance(below, Problem) else (below, [])
    notes = (*notes, *best.notes)
    rows = row_lines.by_period(sheet, best) if "period" in best.missing else []
    if rows and (rows[0][0] or "period" in fixed):
        periods = [own["period"] for own, _ in rows if own]
        fixed = {"period": periods[0]} | fixed
        notes = (*notes, between.note(periods))
    lines = row_lines.by_indicator(sheet, best, fixed, catalogue)
    if isinstance(lines, Problem):
        return [lines]
    if lines:
        rows, unclear, notes = lines, [], (*notes, row_lines.note(lines))
        fixed = dict(lines[0][0]) | {n: f for n, f in fixed.items() if n != "indicator"}
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
    problems = unclear + faults_of(sheet, best, missing) + second
    if missing:
        # Otherwise they are told with the table.
        problems += _near_misses(sheet, best)
    if problems:
        return problems
    table = profile_columns.apart(_table(sheet, best, fixed, notes, rows))
    if measures is None:
        return table
    parts = measure_rows.parts_by_measure(sheet, best, measures, table.parts, catalogue)
    note = f"column {column_letters(measures)} says whether a row's value is a count or a rate"
    return replace(table, parts=tuple(parts), notes=(*table.notes, note))


def _owner(fixed: Mapping[str, Fixed], catalogue: Catalogue) -> str:
    """The id of the indicator that a title names, "" for none."""
    named = fixed.get("indicator")
    return catalogue.spellings.get(plain(named.text), ("", ""))[0] if named else ""


def _holds_numbers(sheet: Sheet, row: int) -> bool:
    cells = [str(column[row]).strip() for column in sheet.columns]
    return any(re.fullmatch(r"[\d,]*\.?\d+%?", cell) for cell in cells)


def _table(
    sheet: Sheet,
    found: Candidate,
    fixed: Mapping[str, Fixed],
    notes: tuple[str, ...],
    by_line: Sequence[row_lines.Rows],
) -> Table:
    positions = {field: places[0] for field, places in found.positions.items()}
    told = {name: Fixed(text, -1, 0) for name, text in found.layout.says.items()} | dict(fixed)
    whole: Sequence[row_lines.Rows] = by_line or [({}, np.arange(found.end, sheet.height))]
    parts = []
    for said_there, rows in whole:
        own = {**told, **said_there}
        if {"period", "indicator"} <= {*own}:
            rows, said = between.without_prose(sheet, rows, positions)
            notes = (*notes, *said)
        parts.append(Part(rows, positions, own))
    doubts = (*_near_misses(sheet, found), *_lost_codes(sheet, found))
    notes = (*notes, *_not_read(sheet, found), *_sums(sheet, found))
    return Table(sheet, found.layout, found.row + 1, tuple(parts), notes, doubts)


def _not_read(sheet: Sheet, found: Candidate) -> Iterator[str]:
    """The note of the columns that are known and left out."""
    texts = ((place, str(column[found.row]).strip()) for place, column in enumerate(sheet.columns))
    left = [
        f"{text} ({column_letters(place)}{found.row + 1})"
        for place, text in texts
        if plain(text) in found.layout.not_read
    ]
    if left:
        yield f"columns left out, being of no area here: {'; '.join(left)}"


def _sums(sheet: Sheet, found: Candidate) -> Iterator[str]:
    """A note for each field whose columns are added up."""
    for field, wanted in found.layout.sums.items():
        places = [found.positions.get(addend(field, number)) for number in range(len(wanted))]
        told = " + ".join(
            f"{str(sheet.columns[at[0]][found.row]).strip()!r} "
            f"({column_letters(at[0])}{found.row + 1})"
            for at in places
            if at
        )
        if told:
            yield f"{field} is {told}"


def _near_misses(sheet: Sheet, found: Candidate) -> Iterator[Problem]:
    """Headers that are nearly those of a field that the table does not have otherwise."""
    wanted = [h for h, f in found.layout.headers.items() if f in _MISSED - set(found.positions)]
    for position, column in enumerate(sheet.columns[:_COMPARED]):
        spelt = str(column[found.row]).strip()
        header = plain(spelt)
        near = nearest(header, wanted, _NEARLY) if len(header) >= _FEWEST_LETTERS else None
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
    seen: set[str] = set()
    for number, column in enumerate(sheet.columns):
        cell = column[row]
        if isinstance(cell, str) and cell:
            seen |= {plain(cell), plain(cut(cell))}
            if name := layout.field(cell):
                positions.setdefault(name, []).append(number)
    if layout.sums:
        positions |= _added_up(sheet, layout, row)
    if layout.id == "plain" and not layout.own:
        headers = [cell if isinstance(cell := c[row], str) else "" for c in sheet.columns]
        positions |= otherwise.further(headers, positions)
    if not positions or not layout.only_with <= seen or not layout.needs <= {*positions}:
        return None
    return Candidate(layout, row, positions)


def _added_up(sheet: Sheet, layout: Layout, row: int) -> dict[str, list[int]]:
    """The columns that are added up, where all of a sum are there."""
    headers = [plain(c[row]) if isinstance(c[row], str) else "" for c in sheet.columns]
    found: dict[str, list[int]] = {}
    for field, wanted in layout.sums.items():
        each = [[at for at, h in enumerate(headers) if h in spelt] for spelt in wanted]
        if all(each):
            found |= {addend(field, number): places for number, places in enumerate(each)}
    return found
