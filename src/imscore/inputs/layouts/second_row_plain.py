"""A second header row in a table with one row an observation: `Number` and `%` below one header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import fields, second_row
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.candidate import NEEDS, Candidate
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

# What may stand below a header of counts beside the counts themselves: their share.
_ALSO = {
    "numerator": ("value",),
    "value": ("numerator", "lower_ci", "upper_ci", "limits"),
    "limits": ("lower_ci", "upper_ci"),
}
_KEYS = frozenset(name for need in NEEDS[:3] for name in need)


def settled(
    sheet: Sheet, found: Candidate, catalogue: Catalogue, about: str
) -> Candidate | Problem:
    """The header with what its second row says; as it is where it has none.

    Args:
        sheet: as it stands.
        found: the header, by its first row.
        catalogue: the known indicators.
        about: the id of the indicator that a title names, "" for none.

    Returns:
        The header; or why it cannot be read, where a cell of the second row is not understood.
    """
    starts = {places[0]: name for name, places in found.positions.items() if name in FIGURES}
    if not starts:
        return found
    headed = [c for c, cells in enumerate(sheet.columns) if is_filled(cells[found.row])]
    reach = second_row.reaches(headed, starts, len(sheet.columns))
    keys = {places[0] for name, places in found.positions.items() if name in _KEYS}
    over = {c for columns in reach.values() for c in columns}
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    cells = second_row.find_row(sheet, wide, catalogue, found.row, keys, over)
    if not cells:
        return found
    positions = {name: list(places) for name, places in found.positions.items()}
    for start, name in starts.items():
        mine = [cell for cell in cells if cell.column in reach[start]]
        own = {cell: _field(cell, name, catalogue, about) for cell in mine}
        strange = [
            cell for cell, f in own.items() if not f and not second_row.is_harmless(cell.text)
        ]
        if strange:
            return _refusal(sheet, found, start, mine, strange[0])
        if any(cell.column == start for cell in mine):
            positions[name].remove(start)
        for cell, further in own.items():
            positions.setdefault(further, []).extend([cell.column] if further else [])
    notes = list(_of_known_status(sheet, found, positions, cells))
    told = {name: places for name, places in positions.items() if name and places}
    return replace(found, positions=told, last=cells[0].row, notes=tuple(notes))


def _of_known_status(
    sheet: Sheet, found: Candidate, positions: dict[str, list[int]], cells: Sequence[Fixed]
) -> Iterator[str]:
    """Takes out a denominator of everybody beside a percentage of those whose status is known."""
    values = positions.get("value", [])
    known = any(c.column in values and "known" in tokens(c.text) for c in cells)
    for column in positions.get("denominator", []) if known else ():
        header = str(sheet.columns[column][found.row]).strip()
        if "known" not in tokens(header):
            positions["denominator"].remove(column)
            yield (
                f"{header} ({column_letters(column)}{found.row + 1}) is not read: the percentage "
                "is of those whose status is known"
            )
            return


def _field(cell: Fixed, over: str, catalogue: Catalogue, about: str) -> str:
    """The field of a cell of the second row, "" where it is not understood."""
    if tokens(cell.text) in listed("beside_periods", "passed"):
        return over
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    says = fields.read(cell.text, wide, catalogue, about)
    if says is None or says.indicator or is_of_others(cell.text, catalogue, about):
        return ""
    if over == "denominator" and says.measure == "numerator":
        return over
    # Without a title nothing tells whether a unit is that of each row's indicator.
    if not about and fields.names_a_unit(cell.text):
        return ""
    return says.measure if says.measure in (over, *_ALSO.get(over, ())) else ""


def _refusal(
    sheet: Sheet, found: Candidate, start: int, below: Sequence[Fixed], strange: Fixed
) -> Problem:
    if len(below) == 1:
        return second_row.not_understood(sheet, strange)
    where = f"{column_letters(start)}{found.row + 1}"
    words = {
        "found": repr(str(sheet.columns[start][found.row]).strip()),
        "below": ", ".join(repr(cell.text) for cell in below),
    }
    return kinds.OVER_SEVERAL.at(sheet.file, sheet.name, where, **words)
