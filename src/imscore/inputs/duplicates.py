"""The same area, indicator and period given twice: once too often, or a contradiction."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.inputs import kinds
from imscore.inputs.rounding import agree, decimals, plain_number, rounding
from imscore.model import Observations, Problem, place

_KEY = ["area", "indicator", "definition", "period"]


def settle(observations: Observations) -> tuple[pd.DataFrame, list[Problem]]:
    """Keeps one row for each area, indicator, definition and period.

    Returns:
        The rows kept: of rows that agree, the first with most figures; and a warning for each row
        that repeats another, an error for each that contradicts it.
    """
    frame = observations.frame
    repeated = frame.duplicated(_KEY, keep=False)
    if not repeated.any():
        return frame, []
    filled = frame[["numerator", "denominator", "value", "lower_ci"]].notna().sum(axis=1)
    # Of rows that agree, the one printed to more digits tells more.
    digits = decimals(frame["value"].fillna(0).to_numpy(float))
    ranked = frame.assign(_filled=-filled, _digits=-digits, _order=np.arange(len(frame)))
    ranked = ranked[repeated].sort_values(["_filled", "_digits", "_order"], kind="stable")
    kept = ranked.drop_duplicates(_KEY)
    extra = ranked[ranked.duplicated(_KEY)].sort_values("_order")
    pairs = extra.merge(kept, on=_KEY, suffixes=("", "_kept"), how="left", sort=False)
    same = _same(pairs)
    problems = [
        _problem(observations, pair, bool(alike))
        for pair, alike in zip(pairs.itertuples(index=False), same, strict=True)
    ]
    return frame.drop(index=extra.index), problems


def _same(pairs: pd.DataFrame) -> np.ndarray:
    alike = np.ones(len(pairs), dtype=bool)
    for field in ("numerator", "denominator"):
        here, there = pairs[field].to_numpy(), pairs[f"{field}_kept"].to_numpy()
        alike &= np.isnan(here) | np.isnan(there) | np.isclose(here, there, rtol=1e-12, atol=0)
    here, there = pairs["value"].to_numpy(), pairs["value_kept"].to_numpy()
    tolerance = np.maximum(rounding(here), rounding(there))
    either = np.isnan(here) == np.isnan(there)
    both_missing = np.isnan(here) & np.isnan(there)
    result: np.ndarray = alike & either & (both_missing | agree(here, there, tolerance))
    return result


def _problem(observations: Observations, pair: object, alike: bool) -> Problem:
    block = observations.blocks[int(pair.block)]  # type: ignore[attr-defined]
    first = observations.blocks[int(pair.block_kept)]  # type: ignore[attr-defined]
    here = _cell(block.columns, int(pair.row))  # type: ignore[attr-defined]
    there = _cell(first.columns, int(pair.row_kept))  # type: ignore[attr-defined]
    name = pair.area_name or pair.area_code  # type: ignore[attr-defined]
    found = f"{pair.indicator} of {name} in {pair.period}"  # type: ignore[attr-defined]
    elsewhere = place(first.file, first.sheet, there)
    kind = kinds.DUPLICATE_SAME if alike else kinds.DUPLICATE_DIFFERENT
    return kind.at(
        block.file,
        block.sheet,
        here,
        found=found,
        first=elsewhere,
        this=_shown(pair.numerator, pair.denominator, pair.value),  # type: ignore[attr-defined]
        other=_shown(pair.numerator_kept, pair.denominator_kept, pair.value_kept),  # type: ignore[attr-defined]
    )


def _cell(columns: object, row: int) -> str:
    letters = next(
        (columns[field] for field in ("value", "numerator") if field in columns),  # type: ignore[index,operator]
        "A",
    )
    return f"{letters}{row}"


def _shown(numerator: float, denominator: float, value: float) -> str:
    shown = "no figure" if np.isnan(value) else f"{value:.6g}"
    if np.isnan(numerator) or np.isnan(denominator):
        return shown
    counts = f"{plain_number(numerator)} of {plain_number(denominator)}"
    return f"{shown} ({counts})"
