"""Merged cells: a text merged over several rows holds for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from imscore.inputs.cell_names import column_letters

Range = tuple[tuple[int, int], tuple[int, int]]
_LISTED = 5


def fill_down(columns: Sequence[NDArray[np.object_]], ranges: Iterable[Range] | None) -> str:
    """Writes a text that is merged over several rows into each of them, in place.

    A number is left in its first row alone: repeated it would count more than once.

    Args:
        columns: the sheet's cells by column.
        ranges: first and last row and column of each merged range, from 0; None where the kind of
            file does not tell.

    Returns:
        A note that names the ranges, "" where there are none.
    """
    filled = []
    for (top, left), (bottom, _) in ranges or ():
        if bottom == top or left >= len(columns) or top >= len(columns[left]):
            continue
        text = columns[left][top]
        if not isinstance(text, str) or not text.strip():
            continue
        columns[left][top + 1 : bottom + 1] = text
        filled.append(f"{column_letters(left)}{top + 1}:{column_letters(left)}{bottom + 1}")
    if not filled:
        return ""
    more = f" and {len(filled) - _LISTED} more" if len(filled) > _LISTED else ""
    return f"merged cells hold for each of their rows: {', '.join(filled[:_LISTED])}{more}"
