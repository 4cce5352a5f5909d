"""The indicator of a table that names it in the cells of columns among its periods."""

from __future__ import annotations

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.columns import Reader
from imscore.inputs.layouts.table import Fixed
from imscore.model import Problem
from imscore.reference.indicators import plain


def named_in_cells(reader: Reader, rows: np.ndarray) -> Fixed | Problem | None:
    """The one indicator that the cells under a heading such as `Indicator Name` all name.

    Args:
        reader: with the columns of such names.
        rows: the sheet's rows with figures, from 0.

    Returns:
        The indicator and where it first stands; the problem of cells that name several, or one
        that is not known, or another than the title; None where there is no such column.
    """
    texts: dict[str, Fixed] = {}
    for column in reader.names:
        for row in rows:
            text = text_of(reader.sheet.columns[column][row])
            if text:
                texts.setdefault(text, Fixed(text, int(row), column))
    if not texts:
        return None
    ids = {reader.catalogue.spellings.get(plain(text), ("", ""))[0] for text in texts}
    first = next(iter(texts.values()))
    if len(ids) == 1 and "" not in ids and ids | {reader.about} <= {*ids, ""}:
        return first
    cell = f"{column_letters(first.column)}{first.row + 1}"
    found = ", ".join(map(repr, texts))
    return kinds.INDICATORS_IN_CELLS.at(reader.sheet.file, reader.sheet.name, cell, found=found)
