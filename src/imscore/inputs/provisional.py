"""Figures that are marked provisional: told once for a table and indicator, at the mark."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue


def warn(selection: Selection, marks: Mapping[str, Column], catalogue: Catalogue) -> None:
    """Warns of provisional figures.

    Args:
        selection: rows with their value and remark known.
        marks: for each column of figures what the marks glued to its cells say.
        catalogue: the indicators.
    """
    said = _says_so(selection.known_texts("remark"))
    said &= np.isfinite(np.asarray(selection.known["value"], dtype=float))
    if not said.any():
        return
    indicator = selection.known_texts("indicator")
    for name in indicator.take(said).present():
        rows = np.flatnonzero(said & indicator.equals(name))
        words = {
            "found": selection.known_texts("remark")[rows[0]],
            "indicator": catalogue[name].short_name,
            "count": "1 figure is" if len(rows) == 1 else f"{len(rows):,} figures are",
        }
        field = _marked(selection, marks, int(rows[0]))
        selection.problem(kinds.PROVISIONAL, field, selection.rows[rows[:1]], **words)


def _says_so(remark: Column) -> BoolArray:
    return remark.numbers(lambda text: "provisional" in str(text).casefold(), bool)


def _marked(selection: Selection, marks: Mapping[str, Column], row: int) -> str:
    """The field whose cell is marked, else the one that the figure stands in."""
    own = (name for name, said in marks.items() if "provisional" in str(said[row]).casefold())
    there = {name for part in selection.table.parts for name in (*part.positions, *part.elsewhere)}
    return next(own, "value" if "value" in there else "numerator")
