"""What each observation is held against: England's figure for the same thing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from imscore.model import ENGLAND_CODE, Observations, place
from imscore.periods import parse
from imscore.reference.england import EnglandFigure
from imscore.scorecard.rounding import decimals, half_unit

_KEY = ["indicator", "definition", "benchmark_period"]
_TYPES = dict.fromkeys([*_KEY, "benchmark_source"], "object") | {
    "benchmark_value": "float64",
    "benchmark_half_unit": "float64",
}


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
        figure's last printed digit) and `benchmark_source`; blank where England has none, and on
        England's own rows.
    """
    known = pd.concat([_from_input(frame, observations), _from_series(england)], ignore_index=True)
    # Where neither holds anything the columns have no type of their own to be joined by.
    known = known.astype(_TYPES).drop_duplicates(_KEY)
    exact = _join(frame.assign(benchmark_period=frame["period"]), known)
    if not exact_periods:
        lacking = exact["benchmark_value"].isna() & frame["period_kind"].str.endswith("quarter")
        if lacking.any():
            exact.loc[lacking] = _join(_by_year(frame[lacking]), known)
    blank = exact["benchmark_value"].isna() | (frame["area_code"] == ENGLAND_CODE)
    exact.loc[blank, "benchmark_value"] = float("nan")
    exact.loc[blank, ["benchmark_period", "benchmark_source"]] = ""
    return pd.concat([frame, exact], axis=1)


def _by_year(quarters: pd.DataFrame) -> pd.DataFrame:
    years = {text: parse(text).financial_year().text for text in quarters["period"].unique()}
    return quarters.assign(benchmark_period=quarters["period"].map(years))


def _join(frame: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    columns = ["benchmark_value", "benchmark_half_unit", "benchmark_source"]
    joined = frame[_KEY].merge(known, on=_KEY, how="left").set_index(frame.index)
    joined["benchmark_source"] = joined["benchmark_source"].fillna("")
    return joined[["benchmark_period", *columns]]


def _from_input(frame: pd.DataFrame, observations: Observations) -> pd.DataFrame:
    rows = frame[(frame["area_code"] == ENGLAND_CODE) & frame["value"].notna()]
    counted = rows["numerator"].notna() & (rows["denominator"] > 0)
    return pd.DataFrame(
        {
            "indicator": rows["indicator"],
            "definition": rows["definition"],
            "benchmark_period": rows["period"],
            "benchmark_value": rows["value"],
            "benchmark_half_unit": [
                0.0 if known else half_unit(decimals(value))
                for known, value in zip(counted, rows["value"], strict=True)
            ],
            "benchmark_source": [
                _place(observations, frame.loc[list(parts) or [index]])
                for index, parts in zip(rows.index, rows["parts"], strict=True)
            ],
        }
    )


def _place(observations: Observations, rows: pd.DataFrame) -> str:
    places = []
    for number, row in zip(rows["block"], rows["row"], strict=True):
        block = observations.blocks[int(number)]
        letters = block.columns.get("value") or block.columns.get("numerator", "")
        places.append(place(block.file, block.sheet, f"{letters}{row}"))
    what = (
        "England row of the input" if len(places) == 1 else "Pooled from England rows of the input"
    )
    return f"{what}, {', '.join(places)}"


def _from_series(england: Sequence[EnglandFigure]) -> pd.DataFrame:
    used = [figure for figure in england if figure.in_use]
    return pd.DataFrame(
        {
            "indicator": [figure.indicator for figure in used],
            "definition": [figure.definition for figure in used],
            "benchmark_period": [figure.period for figure in used],
            "benchmark_value": [figure.value for figure in used],
            "benchmark_half_unit": [figure.half_unit for figure in used],
            "benchmark_source": [_source(figure) for figure in used],
        }
    )


def _source(figure: EnglandFigure) -> str:
    vintage = f", vintage {figure.vintage}" if figure.vintage else ""
    return f"{figure.source}{vintage} ({figure.where})"
