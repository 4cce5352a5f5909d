"""Merged cells: a text merged over several rows holds for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from imscore.inputs.cell_names import column_letters

Range = tuple[tuple[int, int], tuple[int, int]]
_LISTED = 5
UNDER = "cells under merged cells cannot be seen and were not read"


def fill_down(
    columns: Sequence[NDArray[np.object_]], ranges: Iterable[Range] | None
) -> tuple[str, tuple[Range, ...]]:
    """Writes a text that is merged over several rows into each of them, in place.

    A number is left in its first row alone: repeated it would count more than once. What stands
    in a cell under a range cannot be seen, and is taken out first.

    Args:
        columns: the sheet's cells by column.
        ranges: first and last row and column of each merged range, from 0; None where the kind of
            file does not tell.

    Returns:
        A note that names the ranges, "" where there are none that matter; and those that hold a
        number over several rows.
    """
    filled, alone = [], {}
    ranges = [*(ranges or ())]
    under = _clear_covered(columns, ranges)
    for each in ranges:
        (top, left), (bottom, _) = each
        if bottom == top or not _is_within(columns, top, left):
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
            alone[name] = each
    said = (
        _named("merged cells hold for each of their rows", filled),
        _named(UNDER, under),
        _named("a number merged over several rows counts in the first of them alone", list(alone)),
    )
    return "; ".join(filter(None, said)), tuple(alone.values())


def _clear_covered(columns: Sequence[NDArray[np.object_]], ranges: Iterable[Range]) -> list[str]:
    """Empties what merged cells stand over; gives the ranges that covered something else."""
    told = []
    for (top, left), (bottom, right) in ranges:
        other, shown = False, columns[left][top] if _is_within(columns, top, left) else ""
        for place in range(left, min(right + 1, len(columns))):
            covered = columns[place][top + (place == left) : bottom + 1]
            other |= any(cell not in ("", shown) for cell in covered)
            covered[:] = ""
        if other:
            last = f"{column_letters(right)}{bottom + 1}"
            told.append(f"{column_letters(left)}{top + 1}:{last}")
    return told


def _is_within(columns: Sequence[NDArray[np.object_]], row: int, column: int) -> bool:
    return column < len(columns) and row < len(columns[column])


def _named(what: str, ranges: Sequence[str]) -> str:
    if not ranges:
        return ""
    more = f" and {len(ranges) - _LISTED} more" if len(ranges) > _LISTED else ""
    return f"{what}: {', '.join(ranges[:_LISTED])}{more}"
