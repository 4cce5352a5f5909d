"""A scorecard's sections in a terminal: paragraphs, a table, notes."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.padding import Padding
from rich.table import Table

from imscore.model import Section
from imscore.outputs.printer import Printer
from imscore.outputs.sections import numeric


def show_sections(found: Sequence[Section], printer: Printer) -> None:
    """Prints sections one after the other, their tables as wide as their words or the console.

    Args:
        found: with harmless texts, as `outputs.sections` gives them.
        printer: where to.
    """
    for section in found:
        printer.blank()
        printer.line(section.heading, "bold")
        for paragraph in section.paragraphs:
            printer.line(paragraph, indent=2)
        if section.rows:
            if section.paragraphs:
                printer.blank()
            printer.show(Padding(_table(section, printer), (0, 0, 0, 2), expand=False))
            if section.notes:
                printer.blank()
        for note in section.notes:
            printer.line(note, "italic", indent=2)


def _table(section: Section, printer: Printer) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    narrow = printer.console.width // (len(section.headers) + 1)
    longest = max(range(len(section.headers)), key=lambda place: _letters(section, place))
    for place, right in enumerate(numeric(section)):
        # The column with most to say gets the room that is left.
        table.add_column(
            printer.text(section.headers[place]),
            justify="right" if right else "left",
            overflow="fold",
            max_width=None if place == longest else narrow,
        )
    for row in section.rows:
        table.add_row(*(printer.text(str(cell)) for cell in row))
    return table


def _letters(section: Section, place: int) -> int:
    return sum(len(str(row[place])) for row in section.rows)
