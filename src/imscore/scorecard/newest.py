"""Which observation of each area and indicator is shown: the newest, all areas at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.periods import Period, parse
from imscore.reference.indicators import Catalogue
from imscore.scorecard.series import BoolArray, PlaceArray, numbered, texts


def latest(frame: pd.DataFrame, catalogue: Catalogue, as_of: Period | None) -> pd.DataFrame:
    """The newest observation of each area and indicator, in the catalogue's order.

    Where two end in the same month the longer period counts, then the definition in force. A year
    that is only part of three-year windows is shown where there is no window at all.

    Args:
        frame: judged observations.
        catalogue: the indicators.
        as_of: leave out what ends later.

    Returns:
        A row for each area and indicator, by area and then in the catalogue's order, with
        `newer_year`: the last single year that ends after the row's period, "" where none does.
    """
    if as_of is not None:
        frame = frame[frame["period_end"] <= as_of.end]
    group, _ = numbered(texts(frame, ("area", "indicator")))
    single = _single_years(frame, catalogue)
    order = _ranked(frame, catalogue, group, single)
    last = order[_last_of_each(group[order])]
    newer = _newer_year(frame, group, single, last)
    place = {indicator: number for number, indicator in enumerate(catalogue)}
    shown = frame.iloc[last].assign(newer_year=pd.Series(newer, frame.index[last], dtype=object))
    area, _ = pd.factorize(shown["area"].to_numpy(object), sort=True)
    by_indicator = shown["indicator"].map(place).to_numpy(np.int64)
    return shown.iloc[np.lexsort((by_indicator, area))]


def _ranked(
    frame: pd.DataFrame, catalogue: Catalogue, group: PlaceArray, single: BoolArray
) -> PlaceArray:
    """Places in the frame, each group's together, the one to be shown last."""
    definition, _ = pd.factorize(frame["definition"].to_numpy(object), sort=True)
    kind, _ = pd.factorize(frame["period_kind"].to_numpy(object), sort=True)
    end = frame["period_end"].to_numpy(np.int64)
    length = end - frame["period_start"].to_numpy(np.int64)
    keys = (kind, definition, _in_force(frame, catalogue), length, end, ~single, group)
    return np.lexsort(keys)


def _last_of_each(group: PlaceArray) -> BoolArray:
    last = np.ones(len(group), dtype=bool)
    last[:-1] = group[1:] != group[:-1]
    return last


def _single_years(frame: pd.DataFrame, catalogue: Catalogue) -> BoolArray:
    """Whether an observation is of one year of an indicator that is pooled over three."""
    pooled = [i for i in catalogue if catalogue[i].kind == "pooled_rate"]
    found = frame["indicator"].isin(pooled) & (frame["period_kind"] == "calendar_year")
    return found.to_numpy(bool)


def _in_force(frame: pd.DataFrame, catalogue: Catalogue) -> BoolArray:
    """Whether the observation's definition is the one in force in its period."""
    columns = texts(frame, ("indicator", "period", "definition"))
    code, first = numbered(columns)
    distinct = zip(*(column[first] for column in columns), strict=True)
    known = [catalogue[i].definition_in(parse(p)) == d for i, p, d in distinct]
    return np.array(known, dtype=bool)[code]


def _newer_year(
    frame: pd.DataFrame, group: PlaceArray, single: BoolArray, shown: PlaceArray
) -> list[str]:
    end = frame["period_end"].to_numpy(np.int64)
    years = np.flatnonzero(single)
    years = years[np.argsort(end[years], kind="stable")]
    last = np.full(int(group.max(initial=0)) + 1, -1, dtype=np.intp)
    last[group[years]] = years
    found = last[group[shown]]
    newer = (found >= 0) & (end[found] > end[shown])
    return [str(text) for text in np.where(newer, frame["period"].to_numpy(object)[found], "")]
