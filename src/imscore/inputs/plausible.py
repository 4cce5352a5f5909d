"""Values outside what has been seen: anywhere, or in the areas of England at the time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray, FloatArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.rounding import plain_number
from imscore.inputs.selection import Selection
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

# Five times the most that was ever seen is of another unit or measure, unless it rests on so few
# events that chance alone may make it: one death among nine births is 111 per 1,000.
_IMPOSSIBLE, _FEW = 5.0, 5
# Beyond the least or the most that any area had by more than this, a value is no mere record.
_FAR = 1.25
# What else figures are given per, the likelier ones first.
_UNITS = (100, 1_000, 10_000, 100_000)


def check(selection: Selection, figures: Figures, catalogue: Catalogue) -> None:
    """Warns of values outside what has been seen; nought is never called implausible.

    Outside is: beyond the ends that hold for the indicator at any time, or by a quarter beyond the
    ends of what England's areas had at the time of the value, where the definition tells these.
    It is an error where the value is over five times the most, not on fewer than five events, or
    where the counts that give it are not whole.
    """
    open_rows = (figures.value != 0) & ~selection.is_faulty()
    low, high = (plausible_end(selection, catalogue, end) for end in (0, 1))
    beyond = open_rows & ((figures.value < low) | (figures.value > high))
    if beyond.any():
        _refuse(selection, figures, catalogue, beyond, (low, high))
    open_rows &= ~selection.is_faulty()
    outside = open_rows & beyond
    _report(selection, figures, catalogue, np.flatnonzero(outside), (low, high))
    open_rows &= ~outside
    indicator = selection.known_texts("indicator")
    start, end = (np.asarray(selection.known[f"period_{name}"]) for name in ("start", "end"))
    for name in indicator.present():
        ranges = catalogue[name].seen
        if not ranges:
            continue
        rows = np.flatnonzero(open_rows & indicator.equals(name))
        for seen in ranges:
            since, until = seen.months
            least, most = seen.range
            value = figures.value[rows]
            far = (value < least / _FAR) | (value > most * _FAR)
            far &= (start[rows] >= since) & (end[rows] <= until)
            when = f", in areas of England from {seen.since} to {seen.until}"
            _report(selection, figures, catalogue, rows[far], (least, most), when)


def plausible_end(selection: Selection, catalogue: Catalogue, end: int) -> FloatArray:
    """The least (end 0) or the most (end 1) that has been seen of each row's indicator."""
    ends = {i: catalogue[i].plausible[end] for i in catalogue}
    return selection.known_texts("indicator").numbers(ends.__getitem__, float)


def _refuse(
    selection: Selection,
    figures: Figures,
    catalogue: Catalogue,
    beyond: BoolArray,
    ends: tuple[FloatArray, FloatArray],
) -> None:
    low, high = ends
    counts = np.stack([figures.numerator[beyond], figures.denominator[beyond]])
    broken = np.zeros_like(beyond)
    broken[beyond] = figures.counted[beyond] & (counts != np.round(counts)).any(axis=0)
    indicator = selection.known_texts("indicator")
    for row in np.flatnonzero(broken):
        about = catalogue[indicator[row]]
        words = {
            "found": f"{figures.value[row]:.4g}",
            "numerator": f"{figures.numerator[row]:.6g}",
            "denominator": f"{figures.denominator[row]:.6g}",
            "low": plain_number(low[row]),
            "high": plain_number(high[row]),
            "unit": about.unit,
        }
        selection.problem(kinds.NOT_COUNTS, "numerator", selection.rows[[row]], **words)
    far = beyond & ~broken & (figures.value > _IMPOSSIBLE * high)
    far &= ~(figures.counted & (figures.numerator < _FEW))
    for row in np.flatnonzero(far):
        words = {"found": f"{figures.value[row]:.4g}", "most": plain_number(high[row])}
        selection.problem(kinds.TOO_LARGE, "value", selection.rows[[row]], column="value", **words)


def _report(
    selection: Selection,
    figures: Figures,
    catalogue: Catalogue,
    rows: NDArray[np.intp],
    ends: tuple[FloatArray, FloatArray] | tuple[float, float],
    when: str = "",
) -> None:
    indicator = selection.known_texts("indicator")
    low, high = (np.broadcast_to(end, len(figures.value)) for end in ends)
    for row in rows:
        about = catalogue[indicator[row]]
        words = {
            "found": f"{figures.value[row]:.4g}",
            "indicator": about.short_name,
            "low": plain_number(low[row]),
            "high": plain_number(high[row]),
            "unit": about.unit,
            "when": when,
            "perhaps": "" if figures.counted[row] else _perhaps(figures.value[row], about),
        }
        selection.problem(kinds.IMPLAUSIBLE, "value", selection.rows[[row]], **words)


def _perhaps(value: float, about: Indicator) -> str:
    """Of which other unit a value would be usual, "" where of none."""
    low, high = about.plausible
    for per in _UNITS:
        meant = value * about.multiplier / per
        if per != about.multiplier and low <= meant <= high:
            unit = "%" if about.unit == "%" else f" {about.unit}"
            return f"; if it is per {per:,}, write {meant:.4g}{unit}"
    return ""
