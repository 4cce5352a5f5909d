"""Whether a sheet that was not read looks like a table, and what of it is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from imscore.columns import Column, as_column
from imscore.inputs.layouts.blocks import Block, find_blocks
from imscore.inputs.layouts.describe import columns_of
from imscore.inputs.layouts.header_cells import period_in
from imscore.inputs.layouts.headers import best_candidate
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.sheets import Sheet

_AREA_CODE = re.compile(r"\s*([EWKSN]\d{8}|5[A-Z0-9]{2})\s*")
_NUMBER = re.compile(r"\s*[<~]?\d[\d,]*(\.\d+)?\s*%?\s*")
# Fewer figures than this are page numbers, dates and the like.
_MANY = 4
_FEWEST = 2
_LISTED = 4


def looks_like_a_table(sheet: Sheet) -> bool:
    """Whether a sheet has figures, and areas or periods for them."""
    return bool(_blocks(sheet)) or (_has_figures(sheet) and _has_keys(sheet))


def has_column_of_figures(sheet: Sheet) -> bool:
    """Whether a header names a column of figures, and there are some."""
    found = best_candidate(sheet, all_layouts())
    return bool(found and {"numerator", "value"} & {*found.positions}) and _has_figures(sheet)


def _has_figures(sheet: Sheet) -> bool:
    """Whether a sheet holds numbers other than a few, and other than years."""
    return sum(_count(column, is_figure) for column in map(as_column, sheet.columns)) >= _MANY


def understood(sheet: Sheet) -> str:
    """What of such a sheet is understood and what is not, in a few words."""
    blocks = _blocks(sheet)
    if blocks:
        first, last = blocks[0].spans[0].period, blocks[0].spans[-1].period
        periods = first if first == last else f"{first} to {last}"
        return f"row {blocks[0].row + 1} has periods across ({periods})"
    found = best_candidate(sheet, all_layouts())
    if found is None:
        return "no header of it is understood"
    known, other = columns_of(sheet, found)
    said = [("understood", known), ("not understood", other), ("missing", found.missing)]
    return "; ".join(f"{what}: {_some(names)}" for what, names in said if names)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"{', '.join(names[:_LISTED])}{more}"


def _blocks(sheet: Sheet) -> list[Block]:
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    return list(find_blocks(sheet, wide))


def _has_keys(sheet: Sheet) -> bool:
    """Whether a header names areas or periods, or a column is of area codes or periods."""
    found = best_candidate(sheet, all_layouts())
    named = set(found.positions) if found else set()
    if named & {"area_code", "area_name", "period"}:
        return True
    columns = [as_column(column) for column in sheet.columns]
    return any(
        max(_count(column, _is_code), _count(column, _is_period)) >= _FEWEST for column in columns
    )


def _count(column: Column, test: Callable[[Any], bool]) -> int:
    return int(column.numbers(test, bool).sum())


def is_figure(cell: object) -> bool:
    """Whether a cell holds a number that is no period."""
    if isinstance(cell, bool) or _is_period(cell):
        return False
    if isinstance(cell, (int, float)):
        return True
    return isinstance(cell, str) and bool(_NUMBER.fullmatch(cell))


def _is_period(cell: object) -> bool:
    return period_in(cell, None) is not None


def _is_code(cell: object) -> bool:
    return isinstance(cell, str) and bool(_AREA_CODE.fullmatch(cell))
