"""The headings in the row above a header of counts and rates."""

from __future__ import annotations

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import is_about_the_making
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_BLANK_ROWS_BETWEEN = 2


def headings_above(sheet: Sheet, row: int, first: int = 0) -> list[Fixed]:
    """The texts of the nearest row above that holds any, from a column on, left to right."""
    for above in range(row - 1, max(-1, row - 1 - _BLANK_ROWS_BETWEEN), -1):
        texts = [(str(cells[above]).strip(), c) for c, cells in enumerate(sheet.columns)]
        found = [Fixed(text, above, c) for text, c in texts if text]
        if found:
            return [heading for heading in found if heading.column >= first]
    return []


def several_indicators(sheet: Sheet, row: int, catalogue: Catalogue) -> Problem | None:
    """The problem of a row above a header that names several things, an indicator among them."""
    above = [h for h in headings_above(sheet, row) if not is_about_the_making(h.text)]
    says = [understand(heading.text, catalogue) for heading in above]
    strange = [h for h, said in zip(above, says, strict=True) if said.indicator or said.unknown]
    if len(strange) <= 1 or not any(said.indicator for said in says):
        return None
    cell = f"{column_letters(strange[0].column)}{strange[0].row + 1}"
    texts = ", ".join(repr(heading.text) for heading in strange)
    return kinds.SEVERAL_INDICATORS.at(sheet.file, sheet.name, cell, found=texts)
