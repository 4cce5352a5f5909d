"""Figures of one row that cannot be of one thing: counts, value, interval and hidden counts."""

from __future__ import annotations

import re

import numpy as np

from imscore.inputs import cells, kinds
from imscore.inputs.cells import BoolArray, FloatArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.numbers import Numbers
from imscore.inputs.rounding import plain_number, rounding
from imscore.inputs.selection import Selection, count_rows
from imscore.inputs.series import IndexArray
from imscore.stats.intervals import proportion_limits, rate_limits

# Neither rounding nor another version of a count makes a figure more than twice what it was.
_FACTOR = 2.0
# An interval is as wide as the root of the events tells: a third of it is nine times the events.
_WIDTHS_APART = 3.0
_DUST = 1e-6
_AT_MOST = re.compile(r"^(?:(<=|≤|<|fewer than|less than|under)\s*(\d+)|(\d+) or (?:fewer|less))$")


def apart(figures: Figures, rows: IndexArray, slack: FloatArray) -> BoolArray:
    """Where counts and the value beside them cannot describe one thing.

    That is where one is at least twice the other, their rounding allowed for, which takes in nought
    beside more than nought; or where a proportion is printed as more than everyone.

    Args:
        figures: of all rows.
        rows: those to look at, with counts and a value.
        slack: half of the last printed digit of each of them.
    """
    printed = figures.printed[rows]
    computed = figures.numerator[rows] / figures.denominator[rows] * figures.multiplier[rows]
    apart = np.maximum(printed, computed) >= _FACTOR * np.minimum(printed, computed)
    apart &= np.abs(printed - computed) > _FACTOR * slack
    everyone = figures.proportion[rows] & (printed > figures.multiplier[rows] * (1 + _DUST))
    result: BoolArray = apart | everyone
    return result


def gives_back(columns: dict[str, Numbers]) -> BoolArray:
    """Where a count is hidden, and the value and the denominator beside it would tell it."""
    beside = np.isfinite(columns["value"].values) & np.isfinite(columns["denominator"].values)
    result: BoolArray = beside & columns["numerator"].markers.equals("suppressed")
    return result


def keep_back(selection: Selection, figures: Figures, told: BoolArray) -> None:
    """Says of how many rows the value is not read, since a hidden count follows from it."""
    if told.any():
        for limits in (figures.lower_ci, figures.upper_ci):
            limits[told] = np.nan
        selection.note(
            f"{count_rows(int(told.sum()))} with a hidden count beside the value and the "
            "denominator, which would tell it: the value is kept back too"
        )


def check(selection: Selection, figures: Figures) -> None:
    """Reports denominators and hidden counts that the value beside them contradicts."""
    lacking = np.isnan(figures.numerator) & (figures.denominator > 0)
    lacking &= (figures.printed > 0) & ~selection.is_faulty()
    if not lacking.any():
        return
    scale = figures.denominator / figures.multiplier
    slack = rounding(figures.printed)
    _check_hidden(selection, figures, lacking, (figures.printed - slack) * scale)
    short = lacking & ((figures.printed + slack) * scale < 1 - _DUST)
    for row in np.flatnonzero(short):
        words = _words(selection, figures, row)
        selection.problem(kinds.DENOMINATOR_SHORT, "denominator", selection.rows[[row]], **words)
    _check_widths(selection, figures, lacking & ~short)


def _check_hidden(
    selection: Selection, figures: Figures, lacking: BoolArray, least: FloatArray
) -> None:
    """Reports counts said to be below a bound that the value lifts them over."""
    spelt = selection.texts("numerator")
    most = spelt.numbers(_at_most, float)
    for row in np.flatnonzero(lacking & (least > most + _DUST)):
        words = _words(selection, figures, row) | {"found": repr(spelt[row])}
        selection.problem(kinds.HIDDEN_CONTRADICTS, "numerator", selection.rows[[row]], **words)


def _at_most(spelt: object) -> float:
    match = _AT_MOST.match(cells.text(spelt).casefold())
    if not match:
        return np.nan
    return float(match[3] or match[2]) - (match[1] in ("<", "fewer than", "less than", "under"))


def _check_widths(selection: Selection, figures: Figures, lacking: BoolArray) -> None:
    """Warns where the printed interval is far from as wide as the denominator makes it."""
    rows = np.flatnonzero(lacking & (figures.upper_ci > figures.lower_ci))
    if not len(rows):
        return
    people, multiplier = figures.denominator[rows], figures.multiplier[rows]
    events = np.round(figures.printed[rows] * people / multiplier)
    shares, rates = (
        proportion_limits(events, people, multiplier=1),
        rate_limits(events, people, multiplier=1),
    )
    proportion = figures.proportion[rows]
    made = np.where(proportion, shares.upper - shares.lower, rates.upper - rates.lower)
    ratio = (figures.upper_ci[rows] - figures.lower_ci[rows]) / (made * multiplier)
    for row in rows[(ratio * _WIDTHS_APART < 1) | (ratio > _WIDTHS_APART)]:
        interval = (plain_number(limit[row]) for limit in (figures.lower_ci, figures.upper_ci))
        words = _words(selection, figures, row) | {"interval": " to ".join(interval)}
        selection.problem(kinds.DENOMINATOR_DOUBTFUL, "denominator", selection.rows[[row]], **words)


def _words(selection: Selection, figures: Figures, row: np.signedinteger) -> dict[str, object]:
    denominator = figures.denominator[row]
    return {
        "found": plain_number(denominator),
        "denominator": f"{denominator:,.10g}",
        "value": f"{figures.printed[row]:.4g}",
        "events": f"{figures.printed[row] * denominator / figures.multiplier[row]:.3g}",
        "value_cell": selection.cell("value", int(selection.rows[row])),
    }
