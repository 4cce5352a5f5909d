"""What can be wrong with the figures of a row, each reported at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from imscore.inputs import cells, contradictions, kinds, second_look
from imscore.inputs.cells import BoolArray, FloatArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.numbers import Numbers, how_to_write
from imscore.inputs.package import Package
from imscore.inputs.plausible import plausible_end
from imscore.inputs.rounding import agree, another_power_of_ten, decimals, plain_number, rounding
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue

COUNTS = ("numerator", "denominator")
# More than the people of England.
_MOST_COUNTED = 100_000_000
# In 1.234 a thousand may have been meant; published estimates have many decimals, or are larger.
_SUSPECT_DECIMALS, _SUSPECT_BELOW = 3, 1_000
_DUST = 1e-6
_TOLD_SINGLY = 10
_Row = int | np.signedinteger[Any]

_TOLD_SINGLY = 10


def report_bad_cells(
    selection: Selection,
    columns: dict[str, Numbers],
    raised: Mapping[str, str],
    package: Package,
) -> None:
    """Reports cells that are neither a number, nor a marker, nor blank; and negative numbers."""
    for field, column in columns.items():
        raw = selection.cells(field)
        for row in np.flatnonzero(column.bad):
            cell = raised.get(raw[row], raw[row]) if isinstance(raw[row], str) else raw[row]
            _not_a_number(selection, field, row, cells.text(cell), how_to_write(cell))
        if field.partition(" + ")[0] in (*COUNTS, "value"):
            for row in np.flatnonzero(column.values < 0):
                found = plain_number(column.values[row])
                _at(selection, kinds.NEGATIVE, field, row, found=found, column=field)
    _report_hidden_values(selection, columns, package)


def _report_hidden_values(
    selection: Selection, columns: dict[str, Numbers], package: Package
) -> None:
    """Reports what the fast reader gives as blank: error values, formulas without a result."""
    table = selection.table
    blank = {
        field: np.isnan(column.values) & column.markers.equals("") & ~column.bad
        for field, column in columns.items()
        if field in table.positions
    }
    if not any(where.any() for where in blank.values()):
        return
    if not second_look.may_hide_values(table, package):
        return
    for field, where in blank.items():
        rows = np.flatnonzero(where)
        looks = second_look.look(table, field, package, selection.rows[rows])
        for row, seen in zip(rows, looks, strict=False):
            if seen.error:
                _not_a_number(selection, field, row, seen.error, "")
            elif seen.blank and seen.formula:
                words = {"found": seen.formula, "column": field}
                _at(selection, kinds.UNSAVED_FORMULA, field, row, **words)


def check_counts(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Reports counts that give no value or cannot be counts."""
    indicator = selection.known_texts("indicator")
    _set_nobody_aside(selection, figures)
    for row in np.flatnonzero(figures.denominator == 0):
        about = catalogue[indicator[row]]
        unit = "percentage" if about.unit == "%" else "rate"
        _at(selection, kinds.ZERO_DENOMINATOR, "denominator", row, found="0", unit=unit)
    for row in np.flatnonzero(_impossible(selection, figures, catalogue)):
        numerator, denominator = (
            plain_number(column[row]) for column in (figures.numerator, figures.denominator)
        )
        words = {"found": numerator, "denominator": denominator}
        _at(selection, kinds.NUMERATOR_OVER, "numerator", row, **words)
    for field in COUNTS:
        _check_size(selection, field, getattr(figures, field))


def _set_nobody_aside(selection: Selection, figures: Figures) -> None:
    """Takes counts of 0 of 0 for what they are: nobody to count, and so no figure."""
    nobody = (figures.numerator == 0) & (figures.denominator == 0)
    nobody &= np.isnan(figures.printed) | (figures.printed == 0)
    rows = np.flatnonzero(nobody)
    if not len(rows):
        return
    for row in rows[:_TOLD_SINGLY]:
        _at(selection, kinds.NOBODY, "denominator", row, found="0 of 0")
    if len(rows) > _TOLD_SINGLY:
        found = f"0 of 0 in {len(rows) - _TOLD_SINGLY:,} more rows"
        _at(selection, kinds.NOBODY, "denominator", rows[_TOLD_SINGLY], found=found)
    figures.marker = figures.marker.put(rows, "not_applicable")
    figures.printed = np.where(nobody, np.nan, figures.printed)
    for field in COUNTS:
        setattr(figures, field, np.where(nobody, np.nan, getattr(figures, field)))


def _impossible(selection: Selection, figures: Figures, catalogue: Catalogue) -> BoolArray:
    """Where a numerator is over its denominator though the indicator's values leave no room."""
    over = (figures.numerator > figures.denominator) & (figures.denominator > 0)
    high = plausible_end(selection, catalogue, 1)
    result: BoolArray = over & (figures.proportion | (high <= figures.multiplier))
    return result


