"""The series behind the rows shown, as tables: a line a series, a column a period, theirs last."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
PlaceArray = NDArray[np.intp]

_OF_ONE_KIND = ["area", "indicator", "period_kind"]


def places(
    ends: pd.DataFrame,
    frame: pd.DataFrame,
    step: int,
    width: int | None = None,
    *,
    any_definition: bool = False,
) -> PlaceArray:
    """Finds the observations that make up each series.

    Args:
        ends: one line or more, each of another series: `area, indicator, definition, period_kind`
            and `last_start`, the first month of the period that the series ends with.
        frame: every observation.
        step: months from one period of the series to the next.
        width: how many periods, the last one included; as many as there are where left out.
        any_definition: whether observations by the indicator's other definitions count too.

    Returns:
        Places in `frame`, series × periods, -1 where there is no observation.
    """
    keys = _OF_ONE_KIND if any_definition else [*_OF_ONE_KIND, "definition"]
    series = matched(texts(frame, keys), texts(ends, keys))
    place = np.flatnonzero(series >= 0)
    series = series[place]
    last = ends["last_start"].to_numpy(np.int64)[series]
    back, rest = np.divmod(last - frame["period_start"].to_numpy(np.int64)[place], step)
    kept = (back >= 0) & (rest == 0)
    if width is None:
        width = int(back[kept].max(initial=0)) + 1
    kept &= back < width
    table = np.full((len(ends), width), -1, dtype=np.intp)
    table[series[kept], width - 1 - back[kept]] = place[kept]
    return table


def matched(
    wanted: Sequence[NDArray[np.object_]], known: Sequence[NDArray[np.object_]]
) -> PlaceArray:
    """Finds each line of some columns among the lines of others.

    The columns are numbered and the numbers compared: a merge does the same in ten times the time
    that one area's few hundred rows need.

    Args:
        wanted: columns, of one length.
        known: the same columns of the lines to be found.

    Returns:
        For each line wanted the first place among the known ones, -1 where it is not there.
    """
    size = len(known[0])
    if not size:
        return np.full(len(wanted[0]), -1, dtype=np.intp)
    joined = [np.concatenate(pair) for pair in zip(known, wanted, strict=True)]
    code, _ = numbered(joined)
    order = np.argsort(code[:size], kind="stable")
    at = np.searchsorted(code[:size], code[size:], sorter=order).clip(max=size - 1)
    found = order[at]
    return np.where(code[found] == code[size:], found, -1)


def texts(frame: pd.DataFrame, names: Sequence[str]) -> list[NDArray[np.object_]]:
    """Columns of text as arrays."""
    return [frame[name].to_numpy(object) for name in names]


def numbered(columns: Sequence[NDArray[np.object_]]) -> tuple[PlaceArray, PlaceArray]:
    """Numbers the different combinations of a few columns.

    Args:
        columns: one or more of the same length.

    Returns:
        For each line the number of its combination, from 0; and a place where each one stands.
    """
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        number, names = pd.factorize(column)
        # Numbered anew each time: the products of many columns would outgrow any whole number.
        code = pd.factorize(code * (len(names) + 1) + number)[0]
    first = np.empty(int(code.max(initial=-1)) + 1, dtype=np.intp)
    first[code] = np.arange(len(code))
    return code, first


def figures(frame: pd.DataFrame, name: str, at: PlaceArray) -> FloatArray:
    """A column's numbers at these places, NaN where there is no observation."""
    column = np.append(frame[name].to_numpy(np.float64), np.nan)
    return np.asarray(column[at])
