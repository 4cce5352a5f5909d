"""The scorecard in a terminal: words and symbols first, colour where there is any."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from imscore.model import Scorecard, notes_of
from imscore.outputs import notes, quality, words
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.outputs.reach import reach
from imscore.outputs.sections import with_commentary
from imscore.outputs.shown import LONGEST_NAME, show
from imscore.outputs.standings import domain_names, standings
from imscore.outputs.terminal_sections import show_sections
from imscore.outputs.terminal_stacked import stacked
from imscore.outputs.terminal_wide import wide

PIPE_WIDTH = 80
# Narrower, a line would have less room for a series than a stack of lines has.
ONE_LINE_WIDTH = 160
_WIDEST_COUNT = 8


def console_for(stream: IO[str]) -> Console:
    """Makes a console for a stream: 80 columns where it is no terminal, unless COLUMNS is set."""
    told = os.environ.get("COLUMNS", "").isdigit()
    width = None if told or stream.isatty() else PIPE_WIDTH
    return Console(
        file=stream, width=width, force_jupyter=False, markup=False, highlight=False, emoji=False
    )


def to_text(scorecards: Sequence[Scorecard]) -> str:
    """The report as plain text, 80 columns wide unless COLUMNS is set."""
    stream = io.StringIO()
    render(scorecards, console_for(stream))
    return stream.getvalue()


def render(scorecards: Sequence[Scorecard], console: Console) -> None:
    """Prints scorecards.

    Args:
        scorecards: one after the other, with the method once at the end.
        console: its width picks the layout, its encoding the symbols.
    """
    printer = Printer(console)
    alone = len(scorecards) == 1
    for position, scorecard in enumerate(scorecards):
        if position:
            printer.blank()
        _scorecard(scorecard, printer, with_notes=alone)
    if not alone:
        _listed("Notes on the input", list(_of_the_input(notes_of(scorecards))), printer)
    _listed("How it was judged", notes.method(scorecards), printer)
    made = [f"{name}: {text}" for name, text in notes.made_with(scorecards)]
    _listed("Made with", made, printer)


def _scorecard(scorecard: Scorecard, printer: Printer, *, with_notes: bool) -> None:
    printer.line(harmless(words.title(scorecard), 3 * LONGEST_NAME), "bold")
    printer.line(harmless(words.headline(scorecard), 3 * LONGEST_NAME))
    if reach([scorecard]):
        printer.line(reach([scorecard]))
    if scorecard.disclosure:
        printer.line(harmless(scorecard.disclosure, notes.LONGEST_NOTE))
    if scorecard.rows:
        printer.blank()
        printer.show(by_domain(scorecard, printer))
        rows = [show(row, printer.signs) for row in scorecard.rows]
        lay_out = wide if printer.console.width >= ONE_LINE_WIDTH else stacked
        for part in lay_out(scorecard, rows, notes.numbered(scorecard.rows), printer):
            printer.show(part)
    _blind(scorecard, printer)
    show_sections(with_commentary(scorecard), printer)
    said = _of_the_input(scorecard.notes) if with_notes else ()
    _listed("Notes", [*notes.numbered(scorecard.rows).listed(), *said], printer)
    _listed("Data quality", quality.below_good(scorecard.rows), printer)
    _listed("Sources", list(_sources(scorecard)), printer)


def by_domain(scorecard: Scorecard, printer: Printer) -> Table:
    """How many indicators of each domain stand where, and how many have no data."""
    found = standings(scorecard)
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    table.add_column(Text("Domain"), overflow="fold")
    for standing in found:
        table.add_column(Text(_heading(standing.heading)), justify="right", overflow="fold")
    for place, name in enumerate(domain_names(scorecard)):
        table.add_row(printer.text(name), *(Text(str(s.counts[place])) for s in found))
    return table


def _heading(text: str) -> str:
    """A column's heading, the last word of a long one on a second line."""
    return text if len(text) <= _WIDEST_COUNT else "\n".join(text.rsplit(" ", 1))


def _blind(scorecard: Scorecard, printer: Printer) -> None:
    """Says plainly what the input has nothing on."""
    for text, core in notes.no_data(scorecard):
        printer.line(f"no data: {text}{'' if core else ' (beyond the core)'}")


def _of_the_input(said: Iterable[str]) -> Iterator[str]:
    for note in dict.fromkeys(said):
        yield harmless(note, notes.LONGEST_NOTE)


def _sources(scorecard: Scorecard) -> Iterator[str]:
    for row in scorecard.rows:
        yield f"{notes.described(row)}: {notes.sources(row) or 'not known'}"
    yield from notes.benchmark_sources(scorecard.rows)


def _listed(heading: str, lines: Sequence[str], printer: Printer) -> None:
    if not lines:
        return
    printer.blank()
    printer.line(heading, "bold")
    # One text takes a third less time to wrap than its lines one by one.
    printer.line("\n".join(lines), indent=2)
