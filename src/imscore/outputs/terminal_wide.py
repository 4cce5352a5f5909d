"""The rows of a scorecard in a wide terminal: one line each, in as many words as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from imscore.model import Scorecard
from imscore.outputs import notes, words
from imscore.outputs.harmless import harmless
from imscore.outputs.notes import Numbered
from imscore.outputs.printer import Printer
from imscore.outputs.shown import LONGEST_NAME, Shown
from imscore.outputs.sparkline import sparkline

_GAP = 2
_LONG_SERIES, _SHORT_SERIES = 20, 8


@dataclass(slots=True)
class Column:
    """A column of the table.

    Attributes:
        heading: its words, with line breaks where they may stand.
        texts: each row's text, in versions from the longest to the shortest.
        right: whether it stands to the right, as figures do.
    """

    heading: str
    texts: list[list[str]]
    right: bool = False

    @property
    def width(self) -> int:
        """Columns of the terminal that the longest version left takes; 0 where it is empty."""
        longest = max(map(cell_len, self.texts[0]), default=0)
        return max(longest, *map(cell_len, self.heading.split("\n"))) if longest else 0


def wide(
    scorecard: Scorecard, rows: Sequence[Shown], marked: Numbered, printer: Printer
) -> Iterator[Table | Text]:
    """Lays out the rows under their domains' headings, columns in line all the way down.

    Args:
        scorecard: whose rows.
        rows: its rows as texts, in the same order.
        marked: their numbered notes.
        printer: where they will stand; its width decides how much is spelled out.
    """
    columns = _columns(scorecard, rows, marked, printer)
    widths = _fitted(columns, printer.console.width)
    yield Text()
    yield _table(columns, widths, [[Text(column.heading, "dim") for column in columns]])
    for domain, places in notes.sections(scorecard):
        yield printer.text(harmless(domain.name, LONGEST_NAME), "bold underline")
        cells = [[_cell(column, i, rows[i], printer) for column in columns] for i in places]
        yield _table(columns, widths, cells)
        yield Text()


def _columns(
    scorecard: Scorecard, rows: Sequence[Shown], marked: Numbered, printer: Printer
) -> list[Column]:
    benchmark = harmless(words.benchmark(scorecard), 20).removeprefix("the ").capitalize()
    return [
        Column("Indicator", [[f"{s.name} {marked.mark(i)}".strip() for i, s in enumerate(rows)]]),
        Column("Period", [[s.period for s in rows]]),
        Column("Count", [[s.counts for s in rows], [s.bare_counts for s in rows]]),
        Column("Value", [[s.value for s in rows]], right=True),
        Column("95% interval", [[s.interval for s in rows]]),
        Column(benchmark, [[f"{s.benchmark} {s.benchmark_period}".strip() for s in rows]]),
        Column("Gap", [[s.difference for s in rows]], right=True),
        Column(_JUDGEMENT, [[f" {s.status}  {s.also}" for s in rows]]),
        Column("Change on\nperiod before", _with_bare([s.previous for s in rows])),
        Column("Change on\nyear before", _with_bare([s.year_before for s in rows])),
        Column("Trend", [[s.trend for s in rows]]),
        Column("Series", _series(rows, printer)),
        Column("To stand level", [[s.take for s in rows], [s.bare_take for s in rows]]),
    ]


_JUDGEMENT = "Judgement"
# Which column gives up words first.
_SHRINK = ("Change on\nyear before", "Change on\nperiod before", "Series", "Count", "To stand level", "Series")


def _with_bare(changes: list[str]) -> list[list[str]]:
    """Changes as they are, and without the period that they are measured from."""
    return [changes, [change.partition(" since ")[0] for change in changes]]


def _series(rows: Sequence[Shown], printer: Printer) -> list[list[str]]:
    lengths = (_LONG_SERIES, _SHORT_SERIES, 0) if printer.signs.symbols else (0,)
    return [[sparkline(s.row.series, length) for s in rows] for length in lengths]


def _fitted(columns: Sequence[Column], width: int) -> list[int]:
    """Shortens columns until they fit, and where they cannot, folds the first one."""
    by_heading = {column.heading: column for column in columns}
    for heading in _SHRINK:
        if _total(columns) <= width:
            break
        if len(by_heading[heading].texts) > 1:
            del by_heading[heading].texts[0]
    first, *others = (column.width for column in columns)
    return [first - max(0, _total(columns) - width), *others]


def _total(columns: Sequence[Column]) -> int:
    widths = [column.width for column in columns if column.width]
    return sum(widths) + _GAP * (len(widths) - 1)


def _table(columns: Sequence[Column], widths: Sequence[int], rows: list[list[Text]]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    kept = [i for i, width in enumerate(widths) if width]
    for i in kept:
        grid.add_column(width=widths[i], justify="right" if columns[i].right else "left")
    for row in rows:
        grid.add_row(*(row[i] for i in kept))
    return grid


def _cell(column: Column, place: int, shown: Shown, printer: Printer) -> Text:
    if column.heading == _JUDGEMENT:
        return printer.status(shown)
    bold = column.heading in ("Indicator", "Value")
    return printer.text(column.texts[0][place], "bold" if bold else "")
