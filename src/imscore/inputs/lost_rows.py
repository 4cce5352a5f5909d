"""Rows without a figure: footnotes are told in a note, lost rows of the table in a warning."""

from __future__ import annotations

import re

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.selection import Selection, count_rows, some
from imscore.reference import places
from imscore.reference.place_names import is_place

_CODE = re.compile(r"[EWSNKJ]\d{8}|5[A-Z0-9]{2}|T[A-Z]{2}|Q\d{2}")
_SEPARATORS = ",;\t|"
_FEWEST, _SHOWN = 3, 80
_FIGURE = re.compile(r"\s*-?\d[\d.,]*%?\s*")
# The more there are, the less each of them was forgotten.
_LOOKED_AT = 2_000
_ABOUT = ("indicator", "indicator_id", "period")


def tell(selection: Selection) -> None:
    """Says which rows that hold no figure were not read.

    A row that names an area that is known, and an indicator or a period, or one whose fields all
    stand in one cell between other separators, was meant to be read: it is warned of.
    """
    table = selection.table
    # Where the file is cut, the row was told with that.
    told = {int(re.sub(r"\D", "", doubt.cell)) for doubt in table.sheet.doubts}
    wordy = [row for row in selection.wordy.tolist() if table.rows[row] + 1 not in told]
    lost = [row for row in wordy[:_LOOKED_AT] if _is_meant(selection, row)]
    meant = {*lost}
    rest = [str(table.rows[row] + 1) for row in wordy if row not in meant]
    if rest:
        selection.note(f"rows that hold words but no figures were not read: {some(rest)}")
    if lost:
        _warn(selection, lost)


def _is_meant(selection: Selection, row: int) -> bool:
    said = {name: _text(selection, name, row) for name in ("area_code", "area_name", *_ABOUT)}
    if any(said[name] for name in _ABOUT) and _is_area(said["area_code"], said["area_name"]):
        return True
    return _is_joined([text for text in _texts(selection, row) if text], selection)


def _text(selection: Selection, name: str, row: int) -> str:
    cells = selection.table.cells(name)
    return "" if cells is None else text_of(cells[row])


def _is_area(code: str, name: str) -> bool:
    known = places.find(code) is not None or bool(_CODE.fullmatch(code)) or is_place(name)
    return known and len(name) < _SHOWN


def _is_joined(texts: list[str], selection: Selection) -> bool:
    """Whether all of a row stands in one cell, its fields separated otherwise than elsewhere."""
    own = selection.table.sheet.separator
    if len(texts) != 1 or not own:
        return False
    for mark in _SEPARATORS.replace(own, ""):
        first, *fields = texts[0].split(mark)
        figures = [field for field in fields if _FIGURE.fullmatch(field)]
        if len(fields) + 1 >= _FEWEST and figures:
            return _is_area(first.strip(), first.strip())
    return False


def _texts(selection: Selection, row: int) -> list[str]:
    place = int(selection.table.rows[row])
    return [str(column[place]).strip() for column in selection.table.sheet.columns]


def _warn(selection: Selection, lost: list[int]) -> None:
    sheet, texts = selection.table.sheet, _texts(selection, lost[0])
    column = next(place for place, text in enumerate(texts) if text)
    cell = f"{column_letters(column)}{int(selection.table.rows[lost[0]]) + 1}"
    words = {
        "found": repr(" ".join(filter(None, texts))[:_SHOWN]),
        "more": f" (nor in {count_rows(len(lost) - 1)} more)" if len(lost) > 1 else "",
    }
    selection.problems.append(kinds.LOST_ROWS.at(sheet.file, sheet.name, cell, **words))
