"""The last five years behind each row shown: the figures that its quality is judged by."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from imscore.scorecard.series import PlaceArray, numbered, places, texts

_QUARTER, _YEAR, _YEARS = 3, 12, 5


class Run(NamedTuple):
    """The periods behind one row.

    Attributes:
        at: places of their observations, oldest first, the row's own last; -1 where one is
            missing. It starts no earlier than the file does for any area.
        what: what they are: `quarters`, `years` or `windows`.
    """

    at: list[int]
    what: str


def runs(shown: pd.DataFrame, frame: pd.DataFrame) -> list[Run]:
    """Finds the five years behind each row, whatever their definition.

    Args:
        shown: rows to be shown.
        frame: every judged observation.

    Returns:
        A run a row, in order.
    """
    kinds = shown["period_kind"].to_numpy(object)
    quarterly = shown["period_kind"].str.endswith("quarter").to_numpy(bool)
    first = _first_in_file(shown, frame)
    found: list[Run] = [Run([], "")] * len(shown)
    for chosen, step in ((quarterly, _QUARTER), (~quarterly, _YEAR)):
        rows = np.flatnonzero(chosen)
        if not len(rows):
            continue
        part = shown.iloc[rows]
        start = part["period_start"].to_numpy(np.int64)
        width = _YEARS * _YEAR // step
        ends = part.assign(last_start=start)
        table = places(ends, frame, step, width, any_definition=True)
        lengths = np.minimum((start - first[rows]) // step + 1, width)
        for row, line, length in zip(rows.tolist(), table.tolist(), lengths.tolist(), strict=True):
            found[row] = Run(line[width - length :], _what(kinds[row]))
    return found


def _what(kind: str) -> str:
    if kind.endswith("quarter"):
        return "quarters"
    return "windows" if kind == "three_calendar_years" else "years"


def _first_in_file(shown: pd.DataFrame, frame: pd.DataFrame) -> PlaceArray:
    """The first month of the first period of each row's indicator and kind, of any area."""
    code, _ = numbered(texts(frame, ("indicator", "period_kind")))
    first = np.full(int(code.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, code, frame["period_start"].to_numpy(np.int64))
    return np.asarray(first[code[shown.index.to_numpy()]])
