"""Plain tables with a row for each measure: a column says whether a row's value is a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.joined import join
from imscore.inputs.layouts.table import Fixed, IndexArray, Part
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

_INDICATOR = "indicator"
_HEADER = "measure"
_PAIR = 2


def column_of(sheet: Sheet, found: Candidate, catalogue: Catalogue) -> int | Problem | None:
    """The column that says which measure each row's value is.

    It is headed `Measure`, stands beside a column of indicators, and all that stands in it are
    names of counts, of values and of their limits; the one column of figures is that of values.

    Args:
        sheet: as it stands.
        found: its header row.
        catalogue: the known indicators.

    Returns:
        The column; None where there is none; a problem where some of its cells name a measure,
        and one does not.
    """
    places = found.positions.get(_INDICATOR, [])
    named = [c for c in places if plain(text_of(sheet.columns[c][found.row])) == _HEADER]
    figures = [name for name in found.positions if name in FIGURES]
    if len(places) != _PAIR or len(named) != 1 or figures != ["value"]:
        return None
    about = next(c for c in places if c != named[0])
    rows = np.arange(found.row + 1, sheet.height)
    keys = _keys(sheet, rows, about, named[0])
    held = [is_filled(cell) for cell in sheet.columns[found.positions["value"][0]][rows]]
    # A row without a measure holds a figure that is neither.
    wanted = dict.fromkeys(k for k, has in zip(keys, held, strict=True) if k[1] or (k[0] and has))
    measured = {key: _measure(key, found, catalogue) if key[1] else "" for key in wanted}
    if not any(measured.values()):
        return None
    if {field for key, field in measured.items() if key[1]} == {"value"} and "" in (
        key[1] for key in measured
    ):
        # Blank cells say no more than the others.
        return None
    strange = next((key for key, field in measured.items() if not field), None)
    if strange is None:
        return named[0]
    cell = f"{column_letters(named[0])}{found.row + 2 + keys.index(strange)}"
    return kinds.MEASURE_UNCLEAR.at(sheet.file, sheet.name, cell, found=repr(strange[1]))


def without(found: Candidate, column: int) -> Candidate:
    """The header row with its column of measures no longer taken for one of indicators."""
    others = [c for c in found.positions[_INDICATOR] if c != column]
    return replace(found, positions={**found.positions, _INDICATOR: others})


def parts_by_measure(
    sheet: Sheet, found: Candidate, column: int, parts: Sequence[Part], catalogue: Catalogue
) -> list[Part]:
    """The parts with the measures of one area, indicator and period put into one record.

    Args:
        sheet: as it stands.
        found: its header row.
        column: as `column_of` gives it.
        parts: of the whole table.
        catalogue: the known indicators.
    """
    pieces = [p for part in parts for p in _pieces(sheet, found, column, part, catalogue)]
    return join(sheet, pieces)


def _pieces(
    sheet: Sheet, found: Candidate, column: int, part: Part, catalogue: Catalogue
) -> Iterator[Part]:
    about = part.positions[_INDICATOR]
    keys = _keys(sheet, part.rows, about, column)
    for key in dict.fromkeys(key for key in keys if key[1]):
        rows = part.rows[np.array([k == key for k in keys], dtype=bool)]
        places = {n: c for n, c in part.positions.items() if n not in (_INDICATOR, "value")}
        places[_measure(key, found, catalogue)] = part.positions["value"]
        indicator = Fixed(key[0], int(rows[0]), about)
        yield Part(rows, places, {**part.fixed, _INDICATOR: indicator})


def _keys(sheet: Sheet, rows: IndexArray, about: int, column: int) -> list[tuple[str, str]]:
    """The indicator and the measure that each row names."""
    texts = ([text_of(cell) for cell in sheet.columns[at][rows]] for at in (about, column))
    return list(zip(*texts, strict=True))


def _measure(key: tuple[str, str], found: Candidate, catalogue: Catalogue) -> str:
    """The field that a row's label names, "" where it names none for certain."""
    about = catalogue.spellings.get(plain(key[0]), ("", ""))[0]
    says = fields.read(key[1], found.layout, catalogue, about)
    if is_of_others(key[1], catalogue, about):
        return ""
    return says.measure if says and says.measure in FIGURES and not says.indicator else ""
