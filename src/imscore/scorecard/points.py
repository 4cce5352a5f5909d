"""The points of a series, made of the columns of every observation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import Point
from imscore.scorecard.series import PlaceArray

_LIMITS = ("lower_ci", "upper_ci")
_NOTHING = (None, "not_compared", None, None, None, "", "", "")


class Figures(NamedTuple):
    """Columns of every observation, and a last place that stands for none.

    All but the last are a point's, in its order; `benchmark` is of the very period.
    """

    value: NDArray[np.object_]
    status: NDArray[np.object_]
    lower_ci: NDArray[np.object_]
    upper_ci: NDArray[np.object_]
    benchmark: NDArray[np.object_]
    definition: NDArray[np.object_]
    marker: NDArray[np.object_]
    remark: NDArray[np.object_]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Figures:
        """The columns of judged observations."""
        same = frame["benchmark_period"].to_numpy(object) == frame["period"].to_numpy(object)
        benchmark = np.where(same, frame["benchmark_value"].to_numpy(float), np.nan)
        told = [_or_none(frame[name].to_numpy(float)) for name in ("value", *_LIMITS)]
        status, definition, marker, remark = (
            frame[name].to_numpy(object) for name in ("status", "definition", "marker", "remark")
        )
        columns = (told[0], status, *told[1:], _or_none(benchmark), definition, marker, remark)
        ended = zip(columns, _NOTHING, strict=True)
        return cls(*(np.append(column, np.array([end], dtype=object)) for column, end in ended))

    def points(self, names: Sequence[str], at: PlaceArray) -> tuple[Point, ...]:
        """The points of these periods; a marker says only why there is no figure."""
        columns = (column[at].tolist() for column in self[:-1])
        lines = zip(names, *columns, strict=True)
        return tuple(_point(*line) for line in lines)


def _point(name: str, value: float | None, status: str, *others: Any) -> Point:
    """A point without a marker where it has a figure."""
    lower, upper, benchmark, definition, marker = others
    told = "" if value is not None else marker
    return Point(name, value, status, lower, upper, benchmark, definition, told)


def _or_none(column: NDArray[np.float64]) -> NDArray[np.object_]:
    told = column.astype(object)
    told[np.isnan(column)] = None
    return told
