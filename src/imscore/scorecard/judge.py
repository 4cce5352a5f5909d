"""Intervals, status against England and what it would take, for every observation at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.reference.indicators import Catalogue
from imscore.stats.comparison import compare
from imscore.stats.intervals import (
    PROPORTION_METHOD,
    proportion_limits,
    rate_limits_both,
    rate_method,
)

AS_GIVEN = "as given"
LIMITS = ("lower_ci", "upper_ci", "lower_ci_998", "upper_ci_998")
FloatArray = NDArray[np.float64]


def judge(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Adds limits, method, status at both levels, difference and what it would take.

    Wilson for proportions, Byar's or exact Poisson for rates. A value without counts keeps the
    95% limits that its file prints, where they hold it; with neither it is not compared.

    Args:
        frame: observations with their benchmark.
        catalogue: the indicators.

    Returns:
        The frame with `lower_ci, upper_ci, lower_ci_998, upper_ci_998, method, status,
        status_998, difference, to_reach_benchmark` and `benchmark_close` (whether a verdict
        hangs on how England's figure was rounded).
    """
    multiplier = _by_indicator(frame, catalogue, "multiplier").astype(float)
    polarity = _by_indicator(frame, catalogue, "polarity").astype(str)
    limits, method = _limits(frame, catalogue, multiplier)
    benchmark = frame["benchmark_value"].to_numpy(float)
    half_unit = frame["benchmark_half_unit"].fillna(0.0).to_numpy(float)
    status, status_998 = _verdicts(limits, benchmark, polarity)
    edges = [_verdicts(limits, benchmark + side * half_unit, polarity) for side in (-1, 1)]
    close = np.logical_or.reduce([(a != status) | (b != status_998) for a, b in edges])
    return frame.assign(
        **dict(zip(LIMITS, limits, strict=True)),
        method=method,
        status=status.astype(object),
        status_998=status_998.astype(object),
        difference=frame["value"].to_numpy(float) - benchmark,
        to_reach_benchmark=_to_reach(frame, benchmark, multiplier, polarity),
        benchmark_close=close,
    )


def _verdicts(
    limits: list[FloatArray], benchmark: FloatArray, polarity: NDArray[np.str_]
) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """The status at 95% and at 99.8%."""
    inner, outer = (
        compare(limits[first], limits[first + 1], benchmark, polarity=polarity) for first in (0, 2)
    )
    return inner, outer


def _by_indicator(frame: pd.DataFrame, catalogue: Catalogue, name: str) -> NDArray[np.object_]:
    return frame["indicator"].map({i: getattr(catalogue[i], name) for i in catalogue}).to_numpy()


def _limits(
    frame: pd.DataFrame, catalogue: Catalogue, multiplier: FloatArray
) -> tuple[list[FloatArray], NDArray[np.object_]]:
    numerator = frame["numerator"].to_numpy(float)
    denominator = frame["denominator"].to_numpy(float)
    shown = frame["value"].notna().to_numpy()
    counted = shown & np.isfinite(numerator) & (denominator > 0)
    proportion = (_by_indicator(frame, catalogue, "kind") == "proportion").astype(bool)
    limits = [np.full(len(frame), np.nan) for _ in LIMITS]
    method = np.full(len(frame), "", dtype=object)
    _proportions(numerator, denominator, counted & proportion, limits, method)
    _rates(numerator, denominator, multiplier, counted & ~proportion, limits, method)
    lower, upper = (frame[name].to_numpy(float) for name in ("lower_ci", "upper_ci"))
    value = frame["value"].to_numpy(float)
    # Limits that do not hold their own value are of something else: nothing is judged by them.
    given = shown & ~counted & (lower >= 0) & (lower <= value) & (value <= upper)
    given &= ~(proportion & (upper > multiplier))
    limits[0][given], limits[1][given], method[given] = lower[given], upper[given], AS_GIVEN
    method[np.isnan(limits[0])] = ""
    return limits, method


def _proportions(
    numerator: FloatArray,
    denominator: FloatArray,
    rows: NDArray[np.bool_],
    limits: list[FloatArray],
    method: NDArray[np.object_],
) -> None:
    for first, confidence in ((0, 0.95), (2, 0.998)):
        found = proportion_limits(numerator[rows], denominator[rows], confidence=confidence)
        limits[first][rows], limits[first + 1][rows] = found.lower, found.upper
    method[rows] = PROPORTION_METHOD


def _rates(
    numerator: FloatArray,
    denominator: FloatArray,
    multiplier: FloatArray,
    rows: NDArray[np.bool_],
    limits: list[FloatArray],
    method: NDArray[np.object_],
) -> None:
    both = rate_limits_both(numerator[rows], denominator[rows], multiplier=1.0)
    for position, found in enumerate((*both[0], *both[1])):
        limits[position][rows] = found * multiplier[rows]
    method[rows] = rate_method(numerator[rows])


def _to_reach(
    frame: pd.DataFrame, benchmark: FloatArray, multiplier: FloatArray, polarity: NDArray[np.str_]
) -> FloatArray:
    """How many more (or, below nought, fewer) events would bring the value to the benchmark.

    Nought where the value is already on the good side of it; NaN without judgement or counts.
    """
    numerator = frame["numerator"].where(frame["value"].notna()).to_numpy(float)
    needed: FloatArray = benchmark * frame["denominator"].to_numpy(float) / multiplier - numerator
    good = np.where(polarity == "low_is_good", needed > 0, needed < 0)
    needed[good & np.isfinite(needed)] = 0.0
    needed[polarity == "no_judgement"] = np.nan
    return needed
