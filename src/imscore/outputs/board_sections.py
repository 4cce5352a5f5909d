"""Sheets of the board's workbook for what stands beside the table, such as what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from imscore.model import Scorecard, Section
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.harmless import harmless
from imscore.outputs.sections import COMMENTARY, numeric, sections, whole_commentary
from imscore.outputs.workbook import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CHANGED, DISCUSSED = "What changed", "For discussion"
_NARROWEST, _WIDEST, _FEWEST = 14, 60, 2
# Digits across at which the sheet is printed at about the size that it is written in.
_WIDE_ENOUGH = 110
_Parts = list[tuple[str, Section]]


def write_sections(workbook: Workbook, scorecards: Sequence[Scorecard], styles: Styles) -> None:
    """Adds sheets for long commentary, what changed and all other sections, where there is any.

    Args:
        workbook: being written; the sheets come after those that it has.
        scorecards: in the order in which their sections are to stand.
        styles: the workbook's.
    """
    long = [(card, whole_commentary(card)) for card in scorecards]
    said = [(card, section) for card, section in long if section is not None]
    if said:
        parts = _named(said, len(scorecards) > 1)
        _write(workbook.add_worksheet(COMMENTARY), COMMENTARY, parts, styles)
    found = [(card, section) for card in scorecards for section in sections(card)]
    for name in (CHANGED, DISCUSSED):
        mine = [pair for pair in found if (pair[1].code == "changes") == (name == CHANGED)]
        if mine:
            _write(workbook.add_worksheet(name), name, _named(mine, len(scorecards) > 1), styles)


def _named(found: Sequence[tuple[Scorecard, Section]], several: bool) -> _Parts:
    """Sections with their headings, which name the area where there are several."""
    return [
        (f"{_area(card)}: {section.heading}" if several else section.heading, section)
        for card, section in found
    ]


def _area(card: Scorecard) -> str:
    return harmless(card.area_name or card.area_code or "area not named", 120)


def _write(sheet: Worksheet, name: str, parts: _Parts, styles: Styles) -> None:
    lines = Lines(sheet, _columns([section for _, section in parts]), styles)
    lines.title(name, styles.title, 26)
    heads = [_part(lines, heading, section) for heading, section in parts]
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.6)
    # Of several tables none can lend its headings to all pages.
    sheet.repeat_rows(heads[0] if len(heads) == 1 else 0)
    sheet.print_area(0, 0, lines.next_row - 1, len(lines.columns) - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)


def _part(lines: Lines, heading: str, section: Section) -> int:
    """Writes one section; returns the row of its headings, that of the title where it has none."""
    styles, head = lines.styles, 0
    lines.gap(8)
    lines.title(safe_cell(heading), styles.section, 20)
    for text in section.paragraphs:
        lines.across(safe_cell(text), styles.wrapped)
    if section.rows:
        head = lines.next_row
        heads, looks = _looks(section, styles)
        lines.cells(list(map(Cell, section.headers, heads)))
        for row in section.rows:
            lines.cells(list(map(Cell, map(_plain, row), looks)))
    for note in section.notes:
        lines.across(safe_cell(note), styles.wrapped)
    return head


def _looks(section: Section, styles: Styles) -> tuple[list[Format], list[Format]]:
    """How headings and cells stand: numbers to the right, and text beside them set in."""
    heads, looks, before = [], [], False
    for number in numeric(section):
        if number:
            heads.append(styles.heading_right)
            looks.append(styles.whole)
        else:
            heads.append(styles.heading_set_in if before else styles.heading)
            looks.append(styles.set_in if before else styles.cell)
        before = number
    return heads, looks


def _plain(cell: str | int) -> str | float:
    return safe_cell(cell) if isinstance(cell, str) else cell


def _columns(parts: Sequence[Section]) -> list[Column]:
    """Columns as wide as the longest cell in their place needs, within bounds."""
    places = range(max(_FEWEST, *(len(part.headers) for part in parts)))
    widths = [
        max((len(str(row[place])) + 2 for part in parts for row in (part.headers, *part.rows)
             if place < len(row)), default=0)
        for place in places
    ]  # fmt: skip
    kept = [min(max(width, _NARROWEST), _WIDEST) for width in widths]
    # Room for paragraphs beside a narrow table.
    spare = [_WIDE_ENOUGH - sum(kept)] if sum(kept) < _WIDE_ENOUGH else []
    return [Column("", width) for width in (*kept, *spare)]
