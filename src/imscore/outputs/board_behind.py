"""The sheets behind the board's: the data, how it was judged, and the series that are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from imscore.model import Scorecard, problems_of
from imscore.outputs import beside, notes, quality, tables
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.workbook import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SERIES_COLUMNS = (
    *("area_code", "area_name", "indicator", "period", "value", "status"),
    *("lower_ci", "upper_ci", "benchmark_value", "definition", "marker"),
)
_LETTER = "ABCDEF"[_SERIES_COLUMNS.index("value")]
_NOTES_COLUMNS = tuple(Column("", width) for width in (24, 36, 72, 26, 22, 10))


def write_data(sheet: Worksheet, scorecards: Sequence[Scorecard], styles: Styles) -> None:
    """Writes every row with every column of the report, unrounded, as a table."""
    records = [record for card in scorecards for record in tables.records(card, safe_cell)]
    last = len(tables.COLUMNS) - 1
    columns = [{"header": name} for name in tables.COLUMNS]
    # A table must have a row, even one with nothing in it.
    sheet.add_table(
        0,
        0,
        max(len(records), 1),
        last,
        {"name": "Scorecards", "columns": columns, "style": "Table Style Light 1"},
    )
    for row, record in enumerate(records, start=1):
        _write(sheet, row, record, styles)
    sheet.set_column(0, last, 16)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _print_settings(sheet)


def write_series(
    sheet: Worksheet, scorecards: Sequence[Scorecard], styles: Styles
) -> list[dict[int, str]]:
    """Writes each row's own series, one point a line, missing ones empty.

    Returns:
        For each scorecard, from a row's place to the cells that hold its series; rows with fewer
        than two figures are left out, there being nothing to draw.
    """
    sheet.write_row(0, 0, _SERIES_COLUMNS, styles.bold)
    sheet.set_column(0, len(_SERIES_COLUMNS) - 1, 20)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _print_settings(sheet)
    line = 1
    spans: list[dict[int, str]] = []
    for card in scorecards:
        spans.append(found := {})
        for place, row in enumerate(card.rows):
            first = line
            for point in row.series:
                area = (card.area_code, card.area_name, row.indicator, point.period)
                figures = (point.lower_ci, point.upper_ci, point.benchmark_value)
                record = [*map(safe_cell, area), tables.plain(point.value), point.status]
                record += [*map(tables.plain, figures), point.definition, point.marker]
                _write(sheet, line, record, styles)
                line += 1
            if sum(point.value is not None for point in row.series) > 1:
                found[place] = f"{sheet.get_name()}!${_LETTER}${first + 1}:${_LETTER}${line}"
    return spans


def write_notes(sheet: Worksheet, scorecards: Sequence[Scorecard], styles: Styles) -> None:
    """Writes how rows were judged, notes, warnings, sources by cell, and what made the file."""
    lines = Lines(sheet, _NOTES_COLUMNS, styles)
    for heading, columns, records in _sections(scorecards):
        if records:
            lines.title(heading, styles.section, 20)
            if columns:
                lines.cells([Cell(column, styles.bold) for column in columns])
            for record in records:
                lines.cells([Cell(safe_cell(text), styles.wrapped) for text in record])
            lines.gap(10)
    _print_settings(sheet)


def _print_settings(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _sections(
    scorecards: Sequence[Scorecard],
) -> Iterator[tuple[str, tuple[str, ...], list[list[str]]]]:
    method = [["All", "All", text] for text in notes.method(scorecards)]
    yield "How it was judged", ("Area", "Indicator", "Method"), method
    said = dict.fromkeys(card.disclosure for card in scorecards if card.disclosure)
    yield "Small numbers", ("Area", "Indicator", "Rule"), [["All", "All", line] for line in said]
    columns: tuple[str, ...] = ("Area", "Indicator", "Target or rank")
    yield "Targets and ranks", columns, list(_beside(scorecards))
    yield "Notes", ("Area", "Indicator", "Note"), list(_notes(scorecards))
    sides = ("Area", "Indicator", "Reason", "Side", "Mark")
    yield "Data quality", sides, list(_quality(scorecards))
    yield "No data", ("Area", "Domain", "Nothing on"), list(_no_data(scorecards))
    warnings = [
        [p.severity, p.code, f"{p.message}. {p.hint}", p.file, p.sheet, p.cell]
        for p in problems_of(scorecards)
    ]
    columns = ("Severity", "Kind", "What is wrong and what to do", "File", "Sheet", "Cell")
    yield "Warnings about the input", columns, warnings
    columns = ("Area", "Indicator", "Figure", "File", "Sheet", "Cell")
    yield "Sources", columns, list(_sources(scorecards))
    made = [["", name, text] for name, text in notes.made_with(scorecards)]
    yield "Made with", (), made


def _area(card: Scorecard) -> str:
    return card.area_name or card.area_code


def _notes(scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    for card in scorecards:
        yield from ([_area(card), "", note] for note in dict.fromkeys(card.notes))
        for row in card.rows:
            yield from ([_area(card), row.name, note] for note in notes.row_notes(row))


def _beside(scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    for card in scorecards:
        for row in card.rows:
            said = {"Target": beside.explain_target(row), "Rank": beside.explain_standing(row)}
            found = (f"{label}: {text}" for label, text in said.items() if text)
            yield from ([_area(card), row.name, text] for text in found)


def _quality(scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    for card in scorecards:
        for row in card.rows:
            found = ([mark.reason, side, mark.mark] for side, mark in quality.marks(row))
            yield from ([_area(card), row.name, *told] for told in found)


def _no_data(scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    for card in scorecards:
        for domain in card.domains:
            if domain.without_data:
                yield [_area(card), domain.name, ", ".join(domain.without_data)]


def _sources(scorecards: Sequence[Scorecard]) -> Iterator[list[str]]:
    for card in scorecards:
        for row in card.rows:
            named = [_area(card), notes.described(row)]
            yield from ([*named, s.what, s.file, s.sheet, s.cell] for s in notes.all_cells(row))
            if row.benchmark_source:
                what = f"{row.benchmark_name} {row.benchmark_period or ''}: {row.benchmark_source}"
                yield [*named, what]


def _write(sheet: Worksheet, line: int, record: Sequence[object], styles: Styles) -> None:
    for place, cell in enumerate(record):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(line, place, safe_cell(cell), styles.plain)
        elif cell is not None:
            sheet.write_number(line, place, cell, styles.plain)
