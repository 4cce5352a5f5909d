"""Tables with areas or indicators across, and periods or indicators down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.beside import is_harmless
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.counts_or_rates import are_whole, ask
from imscore.inputs.layouts.down_header import LEFT, Column, Header, find_header
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED
from imscore.inputs.layouts.joined import join
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.pieces import taken_from
from imscore.inputs.layouts.rows import Labelled, Reading
from imscore.inputs.layouts.rows import read as read_rows
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.inputs.layouts.title_lines import Lines, lines_of
from imscore.inputs.layouts.title_places import area as area_of
from imscore.inputs.layouts.title_places import period as period_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain


def find(sheet: Sheet, catalogue: Catalogue, layout: Layout) -> Table | list[Problem]:
    """Finds a table with indicators, or areas with England among them, across.

    Returns:
        The table, its notes saying what was inferred; or why there is none: an empty list where
        nothing looks like one.
    """
    for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
        header = find_header(sheet, layout, row, catalogue)
        if header:
            return _table(sheet, layout, header, catalogue)
    return []


def _table(
    sheet: Sheet, layout: Layout, header: Header, catalogue: Catalogue
) -> Table | list[Problem]:
    lines = lines_of(sheet, range(header.row))
    about = titles.about(sheet, lines, catalogue)
    across = any(column.says.indicator for column in header.columns)
    fixed, notes, faults = _told(sheet, layout, header, lines, catalogue, across)
    if faults:
        return faults
    owner = (
        "" if across or not about.indicator else catalogue.spellings[plain(about.indicator.text)][0]
    )
    rows = _rows(sheet, header)
    if not len(rows):
        return []
    reading = read_rows(sheet, layout, rows, header.left, catalogue, owner, header.row)
    if reading.not_areas:
        return [
            kinds.ROWS_NOT_AREAS.at(
                sheet.file, sheet.name, f"A{rows[0] + 1}", found=reading.not_areas
            )
        ]
    parts: list[Part] = []
    for column in header.columns:
        for group in reading.groups:
            part = _part(column, group, reading, fixed, about)
            if part is None:
                return [about.refusal] if about.refusal else []
            parts.append(part)
    settled = _settled(sheet, parts, catalogue)
    if isinstance(settled, Problem):
        return [settled]
    notes += list(dict.fromkeys(taken_from(p.fixed["indicator"]) for p in parts))
    doubts = [_doubt(sheet, cell) for cell in header.unread if _may_count(sheet, cell)]
    joined = [
        p for p in join(sheet, settled) if {"value", "numerator"} & {*p.positions, *p.elsewhere}
    ]
    notes += list(reading.notes)
    return (
        Table(sheet, layout, header.row + 1, tuple(joined), tuple(notes), tuple(doubts))
        if joined
        else []
    )


def _told(
    sheet: Sheet,
    layout: Layout,
    header: Header,
    lines: Lines,
    catalogue: Catalogue,
    across: bool,
) -> tuple[dict[str, Fixed], list[str], list[Problem]]:
    """What the layout and the titles say: the period and the area, where no column does."""
    fixed = {name: Fixed(text, -1, 0) for name, text in layout.says.items() if name in LEFT}
    said: dict[str, Fixed] = {}
    by_header = any(column.period for column in header.columns)
    if not {"period"} & {*header.left, *fixed} and not by_header:
        found = period_of(sheet, lines)
        if found is None:
            return {}, [], [_missing(sheet, header, "period")]
        said["period"] = found
    if across and not {"area_code", "area_name"} & {*header.left, *fixed}:
        found = area_of(sheet, lines, catalogue)
        if found is None:
            return {}, [], [_missing(sheet, header, "area_name")]
        said["area_name"] = found
    never = titles.not_observed(sheet, lines, catalogue)
    return fixed | said, [titles.note(*item) for item in said.items()], [never] if never else []


def _part(
    column: Column,
    group: Labelled,
    reading: Reading,
    fixed: Mapping[str, Fixed],
    about: titles.About,
) -> Part | None:
    """One column over some rows; None where no indicator can be told for it."""
    if column.says.indicator:
        indicator: Fixed | None = replace(column.heading or column.at, text=column.says.indicator)
    elif group.says.indicator and group.label:
        indicator = replace(group.label, text=group.says.indicator)
    else:
        indicator = fixed.get("indicator") or about.indicator
    if indicator is None:
        return None
    own = {**fixed, "indicator": indicator}
    if column.area:
        own["area_name"] = replace(column.at, text=column.area)
    if column.period:
        own["period"] = replace(column.at, text=column.period)
    measure = column.says.measure or group.says.measure
    measure = measure or ("" if column.says.indicator or group.says.indicator else about.measure)
    places = {name: c for name, c in reading.positions.items() if name not in own}
    # Whether counts or rates is settled by all columns together.
    places[measure if measure in FIGURES else "either"] = column.at.column
    return Part(group.rows, places, own)


def _settled(sheet: Sheet, parts: Sequence[Part], catalogue: Catalogue) -> list[Part] | Problem:
    """The parts, those that nothing calls counts or rates being rates unless all are whole."""
    result = list(parts)
    open_parts = [part for part in parts if "either" in part.positions]
    for name in dict.fromkeys(part.fixed["indicator"].text for part in open_parts):
        mine = [part for part in open_parts if part.fixed["indicator"].text == name]
        if are_whole(c for p in mine for c in sheet.columns[p.positions["either"]][p.rows]):
            first = mine[0]
            cell = f"{column_letters(first.positions['either'])}{int(first.rows[0]) + 1}"
            return ask(sheet, cell, name, catalogue)
    for number, part in enumerate(result):
        if "either" in part.positions:
            places = dict(part.positions)
            places["value"] = places.pop("either")
            result[number] = replace(part, positions=places)
    return result


def _rows(sheet: Sheet, header: Header) -> np.ndarray:
    rows = np.arange(header.row + 1, sheet.height)
    filled = np.zeros(len(rows), dtype=bool)
    for column in header.columns:
        cells = sheet.columns[column.at.column][rows]
        filled |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = rows[filled]
    return kept


def _may_count(sheet: Sheet, cell: Fixed) -> bool:
    return not is_harmless(cell.text) and any(
        is_filled(c) for c in sheet.columns[cell.column][cell.row + 1 :]
    )


def _doubt(sheet: Sheet, cell: Fixed) -> Problem:
    place = f"{column_letters(cell.column)}{cell.row + 1}"
    return kinds.UNREAD_HEADER.at(sheet.file, sheet.name, place, found=repr(cell.text))


def _missing(sheet: Sheet, header: Header, column: str) -> Problem:
    texts = [str(cells[header.row]).strip() for cells in sheet.columns]
    return kinds.MISSING_COLUMN.at(
        sheet.file, sheet.name, f"A{header.row + 1}", column=column,
        found=", ".join(text for text in texts if text),
        suggestion="" if column == "period" else "A line `Area: ...` above it can say it. ",
    )  # fmt: skip
