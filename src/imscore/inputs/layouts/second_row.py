"""A second header row: words directly below a header of areas, of indicators, or of figures."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import beside, fields
from imscore.inputs.layouts.blocks import field_of, is_figure
from imscore.inputs.layouts.header_cells import has_years, is_filled
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.markers import of_cell as marker_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_BLANK_ROWS_BETWEEN = 2
# So far below a second header row its figures begin.
_BELOW = 20


def find_row(
    sheet: Sheet,
    layout: Layout,
    catalogue: Catalogue,
    header: int,
    keys: Collection[int],
    reach: Collection[int],
) -> list[Fixed]:
    """The words of a second header row, left to right; none where there is no such row.

    It is the first row below a header that holds anything: words and no figure over the figures,
    and it is called nothing at its left, or by a header, or by what is no indicator.

    Args:
        sheet: as it stands.
        layout: its headers.
        catalogue: the known indicators.
        header: the row of the header, from 0.
        keys: the columns that say what a row is about.
        reach: the columns of figures, those that a header reaches over included.
    """
    further = range(header + 1, min(header + 2 + _BLANK_ROWS_BETWEEN, sheet.height))
    row = next((r for r in further if any(is_filled(cells[r]) for cells in sheet.columns)), None)
    if row is None:
        return []
    cells = {c: column[row] for c, column in enumerate(sheet.columns) if is_filled(column[row])}
    if len(cells) == 1 and has_years(str(*cells.values())):
        # It gives its period to the rows below it.
        return []
    names = [str(cells[c]).strip() for c in keys if c in cells]
    # A row that is called nothing is no row of data, wherever its words stand.
    there = reach if names else range(min(reach), len(sheet.columns))
    over = {c: cell for c, cell in cells.items() if c in there and c not in keys}
    if not all(isinstance(cell, str) and not _is_number(cell) for cell in over.values()):
        return []
    # A number that its format sets words around is a figure.
    if any(f"{column_letters(c)}{row + 1}" in sheet.seen for c in over):
        return []
    words = [Fixed(str(cell).strip(), row, c) for c, cell in over.items()]
    words = [word for word in words if not _stands_for_a_figure(word.text)]
    if len(names) == len(keys) and not _are_headers(names, words, layout, catalogue):
        return []
    # A sheet of definitions holds words all the way down.
    return words if any(map(partial(_is_over_figures, sheet), words)) else []


def _is_over_figures(sheet: Sheet, word: Fixed) -> bool:
    below = sheet.columns[word.column][word.row + 1 : word.row + 1 + _BELOW]
    return any(_stands_for_a_figure(str(cell).strip()) for cell in below if is_filled(cell))


def not_understood(sheet: Sheet, cell: Fixed) -> Problem:
    """The refusal of a second header row, at the first of its cells that is not understood."""
    where = f"{column_letters(cell.column)}{cell.row + 1}"
    words = {"found": repr(" ".join(cell.text.split())), "row": cell.row + 1}
    return kinds.SECOND_ROW.at(sheet.file, sheet.name, where, **words)


def is_harmless(text: str) -> bool:
    """Whether a cell is over ranks, notes and the like; one with a unit is over figures."""
    return beside.is_harmless(text) and not fields.names_a_unit(text)


def reaches(header: Collection[int], starts: Collection[int], width: int) -> dict[int, range]:
    """The columns that each of some headers stands over: each reaches to where the next starts.

    Args:
        header: the columns of all cells of the header row.
        starts: those of the headers that are wanted.
        width: of the sheet, in columns.
    """
    return {c: range(c, min((o for o in header if o > c), default=width)) for c in starts}


def _are_headers(
    names: Collection[str], words: Collection[Fixed], layout: Layout, catalogue: Catalogue
) -> bool:
    """Whether a row that is called something at its left is a header, and not a row of data."""
    if any(field_of(name, layout) for name in names):
        return True
    if any(understand(name, catalogue).indicator for name in names):
        return False
    are_measures = all(fields.field_named(word.text, layout, catalogue) for word in words)
    return len(names) == 1 or (bool(words) and are_measures)


def _is_number(text: str) -> bool:
    return is_figure(text) and any(letter.isdigit() for letter in text)


def _stands_for_a_figure(text: str) -> bool:
    return is_figure(text) or bool(marker_of(text))
