"""Files of which no row, or no figure, is left: an error, since no scorecard can come of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.selection import Selection
from imscore.model import Problem

_TOLD = ("numerator", "denominator", "value", "marker", "remark")


def problems(selections: Sequence[Selection]) -> Iterator[Problem]:
    """The problem of a file with tables and nothing to show from them.

    Args:
        selections: of one file's tables, their figures known; where one has an error, that says
            enough.
    """
    if not selections or any(p.severity == "error" for s in selections for p in s.problems):
        return
    table = selections[0].table
    where = table.sheet.file, table.sheet.name
    if not any(len(selection.rows) for selection in selections):
        notes = "; ".join(note.split(": ", 1)[1] for note in selections[0].notes)
        yield kinds.NO_ROWS.at(*where, found=f" ({notes})" if notes else "")
    elif not any(map(_has_figures, selections)):
        yield kinds.NO_FIGURE_AT_ALL.at(*where, f"A{table.header_row}")


def _has_figures(selection: Selection) -> bool:
    """Whether a row has a figure, or a cell that says why it has none."""
    shown = np.isfinite(np.asarray(selection.known.get("value", ()), dtype=float)).any()
    return bool(shown) or any(selection.filled(name).any() for name in _TOLD)
