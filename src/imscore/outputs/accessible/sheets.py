"""The tables of the accessible workbook: their titles, headings and rows, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imscore.model import Point, Row, Scorecard, problems_of
from imscore.outputs import beside, notes, quality, sections, words
from imscore.outputs.accessible.section_tables import section_tables
from imscore.outputs.accessible.shorthand import (
    NOT_AVAILABLE,
    UNRELIABLE,
    Cell,
    note_marks,
    number,
    remark,
    text,
)
from imscore.outputs.accessible.table import AREA, Table, area_cells
from imscore.outputs.figures import TYPESET
from imscore.outputs.shown import show

_ROWS = (
    *(*AREA, "Domain", "Indicator", "Period", "Count", "Out of", "Value", "Unit"),
    *("Lower 95% limit", "Upper 95% limit", "Remark", "Compared with", "Its period", "Its value"),
    *("Difference", "Status", "At 99.8%", "Trend", "Change since the period before"),
    *("Change since a year before", "What it would take", "Target", "Place among areas"),
    *("Data quality", "Lead", "Commentary", "Commentary needed", "Notes"),
)
_FIRST = "The scorecard: each indicator against the benchmark"
_POINTS = (
    *(*AREA, "Indicator", "Period", "Value", "Lower 95% limit", "Upper 95% limit"),
    *("Value of what it is compared with", "Definition", "Remark"),
)


def all_tables(scorecards: Sequence[Scorecard]) -> list[Table]:
    """Every table that has a row, in the order of the sheets."""
    found = [
        Table(_FIRST, _ROWS, list(_rows(scorecards))),
        *section_tables(scorecards),
        Table("Figures over time", _POINTS, list(_points(scorecards))),
        Table(
            "What the input has nothing on",
            ("Area name", "Domain", "Core", "Nothing on"),
            list(_no_data(scorecards)),
        ),
        Table(
            "How good the data are",
            (*AREA, "Indicator", "Side", "Mark", "Reason"),
            list(_quality(scorecards)),
        ),
        Table(
            "Where every figure came from",
            (*AREA, "Indicator", "Figure", "File", "Sheet", "Cell"),
            list(_sources(scorecards)),
        ),
        Table(
            "Warnings about the input",
            ("Severity", "Kind", "What is wrong and what to do", "File", "Sheet", "Cell"),
            list(_problems(scorecards)),
        ),
        Table("How it was judged", ("Step", "Method"), list(_method(scorecards))),
        Table("What this file was made with", ("What", "Which"), list(_made_with(scorecards))),
    ]
    return [table for table in found if table.rows]


def all_notes(scorecards: Sequence[Scorecard]) -> dict[str, int]:
    """Every note once, with its number from 1 in order of first use."""
    said = (
        note
        for card in scorecards
        for note in (
            *(note for row in card.rows for note in notes.row_notes(row)),
            *(text(note) for note in card.notes),
        )
    )
    return {note: place for place, note in enumerate(dict.fromkeys(said), start=1)}


def _name(row: Row) -> str:
    return text(row.name or row.short_name or row.indicator)


def _rows(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    numbers = all_notes(scorecards)
    for card in scorecards:
        domains = {domain.domain: domain.name for domain in card.domains}
        for row in card.rows:
            marks = tuple(sorted(numbers[note] for note in notes.row_notes(row)))
            domain = text(domains.get(row.domain, row.domain))
            yield (*area_cells(card), domain, *_figures(row), *_judged(row), note_marks(marks))


def _figures(row: Row) -> tuple[Cell, ...]:
    return (
        _name(row),
        text(row.period),
        number(row.numerator, row.marker),
        number(row.denominator, row.marker),
        number(row.value, row.marker),
        text(row.unit),
        number(row.lower_ci, row.marker if row.value is None else ""),
        number(row.upper_ci, row.marker if row.value is None else ""),
        _reliability(row),
    )


def _reliability(row: Row) -> str:
    return UNRELIABLE if row.unreliable and not row.marker else remark(row.marker)


def _judged(row: Row) -> tuple[Cell, ...]:
    shown = show(row, TYPESET)
    look = words.LOOKS.get(row.status)
    return (
        text(row.benchmark_name),
        text(row.benchmark_period, NOT_AVAILABLE),
        number(row.benchmark_value),
        number(row.difference),
        look.word if look else text(row.status),
        text(shown.also),
        text(words.trend(row, TYPESET), "not tested"),
        text(shown.previous),
        text(shown.year_before),
        text(shown.take),
        text(shown.target),
        text(beside.explain_standing(row, TYPESET)),
        text(quality.overall(row)),
        text(sections.lead(row)),
        text(sections.words(row)),
        "yes" if sections.needed(row) else "no",
    )


def _points(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for card in scorecards:
        for row in card.rows:
            for point in (*row.earlier, *row.series):
                yield (*area_cells(card), _name(row), *_point(point, row))


def _point(point: Point, row: Row) -> tuple[Cell, ...]:
    # How many events the points before it rest on is not known here.
    own = row.series[-1] if row.series and row.series[-1].period == row.period else None
    return (
        text(point.period),
        number(point.value, point.marker),
        number(point.lower_ci, point.marker if point.value is None else ""),
        number(point.upper_ci, point.marker if point.value is None else ""),
        number(point.benchmark_value),
        text(point.definition),
        _reliability(row) if point is own else remark(point.marker),
    )


def _no_data(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for card in scorecards:
        for domain in card.domains:
            if domain.without_data:
                core = "yes" if domain.core else "no"
                yield (
                    area_cells(card)[1],
                    text(domain.name),
                    core,
                    text(", ".join(domain.without_data)),
                )


def _quality(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for card in scorecards:
        for row in card.rows:
            for side, mark in quality.marks(row):
                yield (*area_cells(card), _name(row), side, text(mark.mark), text(mark.reason))


def _sources(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for card in scorecards:
        for row in card.rows:
            named = (*area_cells(card), _name(row))
            for source in notes.all_cells(row):
                yield (
                    *named,
                    text(source.what),
                    *map(text, (source.file, source.sheet, source.cell)),
                )
            if row.benchmark_source:
                held = f"{row.benchmark_name} {row.benchmark_period or ''}".strip()
                yield *named, text(held), text(row.benchmark_source), text(""), text("")


def _problems(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for found in problems_of(scorecards):
        told = f"{found.message}. {found.hint}".strip()
        parts = (found.severity, found.code, told, found.file, found.sheet, found.cell)
        yield tuple(map(text, parts))


def _method(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for place, line in enumerate(notes.method(scorecards), start=1):
        yield float(place), text(line)


def _made_with(scorecards: Sequence[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    for name, said in notes.made_with(scorecards):
        yield text(name), text(said)
