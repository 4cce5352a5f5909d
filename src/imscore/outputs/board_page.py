"""One area's sheet for the board: A4 landscape, one page wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from imscore.model import DomainSummary, Row, Scorecard
from imscore.outputs import figures, notes, words
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.shown import LONGEST_NAME, Shown, show
from imscore.outputs.standings import in_words, standings

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# The benchmark's name takes the place of {benchmark}.
COLUMNS = (
    Column("Indicator", 30),
    Column("Period and count", 31),
    Column("Value", 10, "right"),
    Column("95% interval", 16, "set in"),
    Column("{benchmark}", 10, "right"),
    Column("Difference", 11, "right"),
    Column("Against {benchmark}", 18, "set in"),
    Column("Trend", 17, "set in"),
    Column("Change", 23, "set in"),
    Column("What it would take", 23),
    Column("Data", 14),
    Column("Series, bars from 0", 20),
)
# Columns that stand only where a row has something in them, and the text of a row.
ALSO = ((Column("Target", 22), "target"), (Column("Rank", 22), "standing"))
_ROOM_FOR_BARS = 2


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
    rows = [show(row, TYPESET) for row in scorecard.rows]
    also = [(column, text) for column, text in ALSO if any(getattr(row, text) for row in rows)]
    columns = (*COLUMNS[:-1], *(column for column, _ in also), COLUMNS[-1])
    lines = Lines(sheet, columns, styles)
    heading_row = _head(lines, scorecard)
    marked = notes.numbered(scorecard.rows)
    for domain, places in _domains(scorecard):
        lines.across(_domain_name(domain), styles.domain)
        for place in places:
            if place in spans:
                _draw(sheet, lines.next_row, len(columns) - 1, spans[place])
            cells = _cells(rows[place], marked.mark(place), styles)
            cells += [Cell(getattr(rows[place], text), styles.cell) for _, text in also]
            lines.cells([*cells, Cell("", styles.cell)], at_least=_ROOM_FOR_BARS)
        if domain.without_data:
            missing = harmless(", ".join(domain.without_data), notes.LONGEST_NOTE)
            lines.across(f"No data: {missing}", styles.no_data)
    _foot(lines, scorecard, marked.listed())
    _print_settings(sheet, heading_row, lines.next_row, len(columns) - 1)


def _domains(scorecard: Scorecard) -> Iterator[tuple[DomainSummary, list[int]]]:
    """Every domain, those with no rows included."""
    with_rows = {domain.domain: (domain, places) for domain, places in notes.sections(scorecard)}
    for domain in scorecard.domains:
        yield with_rows.pop(domain.domain, (domain, []))
    yield from with_rows.values()


def _head(lines: Lines, scorecard: Scorecard) -> int:
    """Writes title, headline, counts and the columns' headings; returns the row of the last."""
    styles = lines.styles
    lines.title(harmless(words.title(scorecard), 2 * LONGEST_NAME), styles.title, 30)
    lines.title(harmless(words.headline(scorecard), 2 * LONGEST_NAME), styles.headline, 22)
    if scorecard.disclosure:
        lines.across(harmless(scorecard.disclosure, notes.LONGEST_NOTE), styles.small)
    lines.gap(6)
    if scorecard.rows:
        _by_domain(lines, scorecard)
        lines.gap(6)
    name = harmless(words.benchmark(scorecard), 30)
    stands = {"right": styles.heading_right, "set in": styles.heading_set_in}
    headings = [
        Cell(
            words.capital(column.heading.format(benchmark=name)),
            stands.get(column.stands, styles.heading),
        )
        for column in lines.columns
    ]
    row = lines.next_row
    lines.cells(headings, at_least=2)
    lines.sheet.freeze_panes(lines.next_row, 1)
    return row


def _by_domain(lines: Lines, scorecard: Scorecard) -> None:
    """Writes a line for each way of standing: how many, and in which domains."""
    styles = lines.styles
    for standing in standings(scorecard):
        symbols = "".join(words.LOOKS[status].symbol for status in standing.statuses)
        label = f"{symbols} {standing.heading.lower() if symbols else standing.heading}".strip()
        style = styles.status[standing.statuses[0]] if symbols else styles.name_set_in
        count = Cell(f"{label}: {sum(standing.counts)}", style)
        lines.beside(count, in_words(scorecard, standing), styles.set_in)


def _domain_name(domain: DomainSummary) -> str:
    name = harmless(domain.name, LONGEST_NAME)
    return name if domain.core else f"{name} (beyond the core)"


def _cells(shown: Shown, mark: str, styles: Styles) -> list[Cell]:
    row = shown.row
    period = shown.period
    if shown.benchmark_period:
        period = f"{period}; {harmless(row.benchmark_name, 30)} {shown.benchmark_period}"
    unit = "" if row.unit == "%" else harmless(row.unit, LONGEST_NAME)
    return [
        Cell(_stacked(f"{shown.name} {mark}".rstrip(), unit), styles.name),
        Cell(_stacked(period, shown.counts), styles.cell),
        _value(shown, styles),
        Cell(shown.interval, styles.set_in),
        _figure(row.benchmark_value, row, styles),
        _difference(row.difference, styles),
        Cell(_stacked(shown.status, shown.also), styles.status[row.status]),
        Cell(_trend(shown), styles.set_in),
        Cell(_stacked(shown.previous, shown.year_before), styles.set_in),
        Cell(shown.take, styles.cell),
        Cell(shown.data, styles.cell),
    ]


def _trend(shown: Shown) -> str:
    return shown.trend.replace(", ", ",\n", 1) or words.TREND_WORDS["not_tested"]


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


def _difference(difference: float | None, styles: Styles) -> Cell:
    """A difference that shows as 0.0 is written as 0: spreadsheets would show minus 0.0."""
    if difference is None:
        return Cell(TYPESET.dash, styles.right)
    nothing = figures.number(difference) == "0.0"
    return Cell(0.0 if nothing else difference, styles.difference)


def _draw(sheet: Worksheet, row: int, column: int, span: str) -> None:
    """Draws a series as bars: not every spreadsheet program prints lines in cells."""
    look = {"type": "column", "min": 0, "series_color": "#505A5F"}
    last = {"last_point": True, "last_color": "#0B0C0C"}
    sheet.add_sparkline(row, column, {"range": span, "show_hidden": True, **look, **last})


def _foot(lines: Lines, scorecard: Scorecard, numbered: Sequence[str]) -> None:
    """Writes notes and sources under the table."""
    lines.gap(8)
    said = [*numbered]
    said += [harmless(note, notes.LONGEST_NOTE) for note in dict.fromkeys(scorecard.notes)]
    said += notes.benchmark_sources(scorecard.rows)
    said.append("Differences and changes are worked out before figures are rounded.")
    said.append("How it was judged, and the cell that every figure came from: sheet Notes.")
    for line in said:
        lines.across(line, lines.styles.small)


def _print_settings(sheet: Worksheet, heading_row: int, rows: int, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    sheet.repeat_rows(heading_row)
    sheet.print_area(0, 0, rows - 1, last)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)
