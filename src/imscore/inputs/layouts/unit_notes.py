"""Notes above or below a table that give its rates another unit than that of its indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.table import Table
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

_PER = re.compile(r"\b(?:rates?|figures?|values?|expressed)\b.*?\bper\s+(1[\d,]*0)\b", re.I)
_SHAPES = ("plain", "wide")
# Notes stand around tables that people make; longer ones are made by programs.
_MADE_BY_HAND = 20_000


def checked(table: Table, catalogue: Catalogue) -> Table:
    """The table, with a warning for each note whose unit is that of none of its indicators.

    Args:
        table: of any layout but a published one, or a user's own description.
        catalogue: the known indicators.
    """
    known = table.layout.own or table.layout.id in _SHAPES
    if not known or not table.height or table.sheet.height > _MADE_BY_HAND:
        return table
    cells = table.cells("indicator")
    texts = [text_of(cell) for cell in cells.distinct] if cells is not None else []
    ids = [catalogue.spellings.get(plain(text), ("", ""))[0] for text in texts]
    units = {round(catalogue[name].multiplier) for name in ids if name}
    doubts = tuple(_doubts(table, units)) if units else ()
    return replace(table, doubts=(*table.doubts, *doubts)) if doubts else table


def _doubts(table: Table, units: set[int]) -> Iterator[Problem]:
    sheet = table.sheet
    last = int(table.rows.max())
    for row in (*range(table.header_row - 1), *range(last + 1, sheet.height)):
        filled = [(c, column[row]) for c, column in enumerate(sheet.columns)
                  if is_filled(column[row])]  # fmt: skip
        if len(filled) != 1:
            continue
        column, text = filled[0][0], text_of(filled[0][1])
        said = [int(number.replace(",", "")) for number in _PER.findall(text)]
        if said and not set(said) & units:
            cell = f"{column_letters(column)}{row + 1}"
            spelt = repr(" ".join(text.split()))
            per = " or ".join(f"{unit:,}" for unit in sorted(units))
            yield kinds.OTHER_UNIT_NOTE.at(sheet.file, sheet.name, cell, found=spelt, unit=per)
