"""Lines of their own around a table: whether one says that its figures are not what they seem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.between import MADE_BY_HAND, is_read, lone_cells
from imscore.inputs.layouts.header_cells import is_filled, period_in
from imscore.inputs.layouts.line_words import Judged, judged
from imscore.inputs.layouts.own_names import is_looked_at, owners_of, places_of
from imscore.inputs.layouts.part_years import has_part_months, quarters_in
from imscore.inputs.layouts.phrases import Tokens
from imscore.inputs.layouts.quiet_lines import is_short_name
from imscore.inputs.layouts.table import Fixed, Table
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_A_RECORD, _TWO = 2, 2
# The header itself, and the row above it, which may hold headings over its columns.
_ROWS_OF_HEADINGS = 2


@dataclass(frozen=True)
class _Place:
    """Where a line stands: above the title, over a block of its own, or between rows."""

    above_title: bool = False
    over_a_block: bool = False


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless a line by it, or the sheet's name, makes its figures those of a part.

    A line that is not understood is warned of; over a block of its own, further down, it is
    refused, since nothing there contradicts what the first title says.

    Args:
        table: of any layout; only those of our own, and a user's, whose indicator stands in a
            title, a heading or a row's label are looked at.
        catalogue: the known indicators.
    """
    if not is_looked_at(table):
        return table
    told = {(doubt.cell, doubt.found) for doubt in table.doubts}
    found = [
        problem
        for problem in _problems(table, catalogue)
        if problem.severity == "error" or (problem.cell, problem.found) not in told
    ]
    errors = [problem for problem in found if problem.severity == "error"]
    if "indicator" in table.layout.says:
        # What a person says of the sheet comes first, and is not passed over in silence.
        found = [_said_otherwise(problem) for problem in found]
    elif errors:
        return errors
    return replace(table, doubts=(*table.doubts, *found)) if found else table


def _problems(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    places, owners = places_of(table), owners_of(table, catalogue)
    for cell in _lines(table):
        at = _place(table, cell)
        if at is None:
            continue
        said = judged(cell.text, catalogue, places, owners)
        if at.over_a_block and _is_of_a_part_year(table, cell):
            yield _problem(kinds.PART_OF_YEARS, table, cell, said)
        elif said.words and not _is_rest_of_a_title(table, cell, catalogue, places, owners):
            yield _problem(_kind(said, at), table, cell, said)
    for cell in _labelled(table):
        said = judged(cell.text, catalogue, places, owners)
        if said.narrows and not said.of_a_theme:
            yield _problem(kinds.NARROWING_LINE, table, cell, said)
    name = Fixed(table.sheet.name, -1, 0)
    said = judged(name.text, catalogue, places, owners)
    if said.words and (said.narrows or not is_short_name(name.text)):
        yield _problem(_kind(said, _Place(above_title=True)), table, name, said)


def _kind(said: Judged, at: _Place) -> kinds.Kind:
    if said.narrows and not (said.of_a_theme and at.above_title):
        return kinds.NARROWING_LINE
    return kinds.BLOCK_UNCLEAR if at.over_a_block else kinds.LINE_UNCLEAR


def _problem(kind: kinds.Kind, table: Table, cell: Fixed, said: Judged) -> Problem:
    where = f"{column_letters(cell.column)}{cell.row + 1}" if cell.row >= 0 else ""
    words = {"words": ", ".join(map(repr, said.words))}
    found = repr(" ".join(cell.text.split()))
    return kind.at(table.sheet.file, table.sheet.name, where, found=found, **words)


def _said_otherwise(problem: Problem) -> Problem:
    if problem.severity == "warning":
        return problem
    return kinds.LAYOUT_CONTRADICTED.at(
        problem.file, problem.sheet, problem.cell, found=problem.found, says="indicator"
    )


def _lines(table: Table) -> list[Fixed]:
    """The texts that stand alone in their row, from the top to the last row that is read."""
    sheet = table.sheet
    last = int(table.rows.max())
    end = last if sheet.height <= MADE_BY_HAND else table.header_row - 1
    return [cell for cell in lone_cells(sheet, 0, end) if not is_read(table, cell)]


def _labelled(table: Table) -> Iterator[Fixed]:
    """Two texts in one row well above the header, such as `Group` and `Routine and manual`."""
    columns = table.sheet.columns
    for row in range(table.header_row - _ROWS_OF_HEADINGS):
        filled = [(c, cells[row]) for c, cells in enumerate(columns) if is_filled(cells[row])]
        if len(filled) == _TWO and all(isinstance(cell, str) for _, cell in filled):
            text = f"{text_of(filled[0][1])}: {text_of(filled[1][1])}"
            yield Fixed(text, row, filled[1][0])


def _place(table: Table, cell: Fixed) -> _Place | None:
    """Where a line stands; None where what is below it is not read."""
    rows = np.unique(table.rows)
    if cell.row < table.header_row - 1:
        titles = [p.fixed["indicator"].row for p in table.parts if "indicator" in p.fixed]
        return _Place(above_title=any(cell.row < row for row in titles))
    below = rows[rows > cell.row]
    if not len(below) or _has_records(table, range(cell.row + 1, int(below[0]))):
        return None
    first, before = int(below[0]), rows[rows < cell.row]
    after = int(before[-1]) if len(before) else table.header_row - 1
    headed = any(_filled(table, row) > 1 for row in range(cell.row + 1, first))
    titled = any(after < p.fixed["indicator"].row < first
                 for p in table.parts if first in p.rows and "indicator" in p.fixed)  # fmt: skip
    return _Place(over_a_block=bool(len(before)) and headed and not titled)


def _has_records(table: Table, rows: range) -> bool:
    """Whether figures stand in one of the rows: they are of a table that is not read."""
    return any(
        sum(_is_number(cells[row]) for cells in table.sheet.columns) >= _A_RECORD for row in rows
    )


def _is_number(cell: object) -> bool:
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return is_number and period_in(cell, None) is None


def _filled(table: Table, row: int) -> int:
    return sum(is_filled(cells[row]) for cells in table.sheet.columns)


def _is_of_a_part_year(table: Table, cell: Fixed) -> bool:
    """Whether a line names a quarter or some months, and the periods below it do not."""
    if not (quarters_in(cell.text) or has_part_months(cell.text)):
        return False
    below = [part.fixed["period"].text for part in table.parts
             if "period" in part.fixed and len(part.rows) and part.rows[-1] > cell.row]  # fmt: skip
    return not any(quarters_in(text) or has_part_months(text) for text in below)


def _is_rest_of_a_title(
    table: Table,
    cell: Fixed,
    catalogue: Catalogue,
    places: Collection[Tokens],
    owners: Sequence[str],
) -> bool:
    """Whether a line and the one right above or below it are one title, all of it understood."""
    for row in (cell.row - 1, cell.row + 1):
        if not 0 <= row < min(table.header_row - 1, table.sheet.height):
            continue
        other = next((text_of(c[row]) for c in table.sheet.columns if is_filled(c[row])), "")
        if _filled(table, row) == 1:
            both = f"{other} {cell.text}" if row < cell.row else f"{cell.text} {other}"
            if not judged(both, catalogue, places, owners).words:
                return True
    return False
