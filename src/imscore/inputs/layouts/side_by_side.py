"""Tables that stand side by side on a sheet, each with its own column of areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.blocks import field_of
from imscore.inputs.layouts.header_cells import is_filled, period_in
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import plain

_AREAS = ("area_code", "area_name", "area_type")
_ROWS_SEARCHED = 60


def split(sheet: Sheet) -> list[Sheet]:
    """The sheet as one for each of its tables: alone, where nothing shows that there are several.

    Several there are where a header row names figures, and its first columns, which name areas,
    come again further right under the same headers. Each table keeps its cells' places; a title
    that stands alone in its row is of all of them. Periods across are told apart elsewhere.

    Args:
        sheet: as it stands.
    """
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    for row in range(min(sheet.height, _ROWS_SEARCHED)):
        texts = [text_of(column[row]) for column in sheet.columns]
        areas = [field_of(text, wide) in _AREAS for text in texts]
        starts = [c for c, area in enumerate(areas) if area and not (c and areas[c - 1])]
        if len(starts) > 1 and _are_tables(texts, areas, starts):
            ends = [*starts[1:], len(texts)]
            return [_part(sheet, row, *span) for span in zip([0, *starts[1:]], ends, strict=True)]
    return [sheet]


def _are_tables(texts: Sequence[str], areas: Sequence[bool], starts: Sequence[int]) -> bool:
    """Whether each start has the same headers of areas, and others behind them, but no periods."""
    if any(period_in(text, None) for text in texts):
        return False
    keys, figures = [], []
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        keys.append(tuple(plain(texts[c]) for c in range(start, end) if areas[c]))
        figures.append(any(texts[c] and not areas[c] for c in range(start, end)))
    return len(set(keys)) == 1 and all(figures)


def _part(sheet: Sheet, header: int, first: int, end: int) -> Sheet:
    """The sheet with nothing outside some columns but titles that stand alone in their row."""
    lone = list(_lone_rows(sheet, header))
    columns = [
        as_column(column) if first <= c < end else _blanked(sheet, c, lone)
        for c, column in enumerate(sheet.columns)
    ]
    return replace(sheet, columns=columns)


def _lone_rows(sheet: Sheet, header: int) -> Iterator[int]:
    for row in range(header):
        if sum(is_filled(column[row]) for column in sheet.columns) == 1:
            yield row


def _blanked(sheet: Sheet, column: int, kept: Sequence[int]) -> Column:
    blank = Column.full(sheet.height, "")
    for row in kept:
        cell = sheet.columns[column][row]
        if is_filled(cell):
            blank = blank.put(np.array([row]), cell)
    return blank
