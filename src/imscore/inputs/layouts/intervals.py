"""A value and its interval in one cell, such as `4.9 (4.1-5.8)`: taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from imscore.columns import as_column
from imscore.inputs.layouts.table import Part
from imscore.inputs.sheets import Sheet

_NUMBER = r"\d[\d,]*(?:\.\d+)?%?"
_TOGETHER = re.compile(
    rf"\s*({_NUMBER})\s*[(\[]\s*(?:95%\s*CI:?\s*)?({_NUMBER})"
    rf"\s*(?:-|–|—|to|,\s|;)\s*({_NUMBER})\s*[)\]]\s*",
    re.I,
)


def split(sheet: Sheet) -> tuple[Sheet, Mapping[int, tuple[int, int]]]:
    """Takes intervals out of the cells of their values.

    A cell is taken apart only where its value lies within the two limits.

    Returns:
        The sheet, its limits in columns behind its own; and from a column of values to those of
        its lower and upper limits. The sheet as it was, and nothing, where no cell holds one.
    """
    found: dict[int, tuple[int, int]] = {}
    columns = list(sheet.columns)
    for place, cells in enumerate(sheet.columns):
        together = {row: parts for row, cell in enumerate(cells) if (parts := _parts(cell))}
        if not together:
            continue
        values = np.array(list(cells), dtype=object)
        limits = [np.full(len(values), "", dtype=object) for _ in range(2)]
        for row, (value, low, high) in together.items():
            values[row], limits[0][row], limits[1][row] = value, low, high
        found[place] = (len(columns), len(columns) + 1)
        columns[place] = as_column(values)
        columns += [as_column(limit) for limit in limits]
    return (replace(sheet, columns=columns), found) if found else (sheet, {})


def with_limits(part: Part, limits: Mapping[int, tuple[int, int]]) -> Part:
    """A part with the limits that `split` took out of its values' cells."""
    found = limits.get(part.positions.get("value", -1))
    if found is None or {"lower_ci", "upper_ci"} & {*part.positions, *part.elsewhere}:
        return part
    own = {"lower_ci": (found[0], part.rows), "upper_ci": (found[1], part.rows)}
    return replace(part, elsewhere={**part.elsewhere, **own})


def _parts(cell: object) -> tuple[str, str, str] | None:
    match = _TOGETHER.fullmatch(cell) if isinstance(cell, str) else None
    if match is None:
        return None
    value, low, high = match.groups()
    numbers = [float(text.replace(",", "").rstrip("%")) for text in (value, low, high)]
    return (value, low, high) if numbers[1] <= numbers[0] <= numbers[2] else None
