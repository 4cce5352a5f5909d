"""The headers of a table with periods across: which columns each period stands over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imscore.errors import PeriodError
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.left import LEFT
from imscore.inputs.sheets import Sheet
from imscore.periods import parse_marked
from imscore.reference.indicators import plain

FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
QUARTER = re.compile(r"(?:q|qtr|quarter)\.?\s*[1-4]", re.I)
_FEWEST_PERIODS = 2
_FIRST_YEAR, _LAST_YEAR = 1950, 2060


@dataclass(frozen=True)
class Span:
    """The columns under one period: from `first` up to, not including, `last`."""

    period: str
    first: int
    last: int


@dataclass(frozen=True)
class Block:
    """A header with periods and the rows below it, up to the next such header."""

    row: int
    first_data: int
    end: int
    spans: tuple[Span, ...]


def find_blocks(sheet: Sheet, layout: Layout) -> Iterator[Block]:
    """The blocks of a sheet from the top down: headers with periods, and the rows below each."""
    headers = list(_headers(sheet, layout))
    for number, (row, spans) in enumerate(headers):
        end = headers[number + 1][0] if number + 1 < len(headers) else sheet.height
        first_data = _first_data(sheet, row, spans, end)
        if first_data is None:
            continue
        words = _measures_below(sheet, layout, row, first_data, spans[0].first)
        if len(spans) >= _FEWEST_PERIODS or words:
            bounded = _bounded(spans, len(sheet.columns))
            below = range(row + 1, first_data)
            quarters = [part for span in bounded for part in _quarters(sheet, below, span)]
            yield Block(row, first_data, end, tuple(quarters))


def _headers(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Rows of periods. A further one must be headed like a header: counts can look like years."""
    first_left: list[str] | None = None
    for row in range(sheet.height):
        spans = _spans(sheet, row)
        if not spans:
            continue
        left = [str(cells[row]).strip() for cells in sheet.columns[: spans[0].first]]
        if first_left is None:
            first_left = left
        elif left != first_left and any(t and field_of(t, layout) not in LEFT for t in left):
            continue
        yield row, spans


def _spans(sheet: Sheet, row: int) -> tuple[Span, ...]:
    """The periods in a row that holds nothing but words and periods."""
    cells = [(c, cells[row]) for c, cells in enumerate(sheet.columns) if is_filled(cells[row])]
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
        Span(period, column, end) for (column, period), end in zip(periods, ends, strict=True)
    )


def is_filled(cell: object) -> bool:
    """Whether anything stands in a cell."""
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


def _bounded(spans: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    """The spans, the last no wider than the widest before it."""
    widths = [span.last - span.first for span in spans[:-1]]
    last = spans[-1]
    end = min(last.first + max(widths), width) if widths else width
    return (*spans[:-1], Span(last.period, last.first, end))


def _quarters(sheet: Sheet, below: range, span: Span) -> list[Span]:
    """The quarters under a year, each with its columns; the year itself where none stand there."""
    found = [
        (column, text)
        for column in range(span.first, span.last)
        for row in below
        if QUARTER.fullmatch(text := str(sheet.columns[column][row]).strip())
    ]
    if not found:
        return [span]
    ends = [column for column, _ in found[1:]] + [span.last]
    return [
        Span(f"{span.period} {text}", column, end)
        for (column, text), end in zip(found, ends, strict=True)
    ]


def _first_data(sheet: Sheet, row: int, spans: tuple[Span, ...], end: int) -> int | None:
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
        field_of(str(column[below]), layout) in FIGURES
        for below in range(row + 1, first_data)
        for column in sheet.columns[first_column:]
    )


def field_of(text: str, layout: Layout) -> str | None:
    """The field that a header names, with and then without what stands in brackets."""
    for spelt in (text, re.sub(r"[(\[].*?[)\]]", " ", text), re.sub(r"\d+$", "", text.strip())):
        found = layout.headers.get(plain(spelt))
        if found:
            return found
    return None
