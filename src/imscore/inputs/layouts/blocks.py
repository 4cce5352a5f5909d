"""The headers of a table with periods across: which columns each period stands over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from imscore.inputs.layouts.header_cells import is_filled, next_year, period_in
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.limits import is_of_another_level
from imscore.inputs.layouts.limits_beside import with_limits
from imscore.inputs.layouts.period_words import Worded, worded
from imscore.inputs.layouts.quarters import Span, among_quarters, quarters_of
from imscore.inputs.sheets import Sheet

LEFT = ("area_code", "area_name", "area_type", "indicator", "measure", "sex", "age", "category")
FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci", "limits")
# A number, with a mark or an interval behind it; or what stands for one.
_FIGURE = re.compile(
    r"[<>~]?\s*\d[\d,]*([.·]\d+)?\s*%?\s*"
    r"([*†‡§ʳᵖ]+|\[?\(?[a-z]\)?\]?|[(\[]\s*\d[\d., ]*(-|–|to|,)[\d., ]+[)\]])?"
    r"|\*+|\[[a-z]\]|n/?a|\.{2,}|-+|:",
    re.I,
)
_BRACKETED, _LAST_DIGITS = re.compile(r"[(\[].*?[)\]]"), re.compile(r"\d+$")
# These two take a time that grows with the square of a text's length.
_LONGEST_HEADER = 500
_FEWEST_PERIODS = 2
# Beside a period it counts, though elsewhere a letter in brackets is a footnote's mark.
_OF_COUNTS = re.compile(r"\(\s*n\s*\)\s*$", re.I)


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
        if first_data == row + 1:
            spans = with_limits(sheet, layout, row, spans)
        bounded = _bounded(spans)
        below = range(row + 1, first_data)
        quarters = [part for span in bounded for part in quarters_of(sheet, below, span)]
        enough = len(quarters) >= _FEWEST_PERIODS or words
        if enough or _is_lone_period(sheet, layout, row, first_data, bounded[0]):
            beside = (*_beside(sheet, row, spans), *among_quarters(sheet, below, quarters))
            yield Block(row, first_data, end, tuple(quarters), beside)


def _headers(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Rows of periods. A further one must be headed like a header: counts can look like years."""
    first_left: list[str] | None = None
    before = -1
    for row in range(sheet.height):
        spans = _spans(sheet, row)
        if not spans:
            continue
        left = [str(cells[row]).strip() for cells in sheet.columns[: spans[0].first]]
        if first_left is None:
            first_left = left
        elif not (
            left == first_left
            or all(field_of(text, layout) in LEFT for text in left if text)
            or _is_header_all_the_same(sheet, row, spans, before)
        ):
            continue
        before = row
        yield row, spans


def _is_header_all_the_same(sheet: Sheet, row: int, spans: Sequence[Span], before: int) -> bool:
    """Whether a row can only be a header, though nothing known heads its areas.

    Its periods are texts, as no count is; or they are years in a row that stands apart from the
    figures above it.
    """
    if len(spans) < _FEWEST_PERIODS:
        return False
    if not any(span.period.isdigit() for span in spans):
        return True
    years = [int(span.period) for span in spans if span.period.isdigit()]
    steps = {later - earlier for earlier, later in pairwise(years)}
    # A header may follow a header; figures may only follow figures without a gap.
    apart = not any(is_filled(sheet.columns[span.first][row - 1]) for span in spans)
    return apart and row - 1 > before and steps in ({1}, {-1})


def _spans(sheet: Sheet, row: int) -> tuple[Span, ...]:
    """The periods in a row that holds nothing but words and periods."""
    cells = [(c, cells[row]) for c, cells in enumerate(sheet.columns) if is_filled(cells[row])]
    years = [_worded(cell, None) for _, cell in cells]
    if not any(years) or any(
        year is None and not isinstance(cell, str)
        for (_, cell), year in zip(cells, years, strict=True)
    ):
        return ()
    # What is no period ends the one before it: a target is not part of last year's figures.
    starts = [column for column, _ in cells]
    spans: list[Span] = []
    for column, cell in cells:
        found = _worded(cell, spans[-1].period if spans else next_year(cells, column))
        if found and found.may_be_title and len(cells) == 1:
            return ()
        if found:
            end = next((c for c in starts if c > column), len(sheet.columns))
            spans.append(Span(found.period, column, end, found.measure, found.passed))
    return tuple(spans)


def _worded(cell: object, neighbour: str | None) -> Worded | None:
    """The period that a header cell names, by itself or with words beside it."""
    period = period_in(cell, neighbour)
    if period and not (isinstance(cell, str) and _OF_COUNTS.search(cell)):
        return Worded(period)
    return worded(cell.strip()) if isinstance(cell, str) else None


def _beside(sheet: Sheet, row: int, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    periods = {column for span in spans for column in (span.first, *dict(span.limits).values())}
    for column, cells in enumerate(sheet.columns):
        if not is_filled(cells[row]) or column in periods:
            continue
        if column > spans[0].first or re.search(r"(19|20)\d\d", str(cells[row])):
            yield row, column


def _is_lone_period(sheet: Sheet, layout: Layout, row: int, first_data: int, span: Span) -> bool:
    """Whether a row with one period is a header: left of it stands a known one.

    Or nothing, where it stands right above one column of figures.
    """
    left = [str(cells[row]).strip() for cells in sheet.columns[: span.first]]
    if any(left):
        return any(field_of(text, layout) in LEFT for text in left)
    own = {*range(span.first, span.last)} - {*dict(span.limits).values()}
    figures = [column for column in own if is_filled(sheet.columns[column][first_data])]
    return bool(left) and len(figures) == 1 and row + 1 == first_data


def _bounded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, the last no wider than the widest before it."""
    widths = [span.last - span.first for span in spans[:-1]]
    last = spans[-1]
    end = min(last.first + max(widths, default=last.last), last.last)
    return (*spans[:-1], replace(last, last=end))


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
    long = len(text) > _LONGEST_HEADER
    cut = () if long else (_BRACKETED.sub(" ", text), _LAST_DIGITS.sub("", text.strip()))
    for spelt in (text, *cut):
        found = layout.field(spelt)
        if found:
            is_other = found in ("lower_ci", "upper_ci") and is_of_another_level(text)
            return None if is_other else found
    return None
