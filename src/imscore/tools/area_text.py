"""Places in a terminal: one in full, several as a list."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.reference import places, priority, tables
from imscore.tools import shown
from imscore.tools.area_list import Described, kinds

_IN_FULL = 6


def render(found: Sequence[Described], console: Console) -> None:
    """Prints places: a few in full, many as a table."""
    printer = Printer(console)
    if len(found) > _IN_FULL:
        rows = [
            (d.place.code, d.place.other_code, _name(d), d.place.kind, _within(d)) for d in found
        ]
        shown.columns(printer, ("Code", "NHS", "Name", "Kind", "In"), rows, left=True)
        printer.blank()
        printer.line("* one of the report's 43 priority areas. Former places are in brackets.")
        return
    for number, described in enumerate(found):
        if number:
            printer.blank()
        _in_full(described, printer)
    _sources(found, printer)


def overview(console: Console) -> None:
    """Prints what kinds of place are known, and how to look one up."""
    printer = Printer(console)
    printer.line("Places that imscore knows", "bold")
    rows = [(name, f"{number:,}", f"{former:,}") for name, number, former in kinds()]
    shown.columns(printer, ("Kind", "Number", "of them former"), rows)
    number = len(priority.all_areas())
    printer.line(f"{number} local authorities are the report's priority areas: {priority.RULE}.")
    shown.listed(printer, "Sources", tables.sources("places"))


def _name(described: Described) -> str:
    place = described.place
    star = "*" if any(s.how in ("itself", "recoded") for s in described.priority) else ""
    return f"({place.name}){star}" if place.former else f"{place.name}{star}"


def _within(described: Described) -> str:
    return described.within[0].name if described.within else ""


def _in_full(described: Described, printer: Printer) -> None:
    printer.line(harmless(places.described(described.place), 200), "bold")
    if described.within:
        chain = ", ".join(f"{place.name} ({place.kind.lower()})" for place in described.within)
        printer.line(harmless(f"In {chain.replace('nhs', 'NHS')}.", 300), indent=2)
    for sentence in described.said:
        printer.line(harmless(sentence, 600), indent=2)
    for standing in described.priority:
        printer.line(harmless(standing.words, 600), indent=2)


def _sources(found: Sequence[Described], printer: Printer) -> None:
    names = dict.fromkeys(d.place.source for d in found)
    told = [text for text in tables.sources("places") if text.split(":")[0] in names]
    if any(d.links for d in found):
        told += [t for t in tables.sources("pct_authorities") if t.startswith("Source")]
    if any(d.priority for d in found):
        told += [t for t in tables.sources("priority_areas") if t.startswith("Source")]
    shown.listed(printer, "Sources", told)
