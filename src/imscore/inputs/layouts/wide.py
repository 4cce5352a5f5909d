"""Tables with periods across, under one, two or three header rows, in one block or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import indicator_lines, intervals, row_lines, titles
from imscore.inputs.layouts.block_reading import Gathered, read_block
from imscore.inputs.layouts.block_rows import rows_with_figures
from imscore.inputs.layouts.blocks import FIGURES, LEFT, Block, field_of, find_blocks
from imscore.inputs.layouts.joined import join
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.period_words import is_no_observation, split
from imscore.inputs.layouts.table import OTHER_SHEET, Fixed, Part, Table
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.layouts.title_quarters import with_years
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

# Each of them is to be mended by itself; of the others one says it all.
_OF_COLUMNS = frozenset(
    kind.code
    for kind in (kinds.TWICE_UNDER_PERIOD, kinds.COMPARATOR_ALONE, kinds.HEADERLESS_COLUMN)
)


def find(sheet: Sheet, catalogue: Catalogue, layout: Layout) -> Table | list[Problem]:
    """Finds a table with periods across, by the periods in its header.

    Returns:
        The table, its notes saying what was inferred; or why there is none: an empty list where
        there is no such header or nothing names an indicator, else what is not understood.
    """
    found = Gathered()
    sheet, notes, found.faults = with_years(sheet, layout, catalogue)
    found.notes |= dict.fromkeys(notes)
    blocks = list(find_blocks(sheet, layout))
    silent = []
    for block in blocks:
        before = len(found.parts), len(found.faults)
        _read(sheet, layout, block, catalogue, found)
        if len(found.parts) == before[0]:
            silent.append((block, found.faults[before[1] :]))
    _read_counts(sheet, layout, silent, catalogue, found)
    if not blocks and not found.faults:
        found.faults += _only_targets(sheet, layout)
    wanted = {"value", "numerator", layout.says.get("measure", "value")}
    parts = [part for part in join(sheet, found.parts) if wanted & _fields(part)]
    if not parts or any(fault.code != kinds.MISSING_COLUMN.code for fault in found.faults):
        return [f for f in found.faults if f.code in _OF_COLUMNS] or found.faults[:1]
    doubts = dict.fromkeys([*found.doubts, *(_as_warning(fault) for fault in found.faults)])
    sheet, limits = intervals.split(sheet)
    parts = [intervals.with_limits(part, limits) for part in parts]
    if limits:
        found.notes["an interval in the cell of its value was taken out of it"] = None
    header = blocks[0].row + 1
    return Table(sheet, layout, header, tuple(parts), tuple(found.notes), tuple(doubts))


def _read(
    sheet: Sheet, layout: Layout, block: Block, catalogue: Catalogue, found: Gathered
) -> None:
    """Reads a block; in pieces, where lines between its rows name the indicators of those below."""
    columns = {c for span in block.spans for c in range(span.first, span.last)}
    rows = rows_with_figures(sheet, np.arange(block.first_data, block.end), columns)
    above = titles.about(sheet, lines_of(sheet, range(block.row)), catalogue).indicator
    lines = indicator_lines.stretches(sheet, block.row, rows, catalogue, above=above)
    if isinstance(lines, Problem):
        found.faults.append(lines)
        return
    if lines:
        found.notes[row_lines.note([(each.fixed, each.rows) for each in lines])] = None
    for below in lines:
        read_block(sheet, layout, block, catalogue, found, below=below)
    if not lines:
        read_block(sheet, layout, block, catalogue, found)


def find_people(
    sheet: Sheet, catalogue: Catalogue, layout: Layout, indicator: str
) -> Table | list[Problem]:
    """Finds a table of the people of an indicator alone, such as live births, periods across.

    Args:
        sheet: that names no indicator.
        catalogue: the known indicators.
        layout: its headers.
        indicator: the one that the other sheets of the file name.

    Returns:
        The table; an empty list where a block of the sheet is of anything else.
    """
    found = Gathered()
    blocks = list(find_blocks(sheet, layout))
    for block in blocks:
        read_block(sheet, layout, block, catalogue, found, Fixed(indicator, OTHER_SHEET, 0))
    figures = {name for part in found.parts for name in _fields(part) & {*FIGURES}}
    if found.faults or figures != {"denominator"}:
        return []
    parts = tuple(join(sheet, found.parts))
    header = blocks[0].row + 1
    return Table(sheet, layout, header, parts, tuple(found.notes), tuple(found.doubts))


def _read_counts(
    sheet: Sheet,
    layout: Layout,
    silent: Sequence[tuple[Block, Sequence[Problem]]],
    catalogue: Catalogue,
    found: Gathered,
) -> None:
    """Reads blocks such as `Live births` as counts of the one indicator that the others name."""
    named = {part.fixed["indicator"].text: part.fixed["indicator"] for part in found.parts}
    if len(named) != 1:
        return
    for block, faults in silent:
        more = Gathered(used=found.used)
        read_block(sheet, layout, block, catalogue, more, next(iter(named.values())))
        if more.parts and not more.faults:
            found.faults = [fault for fault in found.faults if fault not in faults]
            found.parts += more.parts
            found.notes |= more.notes
            found.doubts += more.doubts


def _only_targets(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """The problem of a header all of whose periods are those of targets."""
    for row in range(sheet.height):
        texts = [str(cells[row]).strip() for cells in sheet.columns]
        never = [c for c, t in enumerate(texts) if split(t)[0] and is_no_observation(t)]
        if never and any(field_of(text, layout) in LEFT for text in texts[: never[0]]):
            cell = f"{column_letters(never[0])}{row + 1}"
            yield kinds.NOT_OBSERVED.at(sheet.file, sheet.name, cell, found=repr(texts[never[0]]))


def _fields(part: Part) -> set[str]:
    return {*part.positions, *part.elsewhere}


def _as_warning(fault: Problem) -> Problem:
    if fault.message.endswith(kinds.NOT_OBSERVED.message.removeprefix("{found}")):
        message = f"a block of this sheet was not read: {fault.message}"
        code = kinds.TABLE_NOT_READ.code
        return replace(fault, severity="warning", code=code, message=message)
    column = fault.expected.removeprefix("a column called ")
    return kinds.TABLE_NOT_READ.at(
        fault.file, fault.sheet, fault.cell, found=fault.found, column=column
    )
