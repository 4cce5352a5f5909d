"""The lines above a table: where they stand, and which are about its making."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.inputs.layouts.phrases import phrases_of, tokens
from imscore.inputs.sheets import Sheet

_LONGEST_TITLE = 300
Lines = Sequence[tuple[str, int, int]]


def lines_of(sheet: Sheet, rows: Sequence[int], first: int | None = None, header: int = 0) -> Lines:
    """The texts of title lines: each with its row and column, from 0.

    Args:
        sheet: as it stands.
        rows: those above a header.
        first: of a table with periods across, the first column under a period.
        header: the first row that may have headings over the periods; those are no titles, unless
            they stand alone in their row.
    """
    found = []
    for row in rows:
        texts = [(str(cells[row]).strip(), c) for c, cells in enumerate(sheet.columns)]
        filled = [(text, c) for text, c in texts if text]
        for text, column in filled:
            heading = first is not None and column >= first and row >= header and len(filled) > 1
            is_text = isinstance(sheet.columns[column][row], str)
            if is_text and not heading and len(text) <= _LONGEST_TITLE:
                found.append((text, row, column))
    return found


def is_about_the_making(text: str) -> bool:
    """Whether a line says where the figures come from, not what they are."""
    begins = " ".join(tokens(text))
    return any(f"{begins} ".startswith(f"{p} ") for p in phrases_of("about_the_making"))
