"""Tables with periods across, under one, two or three header rows, in one block or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import intervals, titles
from imscore.inputs.layouts.beside import beside_periods
from imscore.inputs.layouts.blocks import LEFT, Block, field_of, find_blocks
from imscore.inputs.layouts.columns import HEADER_ROWS, Reader
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.joined import join
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.left import left_columns, named_columns
from imscore.inputs.layouts.left_groups import of_everybody, unnamed_measures
from imscore.inputs.layouts.period_words import is_no_observation, split
from imscore.inputs.layouts.pieces import Told, pieces
from imscore.inputs.layouts.rows import Reading, names_of_areas
from imscore.inputs.layouts.rows import read as read_rows
from imscore.inputs.layouts.second_keys import second_keys
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.inputs.layouts.title_lines import Lines, lines_of
from imscore.inputs.layouts.title_places import area as area_of
from imscore.inputs.layouts.title_quarters import with_years
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain


@dataclass
class _Gathered:
    """What the blocks of a sheet gave."""

    parts: list[Part] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    used: list[range] = field(default_factory=list)


def find(sheet: Sheet, catalogue: Catalogue, layout: Layout) -> Table | list[Problem]:
    """Finds a table with periods across, by the periods in its header.

    Returns:
        The table, its notes saying what was inferred; or why there is none: an empty list where
        there is no such header or nothing names an indicator, else what is not understood.
    """
    found = _Gathered()
    sheet, notes, found.faults = with_years(sheet, layout, catalogue)
    found.notes |= dict.fromkeys(notes)
    blocks = list(find_blocks(sheet, layout))
    for block in blocks:
        _read(sheet, layout, block, catalogue, found)
    if not blocks and not found.faults:
        found.faults += _only_targets(sheet, layout)
    parts = [part for part in join(sheet, found.parts) if {"value", "numerator"} & _fields(part)]
    if not parts or any(fault.code != kinds.MISSING_COLUMN.code for fault in found.faults):
        return found.faults[:1]
    doubts = [*found.doubts, *(_as_warning(fault) for fault in found.faults)]
    sheet, limits = intervals.split(sheet)
    parts = [intervals.with_limits(part, limits) for part in parts]
    if limits:
        found.notes["an interval in the cell of its value was taken out of it"] = None
    header = blocks[0].row + 1
    return Table(sheet, layout, header, tuple(parts), tuple(found.notes), tuple(doubts))


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
    column = fault.expected.removeprefix("a column called ")
    return kinds.TABLE_NOT_READ.at(
        fault.file, fault.sheet, fault.cell, found=fault.found, column=column
    )


_AREA = ("area_code", "area_name")


def _read(
    sheet: Sheet, layout: Layout, block: Block, catalogue: Catalogue, found: _Gathered
) -> None:
    """Adds a block's parts, notes and problems to those of the sheet."""
    rows = _rows_with_figures(
        sheet,
        np.arange(block.first_data, block.end),
        {c for span in block.spans for c in range(span.first, span.last)},
    )
    if not len(rows):
        return
    first = block.spans[0].first
    above = lines_of(sheet, _title_rows(block, found.used), first, max(0, block.row - HEADER_ROWS))
    found.used.append(range(block.row, int(rows[-1]) + 1))
    header = range(max(0, block.row - HEADER_ROWS), block.first_data)
    named, groups = named_columns(sheet, layout, header, first)
    named |= unnamed_measures(sheet, layout, rows, first, named, catalogue)
    left, notes = left_columns(sheet, rows, first, named, groups)
    told = {name: Fixed(text, -1, 0) for name, text in layout.says.items() if name != "period"}
    if {"area_code", "area_name"} & {*left, *told}:
        rows = of_everybody(sheet, rows, groups, notes)
        if not len(rows):
            found.faults.append(_lacks_area(sheet, block.first_data, _those_of(groups.values())))
            return
    places = names_of_areas(sheet, rows, left)
    about = _about(titles.about(sheet, above, catalogue, places), told)
    owner = _owner(about.indicator, catalogue)
    reader = Reader(sheet, layout, block, catalogue, owner, places)
    columns = [(span, reader.read(span)) for span in block.spans]
    read = {c for _, groups_of in columns for g in groups_of for c in g.figures.values()}
    rows = _rows_with_figures(sheet, rows, read) if read else rows
    reading = read_rows(sheet, layout, rows, left, catalogue, owner, block.row)
    if not any(group.area for _, groups_of in columns for group in groups_of):
        place = _area(sheet, above, catalogue, reading, told, list(groups.values()))
        if isinstance(place, str):
            if about.refusal or about.indicator or _names_indicators(reading):
                fault = _lacks_area(sheet, int(rows[0]), place)
                found.faults.append(about.refusal or fault)
            return
        told |= place
        notes += [titles.note(name, where) for name, where in place.items()]
    never = titles.not_observed(sheet, above, catalogue)
    if never:
        found.faults.append(never)
        return
    gave = pieces(sheet, block, columns, reading, Told(told, about, catalogue))
    beside = second_keys(sheet, layout, block, rows, left.values()) if gave.parts else None
    if beside:
        found.faults.append(beside)
        return
    found.faults += gave.faults
    found.parts += gave.parts
    if gave.parts:
        if "area_name" not in reading.positions:
            notes = [note for note in notes if "taken for area names" not in note]
        found.notes |= dict.fromkeys([*notes, *reading.notes, *gave.notes])
        doubts, more = beside_periods(sheet, block, reader, rows)
        found.doubts += doubts
        found.notes |= dict.fromkeys(more)
    elif not gave.faults and reader.unread:
        found.faults += [*reader.unclear, *([_no_column(sheet, reader)] if owner else [])][:1]


