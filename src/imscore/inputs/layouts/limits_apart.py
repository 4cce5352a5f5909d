"""Both limits of an interval in one column, such as `4.3-7.5` under `95% CI`: taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs import kinds, markers
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.table import IndexArray, Part, Table
from imscore.model import Problem

_FIELD, _EACH = "limits", ("lower_ci", "upper_ci")
# A comma stands between thousands alone: `4,3` may be 4.3 as well as two numbers.
_NUMBER = r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%?)"
_PAIR = re.compile(rf"{_NUMBER}\s*(?:-|–|—|−|‐|‑|to|,\s|;)\s*{_NUMBER}", re.I)
_BRACKETS = {"(": ")", "[": "]"}


def pair(text: str) -> tuple[str, str] | None:
    """The lower and the upper limit in a text that can only be both; else None.

    >>> pair("4.3-7.5"), pair("(4.3, 7.5)"), pair("4.3 to 7.5"), pair("7.5-4.3"), pair("4,3-7,5")
    (('4.3', '7.5'), ('4.3', '7.5'), ('4.3', '7.5'), None, None)
    """
    bare = text.strip()
    if bare[:1] in _BRACKETS:
        if bare[-1:] != _BRACKETS[bare[0]]:
            return None
        bare = bare[1:-1].strip()
    found = _PAIR.fullmatch(bare)
    if found is None or (found[2] and not found[4]):
        return None
    low, high = (found[place].replace(",", "") for place in (1, 3))
    return (low, high) if float(low) <= float(high) else None


def taken_apart(table: Table) -> Table:
    """The table with columns of two limits read as lower and upper ones.

    A column is so read only where each of its cells is a pair, the lower first, or a marker, and
    no columns of their own hold the limits; else it is left out, with a warning.

    Args:
        table: of any layout.
    """
    if _FIELD not in table.positions:
        return table
    rows_of: dict[int, list[IndexArray]] = {}
    for part in table.parts:
        if found := _both_limits(part):
            rows_of.setdefault(found[0], []).append(found[1])
    columns, doubts, places = list(table.sheet.columns), [], {}
    for column, rows in rows_of.items():
        limits = _limits(table, column, np.concatenate(rows))
        if isinstance(limits, Problem):
            doubts.append(limits)
            continue
        places[column] = len(columns)
        columns += limits
    return replace(
        table,
        sheet=replace(table.sheet, columns=columns),
        parts=tuple(_with_each(part, places) for part in table.parts),
        notes=(*table.notes, *_note(places)),
        doubts=(*table.doubts, *doubts),
    )


def _both_limits(part: Part) -> tuple[int, IndexArray] | None:
    """The column and the rows of a part's two limits in one, where it has no others."""
    there = {*part.positions, *part.elsewhere}
    if _FIELD not in there or {*_EACH} & there or "value" not in there:
        return None
    return part.elsewhere.get(_FIELD) or (part.positions[_FIELD], part.rows)


def _with_each(part: Part, places: Mapping[int, int]) -> Part:
    found = _both_limits(part)
    if found is None or found[0] not in places:
        positions = {name: c for name, c in part.positions.items() if name != _FIELD}
        far = {name: each for name, each in part.elsewhere.items() if name != _FIELD}
        return replace(part, positions=positions, elsewhere=far)
    column, rows = found
    own = {name: (places[column] + i, rows) for i, name in enumerate(_EACH)}
    return replace(part, elsewhere={**part.elsewhere, **own})


def _limits(table: Table, column: int, rows: IndexArray) -> list[Column] | Problem:
    """The lower and the upper limits in some rows of a column, "" where there are none."""
    each = [np.full(table.sheet.height, "", dtype=object) for _ in _EACH]
    texts = [text_of(cell) for cell in table.sheet.columns[column][rows]]
    for text, row in zip(texts, rows.tolist(), strict=True):
        found = pair(text)
        if text and found is None and not markers.of_cell(text.casefold()):
            where = (table.sheet.file, table.sheet.name, f"{column_letters(column)}{row + 1}")
            return kinds.LIMITS_UNCLEAR.at(*where, found=repr(text))
        for cells, limit in zip(each, found or ("", ""), strict=True):
            cells[row] = limit
    return [as_column(cells) for cells in each]


def _note(places: Mapping[int, int]) -> list[str]:
    letters = ", ".join(map(column_letters, places))
    s = "s" if len(places) > 1 else ""
    return [f"lower and upper limits were taken out of column{s} {letters}"] if places else []
