"""Percentages that a spreadsheet stores as fractions: told by counts, by format, or not at all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from imscore.inputs import checks, kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.selection import Selection, count_rows
from imscore.reference.indicators import Catalogue

if TYPE_CHECKING:
    from imscore.inputs.figures import Figures

_WHY = {
    "counts": "the counts beside them prove it",
    "format": "their cells are formatted as percentages",
    "range": "none of the column can be a percentage as it stands",
}


def unfold(
    selection: Selection, figures: Figures, catalogue: Catalogue, content: bytes
) -> None:
    """Turns fractions into percentages where that is certain, and says so; else it is an error.

    Certain is: the counts give the value only so; the cell is percent-formatted; or every value of
    the indicator in the column is at most 1 and none of them plausible as a percentage.
    """
    small = (figures.printed > 0) & (figures.printed <= 1)
    candidate = figures.proportion & ~figures.percent & small
    if not candidate.any():
        return
    proven = candidate & _proven_by_counts(figures)
    _apply(selection, figures, catalogue, proven, "counts")
    open_rows = candidate & ~figures.counted
    if open_rows.any():
        formatted = open_rows & _percent_formatted(selection, open_rows, content)
        _apply(selection, figures, catalogue, formatted, "format")
        _by_range(selection, figures, catalogue, open_rows & ~formatted)


def _proven_by_counts(figures: Figures) -> BoolArray:
    tolerance = checks.rounding(figures.printed)
    as_percentage = checks.agree(figures.printed, figures.computed, tolerance)
    as_fraction = checks.agree(100 * figures.printed, figures.computed, 100 * tolerance)
    return figures.counted & as_fraction & ~as_percentage


def _by_range(
    selection: Selection, figures: Figures, catalogue: Catalogue, doubtful: BoolArray
) -> None:
    indicator = selection.known["indicator"]
    for name in dict.fromkeys(indicator[doubtful]):
        about = catalogue[name]
        mine = doubtful & (indicator == name)
        values = figures.printed[(indicator == name) & np.isfinite(figures.printed)]
        implausible = figures.printed < about.plausible[0]
        if (values <= 1).all() and implausible[mine].all():
            _apply(selection, figures, catalogue, mine, "range")
            continue
        # Among whole percentages a small one that has been seen elsewhere is just that.
        unclear = mine & (implausible | bool((values <= 1).all()))
        for row in np.flatnonzero(unclear):
            selection.problem(
                kinds.AMBIGUOUS_FRACTION,
                "value",
                selection.rows[[row]],
                found=checks.plain_number(figures.printed[row]),
                as_percent=f"{100 * figures.printed[row]:.4g}",
            )


def _apply(
    selection: Selection, figures: Figures, catalogue: Catalogue, rows: BoolArray, why: str
) -> None:
    if not rows.any():
        return
    for column in (figures.printed, figures.lower_ci, figures.upper_ci):
        column[rows] *= 100
    names = dict.fromkeys(selection.known["indicator"][rows])
    example = figures.printed[rows][0]
    selection.note(
        f"{count_rows(int(rows.sum()))} of {', '.join(catalogue[n].short_name for n in names)} "
        f"hold percentages stored as fractions (such as {example / 100:.4g} for {example:.4g}%): "
        f"{_WHY[why]}"
    )


def _percent_formatted(selection: Selection, rows: BoolArray, content: bytes) -> BoolArray:
    """Which of the rows' value cells show a percent sign: only openpyxl sees number formats."""
    result = np.zeros(len(rows), dtype=bool)
    sheet, table = selection.table.sheet, selection.table
    if not content.startswith(b"PK") or not sheet.name:
        return result
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        column = table.positions["value"] + 1
        formats = [
            str(row[0].number_format)
            for row in workbook[sheet.name].iter_rows(
                min_row=table.header_row + 1, min_col=column, max_col=column
            )
        ]
    except (KeyError, ValueError, OSError, AttributeError):
        # Not a workbook that openpyxl reads (.xlsb, .ods): the formats stay unknown.
        return result
    wanted = np.flatnonzero(rows)
    places = selection.rows[wanted]
    result[wanted] = [p < len(formats) and "%" in formats[p] for p in places]
    return result