def _about(said: titles.About, told: dict[str, Fixed]) -> titles.About:
    """What the titles say; what the layout says comes first."""
    measure = told.pop("measure", None)
    if measure:
        said = replace(said, measure=measure.text)
    own = told.pop("indicator", None)
    return replace(said, indicator=own, refusal=None) if own else said


def _owner(named: Fixed | None, catalogue: Catalogue) -> str:
    return catalogue.spellings.get(plain(named.text), ("", ""))[0] if named else ""


def _names_indicators(reading: Reading) -> bool:
    return any(group.says.indicator for group in reading.groups)


def _area(
    sheet: Sheet,
    above: Lines,
    catalogue: Catalogue,
    reading: Reading,
    told: Mapping[str, Fixed],
    groups: Sequence[str],
) -> dict[str, Fixed] | str:
    """The area where no column has one; or what the rows are, where nothing tells it."""
    if reading.not_areas:
        return reading.not_areas
    if {*_AREA} & {*reading.positions, *told}:
        return {}
    groups = [*groups, *(name for name in ("sex", "age", "category") if name in reading.positions)]
    if groups:
        return _those_of(groups)
    place = area_of(sheet, above, catalogue)
    return {"area_name": place} if place else "measures or indicators"


def _lacks_area(sheet: Sheet, row: int, what: str) -> Problem:
    return kinds.ROWS_NOT_AREAS.at(sheet.file, sheet.name, f"A{row + 1}", found=what)


def _those_of(groups: Iterable[str]) -> str:
    return f"those of {' and '.join(map(repr, groups))}"


def _no_column(sheet: Sheet, reader: Reader) -> Problem:
    texts = list(dict.fromkeys(reader.unread.values()))
    cell = reader.first_unread()
    return kinds.NO_FIGURES.at(sheet.file, sheet.name, cell, found=", ".join(map(repr, texts[:5])))


def _title_rows(block: Block, used: Sequence[range]) -> list[int]:
    """The rows above a block that are of no earlier block."""
    taken = {row for rows in used for row in rows}
    return [row for row in range(block.row) if row not in taken]


def _rows_with_figures(sheet: Sheet, rows: np.ndarray, columns: Iterable[int]) -> np.ndarray:
    """The rows in which something stands in one of the columns: no footnotes, headings, blanks."""
    filled = np.zeros(len(rows), dtype=bool)
    for column in columns:
        cells = sheet.columns[column][rows]
        filled |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = rows[filled]
    return kept
