"""What every workbook shares: settings that keep text text, and the same bytes on a rerun."""

from __future__ import annotations

from datetime import datetime
from typing import IO, TYPE_CHECKING

from imscore.outputs.harmless import EXCEL_CELL_LIMIT, harmless

if TYPE_CHECKING:
    import xlsxwriter

# A workbook carries the time at which it was made; a fixed one keeps reruns alike byte for byte.
MADE = datetime(2000, 1, 1)
FONT = "Arial"


def new_workbook(stream: IO[bytes], title: str) -> xlsxwriter.Workbook:
    """Starts a workbook in memory in which no text becomes a formula, a link or a number.

    Args:
        stream: where `close()` writes it.
        title: the document's title, which a screen reader says first.
    """
    import xlsxwriter

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_properties({"title": harmless(title, 200), "created": MADE})
    # Column widths are counted in digits of this font, whose digits are 7 pixels wide.
    workbook.formats[0].set_font_name(FONT)
    workbook.formats[0].set_font_size(10)
    return workbook


def safe_cell(text: str) -> str:
    """Text as a cell can hold it: nothing unseen, and at most 32,767 characters."""
    return harmless(text, EXCEL_CELL_LIMIT)
