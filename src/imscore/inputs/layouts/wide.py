"""Tables with periods across, under one, two or three header rows, in one block or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.blocks import (
    FIGURES,
    QUARTER,
    Block,
    Span,
    field_of,
    find_blocks,
    is_filled,
)
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.left import LEFT, left_columns
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue

_HEADER_ROWS = 3
_FLAGS = {"", "u", "*", "p", "r", "c", "x", "z", "[u]", "[c]", "[x]", "[z]"}


def find(sheet: Sheet, catalogue: Catalogue, layout: Layout) -> Table | None:
    """Finds a table with periods across, by the periods in its header.

    Returns:
        The table, its notes saying what was inferred; None where there is no such header, or no
        indicator or area can be told.
    """
    parts: list[Part] = []
    notes: dict[str, None] = {}
    blocks = list(find_blocks(sheet, layout))
    for block in blocks:
        found = _parts(sheet, layout, block, catalogue)
        if found is None:
            continue
        parts += found[0]
        notes |= dict.fromkeys(found[1])
    if not parts:
        return None
    return Table(sheet, layout, blocks[0].row + 1, tuple(parts), tuple(notes))


def _parts(
    sheet: Sheet, layout: Layout, block: Block, catalogue: Catalogue
) -> tuple[list[Part], list[str]] | None:
    first = block.spans[0].first
    header_rows = range(max(0, block.row - _HEADER_ROWS), block.first_data)
    names = {
        c: field_of(str(sheet.columns[c][row]), layout)
        for row in header_rows
        for c in range(first)
        if field_of(str(sheet.columns[c][row]), layout) in LEFT
    }
    figures = [_figures(sheet, layout, block, span) for span in block.spans]
    data = np.arange(block.first_data, block.end)
    rows = _rows_with_figures(sheet, data, [c for found in figures for c in found.values()])
    left, notes = left_columns(sheet, rows, first, {n: c for c, n in names.items() if n})
    fixed = {name: Fixed(text, -1, 0) for name, text in layout.says.items()}
    if not {"area_code", "area_name"} & {*left, *fixed}:
        area = titles.area(sheet, block.row)
        if area is None:
            return None
        fixed["area_name"] = area
    parts: list[Part] = []
    for span, found in zip(block.spans, figures, strict=True):
        if not found:
            notes.append(f"the columns under {span.period} are not understood and were not read")
            continue
        own = fixed | {"period": Fixed(span.period, block.row, span.first)}
        if "indicator" not in {*left, *fixed}:
            named = _heading(sheet, block, span.first, catalogue)
            named = named or titles.indicator(sheet, block.row, catalogue)
            if named is None:
                continue
            own["indicator"] = named
            notes.append(f"the indicator, {named.text}, is taken from {_where(named)}")
        parts.append(Part(rows, left | found, own))
    return (_merged(parts), notes) if parts and len(rows) else None


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Parts of one indicator and period as one: count under one heading, rate under another."""
    kept: dict[tuple[str, str, int], Part] = {}
    for part in parts:
        named = part.fixed.get("indicator")
        shared = [
            key
            for key in kept
            if key[:2] == (named.text if named else "", part.fixed["period"].text)
        ]
        for key in shared:
            own = {f: c for f, c in part.positions.items() if f in FIGURES}
            if not set(own) & set(kept[key].positions):
                kept[key] = Part(part.rows, {**kept[key].positions, **own}, kept[key].fixed)
                break
        else:
            kept[(named.text if named else "", part.fixed["period"].text, len(kept))] = part
    return list(kept.values())


def _where(fixed: Fixed) -> str:
    return (
        f"{column_letters(fixed.column)}{fixed.row + 1}" if fixed.row >= 0 else "the sheet's name"
    )


def _heading(sheet: Sheet, block: Block, column: int, catalogue: Catalogue) -> Fixed | None:
    """The indicator that a heading over several periods names, nearest above the column."""
    for row, place, text in _above(sheet, block, column):
        found = titles.indicator_in(text, catalogue)
        if found:
            return Fixed(found, row, place)
    return None


def _above(sheet: Sheet, block: Block, column: int) -> Iterator[tuple[int, int, str]]:
    """Headings above a column, nearest first: each reaches right to where the next one starts."""
    for row in range(block.row - 1, max(-1, block.row - 1 - _HEADER_ROWS), -1):
        for place in range(column, block.spans[0].first - 1, -1):
            text = str(sheet.columns[place][row]).strip()
            if text:
                yield row, place, text
                break


def _figures(sheet: Sheet, layout: Layout, block: Block, span: Span) -> dict[str, int]:
    """The columns of one period: by the words below it, above it, or the only one it has."""
    found: dict[str, int] = {}
    below = range(block.row + 1, block.first_data)
    for column in range(span.first, span.last):
        for row in below:
            field = field_of(str(sheet.columns[column][row]), layout)
            if field in FIGURES:
                found.setdefault(field, column)
    if found:
        flags = _flags(sheet, block, span, found)
        return found | flags
    if _holds_more(sheet, block, span):
        return {}
    measure = _measure_above(sheet, layout, block, span.first) or "value"
    return {measure: span.first}


def _holds_more(sheet: Sheet, block: Block, span: Span) -> bool:
    """Whether a period heads more than one plain column: then which is its value is not told."""
    headed = any(
        is_filled(cell) and not QUARTER.fullmatch(str(cell).strip())
        for column in range(span.first, span.last)
        for cell in sheet.columns[column][block.row + 1 : block.first_data]
    )
    further = any(
        is_filled(cell)
        for column in range(span.first + 1, span.last)
        for cell in sheet.columns[column][block.first_data : block.end]
    )
    return headed or further


def _measure_above(sheet: Sheet, layout: Layout, block: Block, column: int) -> str | None:
    fields = (field_of(text, layout) for _, _, text in _above(sheet, block, column))
    return next((field for field in fields if field in FIGURES), None)


def _flags(sheet: Sheet, block: Block, span: Span, found: Mapping[str, int]) -> dict[str, int]:
    """A column of marks beside the value, without a header of its own."""
    beside = found.get("value", span.last) + 1
    if beside >= span.last or beside in found.values():
        return {}
    headed = any(
        is_filled(sheet.columns[beside][row]) for row in range(block.row + 1, block.first_data)
    )
    cells = {str(c).strip().casefold() for c in sheet.columns[beside][block.first_data : block.end]}
    return {} if headed or not cells <= _FLAGS or cells == {""} else {"marker": beside}


def _rows_with_figures(sheet: Sheet, data: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """The rows in which something stands under a period: not footnotes, headings or blanks."""
    filled = np.zeros(len(data), dtype=bool)
    for column in set(columns):
        cells = sheet.columns[column][data]
        filled |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = data[filled]
    return kept
