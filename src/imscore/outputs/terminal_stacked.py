"""The rows of a scorecard in a narrow terminal: four columns, a few lines a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from imscore.model import Scorecard
from imscore.outputs import notes, words
from imscore.outputs.harmless import harmless
from imscore.outputs.notes import Numbered
from imscore.outputs.printer import Printer, chip
from imscore.outputs.shown import LONGEST_NAME, Shown
from imscore.outputs.sparkline import sparkline

_SERIES = 14
_WIDTHS = (14, 10, 27)


def stacked(
    scorecard: Scorecard, rows: Sequence[Shown], marked: Numbered, printer: Printer
) -> Iterator[Table | Text]:
    """Lays out the rows under their domains' headings.

    Args:
        scorecard: whose rows.
        rows: its rows as texts, in the same order.
        marked: their numbered notes.
        printer: where they will stand.
    """
    yield Text()
    yield _headings(scorecard, rows, printer)
    for domain, places in notes.sections(scorecard):
        yield printer.text(harmless(domain.name, LONGEST_NAME), "bold underline")
        grid = _grid()
        for place in places:
            grid.add_row(*_cells(rows[place], marked.mark(place), printer))
            grid.add_row()
        yield grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    for width in _WIDTHS:
        grid.add_column(width=width, overflow="fold")
    return grid


def _trend(shown: Shown) -> str:
    """The trend on one line, or on two that break after the comma."""
    fits = cell_len(shown.trend) <= _WIDTHS[-1]
    return shown.trend if fits else shown.trend.replace(", ", ",\n  ", 1)


def _headings(scorecard: Scorecard, rows: Sequence[Shown], printer: Printer) -> Table:
    name = harmless(words.benchmark(scorecard), 30)
    also = [
        heading
        for heading, there in (
            ("target", any(shown.target for shown in rows)),
            ("rank among areas", any(shown.standing for shown in rows)),
        )
        if there
    ]
    others = "\n".join(["what it would take", *also, "change, trend, data"])
    series = "\nits series" if printer.signs.symbols else ""
    headings = (
        "Indicator\nperiod [notes]\ncount",
        f"Value\n95% interval{series}",
        f"{name[:1].upper()}{name[1:]}\ndifference",
        f"Against {name}\n{others}",
    )
    grid = _grid()
    grid.add_row(*(printer.text(heading, "italic") for heading in headings))
    return grid


def _cells(shown: Shown, mark: str, printer: Printer) -> Iterator[Text]:
    line = sparkline(shown.row.series, _SERIES, shown.row.earlier) if printer.signs.symbols else ""
    when = f"in {shown.benchmark_period}" if shown.benchmark_period else ""
    stacks = (
        (shown.name, f"{shown.period} {mark}".rstrip(), shown.counts),
        (shown.value, shown.interval, line),
        (shown.benchmark, shown.difference, when),
    )
    for stack in stacks:
        lines = [printer.text(text, "" if i else "bold") for i, text in enumerate(stack) if text]
        yield Text("\n").join(lines)
    judged = printer.status(shown, f"{chip(shown)} {shown.also}" if shown.also else chip(shown))
    data = f"data: {shown.data}" if shown.data else ""
    target = f"target {shown.target}" if shown.target else ""
    change = (shown.previous, shown.year_before, _trend(shown), data)
    others = (shown.take, target, shown.standing, *change)
    yield Text("\n").join([judged, *(printer.text(text) for text in others if text)])
