"""Columns to the left that hold measures or groups of people instead of areas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from imscore.inputs.layouts import fields
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue


def unnamed_measures(
    sheet: Sheet,
    layout: Layout,
    rows: np.ndarray,
    first: int,
    named: Mapping[str, int],
    catalogue: Catalogue,
) -> dict[str, int]:
    """A column to the left that holds nothing but measures, whatever its header."""
    if "measure" in named or "indicator" in named:
        return {}
    for column in set(range(first)) - {*named.values()}:
        cells = sheet.columns[column]
        texts = {str(cell).strip() for cell in cells[rows]} - {""}
        if texts and named and all(fields.read(t, layout, catalogue) for t in texts):
            return {"measure": column}
    return {}


def of_everybody(
    sheet: Sheet, rows: np.ndarray, groups: Iterable[int], notes: list[str]
) -> np.ndarray:
    """The rows that columns of groups call those of everybody; the others are noted."""
    for column in groups:
        texts = [str(cell).strip() for cell in sheet.columns[column][rows]]
        kept = np.array([not t or tokens(t) in listed("rows", "everybody") for t in texts])
        dropped = list(dict.fromkeys(t for t, keep in zip(texts, kept, strict=True) if not keep))
        if dropped:
            number = int((~kept).sum())
            notes.append(f"{number:,} rows set aside: breakdowns ({'; '.join(dropped[:5])})")
        rows = rows[kept]
    return rows
