"""The board's workbook: a sheet to read on paper, the data behind it, and how it was judged."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from imscore.model import Scorecard
from imscore.outputs import words
from imscore.outputs.board_actions import write_actions
from imscore.outputs.board_behind import write_data, write_notes, write_series
from imscore.outputs.board_charts import write_charts
from imscore.outputs.board_glossary import GLOSSARY, write_glossary
from imscore.outputs.board_page import write_page
from imscore.outputs.board_sections import CHANGED, DISCUSSED, write_sections
from imscore.outputs.board_styles import Styles
from imscore.outputs.harmless import harmless
from imscore.outputs.language import with_language
from imscore.outputs.sections import COMMENTARY
from imscore.outputs.workbook import new_workbook

DATA, NOTES, SERIES = "Data", "Notes", "Series"
_ONLY_SHEET = "Scorecard"
_LONGEST_SHEET = 31
# A spreadsheet program keeps the last for itself.
_TAKEN = (COMMENTARY, DATA, NOTES, SERIES, CHANGED, DISCUSSED, "History")


def render(scorecards: Sequence[Scorecard]) -> bytes:
    """Makes a workbook: a sheet an area, their sections, then `Data`, `Notes` and `Series`.

    That of one area has charts by domain and the area's actions after the first sheet, and a
    glossary at the end.

    Args:
        scorecards: in the order of their sheets.

    Returns:
        An .xlsx file, the same bytes for the same scorecards. No cell is a formula, and text from
        a file is text whatever it looks like. Figures on `Data` are unrounded.
    """
    stream = io.BytesIO()
    title = words.title(scorecards[0]) if len(scorecards) == 1 else "Infant mortality scorecards"
    workbook = new_workbook(stream, title)
    styles = Styles(workbook)
    names = sheet_names(scorecards)
    pages = [workbook.add_worksheet(name) for name in names]
    write_sections(workbook, scorecards, styles)
    if len(scorecards) == 1:
        write_charts(workbook, scorecards[0], styles)
        write_actions(workbook, scorecards[0])
    data, notes, series = (workbook.add_worksheet(name) for name in (DATA, NOTES, SERIES))
    write_data(data, scorecards, styles)
    write_notes(notes, scorecards, styles)
    ranges = write_series(series, scorecards, styles)
    for page, scorecard, spans in zip(pages, scorecards, ranges, strict=True):
        write_page(page, scorecard, spans, styles, alone=len(scorecards) == 1)
    if len(scorecards) == 1:
        write_glossary(workbook.add_worksheet(GLOSSARY), scorecards[0], styles)
    workbook.close()
    return with_language(stream.getvalue())


def sheet_names(scorecards: Sequence[Scorecard]) -> list[str]:
    r"""Names the sheets: `Scorecard` where there is one, else after the areas, all different.

    Returns:
        Names that spreadsheet programs accept: at most 31 characters, none of `[]:*?/\`.
    """
    if len(scorecards) == 1:
        return [_ONLY_SHEET]
    taken = {name.casefold() for name in _TAKEN}
    names = []
    for scorecard in scorecards:
        name = _free(_allowed(scorecard.area_name or scorecard.area_code), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _allowed(text: str) -> str:
    return " ".join(re.sub(r"[\[\]:*?/\\]", " ", harmless(text)).split()).strip(" '") or "Area"


def _free(text: str, taken: set[str]) -> str:
    name, number = text[:_LONGEST_SHEET].strip(" '"), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = text[: _LONGEST_SHEET - len(ending)].strip(" '") + ending
    return name
