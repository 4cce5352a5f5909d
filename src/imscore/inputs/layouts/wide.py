"""Tables with periods across, under one, two or three header rows, in one block or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from imscore.errors import PeriodError
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.left import LEFT, left_columns
from imscore.inputs.layouts.table import Fixed, Part, Table
from imscore.inputs.sheets import Sheet
from imscore.periods import parse_marked
from imscore.reference.indicators import Catalogue, plain

_FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_HEADER_ROWS = 3
_FEWEST_PERIODS = 2
_FLAGS = {"", "u", "*", "p", "r", "c", "x", "z", "[u]", "[c]", "[x]", "[z]"}
_FIRST_YEAR, _LAST_YEAR = 1950, 2060


@dataclass(frozen=True)
class _Span:
    """The columns under one period: from `first` up to, not including, `last`."""

    period: str
    first: int
    last: int


@dataclass(frozen=True)
class _Block:
    """A header with periods and the rows below it, up to the next such header."""

    row: int
    first_data: int
    end: int
    spans: tuple[_Span, ...]


def find(sheet: Sheet, catalogue: Catalogue, layout: Layout) -> Table | None:
    """Finds a table with periods across, by the periods in its header.

    Returns:
        The table, its notes saying what was inferred; None where there is no such header, or no
        indicator or area can be told.
    """
    parts: list[Part] = []
    notes: dict[str, None] = {}
    blocks = list(_blocks(sheet, layout))
    for block in blocks:
        found = _parts(sheet, layout, block, catalogue)
        if found is None:
            continue
        parts += found[0]
        notes |= dict.fromkeys(found[1])
    if not parts:
        return None
    return Table(sheet, layout, blocks[0].row + 1, tuple(parts), tuple(notes))


def _blocks(sheet: Sheet, layout: Layout) -> Iterator[_Block]:
    headers = list(_headers(sheet, layout))
    for number, (row, spans) in enumerate(headers):
        end = headers[number + 1][0] if number + 1 < len(headers) else sheet.height
        first_data = _first_data(sheet, row, spans, end)
        if first_data is None:
            continue
        words = _measures_below(sheet, layout, row, first_data, spans[0].first)
        if len(spans) >= _FEWEST_PERIODS or words:
            yield _Block(row, first_data, end, _bounded(spans, len(sheet.columns)))


def _headers(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, tuple[_Span, ...]]]:
    """Rows of periods. A further one must be headed like a header: counts can look like years."""
    first_left: list[str] | None = None
    for row in range(sheet.height):
        spans = _spans(sheet, row)
        if not spans:
            continue
        left = [str(cells[row]).strip() for cells in sheet.columns[: spans[0].first]]
        if first_left is None:
            first_left = left
        elif left != first_left and any(t and _field(t, layout) not in LEFT for t in left):
            continue
        yield row, spans


def _spans(sheet: Sheet, row: int) -> tuple[_Span, ...]:
    """The periods in a row that holds nothing but words and periods."""
    cells = [(c, cells[row]) for c, cells in enumerate(sheet.columns) if _filled(cells[row])]
    years = [_period(cell, None) for _, cell in cells]
    if not any(years) or any(
        year is None and not isinstance(cell, str)
        for (_, cell), year in zip(cells, years, strict=True)
    ):
        return ()
    periods: list[tuple[int, str]] = []
    for column, cell in cells:
        found = _period(cell, periods[-1][1] if periods else _next_year(cells, column))
        if found:
            periods.append((column, found))
    ends = [column for column, _ in periods[1:]] + [len(sheet.columns)]
    return tuple(
        _Span(period, column, end) for (column, period), end in zip(periods, ends, strict=True)
    )


def _filled(cell: object) -> bool:
    return not (cell is None or (isinstance(cell, str) and not cell.strip()))


def _next_year(cells: Sequence[tuple[int, object]], column: int) -> str | None:
    later = [_period(cell, None) for place, cell in cells if place > column]
    found = [period for period in later if period]
    return str(int(found[0]) + 1) if found and found[0].isdigit() else None


def _period(cell: object, neighbour: str | None) -> str | None:
    """The period that a header cell names; a footnote digit glued to a year is taken off.

    `20175` is 2017 with note 5 only where the year beside it bears that out.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        whole = float(cell).is_integer() and _FIRST_YEAR <= cell <= _LAST_YEAR
        return str(int(cell)) if whole else None
    text = str(cell).strip()
    if re.fullmatch(r"\d{5}", text):
        year = text[:4]
        near = (
            neighbour is not None and neighbour.isdigit() and abs(int(neighbour) - int(year)) <= 1
        )
        return year if near else None
    try:
        period, marks = parse_marked(text)
    except PeriodError:
        return None
    # Read again later by the indicator's own kinds of period, its marks kept.
    as_it_stands = marks or period.kind == "calendar_quarter"
    return text if as_it_stands else period.text


