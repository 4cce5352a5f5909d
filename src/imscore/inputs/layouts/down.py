"""Tables with areas or indicators across, and periods or indicators down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import headerless, second_row, second_row_measures, titles
from imscore.inputs.layouts.beside import is_harmless
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.counts_or_rates import are_whole, ask
from imscore.inputs.layouts.down_header import Column, Header, find_header
from imscore.inputs.layouts.down_told import told
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED
from imscore.inputs.layouts.joined import join
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.pieces import taken_from
from imscore.inputs.layouts.rows import Labelled, Reading
from imscore.inputs.layouts.rows import read as read_rows
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.inputs.layouts.title_lines import lines_of
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
    fixed, notes, faults = told(sheet, layout, header, lines, catalogue, across)
    if faults:
        return faults
    owner = (
        "" if across or not about.indicator else catalogue.spellings[plain(about.indicator.text)][0]
    )
    reach = _reach(sheet, header)
    second = _second_row(sheet, layout, header, reach, catalogue)
    header = second_row_measures.spread(header, second, reach)
    if second and (third := _second_row(sheet, layout, header, reach, catalogue)):
        return [second_row.not_understood(sheet, third[0])]
    rows = _rows(sheet, header)
    if not len(rows):
        return []
    bare = list(headerless.beside(sheet, header, rows))
    if bare:
        return bare
    reading = read_rows(sheet, layout, rows, header.left, catalogue, owner, header.end - 1)
    if reading.not_areas:
        return [
            kinds.ROWS_NOT_AREAS.at(
                sheet.file, sheet.name, f"A{rows[0] + 1}", found=reading.not_areas
            )
        ]
    parts: list[Part] = []
    below = second_row_measures.Read()
    for group in reading.groups:
        over = partial(_over, group, owner, about, catalogue)
        more = second_row_measures.read(sheet, layout, catalogue, header, over)
        if more.faults:
            return more.faults
        below.doubts += more.doubts
        below.harmless += more.harmless
        for column in more.columns:
            part = _part(column, group, reading, fixed, about)
            if part is None:
                return [about.refusal] if about.refusal else []
            parts.append(part)
    settled = _settled(sheet, parts, catalogue)
    if isinstance(settled, Problem):
        return [settled]
    notes += list(dict.fromkeys(taken_from(p.fixed["indicator"]) for p in parts))
    doubts = [_doubt(sheet, cell) for cell in header.unread if _may_count(sheet, header, cell)]
    doubts += {problem.cell: problem for problem in below.doubts}.values()
    notes += [f"not read: {'; '.join(dict.fromkeys(below.harmless))}"] if below.harmless else []
    joined = [
        p for p in join(sheet, settled) if {"value", "numerator"} & {*p.positions, *p.elsewhere}
    ]
    notes += list(reading.notes)
    return (
        Table(sheet, layout, header.row + 1, tuple(joined), tuple(notes), tuple(doubts))
        if joined
        else []
    )


def _reach(sheet: Sheet, header: Header) -> dict[int, range]:
    filled = [c for c, cells in enumerate(sheet.columns) if is_filled(cells[header.row])]
    starts = {column.at.column for column in header.columns}
    return second_row.reaches(filled, starts, len(sheet.columns))


def _second_row(
    sheet: Sheet,
    layout: Layout,
    header: Header,
    reach: Mapping[int, range],
    catalogue: Catalogue,
) -> list[Fixed]:
    over = {c for columns in reach.values() for c in columns}
    keys = header.left.values()
    return second_row.find_row(sheet, layout, catalogue, header.end - 1, keys, over)


def _over(
    group: Labelled, owner: str, about: titles.About, catalogue: Catalogue, column: Column
) -> tuple[str, str]:
    """The indicator and the measure that a column is of by its heading, its rows or the titles."""
    named = column.says.indicator or group.says.indicator
    measure = column.says.measure or group.says.measure or ("" if named else about.measure)
    return catalogue.spellings[plain(named)][0] if named else owner, measure


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
    places[measure if measure in FIGURES else "either"] = column.place
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
    rows = np.arange(header.end, sheet.height)
    filled = np.zeros(len(rows), dtype=bool)
    for column in header.columns:
        cells = sheet.columns[column.place][rows]
        filled |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = rows[filled]
    return kept


def _may_count(sheet: Sheet, header: Header, cell: Fixed) -> bool:
    return not is_harmless(cell.text) and any(
        is_filled(c) for c in sheet.columns[cell.column][header.end :]
    )


def _doubt(sheet: Sheet, cell: Fixed) -> Problem:
    place = f"{column_letters(cell.column)}{cell.row + 1}"
    return kinds.UNREAD_HEADER.at(sheet.file, sheet.name, place, found=repr(cell.text))
