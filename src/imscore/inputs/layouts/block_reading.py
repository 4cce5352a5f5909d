"""One block of a table with periods across: its titles, columns and rows put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import corners, quarter_rows, titles
from imscore.inputs.layouts.beside import beside_periods
from imscore.inputs.layouts.block_areas import area_of_rows, lacks_area, those_of
from imscore.inputs.layouts.block_rows import (
    no_column,
    rows_with_figures,
    title_rows,
)
from imscore.inputs.layouts.blocks import Block
from imscore.inputs.layouts.column_headings import Found
from imscore.inputs.layouts.columns import Reader
from imscore.inputs.layouts.corners import Around
from imscore.inputs.layouts.disputed import settle
from imscore.inputs.layouts.headerless import unheaded
from imscore.inputs.layouts.indicator_lines import Stretch
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.left import left_columns, named_columns
from imscore.inputs.layouts.left_groups import of_everybody, unnamed_measures
from imscore.inputs.layouts.named_in_cells import named_in_cells
from imscore.inputs.layouts.over_periods import HEADER_ROWS
from imscore.inputs.layouts.pieces import Told, pieces
from imscore.inputs.layouts.quarters import Span
from imscore.inputs.layouts.rows import Reading, names_of_areas
from imscore.inputs.layouts.rows import read as read_rows
from imscore.inputs.layouts.second_keys import second_keys
from imscore.inputs.layouts.table import Fixed, Part
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.layouts.title_places import says_area
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain


@dataclass
class Gathered:
    """What the blocks of a sheet gave."""

    parts: list[Part] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    doubts: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    used: list[range] = field(default_factory=list)


def read_block(
    sheet: Sheet,
    layout: Layout,
    block: Block,
    catalogue: Catalogue,
    found: Gathered,
    default: Fixed | None = None,
    below: Stretch | None = None,
) -> None:
    """Adds a block's parts, notes and problems to those of the sheet.

    Args:
        sheet: as it stands.
        layout: its headers.
        block: the header and its rows.
        catalogue: the known indicators.
        found: what the sheet's blocks gave so far.
        default: the one indicator that the other blocks name, for a block of its counts alone.
        below: the only rows that are meant, where a line above them names their indicator.
    """
    rows = rows_with_figures(
        sheet,
        below.rows if below else np.arange(block.first_data, block.end),
        {c for span in block.spans for c in range(span.first, span.last)},
    )
    if not len(rows):
        return
    first = block.spans[0].first
    above = lines_of(sheet, title_rows(block, found.used), first, max(0, block.row - HEADER_ROWS))
    found.used.append(range(block.row, int(rows[-1]) + 1))
    header = range(max(0, block.row - HEADER_ROWS), block.first_data)
    named, groups = named_columns(sheet, layout, header, first)
    named |= unnamed_measures(sheet, layout, rows, first, named, catalogue)
    quarters = quarter_rows.column_of(sheet, rows, first, named.values())
    if isinstance(quarters, Problem):
        found.faults.append(quarters)
        return
    named = {name: column for name, column in named.items() if column != quarters}
    left, notes = left_columns(sheet, rows, first, named, {*groups, quarters} - {None})
    told = {name: Fixed(text, -1, 0) for name, text in layout.says.items() if name != "period"}
    if {"area_code", "area_name"} & {*left, *told}:
        rows = of_everybody(sheet, rows, groups, notes)
        if not len(rows):
            found.faults.append(lacks_area(sheet, block.first_data, those_of(groups.values())))
            return
    places = names_of_areas(sheet, rows, left)
    by_titles = titles.about(sheet, above, catalogue, places)
    about = _about(_by_line(below) if below else by_titles, told)
    if default and about.indicator is None:
        about = titles.counts_of(default, sheet, above, catalogue, places)
    reader = Reader(sheet, layout, block, catalogue, _owner(about.indicator, catalogue), places)
    columns = [(span, reader.read(span)) for span in block.spans]
    only = named_in_cells(reader, rows) or _only_indicator(columns, about)
    if isinstance(only, Problem):
        found.faults.append(only)
        return
    if only:
        about = replace(about, indicator=only)
        reader = Reader(sheet, layout, block, catalogue, _owner(only, catalogue), places)
        columns = [(span, reader.read(span)) for span in block.spans]
        if not reader.names:
            notes.append(f"columns that name no indicator are taken to be of {only.text}")
    owner = reader.about
    read = {c for _, groups_of in columns for g in groups_of for c in g.figures.values()}
    rows = rows_with_figures(sheet, rows, read) if read else rows
    of_one = "area_name" in told or says_area(sheet, above)
    reading = read_rows(sheet, layout, rows, left, catalogue, owner, block.row, of_one)
    if not any(group.area for _, groups_of in columns for group in groups_of):
        place = area_of_rows(sheet, above, catalogue, reading, told, list(groups.values()))
        if isinstance(place, str):
            if about.refusal or about.indicator or _names_indicators(reading):
                fault = lacks_area(sheet, int(rows[0]), place)
                found.faults.append(about.refusal or fault)
            return
        told |= place
        notes += [titles.note(name, where) for name, where in place.items()]
    never = titles.not_observed(sheet, above, catalogue)
    if never:
        found.faults.append(never)
        return
    corner = corners.read(
        sheet, layout, block, left, catalogue, Around(owner, about.measure, places)
    )
    if corner.fault:
        found.faults.append(corner.fault)
        return
    gave = pieces(sheet, block, columns, reading, Told(told, about, catalogue))
    if quarters is not None and gave.parts:
        by_quarter = quarter_rows.parts_by_quarter(sheet, gave.parts, quarters)
        if isinstance(by_quarter, Problem):
            found.faults.append(by_quarter)
            return
        gave.parts = by_quarter
        notes.append(f"column {column_letters(quarters)} gives the quarters of the years above")
    disputed = settle(reader, columns, rows)
    if gave.parts or owner:
        taken = {*read, *left.values(), *groups, *reader.names}
        disputed.faults += unheaded(sheet, layout, block, rows, taken) if gave.parts else ()
        found.faults += disputed.faults
    beside = second_keys(sheet, layout, block, rows, left.values()) if gave.parts else None
    if beside:
        found.faults.append(beside)
        return
    found.faults += gave.faults
    found.parts += gave.parts
    if gave.parts:
        if "area_name" not in reading.positions:
            notes = [note for note in notes if "taken for area names" not in note]
        found.notes |= dict.fromkeys(
            [*notes, *corner.notes, *reading.notes, *gave.notes, *disputed.notes]
        )
        doubts, more = beside_periods(sheet, block, reader, rows, disputed.doubts)
        found.doubts += [*doubts, *corner.doubts, *disputed.doubts]
        found.notes |= dict.fromkeys(more)
    elif not gave.faults and reader.unread:
        found.faults += [*reader.unclear, *([no_column(sheet, reader)] if owner else [])][:1]


def _only_indicator(
    columns: Iterable[tuple[Span, Sequence[Found]]], about: titles.About
) -> Fixed | None:
    """The one indicator that headings name beside others that name counts or rates alone."""
    groups = [group for _, found in columns for group in found]
    named = {group.indicator.text: group.indicator for group in groups if group.indicator}
    unnamed = any(not group.indicator and (group.measure or {*group.figures} - {""})
                  for group in groups)  # fmt: skip
    if about.indicator or about.refusal or len(named) != 1 or not unnamed:
        return None
    return next(iter(named.values()))


def _about(said: titles.About, told: dict[str, Fixed]) -> titles.About:
    """What the titles say; what the layout says comes first."""
    measure = told.pop("measure", None)
    if measure:
        said = replace(said, measure=measure.text)
    own = told.pop("indicator", None)
    return replace(said, indicator=own, refusal=None) if own else said


def _by_line(below: Stretch) -> titles.About:
    """What the line above some rows says of them, in place of the titles."""
    says = below.heading
    return titles.About(below.fixed["indicator"], says.measure, says.provisional)


def _owner(named: Fixed | None, catalogue: Catalogue) -> str:
    return catalogue.spellings.get(plain(named.text), ("", ""))[0] if named else ""


def _names_indicators(reading: Reading) -> bool:
    return any(group.says.indicator for group in reading.groups)
