"""The rows of a scorecard in a narrow terminal: four columns, a few lines a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from imscore.model import Scorecard
from imscore.outputs import notes
from imscore.outputs.harmless import harmless
from imscore.outputs.notes import Numbered
from imscore.outputs.printer import Printer
from imscore.outputs.shown import LONGEST_NAME, Shown
from imscore.outputs.sparkline import sparkline

_SERIES = 14
_WIDTHS = (14, 9, 28)


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
    yield _headings(rows)
    for domain, places in notes.sections(scorecard):
        yield printer.text(harmless(domain.name, LONGEST_NAME), "bold underline")
        table = _grid()
        for place in places:
            table.add_row(*_cells(rows[place], marked.mark(place), printer))
            table.add_row()
        yield table


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(ratio=1)
    for width in _WIDTHS:
        grid.add_column(width=width)
    return grid


def _headings(rows: Sequence[Shown]) -> Table:
    names = {shown.row.benchmark_name for shown in rows if shown.row.benchmark_name}
    benchmark = harmless(names.pop(), 30) if len(names) == 1 else "Held against"
    grid = _grid()
    headings = (
        "Indicator\nperiod\ncount",
        "Value\n95% interval\nits series",
        f"{benchmark}\ngap\n",
        "Judgement\nto stand level\nchange",
    )
    grid.add_row(*(Text(heading, "dim") for heading in headings))
    return grid


def _cells(shown: Shown, mark: str, printer: Printer) -> Iterator[Text]:
    line = sparkline(shown.row.series, _SERIES) if printer.signs.symbols else ""
    stacks = (
        (shown.name, f"{shown.period} {mark}".rstrip(), shown.counts),
        (shown.value, shown.interval, line),
        (shown.benchmark, shown.difference, shown.benchmark_period),
        ("", shown.take, shown.previous, shown.year_before, shown.trend),
    )
    for position, stack in enumerate(stacks):
        start = [printer.status(shown)] if position == 3 else []
        lines = [printer.text(line, "" if i else "bold") for i, line in enumerate(stack) if line]
        yield Text("\n").join([*start, *lines])
