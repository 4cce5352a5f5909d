"""Figures of one observation that stand in different rows or columns, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.table import IndexArray, Part
from imscore.inputs.sheets import Sheet

_WHO = ("area_code", "area_name", "area_type", "sex", "age", "category", "period")
_ORDER = ("value", "numerator", "denominator", "lower_ci", "upper_ci")
_Key = tuple[str, ...]


def join(sheet: Sheet, parts: Iterable[Part]) -> list[Part]:
    """Puts counts, rates and limits of the same area, indicator and period into one record.

    The record stands where its value does, else its count. Where one field is given twice the
    parts stay apart: what is repeated, or contradicts itself, is found later. An area that is
    there twice is joined with what stands in its own row, or not at all.

    Args:
        sheet: that the parts are of.
        parts: each of one indicator and period.
    """
    kept: dict[tuple[str, str], list[Part]] = {}
    for part in sorted(parts, key=_first_field):
        key = (_text(part, "indicator"), _text(part, "period"))
        kept[key] = _added(sheet, kept.get(key, []), part)
    return [part for found in kept.values() for part in found]


def _first_field(part: Part) -> int:
    own = _figures(part)
    return min((_ORDER.index(name) for name in own if name in _ORDER), default=len(_ORDER))


def _figures(part: Part) -> set[str]:
    return {name for name in (*part.positions, *part.elsewhere) if name in FIGURES}


def _text(part: Part, name: str) -> str:
    return part.fixed[name].text if name in part.fixed else ""


def _added(sheet: Sheet, kept: Sequence[Part], part: Part) -> list[Part]:
    """The parts with one more: its rows joined to those of the same areas that lack its fields."""
    result: list[Part] = []
    rest = part
    for other in kept:
        if not len(rest.rows) or _figures(other) & _figures(rest):
            result.append(other)
            continue
        mine, theirs = _to_join(sheet, rest, other)
        at = {key: place for place, key in enumerate(mine) if key is not None}
        shared = np.array([key in at for key in theirs], dtype=bool)
        if not shared.any():
            result.append(other)
            continue
        places = np.array([at[k] for k in theirs if k in at], dtype=np.intp)
        result.append(_both(_some(other, shared), _some(rest, places)))
        if not shared.all():
            result.append(_some(other, ~shared))
        left = np.setdiff1d(np.arange(len(rest.rows)), places)
        rest = _some(rest, left)
    return [*result, rest] if len(rest.rows) else result


def _to_join(sheet: Sheet, one: Part, other: Part) -> tuple[list[_Key | None], ...]:
    """What tells each row of two parts from all others of its own, None where nothing does."""
    keys = [_keys(sheet, part) for part in (one, other)]
    if np.array_equal(one.rows, other.rows) and keys[0] == keys[1]:
        by_row: list[_Key | None] = [
            (*key, str(row)) for key, row in zip(keys[0], one.rows, strict=True)
        ]
        return by_row, by_row
    times = [Counter(found) for found in keys]
    return tuple(
        [key if all(counted[key] <= 1 for counted in times) else None for key in found]
        for found in keys
    )


def _both(anchor: Part, other: Part) -> Part:
    own = _figures(other) | ({"marker"} & set(other.positions))
    if np.array_equal(anchor.rows, other.rows):
        more = {name: c for name, c in other.positions.items() if name in own}
        far = {name: e for name, e in other.elsewhere.items() if name in own}
        return replace(
            anchor, positions={**anchor.positions, **more}, elsewhere={**anchor.elsewhere, **far}
        )
    far = {n: (c, other.rows) for n, c in other.positions.items() if n in own}
    far |= {name: e for name, e in other.elsewhere.items() if name in own}
    return replace(anchor, elsewhere={**anchor.elsewhere, **far})


def _some(part: Part, which: IndexArray | np.ndarray) -> Part:
    far = {name: (column, rows[which]) for name, (column, rows) in part.elsewhere.items()}
    return replace(part, rows=part.rows[which], elsewhere=far)


def _keys(sheet: Sheet, part: Part) -> list[_Key]:
    """Who each row is about."""
    columns = []
    for name in _WHO:
        if name in part.fixed:
            columns.append([part.fixed[name].text.casefold()] * len(part.rows))
            continue
        column, rows = part.elsewhere.get(name, (part.positions.get(name, -1), part.rows))
        cells = sheet.columns[column][rows] if column >= 0 else [""] * len(part.rows)
        columns.append([text_of(cell).casefold() for cell in cells])
    return list(zip(*columns, strict=True))
