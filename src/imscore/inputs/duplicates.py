"""The same area, indicator and period given twice: once too often, or a contradiction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from imscore.inputs import kinds, series
from imscore.inputs.cells import BoolArray
from imscore.inputs.rounding import agree, decimals, plain_number, rounding
from imscore.inputs.series import Ordered
from imscore.model import Block, Observations, Problem, place
from imscore.records import Records, combined

_KEY = ("area", "indicator", "definition", "period")
_COUNTS = ("numerator", "denominator")
_FIGURES = (*_COUNTS, "value", "lower_ci")
_CALLED = {"lower_ci": "lower limit", "upper_ci": "upper limit"}
# More rows than this that repeat others are told in one line for each sheet.
_TOLD_SINGLY, _LISTED = 10, 3
_Row = Mapping[str, Any]


def settle(observations: Observations) -> tuple[pd.DataFrame, list[Problem]]:
    """Keeps one row for each area, indicator, definition and period.

    Returns:
        The frame's rows that are kept, and the problems that `find` gives.
    """
    wanted, problems = find(series.in_order(observations.records), observations.blocks)
    return observations.frame[wanted], problems


def find(ordered: Ordered, blocks: Sequence[Block]) -> tuple[BoolArray, list[Problem]]:
    """Tells which rows to keep: one for each area, indicator, definition and period.

    Args:
        ordered: the records in the order of their series.
        blocks: the tables that they came from.

    Returns:
        Which are kept: of rows that agree, the first with most figures; and a warning for each row
        that repeats another (one for all of a sheet where they are many), an error for each that
        contradicts it.
    """
    records = ordered.records
    wanted = np.ones(len(records), dtype=bool)
    if not (ordered.same & (ordered.start == np.roll(ordered.start, 1))).any():
        return wanted, []
    codes, _ = combined([records.text(name) for name in _KEY])
    extra, kept = _extra(records, codes)
    same = _same(records.take(extra), records.take(kept))
    problems = list(_problems(records, extra, kept, same, blocks))
    wanted[extra] = False
    return wanted, problems


def _extra(
    records: Records, codes: np.ndarray[Any, Any]
) -> tuple[series.IndexArray, series.IndexArray]:
    """The rows to leave out, in the order of the input, and for each the one kept instead."""
    again = np.flatnonzero((np.bincount(codes) > 1)[codes])
    filled = sum(np.isfinite(records.numbers(name)[again]).astype(int) for name in _FIGURES)
    # Of rows that agree, the one printed to more digits tells more.
    digits = decimals(np.nan_to_num(records.numbers("value")[again]))
    ranked = again[np.lexsort((again, -digits, -filled, codes[again]))]
    first = np.append(True, np.diff(codes[ranked]) != 0)
    kept = ranked[np.maximum.accumulate(np.where(first, np.arange(len(ranked)), 0))]
    extra = np.argsort(ranked[~first])
    return ranked[~first][extra], kept[~first][extra]


def _same(here: Records, there: Records) -> BoolArray:
    alike = np.ones(len(here), dtype=bool)
    for field in _COUNTS:
        one, other = here.numbers(field), there.numbers(field)
        alike &= np.isnan(one) | np.isnan(other) | np.isclose(one, other, rtol=1e-12, atol=0)
    one, other = here.numbers("value"), there.numbers("value")
    tolerance = np.maximum(rounding(one), rounding(other))
    either = np.isnan(one) == np.isnan(other)
    both_missing = np.isnan(one) & np.isnan(other)
    alike &= either & (both_missing | agree(one, other, tolerance))
    result: BoolArray = alike & _same_limits(here, there)
    return result


def _same_limits(here: Records, there: Records) -> BoolArray:
    """Where printed intervals do not differ, or counts on both sides make them needless."""
    counts = [rows.numbers(name) for rows in (here, there) for name in _COUNTS]
    alike: BoolArray = np.logical_and.reduce([np.isfinite(count) for count in counts])
    agreed = np.ones(len(here), dtype=bool)
    for field in ("lower_ci", "upper_ci"):
        one, other = here.numbers(field), there.numbers(field)
        close = agree(one, other, np.maximum(rounding(one), rounding(other)))
        agreed &= np.isnan(one) | np.isnan(other) | close
    return alike | agreed


def _problems(
    records: Records,
    extra: series.IndexArray,
    kept: series.IndexArray,
    same: BoolArray,
    blocks: Sequence[Block],
) -> Iterator[Problem]:
    tables = series.tables(blocks)[records.numbers("block")[extra]]
    repeated = np.bincount(tables[same], minlength=len(blocks))
    many = same & (repeated[tables] > _TOLD_SINGLY)
    for position in np.flatnonzero(~many):
        pair = records.row(int(extra[position])), records.row(int(kept[position]))
        yield _problem(*pair, bool(same[position]), blocks)
    for table in pd.unique(tables[many]):
        mine = extra[many & (tables == table)]
        yield _many([records.row(int(row)) for row in mine[:_LISTED]], len(mine), blocks)


def _many(rows: Sequence[_Row], number: int, blocks: Sequence[Block]) -> Problem:
    places = [series.cell_of(row, blocks) for row in rows]
    cells = ", ".join(cell for _, _, cell in places)
    return kinds.DUPLICATES_SAME.at(*places[0], found=f"{number:,} rows", cells=cells)


def _problem(here: _Row, there: _Row, alike: bool, blocks: Sequence[Block]) -> Problem:
    name = here["area_name"] or here["area_code"]
    kind = kinds.DUPLICATE_SAME if alike else kinds.DUPLICATE_DIFFERENT
    return kind.at(
        *series.cell_of(here, blocks),
        found=f"{here['indicator']} of {name} in {here['period']}",
        first=place(*series.cell_of(there, blocks)),
        this=_shown(here),
        other=_shown(there),
    )


def _shown(row: _Row) -> str:
    numerator, denominator, value = (row[n] for n in (*_COUNTS, "value"))
    shown = "no figure" if np.isnan(value) else f"{value:.6g}"
    if not np.isnan(numerator) and not np.isnan(denominator):
        return f"{shown} ({plain_number(numerator)} of {plain_number(denominator)})"
    lone = {name: row[name] for name in (*_COUNTS, "lower_ci", "upper_ci")}
    told = [
        f"{_CALLED.get(name, name)} {plain_number(figure)}"
        for name, figure in lone.items()
        if not np.isnan(figure)
    ]
    return f"{shown} ({', '.join(told)})" if told else shown
