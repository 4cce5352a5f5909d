"""Windows of three years, formed of the yearly counts of pooled rates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.periods import three_years_from
from imscore.reference.indicators import Catalogue
from imscore.scorecard.series import BoolArray, FloatArray, PlaceArray, texts

_SERIES = ("area", "indicator", "definition")
_MONTHS = 12


class Windows(NamedTuple):
    """Windows as columns.

    Attributes:
        years: places of each one's three rows, oldest first.
        numerator, denominator, value: what the years add up to, and give.
        period: text such as `2007-09`. start: its first month.
    """

    years: PlaceArray
    numerator: FloatArray
    denominator: FloatArray
    value: FloatArray
    period: NDArray[np.object_]
    start: NDArray[np.int64]

    def of(self, chosen: BoolArray) -> Windows:
        """Some of them."""
        return Windows._make(column[chosen] for column in self)


def windows(frame: pd.DataFrame, catalogue: Catalogue) -> Windows:
    """Forms every window whose three years have both counts.

    Args:
        frame: observations, index from 0.
        catalogue: the indicators.

    Returns:
        The windows by area, indicator, definition and period.
    """
    pooled = {i: float(catalogue[i].multiplier) for i in catalogue if _is_pooled(catalogue, i)}
    numerator, denominator = (frame[name].to_numpy(float) for name in ("numerator", "denominator"))
    usable = (
        frame["indicator"].isin(list(pooled)).to_numpy()
        & (frame["period_kind"].to_numpy(object) == "calendar_year")
        & ~np.isnan(numerator)
        & (denominator > 0)
        & (frame["marker"].to_numpy(object) == "")
    )
    years, start = _threes(frame, np.flatnonzero(usable))
    deaths, births = (count[years].sum(axis=1) for count in (numerator, denominator))
    multiplier = frame["indicator"].iloc[years[:, 2]].map(pooled).to_numpy(float)
    periods = [three_years_from(int(month) // _MONTHS).text for month in start]
    value = deaths / births * multiplier
    return Windows(years, deaths, births, value, np.array(periods, dtype=object), start)


def _is_pooled(catalogue: Catalogue, indicator: str) -> bool:
    return catalogue[indicator].kind == "pooled_rate"


def _threes(frame: pd.DataFrame, rows: PlaceArray) -> tuple[PlaceArray, NDArray[np.int64]]:
    """Places of three years in a row of one series, and the month that they start in."""
    month = frame["period_start"].to_numpy(np.int64)[rows]
    codes = [pd.factorize(column[rows], sort=True)[0] for column in texts(frame, _SERIES)]
    order = np.lexsort((month, *codes[::-1]))
    month, codes = month[order], [code[order] for code in codes]
    first, second, third = slice(None, -2), slice(1, -1), slice(2, None)
    whole = (month[second] - month[first] == _MONTHS) & (month[third] - month[second] == _MONTHS)
    for code in codes:
        whole &= code[first] == code[third]
    found = rows[order]
    years = np.stack([found[part][whole] for part in (first, second, third)], axis=1)
    return years, month[first][whole]
