"""What the cells of values show, where their number formats make it another figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from imscore.inputs import kinds, number_formats, second_look
from imscore.inputs.cells import BoolArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.package import Package
from imscore.inputs.rounding import plain_number
from imscore.inputs.selection import Selection


def percent_formatted(
    selection: Selection, figures: Figures, asked: BoolArray, package: Package
) -> BoolArray:
    """Which of some rows' value cells show a number times 100, with a percent sign behind it."""
    shown = np.zeros(len(asked), dtype=bool)
    for row, code in _formats(selection, asked, package, number_formats.percent_columns):
        shown[row] = number_formats.is_percent(code, figures.printed[row])
    return shown


def refuse_impossible(selection: Selection, figures: Figures, package: Package) -> None:
    """Reports cells that show what cannot be: over 100%, or a rate as a percentage."""
    there = np.isfinite(figures.printed) & ~figures.percent
    asked = there & (~figures.proportion | (figures.printed > 1))
    for row, code in _formats(selection, asked, package, number_formats.percent_columns):
        if number_formats.is_percent(code, figures.printed[row]):
            kind = kinds.OVER_ALL if figures.proportion[row] else kinds.RATE_AS_PERCENT
            shown = number_formats.shown_as_percent(code, figures.printed[row])
            _refuse(selection, figures, row, kind, code, shown)


def _formats(
    selection: Selection,
    asked: BoolArray,
    package: Package,
    columns: Callable[[Package], set[str]],
) -> Iterator[tuple[int, str]]:
    """The value cells of some rows with their number formats, if their column is one of those."""
    if not ({""} | selection.table.letters_of("value")) & columns(package):
        return
    rows = np.flatnonzero(asked)
    if len(rows):
        looks = second_look.look(selection.table, "value", package, selection.rows[rows])
        for row, seen in zip(rows, looks, strict=False):
            yield int(row), seen.number_format


def _refuse(
    selection: Selection, figures: Figures, row: int, kind: kinds.Kind, code: str, shown: str
) -> None:
    words = {"found": plain_number(figures.printed[row]), "format": code, "shown": shown}
    selection.problem(kind, "value", selection.rows[[row]], **words)
