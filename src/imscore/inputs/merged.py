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

    A number is left in its first row alone: repeated it would count more than once. What stands
    in a cell under a range cannot be seen, and is taken out first.

    Args:
        columns: the sheet's cells by column.
        ranges: first and last row and column of each merged range, from 0; None where the kind of
            file does not tell.

    Returns:
        A note that names the ranges, "" where there are none that matter.
    """
    filled, alone = [], []
    ranges = [*(ranges or ())]
    under = _clear_covered(columns, ranges)
    for (top, left), (bottom, _) in ranges:
        if bottom == top or left >= len(columns) or top >= len(columns[left]):
            continue
        cell = columns[left][top]
        if cell is None or str(cell).strip() == "":
            continue
        name = f"{column_letters(left)}{top + 1}:{column_letters(left)}{bottom + 1}"
        if isinstance(cell, str):
            below = columns[left][top + 1 : bottom + 1]
            below[below == ""] = cell
            filled.append(name)
        else:
            alone.append(name)
    said = (
        _named("merged cells hold for each of their rows", filled),
        _named("cells under merged cells cannot be seen and were not read", under),
        _named("a number merged over several rows counts in the first of them alone", alone),
    )
    return "; ".join(filter(None, said))


def _clear_covered(columns: Sequence[NDArray[np.object_]], ranges: Iterable[Range]) -> list[str]:
    """Empties what merged cells stand over; gives the ranges that covered a number."""
    told = []
    for (top, left), (bottom, right) in ranges:
        numbers = False
        for place in range(left, min(right + 1, len(columns))):
            covered = columns[place][top + (place == left) : bottom + 1]
            numbers |= any(isinstance(cell, (int, float)) for cell in covered)
            covered[:] = ""
        if numbers:
            last = f"{column_letters(right)}{bottom + 1}"
            told.append(f"{column_letters(left)}{top + 1}:{last}")
    return told


def _named(what: str, ranges: Sequence[str]) -> str:
    if not ranges:
        return ""
    more = f" and {len(ranges) - _LISTED} more" if len(ranges) > _LISTED else ""
    return f"{what}: {', '.join(ranges[:_LISTED])}{more}"
