"""Writes a sheet that is to be filled in and read back: title, facts, guidance and one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.workbook import FONT, safe_cell
from imscore.reference.forms import Form

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet


def write_form(
    workbook: xlsxwriter.Workbook,
    form: Form,
    widths: Sequence[int],
    facts: Mapping[str, Sequence[str]],
    rows: Sequence[Sequence[str]],
    choices: Mapping[str, Sequence[str]],
    spare: int = 0,
) -> None:
    """Adds the sheet to a workbook.

    Args:
        workbook: to which it is added.
        form: its headings and the lines above them.
        widths: of the columns, in characters.
        facts: what is known of the facts, for columns B and C.
        rows: of the table, a text for each column.
        choices: from a heading to the texts that its cells may have, besides none.
        spare: how many empty rows are left to fill in.
    """
    sheet, styles = workbook.add_worksheet(form.sheet), Styles(workbook)
    # What is typed stays text: a spreadsheet makes a day of 3/4 and a number of 2011.
    look = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
    text = workbook.add_format(look | {"num_format": "@", "border": 1, "border_color": "#B1B4B6"})
    columns = [Column(name, width) for name, width in zip(form.columns, widths, strict=True)]
    lines = Lines(sheet, columns, styles)
    lines.title(form.title, styles.title, 26)
    for label in form.facts:
        known = [*facts.get(label, ()), "", ""][:2]
        lines.cells([Cell(label, styles.bold), *(Cell(safe_cell(fact), text) for fact in known)])
    for line in form.guidance:
        lines.title(line, styles.plain, 16)
    lines.cells([Cell(heading, styles.heading) for heading in form.columns])
    first = lines.next_row
    for row in rows:
        lines.cells([Cell(_as_written(cell), text) for cell in row])
    for row_number in range(lines.next_row, lines.next_row + spare):
        for place in range(len(columns)):
            sheet.write_blank(row_number, place, None, text)
    _choices(sheet, form, choices, first, lines.next_row + spare - 1)
    _print_settings(sheet, first, lines.next_row + bool(spare), len(columns))


def _as_written(text: str) -> str:
    """Text as it was typed into a cell, its line breaks kept."""
    return "\n".join(safe_cell(line) for line in text.splitlines())


def _choices(
    sheet: Worksheet, form: Form, choices: Mapping[str, Sequence[str]], first: int, last: int
) -> None:
    for heading, texts in choices.items():
        place = form.columns.index(heading)
        rule = {"validate": "list", "source": list(texts), "error_title": "Not on the list"}
        rule["error_message"] = f"Pick one of: {', '.join(texts)}. Or leave the cell blank."
        sheet.data_validation(first, place, last, place, rule)


def _print_settings(sheet: Worksheet, first: int, rows: int, columns: int) -> None:
    sheet.freeze_panes(first, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first - 1)
    sheet.print_area(0, 0, rows - 1, columns - 1)
