"""One area's sheet for the board: A4 landscape, one page wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from imscore.model import DomainSummary, Row, Scorecard
from imscore.outputs import figures, notes, sections, words
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import TEXT_SIZE, Styles
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.shown import LONGEST_NAME, Shown, show

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# The benchmark's name takes the place of {benchmark}.
COLUMNS = (
    Column("Indicator", 28),
    Column("Period and count", 30),
    Column("Value", 8, "right"),
    Column("95% interval", 12, "set in"),
    Column("{benchmark}", 8, "right"),
    Column("Difference", 11, "right"),
    Column("Against {benchmark}", 15, "set in"),
    Column("Trend", 14, "set in"),
    Column("Change", 23, "set in"),
    Column("What it would take", 20),
    Column("Data", 10),
    Column("Series, bars from 0", 12),
)
SERIES, COMMENTARY = len(COLUMNS) - 1, Column("Lead and commentary", 46, "set in")
_ONLY_NEEDED = 22
_ROOM_FOR_BARS = 2
# Smaller than this in print, in points, the sheet goes over several pages rather than one.
SMALLEST = 6.2
_A4, _INCH = (841.9, 595.3), 72.0  # in points
_LONGEST_PIECE = 2000
_ELSEWHERE = (
    "Differences and changes are worked out before figures are rounded. How it was judged, notes "
    "on the input, why data are less than good, England's sources and the cell of every figure: "
    "sheet Notes."
)
_MARGINS = {"left": 0.25, "right": 0.25, "top": 0.3, "bottom": 0.45}


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
    said = _commentary_column(scorecard)
    lines = Lines(sheet, (*COLUMNS, *said), styles)
    heading_row = _head(lines, scorecard)
    marked = notes.numbered(scorecard.rows)
    for domain, places in _domains(scorecard):
        lines.across(_domain_line(domain), styles.domain)
        for place in places:
            if place in spans:
                _draw(sheet, lines.next_row, SERIES, spans[place])
            cells = _cells(rows[place], marked.mark(place), styles)
            cells += [Cell("", styles.cell), *(_said(rows[place].row, styles) for _ in said)]
            lines.cells(cells, at_least=_ROOM_FOR_BARS)
    _foot(lines, marked.listed())
    _print_settings(lines, heading_row)


def _commentary_column(scorecard: Scorecard) -> list[Column]:
    """As wide as words need, or as the sign that they are missing; none where none is needed."""
    said = [row.commentary for row in scorecard.rows if row.commentary]
    spoken = any(one.lead or one.text for one in said)
    return [COMMENTARY if spoken else COMMENTARY._replace(width=_ONLY_NEEDED)] if said else []


def _domains(scorecard: Scorecard) -> Iterator[tuple[DomainSummary, list[int]]]:
    """Every domain, those with no rows included."""
    with_rows = {domain.domain: (domain, places) for domain, places in notes.sections(scorecard)}
    for domain in scorecard.domains:
        yield with_rows.pop(domain.domain, (domain, []))
    yield from with_rows.values()


def _head(lines: Lines, scorecard: Scorecard) -> int:
    """Writes title, headline, counts and the columns' headings; returns the row of the last."""
    styles = lines.styles
    lines.title(harmless(words.title(scorecard), 2 * LONGEST_NAME), styles.title, 26)
    lines.title(harmless(words.headline(scorecard), 2 * LONGEST_NAME), styles.headline, 20)
    if scorecard.disclosure:
        lines.across(harmless(scorecard.disclosure, notes.LONGEST_NOTE), styles.wrapped)
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


def _domain_line(domain: DomainSummary) -> str:
    """A domain's name, how its indicators stand, and what it has no data on."""
    name = harmless(domain.name, LONGEST_NAME)
    found = [
        f"{look.symbol} {domain.counts[status]} {look.word}"
        for status, look in words.LOOKS.items()
        if domain.counts.get(status)
    ]
    if domain.without_data:
        missing = harmless(", ".join(domain.without_data), notes.LONGEST_NOTE)
        found.append(f"no data: {missing}")
    core = "" if domain.core else " (beyond the core)"
    return f"{name}{core}:   {',  '.join(found)}" if found else f"{name}{core}"


def _said(row: Row, styles: Styles) -> Cell:
    """Who answers for a row and what the area says of it, or that it should say something."""
    spoken = ": ".join(filter(None, (sections.lead(row), sections.words(row))))
    told = _stacked(spoken, sections.needed(row))
    style = styles.needed if told == sections.needed(row) else styles.set_in
    return Cell(told, style)


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
        Cell(_stacked(shown.take, _goal(shown), _rank(shown)), styles.cell),
        Cell(shown.bare_data, styles.cell),
    ]


def _goal(shown: Shown) -> str:
    return f"Target {shown.bare_target}" if shown.bare_target else ""


def _rank(shown: Shown) -> str:
    return f"Rank {shown.bare_standing}" if shown.bare_standing else ""


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


def _foot(lines: Lines, numbered: Sequence[str]) -> None:
    """Writes the rows' notes under the table, and where all else is said."""
    lines.gap(6)
    for line in (*_run_in(numbered), _ELSEWHERE):
        lines.across(line, lines.styles.wrapped)


def _run_in(texts: Sequence[str]) -> Iterator[str]:
    """Texts one after the other, in pieces that a row can show: a list of lines takes more room."""
    piece = ""
    for text in texts:
        ended = text if text.endswith(".") else f"{text}."
        if piece and len(piece) + len(ended) > _LONGEST_PIECE:
            yield piece
            piece = ""
        piece = f"{piece}  {ended}" if piece else ended
    if piece:
        yield piece


def _print_settings(lines: Lines, heading_row: int) -> None:
    sheet = lines.sheet
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1 if print_size(lines) >= SMALLEST else 0)
    sheet.set_margins(**_MARGINS)
    sheet.repeat_rows(heading_row)
    sheet.print_area(0, 0, lines.next_row - 1, len(lines.columns) - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)


def print_size(lines: Lines) -> float:
    """How large the text is, in points, where the sheet is printed on one page."""
    width, height = (
        side - _INCH * (_MARGINS[first] + _MARGINS[last])
        for side, first, last in zip(_A4, ("left", "top"), ("right", "bottom"), strict=True)
    )
    return TEXT_SIZE * min(1.0, width / lines.width, height / lines.height)
