"""One number merged over the rows of several areas: it is of none of them alone."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.selection import Selection


def refuse(selection: Selection, fields: Iterable[str]) -> None:
    """Reports figures that are merged over the rows of several areas, at their cells.

    Args:
        selection: rows with their areas known.
        fields: those that hold figures.
    """
    ranges = selection.table.sheet.merged
    if not ranges:
        return
    rows = selection.table.rows[selection.rows]
    codes, names = selection.known_texts("area_code"), selection.known_texts("area_name")
    for field in fields:
        if field not in selection.table.positions:
            continue
        columns = selection.table.columns_of(field)[selection.rows]
        for (top, left), (bottom, _) in ranges:
            inside = np.flatnonzero((columns == left) & (rows >= top) & (rows <= bottom))
            areas = {(codes[row], names[row]): names[row] or codes[row] for row in inside}
            if len(areas) > 1 and rows[inside[0]] == top:
                letters = column_letters(left)
                words = {
                    "column": field,
                    "found": f"{letters}{top + 1}:{letters}{bottom + 1}",
                    "areas": " and ".join(map(str, areas.values())),
                }
                selection.problem(
                    kinds.MERGED_OVER_AREAS, field, selection.rows[inside[:1]], **words
                )
