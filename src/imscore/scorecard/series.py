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
        ends: one line a series: `area, indicator, definition, period_kind` and `last_start`, the
            first month of the period that the series ends with.
        frame: every observation.
        step: months from one period of the series to the next.
        width: how many periods, the last one included; as many as there are where left out.
        any_definition: whether observations by the indicator's other definitions count too.

    Returns:
        Places in `frame`, series × periods, -1 where there is no observation.
    """
    keys = [*_OF_ONE_KIND, *([] if any_definition else ["definition"])]
    wanted = ends[[*keys, "last_start"]].assign(_series=np.arange(len(ends)))
    known = frame[[*keys, "period_start"]].assign(_place=np.arange(len(frame)))
    found = wanted.merge(known, on=keys)
    back, rest = np.divmod((found["last_start"] - found["period_start"]).to_numpy(np.int64), step)
    kept = (back >= 0) & (rest == 0)
    if width is None:
        width = int(back[kept].max(initial=0)) + 1
    kept &= back < width
    table = np.full((len(ends), width), -1, dtype=np.intp)
    table[found["_series"].to_numpy()[kept], width - 1 - back[kept]] = found["_place"][kept]
    return table


def figures(frame: pd.DataFrame, name: str, at: PlaceArray) -> FloatArray:
    """A column's numbers at these places, NaN where there is no observation."""
    column = np.append(frame[name].to_numpy(np.float64), np.nan)
    return np.asarray(column[at])
