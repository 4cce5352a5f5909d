"""Percentages that a spreadsheet stores as fractions: told by counts, by format, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray, FloatArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.package import Package
from imscore.inputs.plausible import plausible_end
from imscore.inputs.rounding import agree, hundredfold, plain_number, rounding
from imscore.inputs.selection import Selection, count_rows
from imscore.inputs.shown import percent_formatted, refuse_impossible
from imscore.reference.indicators import Catalogue

_WHY = {
    "counts": "the counts beside them prove it",
    "format": "their cells are formatted as percentages",
    "column": "the counts beside others of the column prove it, and all of it are fractions",
    "range": "none of the column can be a percentage as it stands",
}
# A rate per 1,000 as small as this would be one event among 20,000: more likely a bare quotient.
_HARDLY_A_RATE = 0.05


def unfold(selection: Selection, figures: Figures, catalogue: Catalogue, package: Package) -> None:
    """Turns fractions into percentages where that is certain, and says so; else it is an error.

    Certain is: the counts give the value only so; the cell is percent-formatted; or every value of
    the indicator in the column is at most 1, and either counts prove some of them fractions or
    none is plausible as a percentage. What a cell shows counts: a stored 12 shown as 1200% is an
    error.
    """
    if not selection.table.layout.may_hold_fractions:
        return
    refuse_impossible(selection, figures, package)
    sound = ~selection.is_faulty()
    small = (figures.printed > 0) & (figures.printed <= 1)
    candidate = figures.proportion & ~figures.percent & small
    if candidate.any():
        evidence = _Evidence(figures, candidate)
        _apply(selection, figures, catalogue, evidence.proven, "counts")
        alone = figures.proportion & ~figures.percent & ~figures.counted
        alone &= np.isfinite(figures.printed)
        asked = alone if (alone & small).any() else np.zeros_like(alone)
        formatted = percent_formatted(selection, figures, asked & sound, package)
        _apply(selection, figures, catalogue, formatted, "format")
        _by_column(selection, figures, catalogue, alone & small & ~formatted, evidence)
    _report(selection, figures, catalogue, sound & _quotients(selection, figures, catalogue))


def _quotients(selection: Selection, figures: Figures, catalogue: Catalogue) -> BoolArray:
    """Rates that may be events divided by people, not yet times the multiplier."""
    rates: BoolArray = ~figures.proportion & ~figures.counted & ~figures.percent
    if not rates.any():
        return rates
    low, high = (plausible_end(selection, catalogue, end) for end in (0, 1))
    scaled = figures.printed * figures.multiplier
    likelier = (figures.printed < low) & (low <= scaled) & (scaled <= high)
    small = (figures.printed > 0) & (likelier | (figures.printed < _HARDLY_A_RATE))
    return rates & small


class _Evidence:
    """What the values and counts tell before anything is changed."""

    def __init__(self, figures: Figures, candidate: BoolArray) -> None:
        printed, tolerance = figures.printed, rounding(figures.printed)
        as_percentage = agree(printed, figures.computed, tolerance)
        as_fraction = agree(100 * printed, figures.computed, 100 * tolerance)
        self.proven = candidate & figures.counted & as_fraction & ~as_percentage
        self.against = candidate & figures.counted & ~self.proven
        self.against |= np.isfinite(printed) & (figures.percent | (printed > 1))


def _by_column(
    selection: Selection,
    figures: Figures,
    catalogue: Catalogue,
    doubtful: BoolArray,
    evidence: _Evidence,
) -> None:
    indicator = selection.known_texts("indicator")
    for name in indicator.take(doubtful).present():
        column = indicator.equals(name)
        mine = doubtful & column
        fractions = not evidence.against[column].any()
        if fractions and evidence.proven[column].any():
            _apply(selection, figures, catalogue, mine, "column")
        elif fractions and _are_all_shares(figures.printed[mine], catalogue[name].plausible):
            _apply(selection, figures, catalogue, mine, "range")
        else:
            _report(selection, figures, catalogue, mine)


def _are_all_shares(printed: FloatArray, plausible: Sequence[float]) -> bool:
    """Whether none of some values is plausible as it stands, and each is so times 100."""
    low, high = plausible
    return bool(((printed < low) & (100 * printed <= high)).all())


def _report(selection: Selection, figures: Figures, catalogue: Catalogue, rows: BoolArray) -> None:
    indicator = selection.known_texts("indicator")
    for row in np.flatnonzero(rows):
        about = catalogue[indicator[row]]
        found = plain_number(figures.printed[row])
        unit = "%" if about.unit == "%" else f" {about.unit}"
        words = {
            "found": found,
            "scaled": f"{about.multiplier * figures.printed[row]:.4g}{unit}",
            "as_it_is": f"{found}{unit}",
        }
        selection.problem(kinds.AMBIGUOUS_FRACTION, "value", selection.rows[[row]], **words)


def _apply(
    selection: Selection, figures: Figures, catalogue: Catalogue, rows: BoolArray, why: str
) -> None:
    if not rows.any():
        return
    figures.printed[rows] = hundredfold(figures.printed[rows])
    # Limits over 1 are no fractions: they were written as percentages.
    limited = rows & ~(figures.upper_ci > 1)
    for column in (figures.lower_ci, figures.upper_ci):
        column[limited] = hundredfold(column[limited])
    names = selection.known_texts("indicator").take(rows).present()
    example = figures.printed[rows][0]
    selection.note(
        f"{count_rows(int(rows.sum()))} of {', '.join(catalogue[n].short_name for n in names)} "
        f"hold percentages stored as fractions (such as {example / 100:.4g} for {example:.4g}%): "
        f"{_WHY[why]}"
    )
