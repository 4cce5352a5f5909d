"""Lines between the rows of a plain table that say of which period or indicator those below are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import between, indicator_lines
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.table import Fixed, IndexArray
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

# What lines above some rows say of them, and those rows.
Rows = tuple[Mapping[str, Fixed], IndexArray]


def by_period(sheet: Sheet, found: Candidate) -> list[Rows]:
    """The rows of each period, where rows between them hold one alone; else nothing."""
    periods = between.period_rows(sheet, found.end - 1)
    places = {name: places[0] for name, places in found.positions.items()}
    blocks = between.blocks(sheet, found.row, periods, places) if periods else ()
    return [({"period": period} if period else {}, rows) for period, rows in blocks]


def by_indicator(
    sheet: Sheet, found: Candidate, fixed: Mapping[str, Fixed], catalogue: Catalogue
) -> list[Rows] | Problem:
    """The rows of each indicator, where lines between them name one alone; else nothing."""
    if "indicator or indicator_id" not in found.missing:
        return []
    places = {name: places[0] for name, places in found.positions.items()}
    rows = next((rows for _, rows in between.blocks(sheet, found.end - 1, [], places)), None)
    if rows is None:
        return []
    lines = indicator_lines.stretches(
        sheet,
        found.row,
        between.with_several(sheet, rows, places),
        catalogue,
        above=fixed.get("indicator"),
        periods="rows" if "period" in places else "lines",
    )
    if isinstance(lines, Problem):
        return lines
    other = next((each for each in lines if _is_of_others(each.heading.measure, places)), None)
    if other:
        line = other.fixed["indicator"]
        return indicator_lines.problem(sheet, line.row, line.column)
    return [(each.fixed, each.rows) for each in lines]


def _is_of_others(measure: str, places: Mapping[str, int]) -> bool:
    """Whether a line speaks of counts, say, over a table that has no column of them."""
    return measure in ("numerator", "denominator", "value") and measure not in places


def note(lines: Sequence[Rows]) -> str:
    """The sentence that says which lines gave the indicators of the rows."""
    told = dict.fromkeys(fixed["indicator"] for fixed, _ in lines)
    said = ", ".join(f"{i.text} ({column_letters(i.column)}{i.row + 1})" for i in told)
    return f"lines that name an indicator alone give it to the rows below: {said}"
