"""Two columns of a plain table that both mean the indicator: its name, and what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from imscore.columns import as_column
from imscore.inputs import cells
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.table import IndexArray
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue, plain


def settled(sheet: Sheet, found: Candidate, catalogue: Catalogue) -> Candidate:
    """The header with the one of two columns of indicators that names them, where it is certain.

    One of them names a known indicator in each row with figures, and what the other says there is
    its rate or percentage, or nothing more.

    Args:
        sheet: as it stands.
        found: its header.
        catalogue: the known indicators.

    Returns:
        The header, with a note; as it is where the two columns are anything else.
    """
    places = found.positions.get("indicator", [])
    if len(places) != 2 or "indicator_id" in found.positions:
        return found
    for column, other in (places, places[::-1]):
        if _is_certain(sheet, found, catalogue, column, other):
            return _with_one(sheet, found, column, other)
    return found


def _is_certain(
    sheet: Sheet, found: Candidate, catalogue: Catalogue, column: int, other: int
) -> bool:
    rows = _with_figures(sheet, found)
    texts = [cells.texts(as_column(sheet.columns[c]).take(rows)) for c in (column, other)]
    _, distinct = cells.distinct_rows(*texts)
    measures = [_measure(name, said, catalogue) for name, said in distinct]
    return bool(measures) and all(measure in ("", "value") for measure in measures)


def _with_figures(sheet: Sheet, found: Candidate) -> IndexArray:
    """The rows below a header with something in a column of figures: footnotes are left out."""
    rows = np.arange(found.end, sheet.height)
    filled = np.zeros(len(rows), dtype=bool)
    for name, places in found.positions.items():
        for place in places if name in FIGURES else ():
            filled |= cells.filled(cells.texts(as_column(sheet.columns[place]).take(rows)))
    kept: IndexArray = rows[filled]
    return kept


def _measure(name: str, said: str, catalogue: Catalogue) -> str | None:
    """What a row is of its indicator; None where it names none, or the other cell is not clear."""
    owner = owner_of(name, catalogue)
    if not owner or not said:
        return "" if owner else None
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    says = fields.read(said, wide, catalogue, owner)
    if says is None or (says.indicator and owner_of(says.indicator, catalogue) != owner):
        return None
    return says.measure if says.measure in ("", *FIGURES) else None


def owner_of(name: str, catalogue: Catalogue) -> str:
    """The id of the indicator that a cell names as the program knows it, "" for none."""
    if known := catalogue.spellings.get(plain(name)):
        return known[0]
    clear = understand(name, catalogue)
    return catalogue.spellings[plain(clear.indicator)][0] if clear.is_clear else ""


def _with_one(sheet: Sheet, found: Candidate, column: int, other: int) -> Candidate:
    named = [
        f"{str(sheet.columns[c][found.row]).strip()} ({column_letters(c)}{found.row + 1})"
        for c in (column, other)
    ]
    note = f"{named[0]} names the indicator of each row; {named[1]} says no more of its figures"
    positions = {**found.positions, "indicator": [column]}
    return replace(found, positions=positions, notes=(*found.notes, note))


@dataclass(frozen=True)
class LeftOut:
    """Of two columns of indicators, the one to leave out, and what its cells say.

    Attributes:
        is_sure: whether no row is said to be a count, of some of the people or in another unit.
    """

    column: int
    said: Sequence[str]
    is_sure: bool


def left_out(sheet: Sheet, found: Candidate, catalogue: Catalogue) -> LeftOut:
    """The column to leave out: it names fewer indicators that are known, else it is the second."""
    first, second = found.positions["indicator"]
    rows = _with_figures(sheet, found)
    texts = {c: cells.texts(as_column(sheet.columns[c]).take(rows)) for c in (first, second)}
    named = {c: sum(bool(owner_of(t, catalogue)) for t in texts[c].present()) for c in texts}
    column, kept = (first, second) if named[first] < named[second] else (second, first)
    _, distinct = cells.distinct_rows(texts[kept], texts[column])
    is_sure = all(_changes_nothing(name, said, catalogue) for name, said in distinct)
    return LeftOut(column, [text for text in texts[column].present() if text], is_sure)


def _changes_nothing(name: str, said: str, catalogue: Catalogue) -> bool:
    if tokens(said) in listed("beside_periods", "everybody"):
        return True
    if owner_of(name, catalogue):
        return bool(said) and _measure(name, said, catalogue) in ("", "value")
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    says = fields.read(said, wide, catalogue)
    return says is not None and says.measure == "value" and not says.indicator
