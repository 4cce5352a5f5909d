"""One area's sheet for the board: A4 landscape, one page wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from imscore.model import DomainSummary, Scorecard
from imscore.outputs import notes, words
from imscore.outputs.board_cells import row_cells, said_cell
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_print import set_for_print
from imscore.outputs.board_styles import Styles
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.reach import reach
from imscore.outputs.shown import LONGEST_NAME, show

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
_LONGEST_PIECE = 2000
_ELSEWHERE = (
    "Differences and changes are worked out before figures are rounded. How it was judged, notes "
    "on the input, why data are less than good, England's sources and the cell of every figure: "
    "sheet Notes."
)
_OF_ITS_OWN = (
    "Charts, actions and the glossary stand in the workbook of one area: imscore report --area, or "
    "--all-areas --formats xlsx."
)


def write_page(
    sheet: Worksheet,
    scorecard: Scorecard,
    spans: Mapping[int, str],
    styles: Styles,
    *,
    alone: bool = True,
) -> None:
    """Writes an area's sheet.

    Args:
        sheet: an empty sheet.
        scorecard: what to write.
        spans: for the rows that have a series to draw, their place among the scorecard's rows and
            the cells that hold it.
        styles: the workbook's.
        alone: whether the workbook is of this area only; one of several says what it lacks.
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
            cells = row_cells(rows[place], marked.mark(place), styles)
            cells += [Cell("", styles.cell), *(said_cell(rows[place].row, styles) for _ in said)]
            lines.cells(cells, at_least=_ROOM_FOR_BARS)
    _foot(lines, [*marked.listed(), *([] if alone else [_OF_ITS_OWN])])
    set_for_print(lines, heading_row)


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
    lines.title(reach([scorecard]), styles.plain, 16)
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
