"""What came before each row shown: its series and its changes, all rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import Change, Point
from imscore.periods import parse
from imscore.scorecard.notes import why_none
from imscore.scorecard.points import Figures
from imscore.scorecard.series import PlaceArray, places
from imscore.scorecard.trend_words import names_back

_QUARTER, _YEAR = 3, 12
_QUARTERS_A_YEAR = 4


class Past(NamedTuple):
    """What came before one row.

    Attributes:
        since_previous: the change since the period before.
        since_year_before: since the same quarter a year before; None for what is no quarter.
        series: the row's own series up to its period, oldest first, a gap where there is no figure.
        earlier: what is before that by other definitions.
    """

    since_previous: Change
    since_year_before: Change | None
    series: tuple[Point, ...]
    earlier: tuple[Point, ...]


def look_back(shown: pd.DataFrame, frame: pd.DataFrame) -> list[Past]:
    """Finds the series and the changes of every row to be shown.

    Args:
        shown: rows to be shown, each of another area or indicator.
        frame: every judged observation.

    Returns:
        What came before each row, in their order.
    """
    found: list[Past | None] = [None] * len(shown)
    figures = Figures.of(frame)
    quarterly = shown["period_kind"].str.endswith("quarter").to_numpy(bool)
    for chosen, step in ((quarterly, _QUARTER), (~quarterly, _YEAR)):
        part = shown[chosen]
        if len(part):
            pasts = _Part(part, frame, figures, step).pasts()
            for place, past in zip(np.flatnonzero(chosen), pasts, strict=True):
                found[place] = past
    return [past for past in found if past is not None]


class _Part:
    """The rows whose periods follow one another in steps of one length."""

    def __init__(
        self, shown: pd.DataFrame, frame: pd.DataFrame, figures: Figures, step: int
    ) -> None:
        self._quarters = step == _QUARTER
        ends = shown.assign(last_start=shown["period_start"])
        self._at = places(ends, frame, step)
        self._figures = figures
        self._values: list[float] = shown["value"].to_list()
        self._any = self._by_any_definition(ends, frame, step)
        longest = max(self._at.shape[1], self._any.shape[1], _QUARTERS_A_YEAR + 1)
        self._names: list[Sequence[str]] = [
            names_back(parse(text), longest) for text in shown["period"]
        ]
        self._others = self._by_other_definitions(ends, frame, step)

    def _by_other_definitions(
        self, ends: pd.DataFrame, frame: pd.DataFrame, step: int
    ) -> NDArray[np.bool_]:
        """For each row and each step back, whether only another definition has that period."""
        width = _QUARTERS_A_YEAR + 1
        found = np.zeros((len(ends), width), dtype=bool)
        lacking = np.logical_or.reduce([self._then(back) < 0 for back in (1, _QUARTERS_A_YEAR)])
        if lacking.any():
            any_one = places(ends[lacking], frame, step, width, any_definition=True)
            found[lacking] = any_one[:, ::-1] >= 0
        return found

    def _by_any_definition(self, ends: pd.DataFrame, frame: pd.DataFrame, step: int) -> PlaceArray:
        """Places of the periods of rows whose indicator has several definitions; -1 elsewhere."""
        defined = (ends["definition"] != "").to_numpy(bool)
        if not defined.any():
            return self._at[:, :0]
        any_one = places(ends[defined], frame, step, any_definition=True)
        found = np.full((len(ends), any_one.shape[1]), -1, dtype=np.intp)
        found[defined] = any_one
        return found

    def _then(self, back: int) -> PlaceArray:
        """Places of the observations so many periods before, -1 where there is none."""
        width = self._at.shape[1]
        return self._at[:, width - 1 - back] if back < width else np.full(len(self._at), -1)

    def pasts(self) -> list[Past]:
        """What came before each row, in order."""
        before = self._changes(1)
        year: Sequence[Change | None] = [None] * len(before)
        if self._quarters:
            year = self._changes(_QUARTERS_A_YEAR)
        own = (self._at[:, ::-1] >= 0) * np.arange(1, self._at.shape[1] + 1)
        series = self._points(self._at, np.zeros(len(before), dtype=np.intp))
        earlier = self._points(self._any, own.max(axis=1))
        return [Past(*past) for past in zip(before, year, series, earlier, strict=True)]

    def _changes(self, back: int) -> list[Change]:
        then = self._then(back)
        wanted = (self._figures.value, self._figures.marker, self._figures.remark)
        columns = (column[then].tolist() for column in wanted)
        known, others = (then >= 0).tolist(), self._others[:, back].tolist()
        lines = zip(self._names, known, others, self._values, *columns, strict=True)
        return [_change(names[-1], names[-1 - back], *line) for names, *line in lines]

    def _points(self, table: PlaceArray, newer: PlaceArray) -> list[tuple[Point, ...]]:
        """What each line of a table holds, from its first period up to the `newer` last ones."""
        width = table.shape[1]
        if not width:
            return [()] * len(table)
        found = table >= 0
        starts = np.where(found.any(axis=1), found.argmax(axis=1), width).tolist()
        stops = (width - newer).tolist()
        return [
            self._figures.points(
                names[len(names) - width + start :][: stop - start], at[start:stop]
            )
            if start < stop
            else ()
            for at, start, stop, names in zip(table, starts, stops, self._names, strict=True)
        ]


def _change(
    period: str,
    earlier: str,
    known: bool,
    other_definition: bool,
    now: float,
    then: float | None,
    marker: str,
    remark: str,
) -> Change:
    """The change since an earlier period, or why there is none."""
    if not known:
        other = f"{earlier} is by another definition"
        return Change(
            earlier, None, None, other if other_definition else f"no figure for {earlier}"
        )
    if then is None:
        words = why_none(marker, remark)
        said = f": “{remark}”" if remark and words != remark else ""
        return Change(earlier, None, None, f"{earlier} is {words}{said}")
    if now != now:
        return Change(earlier, then, None, f"no figure for {period}")
    return Change(earlier, then, now - then)