def _bounded(spans: tuple[_Span, ...], width: int) -> tuple[_Span, ...]:
    """The spans, the last no wider than the widest before it."""
    widths = [span.last - span.first for span in spans[:-1]]
    last = spans[-1]
    end = min(last.first + max(widths), width) if widths else width
    return (*spans[:-1], _Span(last.period, last.first, end))


def _first_data(sheet: Sheet, row: int, spans: tuple[_Span, ...], end: int) -> int | None:
    """The first row below a header in which a number stands under a period."""
    for below in range(row + 1, end):
        for column in sheet.columns[spans[0].first :]:
            if isinstance(column[below], (int, float)) and not isinstance(column[below], bool):
                return below
            if isinstance(column[below], str) and re.fullmatch(
                r"\s*\d[\d,]*(\.\d+)?%?\s*", column[below]
            ):
                return below
    return None


def _measures_below(
    sheet: Sheet, layout: Layout, row: int, first_data: int, first_column: int
) -> bool:
    return any(
        _field(str(column[below]), layout) in _FIGURES
        for below in range(row + 1, first_data)
        for column in sheet.columns[first_column:]
    )


def _field(text: str, layout: Layout) -> str | None:
    """The field that a header names, with and then without what stands in brackets."""
    for spelt in (text, re.sub(r"[(\[].*?[)\]]", " ", text), re.sub(r"\d+$", "", text.strip())):
        found = layout.headers.get(plain(spelt))
        if found:
            return found
    return None


def _parts(
    sheet: Sheet, layout: Layout, block: _Block, catalogue: Catalogue
) -> tuple[list[Part], list[str]] | None:
    first = block.spans[0].first
    header_rows = range(max(0, block.row - _HEADER_ROWS), block.first_data)
    names = {
        c: _field(str(sheet.columns[c][row]), layout)
        for row in header_rows
        for c in range(first)
        if _field(str(sheet.columns[c][row]), layout) in LEFT
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
            own = {f: c for f, c in part.positions.items() if f in _FIGURES}
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


def _heading(sheet: Sheet, block: _Block, column: int, catalogue: Catalogue) -> Fixed | None:
    """The indicator that a heading over several periods names, nearest above the column."""
    for row, place, text in _above(sheet, block, column):
        found = titles.indicator_in(text, catalogue)
        if found:
            return Fixed(found, row, place)
    return None


def _above(sheet: Sheet, block: _Block, column: int) -> Iterator[tuple[int, int, str]]:
    """Headings above a column, nearest first: each reaches right to where the next one starts."""
    for row in range(block.row - 1, max(-1, block.row - 1 - _HEADER_ROWS), -1):
        for place in range(column, block.spans[0].first - 1, -1):
            text = str(sheet.columns[place][row]).strip()
            if text:
                yield row, place, text
                break


def _figures(sheet: Sheet, layout: Layout, block: _Block, span: _Span) -> dict[str, int]:
    """The columns of one period: by the words below it, above it, or the only one it has."""
    found: dict[str, int] = {}
    below = range(block.row + 1, block.first_data)
    for column in range(span.first, span.last):
        for row in below:
            field = _field(str(sheet.columns[column][row]), layout)
            if field in _FIGURES:
                found.setdefault(field, column)
    if found:
        flags = _flags(sheet, block, span, found)
        return found | flags
    measure = _measure_above(sheet, layout, block, span.first) or "value"
    return {measure: span.first}


def _measure_above(sheet: Sheet, layout: Layout, block: _Block, column: int) -> str | None:
    fields = (_field(text, layout) for _, _, text in _above(sheet, block, column))
    return next((field for field in fields if field in _FIGURES), None)


def _flags(sheet: Sheet, block: _Block, span: _Span, found: Mapping[str, int]) -> dict[str, int]:
    """A column of marks beside the value, without a header of its own."""
    beside = found.get("value", span.last) + 1
    if beside >= span.last or beside in found.values():
        return {}
    headed = any(
        _filled(sheet.columns[beside][row]) for row in range(block.row + 1, block.first_data)
    )
    cells = {str(c).strip().casefold() for c in sheet.columns[beside][block.first_data : block.end]}
    return {} if headed or not cells <= _FLAGS or cells == {""} else {"marker": beside}


def _rows_with_figures(sheet: Sheet, data: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """The rows in which something stands under a period: not footnotes, headings or blanks."""
    filled = np.zeros(len(data), dtype=bool)
    for column in set(columns):
        cells = sheet.columns[column][data]
        filled |= np.fromiter((_filled(cell) for cell in cells), bool, len(cells))
    kept: np.ndarray = data[filled]
    return kept