def _check_size(selection: Selection, field: str, counts: FloatArray) -> None:
    for row in np.flatnonzero(counts > _MOST_COUNTED):
        words = {"found": f"{counts[row]:.4g}", "most": f"{_MOST_COUNTED:,}"}
        _at(selection, kinds.TOO_LARGE, field, row, column=field, **words)
    broken = np.flatnonzero((counts != np.round(counts)) & (counts < _SUSPECT_BELOW))
    shown = decimals(counts[broken])
    for row in broken[(shown > 0) & (shown <= _SUSPECT_DECIMALS)]:
        _at(selection, kinds.PART_COUNT, field, row, column=field, found=plain_number(counts[row]))


def check_values(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Reports values that their counts do not give, within the value's own rounding."""
    computed, tolerance = figures.computed, rounding(figures.printed)
    both = np.isfinite(computed) & np.isfinite(figures.printed) & ~selection.is_faulty()
    rows = np.flatnonzero(both & ~agree(figures.printed, computed, tolerance))
    printed, computed = figures.printed[rows], computed[rows]
    wrong_unit = another_power_of_ten(printed, computed, tolerance[rows])
    apart = contradictions.apart(figures, rows, tolerance[rows])
    indicator = selection.known_texts("indicator")
    for place, row in enumerate(rows):
        about = catalogue[indicator[row]]
        kind = kinds.VALUE_CONTRADICTS if apart[place] else kinds.VALUE_DISAGREES
        kind = kinds.WRONG_UNIT if wrong_unit[place] else kind
        words = {
            "found": plain_number(printed[place]),
            "computed": f"{computed[place]:.4g}",
            "unit": "as a percentage" if about.unit == "%" else about.unit,
        }
        _at(selection, kind, "value", row, **words)
    for row in np.flatnonzero(figures.percent & ~figures.proportion):
        about = catalogue[indicator[row]]
        found = f"{plain_number(figures.printed[row])}%"
        suggestion = f"This indicator is a rate {about.unit}, not a percentage."
        words = {"found": found, "column": "value", "suggestion": suggestion}
        _at(selection, kinds.NOT_A_NUMBER, "value", row, **words)


def check_lone_values(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Reports values without counts that cannot be, or that their own interval does not hold."""
    alone = np.isfinite(figures.printed) & ~figures.counted
    most = figures.multiplier * (1 + _DUST)
    for row in np.flatnonzero(alone & (figures.printed > most)):
        words = {"found": f"{figures.printed[row]:.6g}", "most": plain_number(most[row] // 1)}
        _at(selection, kinds.TOO_LARGE, "value", row, column="value", **words)
    _check_limits(selection, figures, most)


def _check_limits(selection: Selection, figures: Figures, most: FloatArray) -> None:
    """Reports intervals that do not hold the value beside them, or cannot be.

    That value is the one printed, else the one that the counts give.
    """
    shown = np.where(np.isfinite(figures.printed), figures.printed, figures.computed)
    limits = np.isfinite(figures.lower_ci) & np.isfinite(figures.upper_ci)
    limits &= np.isfinite(shown) & ~selection.is_faulty()
    held = (figures.lower_ci <= shown) & (shown <= figures.upper_ci)
    held &= (figures.lower_ci >= 0) & ~(figures.proportion & (figures.upper_ci > most))
    for row in np.flatnonzero(limits & ~held):
        words = {
            "found": f"{shown[row]:.4g}"
            if np.isnan(figures.printed[row])
            else plain_number(shown[row]),
            "low": plain_number(figures.lower_ci[row]),
            "high": plain_number(figures.upper_ci[row]),
        }
        _at(selection, kinds.INTERVAL_OFF, "lower_ci", row, **words)


def _not_a_number(selection: Selection, field: str, row: _Row, found: str, rewritten: str) -> None:
    cell = selection.cell(field, int(selection.rows[row]))
    seen_by = selection.table.sheet.seen.get(cell)
    if seen_by:
        words = {"found": found, "seen": seen_by, "column": field}
        _at(selection, kinds.FORMAT_SHOWS, field, row, **words)
        return
    counts = ", or leave it blank and give the counts" if field == "value" else ""
    suggestion = f"Write {rewritten}{counts}." if rewritten else "Correct the cell."
    words = {"found": found, "column": field, "suggestion": suggestion}
    _at(selection, kinds.NOT_A_NUMBER, field, row, **words)


def _at(selection: Selection, kind: kinds.Kind, field: str, row: _Row, **words: object) -> None:
    """Records a problem at a field's cell in one of the rows still wanted."""
    selection.problem(kind, field, [int(selection.rows[row])], **words)
