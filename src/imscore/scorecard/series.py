"""The series behind the rows shown, as tables: a line a series, a column a period, theirs last."""

from __future__ import annotations

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
    series = _series_of(ends, frame, keys)
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


def _series_of(ends: pd.DataFrame, frame: pd.DataFrame, keys: list[str]) -> PlaceArray:
    """Which series each observation belongs to, -1 for none.

    The columns are numbered and the numbers joined: a merge does the same in ten times the time
    that one area's few hundred rows need.
    """
    code = np.zeros(len(ends) + len(frame), dtype=np.int64)
    for name in keys:
        both = [table[name].to_numpy(object) for table in (ends, frame)]
        number, names = pd.factorize(np.concatenate(both))
        code = code * len(names) + number
    wanted, known = code[: len(ends)], code[len(ends) :]
    order = np.argsort(wanted)
    at = np.searchsorted(wanted, known, sorter=order).clip(max=len(ends) - 1)
    found = order[at]
    return np.where(wanted[found] == known, found, -1)


def figures(frame: pd.DataFrame, name: str, at: PlaceArray) -> FloatArray:
    """A column's numbers at these places, NaN where there is no observation."""
    column = np.append(frame[name].to_numpy(np.float64), np.nan)
    return np.asarray(column[at])
