"""The headers of a table with periods across: which columns each period stands over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imscore.inputs.layouts.header_cells import is_filled, next_year, period_in
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import plain

LEFT = ("area_code", "area_name", "area_type", "indicator", "measure", "sex", "age", "category")
FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
# A number, with a mark or an interval behind it; or what stands for one.
_FIGURE = re.compile(
    r"[<>~]?\s*\d[\d,]*([.·]\d+)?\s*%?\s*"
    r"([*†‡§ʳᵖ]+|\[?\(?[a-z]\)?\]?|[(\[]\s*\d[\d., ]*(-|–|to|,)[\d., ]+[)\]])?"
    r"|\*+|\[[a-z]\]|n/?a|\.{2,}|-+|:",
    re.I,
)
QUARTER = re.compile(r"(?:q|qtr|quarter)\.?\s*[1-4]", re.I)
_FEWEST_PERIODS = 2


@dataclass(frozen=True)
class Span:
    """The columns under one period: from `first` up to, not including, `last`."""

    period: str
    first: int
    last: int


@dataclass(frozen=True)
class Block:
    """A header with periods and the rows below it, up to the next such header.

    Attributes:
        row: of the periods, from 0.
        first_data, end: the rows below the header.
        spans: the periods with their columns.
        beside: cells, by row and column, among the periods or quarters, or to their right, that are
            none; and to their left those with a year.
    """

    row: int
    first_data: int
    end: int
    spans: tuple[Span, ...]
    beside: tuple[tuple[int, int], ...] = ()


def find_blocks(sheet: Sheet, layout: Layout) -> Iterator[Block]:
    """The blocks of a sheet from the top down: headers with periods, and the rows below each."""
    headers = list(_headers(sheet, layout))
    for number, (row, spans) in enumerate(headers):
        end = headers[number + 1][0] if number + 1 < len(headers) else sheet.height
        first_data = _first_data(sheet, row, spans, end)
        if first_data is None:
            continue
        words = _measures_below(sheet, layout, row, first_data, spans[0].first)
        bounded = _bounded(spans, len(sheet.columns))
        below = range(row + 1, first_data)
        quarters = [part for span in bounded for part in _quarters(sheet, below, span)]
        if len(quarters) >= _FEWEST_PERIODS or words:
            beside = (*_beside(sheet, row, spans), *_among_quarters(sheet, below, quarters))
            yield Block(row, first_data, end, tuple(quarters), beside)


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
    years = [period_in(cell, None) for _, cell in cells]
    if not any(years) or any(
        year is None and not isinstance(cell, str)
        for (_, cell), year in zip(cells, years, strict=True)
    ):
        return ()
    periods: list[tuple[int, str]] = []
    for column, cell in cells:
        found = period_in(cell, periods[-1][1] if periods else next_year(cells, column))
        if found:
            periods.append((column, found))
    # What is no period ends the one before it: a target is not part of last year's figures.
    starts = [column for column, _ in cells]
    return tuple(
        Span(period, column, next((c for c in starts if c > column), len(sheet.columns)))
        for column, period in periods
    )


def _beside(sheet: Sheet, row: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    periods = {span.first for span in spans}
    for column, cells in enumerate(sheet.columns):
        if not is_filled(cells[row]) or column in periods:
            continue
        if column > spans[0].first or re.search(r"(19|20)\d\d", str(cells[row])):
            yield row, column


def _among_quarters(sheet: Sheet, below: range, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Cells in a row of quarters that are none, such as `Total`."""
    firsts = {span.first for span in spans}
    for row in below:
        if not any(QUARTER.fullmatch(str(sheet.columns[c][row]).strip()) for c in firsts):
            continue
        for column in range(spans[0].first, len(sheet.columns)):
            if column not in firsts and is_filled(sheet.columns[column][row]):
                yield row, column


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
    return [Span(f"{span.period} {text}", c, _end(sheet, below, c, span)) for c, text in found]


def _end(sheet: Sheet, below: range, first: int, span: Span) -> int:
    """Where the columns of a quarter end: at the next cell of its row, such as `Total`."""
    row = next(r for r in below if QUARTER.fullmatch(str(sheet.columns[first][r]).strip()))
    further = range(first + 1, span.last)
    return next((c for c in further if is_filled(sheet.columns[c][row])), span.last)


def _first_data(sheet: Sheet, row: int, spans: tuple[Span, ...], end: int) -> int | None:
    """The first row below a header in which a number stands under a period."""
    for below in range(row + 1, end):
        for column in sheet.columns[spans[0].first :]:
            if isinstance(column[below], (int, float)) and not isinstance(column[below], bool):
                return below
            if isinstance(column[below], str) and is_figure(column[below]):
                return below
    return None


def is_figure(text: str) -> bool:
    """Whether a text is a number, or what stands for one."""
    return bool(_FIGURE.fullmatch(text.strip()))


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
