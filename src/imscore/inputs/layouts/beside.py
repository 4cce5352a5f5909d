"""Columns among the periods that were not read: what to say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import Block, is_figure
from imscore.inputs.layouts.columns import Reader
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.period_words import is_no_observation
from imscore.inputs.layouts.phrases import listed, words_of
from imscore.inputs.layouts.short_periods import is_short
from imscore.inputs.sheets import Sheet
from imscore.model import Problem

_SMALL_WORDS = frozenset({"%", "percentage", "per", "cent", "since", "from", "of", "in", "on"})
_LISTED = 5
# A year and something that touches it: 20165, 2017p, 2010/111.
_NEARLY = re.compile(r"^(?:19|20)\d\d\S+$")


def beside_periods(
    sheet: Sheet, block: Block, reader: Reader, rows: np.ndarray, said: Sequence[Problem] = ()
) -> tuple[list[Problem], list[str]]:
    """Says what stands among the periods and was not read.

    A header in the row of periods that is not understood is worth a warning: it may be the newest
    period. What is known to be no period is worth a note; a measure below a period is worth
    a note where it is known to be no figure that counts, else a warning too.

    Args:
        sheet: as it stands.
        block: the header.
        reader: with what it did not understand.
        rows: those with figures, from 0.
        said: warnings of the block so far: their cells need no other one.
    """
    doubts, known = [], []
    columns: dict[str, None] = {}
    lost: dict[str, tuple[int, int]] = {}
    for row, column in block.beside:
        text = str(sheet.columns[column][row]).strip()
        if not any(is_filled(cell) for cell in sheet.columns[column][rows]):
            continue
        if is_harmless(text):
            known.append(f"{text} ({column_letters(column)})")
        else:
            doubts.append(_doubt(sheet, row, column, text, rows))
    for (row, column), text in reader.unread.items():
        if row <= block.row and any(map(_is_figure, sheet.columns[column][rows])):
            doubts.append(_doubt(sheet, row, column, text, rows))
        elif row <= block.row:
            known.append(f"{text} ({column_letters(column)})")
        elif is_harmless(text) or not any(map(_is_figure, sheet.columns[column][rows])):
            columns[text] = None
        else:
            lost.setdefault(" ".join(text.split()), (row, column))
    told = {problem.cell for problem in said}
    for text, (row, column) in lost.items():
        cell = f"{column_letters(column)}{row + 1}"
        if cell not in told:
            words = {"found": repr(text), "suggestion": ""}
            doubts.append(kinds.UNREAD_FIGURES.at(sheet.file, sheet.name, cell, **words))
    below = "columns under the periods that are no measure, not read"
    passed = [f"{span.passed} ({span.period})" for span in block.spans if span.passed]
    return doubts, [
        *_note("words beside a period that change nothing of it", passed),
        *_note("beside the periods, not read", known),
        *_note(below, [*columns]),
    ]


def _note(what: str, found: list[str]) -> list[str]:
    distinct = list(dict.fromkeys(" ".join(text.split()) for text in found))
    more = f"; and {len(distinct) - _LISTED} more" if len(distinct) > _LISTED else ""
    return [f"{what}: {'; '.join(distinct[:_LISTED])}{more}"] if distinct else []


def _doubt(sheet: Sheet, row: int, column: int, text: str, rows: np.ndarray) -> Problem:
    cell = f"{column_letters(column)}{row + 1}"
    if _NEARLY.match(text):
        below = sheet.columns[column : _next_header(sheet, row, column)]
        lost = sum(_is_figure(cell) for cells in below for cell in cells[rows])
        figures = "1 figure" if lost == 1 else f"{lost:,} figures"
        words = {"found": repr(text), "figures": figures}
        return kinds.NEARLY_A_PERIOD.at(sheet.file, sheet.name, cell, **words)
    if is_short(text):
        return kinds.SHORT_PERIOD_LOST.at(sheet.file, sheet.name, cell, found=repr(text))
    kind = kinds.UNREAD_TARGET if is_no_observation(text) else kinds.UNREAD_COLUMN
    return kind.at(sheet.file, sheet.name, cell, found=repr(text))


def _next_header(sheet: Sheet, row: int, column: int) -> int:
    """The column in which the next header of a row stands, or the sheet's end."""
    further = range(column + 1, len(sheet.columns))
    return next((c for c in further if is_filled(sheet.columns[c][row])), len(sheet.columns))


def _is_figure(cell: object) -> bool:
    return is_filled(cell) and (not isinstance(cell, str) or is_figure(cell))


def is_harmless(text: str) -> bool:
    """Whether a header is over notes, ranks and the like, never over figures that count."""
    known = {word for phrase in listed("beside_periods", "harmless") for word in phrase}
    words = [word.text for word in words_of(text)]
    return bool(words) and all(word in known | _SMALL_WORDS for word in words)
