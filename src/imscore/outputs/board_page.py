"""One area's sheet for the board: A4 landscape, one page wide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from imscore.model import DomainSummary, Row, Scorecard
from imscore.outputs import figures, notes, words
from imscore.outputs.board_styles import LINE_HEIGHT, Styles
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.shown import LONGEST_NAME, Shown, show

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# The benchmark's name takes the place of {benchmark}. Widths are in characters.
COLUMNS = (
    *(("Indicator", 29), ("Period and count", 29), ("Value", 10), ("95% interval", 14)),
    *(("{benchmark}", 10), ("Gap", 8), ("Judgement", 16), ("Change", 22)),
    *(("What it would take", 22), ("Series", 15)),
)
_RIGHT = ("Value", "{benchmark}", "Gap")
_HEADING_ROW = 3
_LAST = len(COLUMNS) - 1


class Cell(NamedTuple):
    """What stands in a cell, and its style."""

    content: str | float
    style: Format


def write_page(
    sheet: Worksheet, scorecard: Scorecard, spans: Mapping[int, str], styles: Styles
) -> None:
    """Writes an area's sheet.

    Args:
        sheet: an empty sheet.
        scorecard: what to write.
        spans: for the rows that have a series to draw, their place among the scorecard's rows and
            the cells that hold it.
        styles: the workbook's.
    """
    _head(sheet, scorecard, styles)
    row = _HEADING_ROW + 1
    marked = notes.numbered(scorecard.rows)
    for domain, places in _domains(scorecard):
        row = _across(sheet, row, _domain_name(domain), styles.domain)
        for place in places:
            shown = show(scorecard.rows[place], TYPESET)
            if place in spans:
                _draw(sheet, row, spans[place])
            row = _line(sheet, row, _cells(shown, marked.mark(place), styles))
        if domain.without_data:
            missing = harmless(", ".join(domain.without_data), notes.LONGEST_NOTE)
            row = _across(sheet, row, f"No data: {missing}", styles.no_data)
    row = _foot(sheet, row, scorecard, marked.texts, styles)
    _print_settings(sheet, row)


def _domains(scorecard: Scorecard) -> Iterator[tuple[DomainSummary, list[int]]]:
    """Every domain, those with no rows included."""
    with_rows = {domain.domain: (domain, places) for domain, places in notes.sections(scorecard)}
    for domain in scorecard.domains:
        yield with_rows.pop(domain.domain, (domain, []))
    yield from with_rows.values()


def _head(sheet: Worksheet, scorecard: Scorecard, styles: Styles) -> None:
    sheet.write_string(0, 0, harmless(words.title(scorecard), 3 * LONGEST_NAME), styles.title)
    sheet.write_string(1, 0, harmless(words.headline(scorecard), LONGEST_NAME), styles.headline)
    sheet.set_row(0, 30)
    sheet.set_row(1, 22)
    sheet.set_row(2, 6)
    benchmark = harmless(words.benchmark(scorecard).removeprefix("the "), 30)
    for place, (heading, width) in enumerate(COLUMNS):
        style = styles.heading_right if heading in _RIGHT else styles.heading
        text = heading.format(benchmark=benchmark[:1].upper() + benchmark[1:])
        sheet.write_string(_HEADING_ROW, place, text, style)
        sheet.set_column(place, place, width)
    sheet.set_row(_HEADING_ROW, 2 * LINE_HEIGHT)
    sheet.freeze_panes(_HEADING_ROW + 1, 1)


def _domain_name(domain: DomainSummary) -> str:
    name = harmless(domain.name, LONGEST_NAME)
    return name if domain.core else f"{name} (beyond the core)"


def _cells(shown: Shown, mark: str, styles: Styles) -> list[Cell]:
    row = shown.row
    period = shown.period
    if shown.benchmark_period:
        period = f"{period}; {harmless(row.benchmark_name, 30)} {shown.benchmark_period}"
    unit = "" if row.unit == "%" else harmless(row.unit, LONGEST_NAME)
    stack = styles.cell
    return [
        Cell(_stacked(f"{shown.name} {mark}".rstrip(), unit), styles.name),
        Cell(_stacked(period, shown.counts), stack),
        _value(shown, styles),
        Cell(shown.interval, stack),
        _figure(row.benchmark_value, row, styles),
        Cell(_level(row.difference), styles.gap),
        Cell(_stacked(shown.status, shown.also), styles.status[row.status]),
        Cell(_stacked(shown.previous, shown.year_before, shown.trend), stack),
        Cell(shown.take, stack),
        Cell("", stack),
    ]


def _stacked(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _value(shown: Shown, styles: Styles) -> Cell:
    if shown.row.value is None or shown.row.marker:
        return Cell(shown.value, styles.right)
    return _figure(shown.row.value, shown.row, styles)


def _figure(value: float | None, row: Row, styles: Styles) -> Cell:
    if value is None:
        return Cell(TYPESET.dash, styles.right)
    return Cell(value, styles.percent if row.unit == "%" else styles.rate)


def _level(difference: float | None) -> float | str:
    """A gap that shows as 0.0 is written as 0, or a spreadsheet would show it as minus 0.0."""
    if difference is None:
        return TYPESET.dash
    return 0.0 if figures.number(difference) == "0.0" else difference


def _line(sheet: Worksheet, row: int, cells: Sequence[Cell]) -> int:
    """Writes a row as high as its tallest cell needs; returns the next row's number."""
    lines = 1
    for place, (content, style) in enumerate(cells):
        if not isinstance(content, str):
            sheet.write_number(row, place, content, style)
        elif content:
            lines = max(lines, _lines(content, COLUMNS[place][1]))
            sheet.write_string(row, place, content, style)
        else:
            sheet.write_blank(row, place, None, style)
    sheet.set_row(row, lines * LINE_HEIGHT + 3)
    return row + 1


def _across(sheet: Worksheet, row: int, text: str, style: Format) -> int:
    """Writes a text over the whole width; returns the next row's number."""
    sheet.merge_range(row, 0, row, _LAST, "", style)
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, _lines(text, sum(width for _, width in COLUMNS)) * LINE_HEIGHT + 3)
    return row + 1


def _lines(text: str, width: int) -> int:
    """About how many lines text takes: a character of the proportional font is near one unit."""
    return sum(max(1, math.ceil(len(line) * 1.08 / width)) for line in text.split("\n"))


def _draw(sheet: Worksheet, row: int, span: str) -> None:
    options = {"range": span, "series_color": "#0B0C0C", "weight": 1.5, "show_hidden": True}
    sheet.add_sparkline(row, _LAST, options | {"last_point": True, "last_color": "#0B0C0C"})


def _foot(
    sheet: Worksheet, row: int, scorecard: Scorecard, texts: Sequence[str], styles: Styles
) -> int:
    """Writes notes and sources under the table; returns the next row's number."""
    lines = [f"[{number}] {text}" for number, text in enumerate(texts, start=1)]
    lines += [harmless(note, notes.LONGEST_NOTE) for note in dict.fromkeys(scorecard.notes)]
    lines += notes.benchmark_sources(scorecard.rows)
    lines.append("How it was judged and the cell that every figure came from: sheet Notes.")
    for line in ["", *lines]:
        row = _across(sheet, row, line, styles.small)
    return row


def _print_settings(sheet: Worksheet, rows: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.print_area(0, 0, rows - 1, _LAST)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)
