"""A funnel as a table: in a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, fields

from rich.console import Console
from rich.table import Table
from rich.text import Text

from imscore.model import FunnelArea, FunnelCard
from imscore.outputs import figures, notes, tables
from imscore.outputs.harmless import cell_text, harmless
from imscore.outputs.printer import Printer
from imscore.outputs.words import LOOKS

_ABOUT = ("indicator", "period", "definition", "unit", "baseline", "baseline_name", "adjusted")
_NARROWEST = 14
_AREA = tuple(field.name for field in fields(FunnelArea))
COLUMNS = (*_AREA, *_ABOUT, "disclosure")


def to_text(card: FunnelCard) -> str:
    """The funnel as plain text, 80 columns wide unless COLUMNS is set."""
    from imscore.outputs.terminal import console_for

    stream = io.StringIO()
    render(card, console_for(stream))
    return stream.getvalue()


def to_json(card: FunnelCard) -> str:
    """The funnel as one object: what it is about, `areas`, `notes`, `problems`."""
    about = {
        name: value
        for name, value in asdict(card).items()
        if name not in ("areas", "notes", "problems")
    }
    document = {
        **tables.plain(about),
        "areas": [_whole(area) for area in card.areas],
        "notes": list(card.notes),
        "problems": [problem.to_dict() for problem in card.problems],
    }
    return tables.seen(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def to_csv(card: FunnelCard) -> str:
    """The funnel as CSV, a line an area, figures unrounded; columns as in `COLUMNS`."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    about = [getattr(card, name) for name in (*_ABOUT, "disclosure")]
    for area in card.areas:
        line = (*_whole(area).values(), *about)
        writer.writerow([cell_text(cell) if isinstance(cell, str) else cell for cell in line])
    return stream.getvalue()


def _whole(area: FunnelArea) -> dict[str, object]:
    found = {name: tables.plain(getattr(area, name)) for name in _AREA}
    return found | {name: tables.whole(found[name]) for name in tables.COUNTS}


def render(card: FunnelCard, console: Console) -> None:
    """Prints the areas by their values, those outside the limits marked.

    Args:
        card: the funnel.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer = Printer(console)
    printer.line(harmless(f"Funnel: {card.name}, {card.unit}, {card.period}"), "bold")
    printer.line(harmless(_headline(card)))
    if card.disclosure:
        printer.line(harmless(card.disclosure, notes.LONGEST_NOTE))
    printer.blank()
    printer.show(_table(card, printer))
    printer.blank()
    for note in dict.fromkeys((*card.notes, *_reading(card))):
        printer.line(harmless(note, notes.LONGEST_NOTE))


def _headline(card: FunnelCard) -> str:
    found = Counter(area.outlier for area in card.areas)
    said = [f"{found[key]} {LOOKS[key].word}" for key in LOOKS if key != "similar" and found[key]]
    outside = f"outside the 99.8% limits: {', '.join(said)}" if said else "none outside 99.8%"
    return f"{len(card.areas)} areas about {card.baseline_name}'s value; {outside}."


def _table(card: FunnelCard, printer: Printer) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    table.add_column(Text("Area"), overflow="fold", min_width=_NARROWEST)
    for heading in ("Count", "Value", "95% limits", "99.8% limits"):
        table.add_column(Text(heading), justify="right", no_wrap=True)
    table.add_column(Text("Funnel"), overflow="fold")
    for area in card.areas:
        table.add_row(*(printer.text(text) for text in _cells(area, card, printer)))
    return table


def _cells(area: FunnelArea, card: FunnelCard, printer: Printer) -> Iterator[str]:
    signs = printer.signs
    yield harmless(area.area_name or area.area_code, 60)
    joint = "of" if card.unit == "%" else "in"
    yield f"{figures.count(area.numerator)} {joint} {figures.count(area.denominator)}"
    yield figures.with_unit(figures.number(area.value, signs), "%" if card.unit == "%" else "")
    yield figures.interval(area.lower_95, area.upper_95, signs)
    yield figures.interval(area.lower_998, area.upper_998, signs)
    look = LOOKS[area.outlier]
    said = f"{look.symbol if signs.symbols else look.ascii_symbol} {look.word}"
    yield f"{said} (outside 95%)" if _only_at_95(area) else said


def _only_at_95(area: FunnelArea) -> bool:
    return area.funnel_998 == "similar" and area.funnel_95 != "similar"


def _reading(card: FunnelCard) -> Iterator[str]:
    yield (
        "Limits are where an area of its size would lie by chance alone about the middle: outside "
        "99.8%, something other than chance sets it apart."
    )
