"""Rows that give no figure: told when it is known that no other table completes them."""

from __future__ import annotations

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.checks import COUNTS
from imscore.inputs.figure_columns import Figures
from imscore.inputs.selection import Selection, count_rows
from imscore.model import Problem

# More rows than this of one trouble have one cause.
_TOLD_SINGLY = 10


def lone_counts(selection: Selection, figures: Figures) -> BoolArray:
    """Where a row has one count, no other and no value, and nothing says why."""
    lone = np.isfinite(figures.numerator) != np.isfinite(figures.denominator)
    lone &= np.isnan(figures.printed) & figures.marker.equals("not_available")
    # Where a cell could not be read, that is told already.
    lone &= ~selection.is_faulty()
    lone &= selection.texts("remark").equals("") & selection.texts("marker").equals("")
    result: BoolArray = lone
    return result


def told(
    selection: Selection, completed: BoolArray | None = None
) -> tuple[list[Problem], list[str]]:
    """What there is to say of the rows without a figure, other than those completed elsewhere.

    Args:
        selection: with its figures known.
        completed: which of its rows another table completes; None for none.

    Returns:
        Warnings of counts that give no value, and a note of how many rows are without a figure.
    """
    problems, notes = len(selection.problems), len(selection.notes)
    open_rows = np.ones(len(selection.rows), dtype=bool) if completed is None else ~completed
    known = selection.known
    lone = np.asarray(known["lone_count"], dtype=bool) & open_rows
    for field in COUNTS:
        _tell(selection, field, np.flatnonzero(lone & np.isfinite(np.asarray(known[field]))))
    no_figure = np.isnan(np.asarray(known["value"], dtype=float)) & open_rows
    blank = int((no_figure & ~selection.known_texts("marker").equals("")).sum())
    if blank:
        selection.note(f"{count_rows(blank)} with no figure: kept, and shown with the reason")
    return selection.problems[problems:], selection.notes[notes:]


def _tell(selection: Selection, field: str, rows: np.ndarray) -> None:
    """Reports rows that have one count and no value: each, or many in one line."""
    where = selection.rows[rows]
    if len(rows) > _TOLD_SINGLY:
        words = {"found": field, "rows": f"{len(rows):,}"}
        selection.problem(kinds.INCOMPLETE_COUNTS_OF_MANY, field, where[:1], **words)
        return
    selection.problem(kinds.INCOMPLETE_COUNTS, field, where, found=field)
