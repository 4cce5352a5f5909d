"""What can be wrong with the figures of a row, each reported at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from imscore.inputs import cells, kinds
from imscore.inputs.cells import BoolArray, FloatArray, Numbers
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue

if TYPE_CHECKING:
    from imscore.inputs.figures import Figures

_FLOATING_DUST = 1e-9


def report_bad_cells(selection: Selection, columns: dict[str, Numbers]) -> None:
    """Reports cells that are neither a number, nor a marker, nor blank; and negative numbers."""
    for field, column in columns.items():
        raw = selection.cells(field)
        for row in np.flatnonzero(column.bad):
            found = cells.text(raw[row])
            number = cells.leading_number(raw[row])
            counts = ", or leave it blank and give the counts" if field == "value" else ""
            suggestion = f"Write {number}{counts}." if number else "Correct the cell."
            selection.problem(
                kinds.NOT_A_NUMBER,
                field,
                selection.rows[[row]],
                found=found,
                column=field,
                suggestion=suggestion,
            )
        if field in ("numerator", "denominator", "value"):
            for row in np.flatnonzero(column.values < 0):
                selection.problem(
                    kinds.NEGATIVE,
                    field,
                    selection.rows[[row]],
                    found=plain_number(column.values[row]),
                    column=field,
                )


def check_counts(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Reports counts that give no value, and lone ones."""
    for row in np.flatnonzero(figures.denominator == 0):
        unit = catalogue[selection.known["indicator"][row]].unit
        selection.problem(
            kinds.ZERO_DENOMINATOR,
            "denominator",
            selection.rows[[row]],
            found="0",
            unit="percentage" if unit == "%" else "rate",
        )
    over = figures.proportion & (figures.numerator > figures.denominator)
    for row in np.flatnonzero(over & (figures.denominator > 0)):
        selection.problem(
            kinds.NUMERATOR_OVER,
            "numerator",
            selection.rows[[row]],
            found=plain_number(figures.numerator[row]),
            denominator=plain_number(figures.denominator[row]),
        )
    lone = np.isfinite(figures.numerator) != np.isfinite(figures.denominator)
    lone &= np.isnan(figures.printed) & (selection.texts("remark") == "")
    lone &= figures.marker == "not_available"
    for row in np.flatnonzero(lone):
        field = "numerator" if np.isfinite(figures.numerator[row]) else "denominator"
        selection.problem(kinds.INCOMPLETE_COUNTS, field, selection.rows[[row]], found=field)


def check_values(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Reports values that their counts do not give, within the value's own rounding."""
    computed, tolerance = figures.computed, rounding(figures.printed)
    both = np.isfinite(computed) & np.isfinite(figures.printed)
    off = both & ~agree(figures.printed, computed, tolerance)
    wrong_unit = off & _another_power_of_ten(figures.printed, computed, tolerance)
    for row in np.flatnonzero(off):
        indicator = catalogue[selection.known["indicator"][row]]
        selection.problem(
            kinds.WRONG_UNIT if wrong_unit[row] else kinds.VALUE_DISAGREES,
            "value",
            selection.rows[[row]],
            found=plain_number(figures.printed[row]),
            computed=f"{computed[row]:.4g}",
            unit="as a percentage" if indicator.unit == "%" else indicator.unit,
        )
    strange = figures.percent & ~figures.proportion
    for row in np.flatnonzero(strange):
        unit = catalogue[selection.known["indicator"][row]].unit
        selection.problem(
            kinds.NOT_A_NUMBER,
            "value",
            selection.rows[[row]],
            found=f"{plain_number(figures.printed[row])}%",
            column="value",
            suggestion=f"This indicator is a rate {unit}, not a percentage.",
        )


def check_plausible(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Warns of values outside what has been seen anywhere; nought is never called implausible."""
    indicator = selection.known["indicator"]
    low, high = (
        cells.map_distinct(indicator, lambda i, end=end: catalogue[i].plausible[end]).astype(float)
        for end in (0, 1)
    )
    outside = (figures.value != 0) & ((figures.value < low) | (figures.value > high))
    for row in np.flatnonzero(outside):
        about = catalogue[indicator[row]]
        selection.problem(
            kinds.IMPLAUSIBLE,
            "value",
            selection.rows[[row]],
            found=f"{figures.value[row]:.4g}",
            indicator=about.short_name,
            low=plain_number(low[row]),
            high=plain_number(high[row]),
            unit=about.unit,
        )


def rounding(printed: FloatArray) -> FloatArray:
    """Half of each number's last printed digit.

    A spreadsheet stores 16.0 as 16: where other values of the column have decimals, one is
    supposed for it too.
    """
    finite = np.where(np.isfinite(printed), printed, 0.0)
    places = cells.decimals(finite)
    at_least = 1 if len(places) and places.max() >= 1 else 0
    half: FloatArray = 0.5 * 10.0 ** -np.maximum(places, at_least)
    return half


def agree(printed: FloatArray, computed: FloatArray, tolerance: FloatArray) -> BoolArray:
    """Where a printed value is what was computed, rounded."""
    dust = _FLOATING_DUST * np.maximum(1.0, np.abs(computed))
    result: BoolArray = np.abs(printed - computed) <= tolerance + dust
    return result


def _another_power_of_ten(
    printed: FloatArray, computed: FloatArray, tolerance: FloatArray
) -> BoolArray:
    found = np.zeros(len(printed), dtype=bool)
    for power in (-4, -3, -2, -1, 1, 2, 3, 4):
        scale = 10.0**power
        found |= agree(printed * scale, computed, tolerance * scale)
    return found & (printed > 0)


def plain_number(number: float) -> str:
    """A number as a person would type it.

    >>> plain_number(620.0), plain_number(0.187)
    ('620', '0.187')
    """
    return str(int(number)) if float(number).is_integer() else repr(float(number))
