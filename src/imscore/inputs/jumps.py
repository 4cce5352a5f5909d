"""Values that differ from the one before by more than chance, or much change, accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from imscore.inputs import kinds, series
from imscore.inputs.cells import BoolArray, FloatArray
from imscore.inputs.series import IndexArray, Ordered
from imscore.model import Block, Problem
from imscore.records import Records
from imscore.reference.definitions import Indicator
from imscore.stats.intervals import proportion_limits, rate_limits

# Services do change a figure by a third from one year to the next, and published series show it;
# they do not halve or double it, nor move it so far for one period alone.
_STEP, _SPIKE = 2.0, 1.25
_CONFIDENCE = 0.998
_WINDOW = 36
# Where more values of a sheet jump, it is the table that is doubtful, and not each of them.
_TOLD_SINGLY, _LISTED = 2_000, 3


def jumps(
    ordered: Ordered, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """Warns of values that jump.

    A value jumps where its 99.8% interval has nothing in common with that of the value before, and
    it is at least twice or at most half of it; or is apart by a quarter from both the value before
    and the one behind, on the same side. Of a sheet with thousands of them, one line tells all.
    """
    value: FloatArray = ordered.records.numbers("value")[ordered.place]
    follows = _follows(ordered)
    here = np.flatnonzero(follows & (_ratio(value) > _SPIKE))
    if not len(here):
        return
    either = np.zeros(len(value), dtype=bool)
    either[here] = either[here - 1] = True
    low, high = _limits(ordered, np.flatnonzero(either), catalogue)
    apart = (low[here] > high[here - 1]) | (high[here] < low[here - 1])
    jumping = _jumping(here[apart], value)
    tables = series.tables(blocks)[ordered.records.numbers("block")[ordered.place[jumping]]]
    many = np.bincount(tables, minlength=1)[tables] > _TOLD_SINGLY
    yield from _problems(ordered, jumping[~many], value, blocks, catalogue)
    for table in np.unique(tables[many]):
        yield _of_many(ordered.place[jumping[tables == table]], ordered.records, blocks)


def _follows(ordered: Ordered) -> BoolArray:
    """Where a row is of the period straight after that of the row before, in the same series."""
    length = ordered.end - ordered.start
    # Windows of three years overlap, and the next one starts a year later.
    step = np.where(length == _WINDOW, 12, length)
    result: BoolArray = ordered.same & (ordered.start - np.roll(ordered.start, 1) == step)
    return result


def _ratio(value: FloatArray, back: int = 1) -> FloatArray:
    """The larger of each value and one before it over the smaller; infinite where one is nought."""
    earlier = np.roll(value, back)
    with np.errstate(all="ignore"):
        result: FloatArray = np.fmax(value, earlier) / np.fmin(value, earlier)
    return result


def _jumping(apart: IndexArray, value: FloatArray) -> IndexArray:
    """Of the steps that chance does not account for, those that are large or come back."""
    up = value[apart] > value[apart - 1]
    large = _ratio(value)[apart] >= _STEP
    returns = np.zeros(len(apart), dtype=bool)
    returns[:-1] = (np.diff(apart) == 1) & (up[1:] != up[:-1])
    # What goes up and comes down again to about where it was is one doubtful figure, not two.
    coming_back = np.roll(returns, 1) & (_ratio(value, 2)[apart] < _STEP)
    result: IndexArray = apart[(large | returns) & ~coming_back]
    return result


def _limits(
    ordered: Ordered, wanted: IndexArray, catalogue: Mapping[str, Indicator]
) -> tuple[FloatArray, FloatArray]:
    """The 99.8% limits of the rows wanted, NaN elsewhere and where there are no counts."""
    records, place = ordered.records, ordered.place
    low, high = np.full(len(place), np.nan), np.full(len(place), np.nan)
    rows = place[wanted]
    names = records.text("indicator").take(rows)
    for name in names.present():
        about, mine = catalogue[name], names.equals(name)
        numerator, denominator = (
            records.numbers(count)[rows[mine]] for count in ("numerator", "denominator")
        )
        limits = (proportion_limits if about.kind == "proportion" else rate_limits)(
            numerator, denominator, confidence=_CONFIDENCE, multiplier=float(about.multiplier)
        )
        low[wanted[mine]], high[wanted[mine]] = limits.lower, limits.upper
    return low, high


def _shown(value: float, about: Indicator) -> str:
    return f"{value:.1f}%" if about.unit == "%" else f"{value:.1f} {about.unit}"


def _of_many(places: IndexArray, records: Records, blocks: Sequence[Block]) -> Problem:
    """All jumps of a sheet in one line."""
    rows = [records.row(int(row)) for row in np.sort(places)[:_LISTED]]
    cells = ", ".join(series.cell_of(row, blocks)[2] for row in rows)
    words = {"found": f"{len(places):,} values", "cells": cells}
    return series.at(kinds.JUMPS, rows[0], blocks, **words)


def _problems(
    ordered: Ordered,
    positions: IndexArray,
    value: FloatArray,
    blocks: Sequence[Block],
    catalogue: Mapping[str, Indicator],
) -> Iterator[Problem]:
    rows, earlier = (ordered.place[p] for p in (positions, positions - 1))
    period = ordered.records.text("period")
    names = ("area_name", "area_code", "indicator", "block", "row")
    columns = [ordered.records.columns[name][rows].tolist() for name in names]
    figures = (value[p].tolist() for p in (positions, positions - 1))
    for name, code, indicator, block, row, now, then, found, before in zip(
        *columns, period[rows], period[earlier], *figures, strict=True
    ):
        about = catalogue[indicator]
        words = {
            "found": _shown(found, about),
            "before": _shown(before, about),
            "earlier": then,
            "period": now,
            "indicator": about.short_name,
            "area": name or code,
        }
        yield series.at(kinds.JUMP, {"block": block, "row": row}, blocks, **words)
