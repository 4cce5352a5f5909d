"""Headers that name a period: whether it is that of the figures below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imscore.columns import as_column
from imscore.errors import PeriodError
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.blocks import FIGURES, field_of, is_figure
from imscore.inputs.layouts.header_cells import has_years, is_filled, period_in
from imscore.inputs.layouts.part_years import quarters_in
from imscore.inputs.layouts.period_words import split
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.model import Problem
from imscore.periods import Period, parse_marked

_ROWS_ABOVE, _FEWEST_HEADINGS = 3, 2
_YEARS = re.compile(r"(?:19|20)\d\d")
# A year beside one of these is of the population, the boundaries or the publication.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:based|base|boundar|census|icd|revis|publi|mid|estimate|version|weight|standard)", re.I
)


def checked(table: Table) -> Table | list[Problem]:
    """The table, unless a header, or a column of periods, says another period than is read.

    Args:
        table: of any layout but a published one that is known as a whole.

    Returns:
        The table, or an error at each header that contradicts the period of a figure below it.
    """
    if not table.parts or not (table.layout.own or table.layout.id in ("plain", "wide")):
        return table
    found = [problem for part in table.parts if len(part.rows) for problem in _of_part(table, part)]
    return list({problem.cell: problem for problem in found}.values()) or table


def _of_part(table: Table, part: Part) -> Iterator[Problem]:
    for name, column in part.positions.items():
        for header in _headers(table, part, column) if name in FIGURES else ():
            told = _period_of(header.text)
            numbers = quarters_in(header.text)
            if told is None and not numbers:
                continue
            other = next((p for p in _periods(table, part) if not _agree(p, told, numbers)), None)
            if other:
                yield _problem(table, header, other)
    yield from _own_columns(table, part)


def _headers(table: Table, part: Part, column: int) -> Iterator[Fixed]:
    """The cells over a column of figures: its own, and those that reach over it from the left."""
    period = part.fixed.get("period")
    first = max(table.header_row - 1, period.row if period else 0)
    first = first if first < part.rows.min() else table.header_row - 1
    columns = table.sheet.columns
    for row in range(first, min(int(part.rows.min()), first + _ROWS_ABOVE + 1)):
        if (period is None or (row, column) != (period.row, period.column)) and is_filled(
            columns[column][row]
        ):
            yield Fixed(text_of(columns[column][row]), row, column)
    leftmost = min(c for name, c in part.positions.items() if name in FIGURES)
    for row in range(first - 1, max(-1, first - 1 - _ROWS_ABOVE), -1):
        filled = [cells[row] for cells in columns if is_filled(cells[row])]
        # A title stands alone; figures are of the block above.
        if len(filled) < _FEWEST_HEADINGS or any(is_figure(text_of(cell)) for cell in filled):
            return
        place = next((c for c in range(column, leftmost - 1, -1) if is_filled(columns[c][row])), -1)
        if place >= 0:
            yield Fixed(text_of(columns[place][row]), row, place)


def _own_columns(table: Table, part: Part) -> Iterator[Problem]:
    """A column of periods beside figures whose header names their period."""
    period = part.fixed.get("period")
    if period is None or period.row < 0 or period.row >= part.rows.min():
        return
    # Its header may stand in the row of areas above that of the periods.
    header = range(max(0, period.row - _ROWS_ABOVE), int(part.rows.min()))
    told = _period_of(period.text)
    for column, cells in enumerate(table.sheet.columns[: period.column]):
        if not any(field_of(text_of(cells[row]), table.layout) == "period" for row in header):
            continue
        for row in part.rows:
            text = text_of(cells[row])
            if _parsed(text) and not _agree(text, told, set()):
                yield _problem(table, period, f"{text} in {column_letters(column)}{row + 1}")
                return


def _periods(table: Table, part: Part) -> list[str]:
    if "period" in part.fixed:
        return [part.fixed["period"].text]
    column = part.positions.get("period")
    if column is None:
        return []
    cells = as_column(table.sheet.columns[column]).take(part.picked).distinct
    return [text_of(cell) for cell in cells]


def _period_of(text: str) -> Period | None:
    """The period that a header names beside its words; None where there is none."""
    if not has_years(text) or _OF_SOMETHING_ELSE.search(text):
        return None
    bare = " ".join(re.sub(r"[()\[\],:;]", " ", text).split())
    return _parsed(period_in(bare, None) or split(bare)[0])


def _parsed(text: str) -> Period | None:
    try:
        return parse_marked(text)[0] if text else None
    except PeriodError:
        return None


def _agree(text: str, told: Period | None, quarters: set[int]) -> bool:
    """Whether a figure's period may be the one told; what is no period is refused elsewhere."""
    own = _parsed(text)
    if own is None:
        return True
    if quarters and not quarters_in(own.text) & quarters:
        return False
    if told is None or own.text == told.text or own.text.startswith(f"{told.text} "):
        return True
    # A lone year may be the one that a financial year starts or ends in.
    lone = told.kind == "calendar_year" and own.kind.startswith("financial")
    years = _YEARS.findall(own.text)
    return lone and told.text in (*years, *(str(int(year) + 1) for year in years))


def _problem(table: Table, header: Fixed, period: str) -> Problem:
    sheet = table.sheet
    cell = f"{column_letters(header.column)}{header.row + 1}"
    spelt = repr(" ".join(header.text.split()))
    return kinds.OTHER_PERIOD.at(sheet.file, sheet.name, cell, found=spelt, period=period)
