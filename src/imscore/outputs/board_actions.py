"""The board workbook's sheet of actions, which is filled in and read back next quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imscore.model import Scorecard
from imscore.outputs.board_lines import Cell, Column, Lines
from imscore.outputs.board_styles import Styles
from imscore.outputs.workbook import FONT, safe_cell
from imscore.reference.forms import ACTIONS, AREA, STATUSES

if TYPE_CHECKING:
    import xlsxwriter

_WIDTHS = (30, 60, 26, 16, 16)
_ROWS_TO_FILL = 200
_STATUS = len(ACTIONS.columns) - 1


def write_actions(workbook: xlsxwriter.Workbook, scorecard: Scorecard, styles: Styles) -> None:
    """Writes the area's actions as they are kept, or those proposed, with room for more.

    Args:
        workbook: to which the sheet is added.
        scorecard: whose actions.
        styles: the workbook's.
    """
    sheet = workbook.add_worksheet(ACTIONS.sheet)
    # What is typed stays text: a spreadsheet makes a day of 3/4 and a number of 2011.
    look = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
    text = workbook.add_format(look | {"num_format": "@", "border": 1, "border_color": "#B1B4B6"})
    columns = [Column(name, width) for name, width in zip(ACTIONS.columns, _WIDTHS, strict=True)]
    lines = Lines(sheet, columns, styles)
    lines.title(ACTIONS.title, styles.title, 26)
    facts = (AREA, scorecard.area_name, scorecard.area_code)
    lines.cells([Cell(safe_cell(fact), styles.plain) for fact in facts])
    for line in ACTIONS.guidance:
        lines.title(line, styles.plain, 16)
    lines.cells([Cell(heading, styles.heading) for heading in ACTIONS.columns])
    first = lines.next_row
    sheet.freeze_panes(first, 0)
    for action in scorecard.actions:
        cells = (action.theme, action.action, action.lead, action.due, action.status)
        lines.cells([Cell(safe_cell(cell), text) for cell in cells])
    last = max(first + _ROWS_TO_FILL, lines.next_row + _ROWS_TO_FILL // 2)
    for row in range(lines.next_row, last):
        for place in range(len(ACTIONS.columns)):
            sheet.write_blank(row, place, None, text)
    sheet.data_validation(first, _STATUS, last, _STATUS, _CHOICE)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first - 1)
    sheet.print_area(0, 0, max(lines.next_row, first + 1), len(ACTIONS.columns) - 1)


_CHOICE = {
    "validate": "list",
    "source": list(STATUSES),
    "error_title": "Not a status",
    "error_message": f"Pick one of: {', '.join(STATUSES)}. Or leave the cell blank.",
}
