"""Columns of area profiles: England's value beside the area's own, and the number in a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from imscore.columns import as_column
from imscore.errors import PeriodError
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.table import Fixed, IndexArray, Part, Table
from imscore.model import ENGLAND_NAME, Problem
from imscore.periods import parse_marked

_ENGLAND, _YEARLY = "england_value", "yearly_number"
# What an England row has of the row that its value stands in.
_SHARED = ("indicator", "indicator_id", "definition", "period", "sex", "age", "category")


def apart(table: Table) -> Table:
    """The table with England's values as rows of England, and numbers in a year where they fit.

    The profiles that councils were sent give numbers a year beside rates of three years: such a
    number is the numerator of a single year, and of nothing longer.

    Args:
        table: with one row an observation.
    """
    if not {_ENGLAND, _YEARLY} & {*table.positions}:
        return table
    doubts = [doubt for part in table.parts for doubt in _doubts(table, part)]
    parts = [each for part in table.parts for each in _local(table, part)]
    england = [each for part in table.parts for each in _england(table, part)]
    notes = [
        f"the values of England in column {column_letters(part.positions['value'])} are read as "
        "rows of England"
        for part in england[:1]
    ]
    return replace(
        table,
        parts=(*parts, *england),
        notes=(*table.notes, *notes),
        doubts=(*table.doubts, *doubts[:1]),
    )


def _local(table: Table, part: Part) -> Iterator[Part]:
    places = {n: c for n, c in part.positions.items() if n not in (_ENGLAND, _YEARLY)}
    number = part.positions.get(_YEARLY)
    if number is None or "numerator" in places:
        yield replace(part, positions=places)
        return
    longer = _are_longer(table, part)
    for rows, more in ((part.rows[~longer], {"numerator": number}), (part.rows[longer], {})):
        if len(rows):
            yield replace(part, rows=rows, positions={**places, **more})


def _england(table: Table, part: Part) -> Iterator[Part]:
    """England's rows: each value once for an indicator and a period, where there is one."""
    column = part.positions.get(_ENGLAND)
    if column is None:
        return
    places = {n: c for n, c in part.positions.items() if n in _SHARED}
    rows = _once(table, part.rows, [*places.values(), column], column)
    if not len(rows):
        return
    header = table.header_row - 1
    fixed = {n: f for n, f in part.fixed.items() if n in _SHARED}
    fixed["area_name"] = Fixed(ENGLAND_NAME, header, column)
    yield Part(rows, {**places, "value": column}, fixed)


def _once(table: Table, rows: IndexArray, keys: list[int], column: int) -> IndexArray:
    """The rows with something in a column, the first of those alike in some; no headers again."""
    cells = table.sheet.columns
    header = text_of(cells[column][table.header_row - 1])
    seen: dict[tuple[str, ...], int] = {}
    for row in rows.tolist():
        if is_filled(cells[column][row]) and text_of(cells[column][row]) != header:
            seen.setdefault(tuple(text_of(cells[key][row]) for key in keys), row)
    return np.array(list(seen.values()), dtype=np.intp)


def _are_longer(table: Table, part: Part) -> np.ndarray:
    """Which rows are of a period of several years."""
    if "period" in part.fixed:
        return np.full(len(part.rows), _is_longer(part.fixed["period"].text))
    cells = as_column(table.sheet.columns[part.positions["period"]]).take(part.picked)
    return cells.numbers(lambda cell: _is_longer(text_of(cell)), bool)


def _is_longer(text: str) -> bool:
    try:
        return parse_marked(text)[0].kind == "three_calendar_years"
    except PeriodError:
        return False


def _doubts(table: Table, part: Part) -> Iterator[Problem]:
    number = part.positions.get(_YEARLY)
    if number is None or "numerator" in part.positions:
        return
    longer = np.flatnonzero(_are_longer(table, part))
    if len(longer):
        row, sheet = table.header_row - 1, table.sheet
        period = part.fixed.get("period")
        spelt = period.text if period else text_of(
            sheet.columns[part.positions["period"]][int(part.rows[longer[0]])]
        )  # fmt: skip
        found = repr(text_of(sheet.columns[number][row]))
        where = (sheet.file, sheet.name, f"{column_letters(number)}{row + 1}")
        yield kinds.YEARLY_NUMBER.at(*where, found=found, period=spelt)
