"""The rows of a scorecard in a wide terminal: one line each, in as many words as fit."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from imscore.model import Scorecard
from imscore.outputs import notes, words
from imscore.outputs.harmless import harmless
from imscore.outputs.notes import Numbered
from imscore.outputs.printer import Printer, chip
from imscore.outputs.shown import LONGEST_NAME, Shown
from imscore.outputs.sparkline import sparkline

_GAP, _NARROW_GAP = 2, 1
_SERIES = (20, 14, 8, 0)
_NARROWEST_NAME, _FOLDED_NAME, _NAME = 16, 20, 28
_FOLDED_TAKE = 22
_FOLDED_BESIDE = 16
_HEADING = 10


@dataclass(slots=True)
class Column:
    """A column of the table.

    Attributes:
        heading: its words, with line breaks where they may stand.
        texts: each row's text, in versions from the longest to the shortest.
        right: whether it stands to the right, as figures do.
        judged: whether its texts start with the row's status.
    """

    heading: str
    texts: list[list[str]]
    right: bool = False
    judged: bool = False

    @property
    def width(self) -> int:
        """Columns of the terminal that the longest version left takes; 0 where it is empty."""
        longest = max(cell_len(line) for text in self.texts[0] for line in text.split("\n"))
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
    layout = _fitted(columns, printer.console.width)
    yield Text()
    yield _table(columns, layout, [[printer.text(column.heading, "italic") for column in columns]])
    for domain, places in notes.sections(scorecard):
        yield printer.text(harmless(domain.name, LONGEST_NAME), "bold underline")
        cells = [[_cell(column, i, rows[i], printer) for column in columns] for i in places]
        yield _table(columns, layout, cells)
        yield Text()


def _columns(
    scorecard: Scorecard, rows: Sequence[Shown], marked: Numbered, printer: Printer
) -> list[Column]:
    name = harmless(words.benchmark(scorecard), 20)
    chips = [chip(s) for s in rows]
    return [
        Column("Indicator", [[f"{s.name} {marked.mark(i)}".strip() for i, s in enumerate(rows)]]),
        Column("Period", [[s.period for s in rows]]),
        Column("Count", [[s.counts for s in rows], [s.bare_counts for s in rows]]),
        Column("Value", [[s.value for s in rows], [_bare_value(s) for s in rows]], right=True),
        Column("95%\ninterval", [[s.interval for s in rows]]),
        Column(
            "\n".join(textwrap.wrap(words.capital(name.removeprefix("the ")), _HEADING)),
            [[_benchmark(s, " ") for s in rows], [_benchmark(s, "\n") for s in rows]],
        ),
        Column("Differ-\nence", [[s.difference for s in rows]], right=True),
        Column(
            f"Against\n{name}",
            [
                [f"{start} {s.also}" for start, s in zip(chips, rows, strict=True)],
                [f"{start} {s.also[-5:]}" for start, s in zip(chips, rows, strict=True)],
            ],
            judged=True,
        ),
        Column("Since\nperiod\nbefore", _with_bare([s.previous for s in rows])),
        Column("Since\nyear\nbefore", _with_bare([s.year_before for s in rows])),
        Column("Trend", [_trends(rows, "trend"), _trends(rows, "bare_trend")]),
        Column("Series", _series(rows, printer)),
        Column("Data", _data(rows)),
        Column(
            "What it\nwould take",
            [
                [s.take for s in rows],
                ["\n".join(textwrap.wrap(s.take, _FOLDED_TAKE)) for s in rows],
                [s.bare_take for s in rows],
            ],
        ),
        Column("Target", _narrower([s.target for s in rows], [s.bare_target for s in rows])),
        Column("Rank", _narrower([s.standing for s in rows], [s.bare_standing for s in rows])),
    ]


# The places of the columns that give up words, in that order, until the line fits. The words that
# stand elsewhere as well go first; what is counted and the points of a series only where narrower
# gaps and folded names do not do.
_SHRINK = (12, 9, 8, 15, 14, 2, 10, 13, 7, 15, 14, 3, 5)
_SHRINK_LAST = (14, 13, 12, 11, 11, 11)


def _narrower(texts: list[str], bare: list[str]) -> list[list[str]]:
    """Texts on one line, on several, and short ones in the same way."""
    folded = ["\n".join(textwrap.wrap(text, _FOLDED_BESIDE)) for text in texts]
    return [texts, folded, bare, [text.replace(" ", "\n", 1) for text in bare]]


def _benchmark(shown: Shown, joint: str) -> str:
    return f"{shown.benchmark}{joint}{shown.benchmark_period}".rstrip()


def _bare_value(shown: Shown) -> str:
    """A value without the words of its unit, which the list of sources gives as well."""
    value = shown.value if shown.unit == "%" else shown.value.replace(f" {shown.unit}", "", 1)
    return value.replace(" (", "\n(")


def _with_bare(changes: list[str]) -> list[list[str]]:
    """Changes as they are, and without the period that they are measured from."""
    return [changes, [change.partition(" since ")[0] for change in changes]]


def _data(rows: Sequence[Shown]) -> list[list[str]]:
    """The marks with their sides, without, and with a sign for the longest of them."""
    bare = [shown.bare_data for shown in rows]
    return [[s.data for s in rows], bare, [m.replace("not known", "?") for m in bare]]


def _trends(rows: Sequence[Shown], name: str) -> list[str]:
    found = [getattr(shown, name) for shown in rows]
    return [trend or "not tested" for trend in found] if any(found) else found


def _series(rows: Sequence[Shown], printer: Printer) -> list[list[str]]:
    lengths = _SERIES if printer.signs.symbols else (0,)
    return [[sparkline(s.row.series, length, s.row.earlier) for s in rows] for length in lengths]


class Layout(NamedTuple):
    """The width of each column, 0 for one with nothing in it, and the blanks between them."""

    widths: list[int]
    gap: int


def _fitted(columns: Sequence[Column], width: int) -> Layout:
    """Shortens columns until they fit, the first one folded rather than words given up."""
    _shorten(columns, _SHRINK, lambda: _total(columns, _GAP) <= width)
    _shorten(columns, _SHRINK_LAST, lambda: _total(columns, _NARROW_GAP, _FOLDED_NAME) <= width)
    gap = _GAP if _total(columns, _GAP) <= width else _NARROW_GAP
    first, *others = (column.width for column in columns)
    room = min(first, _NAME) + width - _total(columns, gap)
    return Layout([max(_NARROWEST_NAME, min(first, room)), *others], gap)


def _shorten(columns: Sequence[Column], order: Sequence[int], fits: Callable[[], bool]) -> None:
    for place in order:
        if fits():
            return
        if len(columns[place].texts) > 1:
            del columns[place].texts[0]


def _total(columns: Sequence[Column], gap: int, longest_name: int = _NAME) -> int:
    name, *others = columns
    widths = [min(name.width, longest_name), *(column.width for column in others if column.width)]
    return sum(widths) + gap * (len(widths) - 1)


def _table(columns: Sequence[Column], layout: Layout, rows: list[list[Text]]) -> Table:
    grid = Table.grid(padding=(0, layout.gap, 0, 0))
    kept = [i for i, width in enumerate(layout.widths) if width]
    for i in kept:
        justify: JustifyMethod = "right" if columns[i].right else "left"
        grid.add_column(width=layout.widths[i], justify=justify, overflow="fold")
    for row in rows:
        grid.add_row(*(row[i] for i in kept))
    return grid


def _cell(column: Column, place: int, shown: Shown, printer: Printer) -> Text:
    text = column.texts[0][place]
    if column.judged:
        return printer.status(shown, text)
    return printer.text(text, "bold" if column.heading in ("Indicator", "Value") else "")
