"""How the board's first sheet is printed: on one page of A4 where it can be read there."""

from __future__ import annotations

from imscore.outputs.board_lines import Lines
from imscore.outputs.board_styles import TEXT_SIZE

# Smaller than this in print, in points, the sheet goes over several pages rather than one.
SMALLEST = 6.2
_A4, _INCH = (841.9, 595.3), 72.0  # in points
_MARGINS = {"left": 0.25, "right": 0.25, "top": 0.3, "bottom": 0.45}


def set_for_print(lines: Lines, heading_row: int) -> None:
    """Settles paper, scale, margins, what is repeated and what is left out.

    Args:
        lines: the sheet, written to its end.
        heading_row: repeated on every page, where there are several.
    """
    sheet = lines.sheet
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1 if print_size(lines) >= SMALLEST else 0)
    sheet.set_margins(**_MARGINS)
    sheet.repeat_rows(heading_row)
    sheet.print_area(0, 0, lines.next_row - 1, len(lines.columns) - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)


def print_size(lines: Lines) -> float:
    """How large the text is, in points, where the sheet is printed on one page."""
    width, height = (
        side - _INCH * (_MARGINS[first] + _MARGINS[last])
        for side, first, last in zip(_A4, ("left", "top"), ("right", "bottom"), strict=True)
    )
    return TEXT_SIZE * min(1.0, width / lines.width, height / lines.height)
