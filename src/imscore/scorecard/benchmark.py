"""What each observation is held against: England's figure for the same thing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import ENGLAND_CODE, Observations, place
from imscore.periods import parse
from imscore.reference.england import EnglandFigure
from imscore.reference.england_check import Published
from imscore.scorecard.rounding import decimals, half_unit
from imscore.scorecard.series import BoolArray, FloatArray, PlaceArray, matched, texts


def add_benchmark(
    frame: pd.DataFrame,
    observations: Observations,
    england: Sequence[EnglandFigure],
    exact_periods: bool,
) -> pd.DataFrame:
    """Finds England's figure of the same indicator, definition and period.

    England rows of the input come before the published series. Where neither has a quarter, the
    financial year that holds it stands in, unless `exact_periods`.

    Args:
        frame: observations with pooled windows.
        observations: as read, for the places of the England rows.
        england: the published series.
        exact_periods: never let another period stand in.

    Returns:
        The frame with `benchmark_period`, `benchmark_value`, `benchmark_half_unit` (half of the
        figure's last printed digit), `benchmark_source` and `benchmark_doubt` (what was published,
        where the input's row contradicts it); blank where England has none, and on England's own
        rows.
    """
    own = _doubted(_from_input(frame, observations), england)
    known = _Known.of(own + _from_series(england))
    keys = texts(frame, ("indicator", "definition", "period"))
    at = known.places(keys)
    if not exact_periods:
        quarters = frame["period_kind"].str.endswith("quarter").to_numpy(bool)
        lacking = np.flatnonzero((at < 0) & quarters)
        indicator, definition, period = (column[lacking] for column in keys)
        at[lacking] = known.places([indicator, definition, _years(period)])
    at[_is_england(frame)] = -1
    return frame.assign(
        benchmark_period=pd.Series(known.period[at], frame.index, dtype=object),
        benchmark_value=known.value[at],
        benchmark_half_unit=known.half_unit[at],
        benchmark_source=pd.Series(known.source[at], frame.index, dtype=object),
        benchmark_doubt=pd.Series(known.doubt[at], frame.index, dtype=object),
    )


def _is_england(frame: pd.DataFrame) -> BoolArray:
    """Which observations are England's own, never held against itself."""
    return np.asarray(frame["area_code"].to_numpy(object) == ENGLAND_CODE)


def _years(quarters: NDArray[np.object_]) -> NDArray[np.object_]:
    """The financial years that hold these quarters."""
    code, distinct = pd.factorize(quarters)
    years = [parse(text).financial_year().text for text in distinct]
    return np.array(years, dtype=object)[code]


class _Figure(NamedTuple):
    """A figure of England's, what half of its last printed digit is, and what contradicts it."""

    indicator: str
    definition: str
    period: str
    value: float
    half_unit: float
    source: str
    doubt: str = ""


class _Known(NamedTuple):
    """England's figures as columns, the first counting where two are of the same thing.

    The last place of each column stands for no figure.
    """

    indicator: NDArray[np.object_]
    definition: NDArray[np.object_]
    period: NDArray[np.object_]
    value: FloatArray
    half_unit: FloatArray
    source: NDArray[np.object_]
    doubt: NDArray[np.object_]

    @classmethod
    def of(cls, figures: Sequence[_Figure]) -> _Known:
        columns = zip(*figures, _Figure("", "", "", math.nan, math.nan, ""), strict=True)
        kinds = (object, object, object, float, float, object, object)
        return cls(*map(np.array, columns, kinds))

    def places(self, keys: Sequence[NDArray[np.object_]]) -> PlaceArray:
        """Where the figures of these indicators, definitions and periods stand, -1 for none."""
        return matched(keys, [column[:-1] for column in self[:3]])


def _from_input(frame: pd.DataFrame, observations: Observations) -> list[_Figure]:
    rows = frame[_is_england(frame) & frame["value"].notna().to_numpy()]
    counted = (rows["numerator"].notna() & (rows["denominator"] > 0)).tolist()
    block, row = (frame[name].to_numpy() for name in ("block", "row"))
    names = ("indicator", "definition", "period", "value", "parts")
    columns = (rows[name].tolist() for name in names)
    return [
        _Figure(
            *(indicator, definition, period, value),
            0.0 if known else half_unit(decimals(value)),
            _place(observations, [(block[p], row[p]) for p in parts or (place,)]),
        )
        for indicator, definition, period, value, parts, known, place in zip(
            *columns, counted, rows.index, strict=True
        )
    ]


def _doubted(figures: Sequence[_Figure], england: Sequence[EnglandFigure]) -> list[_Figure]:
    """The input's figures of England, each with what was published where that contradicts it."""
    if not figures:
        return []
    published = Published(england)
    found = (published.against(*f[:3], f.value, f.half_unit) for f in figures)
    return [
        figure._replace(doubt=f"{known.value:.4g} for {known.period} ({known.source})")
        if known
        else figure
        for figure, known in zip(figures, found, strict=True)
    ]


def _place(observations: Observations, rows: Sequence[tuple[int, int]]) -> str:
    places = []
    for number, row in rows:
        block = observations.blocks[int(number)]
        letters = block.columns.get("value") or block.columns.get("numerator", "")
        places.append(place(block.file, block.sheet, f"{letters}{row}"))
    what = (
        "England row of the input" if len(places) == 1 else "Pooled from England rows of the input"
    )
    return f"{what}, {', '.join(places)}"


def _from_series(england: Sequence[EnglandFigure]) -> list[_Figure]:
    return [
        _Figure(f.indicator, f.definition, f.period, f.value, f.half_unit, _source(f))
        for f in england
        if f.in_use
    ]


def _source(figure: EnglandFigure) -> str:
    vintage = f", vintage {figure.vintage}" if figure.vintage else ""
    return f"{figure.source}{vintage} ({figure.where})"
