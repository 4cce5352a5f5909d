"""The words of the board's workbook, each explained in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imscore.model import Scorecard
from imscore.outputs import words
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.workbook import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

GLOSSARY = "Glossary"
TERMS: tuple[tuple[str, str], ...] = (
    ("Value", "Events divided by the population at risk, as a percentage or a rate."),
    (
        "95% interval",
        "The range in which the value could lie by chance alone: narrower where more events were "
        "counted.",
    ),
    ("99.8% interval", "The same, held to a stricter measure of chance."),
    ("{benchmark}", "What every value is held against, for the same period and definition."),
    ("Difference", "The value minus that of {benchmark}, before either is rounded."),
    ("Better, worse", "The whole 95% interval lies on one side of {benchmark}'s value."),
    ("Similar", "The 95% interval holds or touches {benchmark}'s value: it could be chance."),
    ("Higher, lower", "As better and worse, where neither direction is good or bad in itself."),
    ("Not compared", "There is no figure of {benchmark}'s, or nothing to judge chance by."),
    ("Trend", "Whether the latest figures change by more than chance, and which way."),
    (
        "Control limits",
        "The range in which quarters usually vary: a point outside it is more than that.",
    ),
    ("What it would take", "How many fewer or more events would bring the value level."),
    ("Target", "The area's own goal; it has no part in the comparison with {benchmark}."),
    ("Suppressed", "Held back by whoever published it, so that nobody can be made out."),
    ("Unreliable", "It rests on few events: read it with care."),
    ("Data", "The lowest of three marks: timeliness, completeness and validity."),
)


def write_glossary(sheet: Worksheet, scorecard: Scorecard, styles: Styles) -> None:
    """Writes every word with its meaning, a line each.

    Args:
        sheet: an empty one.
        scorecard: whose benchmark is named.
        styles: the workbook's.
    """
    held = words.benchmark(scorecard)
    lines = Lines(sheet, (Column("Word", 28), Column("Meaning", 100)), styles)
    lines.title(GLOSSARY, styles.section, 20)
    lines.cells([Cell("Word", styles.bold), Cell("Meaning", styles.bold)])
    for term, meaning in TERMS:
        said = [safe_cell(text.replace("{benchmark}", held)) for text in (term, meaning)]
        lines.cells([Cell(said[0], styles.bold), Cell(said[1], styles.wrapped)])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.print_area(0, 0, lines.next_row - 1, 1)
