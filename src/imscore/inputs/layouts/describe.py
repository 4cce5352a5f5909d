"""What a sheet looks like to the program, for a person who wonders why it was not read."""

from __future__ import annotations

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.header_cells import period_in
from imscore.inputs.layouts.headers import best_candidate
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.sheets import Sheet
from imscore.look_alikes import look_alikes
from imscore.model import place


def describe(sheet: Sheet) -> list[str]:
    """Says which row looks like a header, which columns are understood and which are not.

    Returns:
        Sentences, the sheet named in the first.
    """
    where = place(sheet.file, sheet.name, "")
    size = f"{sheet.height:,} rows, {len(sheet.columns):,} columns"
    found = best_candidate(sheet, all_layouts())
    if found is None:
        return [f"{where}: {size}; no row has a header that imscore knows."]
    known, other = columns_of(sheet, found)
    sentences = [f"{where}: {size}; row {found.row + 1} looks most like a header row."]
    sentences.append(f"Understood: {', '.join(known)}.")
    if other:
        sentences.append(f"Not understood: {', '.join(other)}.")
    if found.missing:
        sentences.append(f"Missing: {', '.join(found.missing)}.")
    return sentences


def columns_of(sheet: Sheet, found: Candidate) -> tuple[list[str], list[str]]:
    """The columns that a header row names as a layout does, and those that it does not."""
    by_position = {p: f for f, places in found.positions.items() for p in places}
    known, other = [], []
    for position, column in enumerate(sheet.columns):
        text = str(column[found.row]).strip()
        if position in by_position:
            known.append(f"{text!r} ({column_letters(position)}) as {by_position[position]}")
        elif text and period_in(column[found.row], None):
            known.append(f"{text!r} ({column_letters(position)}) as a period")
        elif text:
            foreign = look_alikes(text)
            holds = f", with {foreign}" if foreign else ""
            other.append(f"{text!r} ({column_letters(position)}{holds})")
    return known, other
