"""A header that says percent over rates: which of the two the figures are cannot be told."""

from __future__ import annotations

import re

import numpy as np

from imscore.inputs import cells, kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.figure_columns import Figures
from imscore.inputs.rounding import plain_number
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue

_PERCENT = re.compile(r"\W*(?:%|percentages?|per\s?cent|pct)\W*", re.I)


def refuse_percent(
    selection: Selection, rates: BoolArray, figures: Figures, catalogue: Catalogue
) -> None:
    """Reports rates without counts that stand under a header that says percent."""
    table = selection.table
    if table.layout.shape != "rows" or "value" not in table.positions or not rates.any():
        return
    header = cells.text(table.sheet.columns[table.positions["value"]][table.header_row - 1])
    if not _PERCENT.fullmatch(header):
        return
    indicator = selection.known_texts("indicator")
    for row in np.flatnonzero(rates & ~figures.percent):
        words = {
            "found": plain_number(figures.printed[row]),
            "header": repr(header),
            "unit": catalogue[indicator[row]].unit,
        }
        selection.problem(kinds.HEADER_SAYS_PERCENT, "value", selection.rows[[row]], **words)
