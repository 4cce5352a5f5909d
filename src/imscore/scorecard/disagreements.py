"""Three-year windows held against their own years: counts taken over, disagreements told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import Block, Problem
from imscore.scorecard.rounding import decimals, half_unit

CODE = "window_disagrees"
_DUST = 1e-9
_FIGURES = ["numerator", "denominator", "value"]


def compare_windows(frame: pd.DataFrame, both: pd.DataFrame) -> None:
    """Compares windows that the input gives with what their years add up to.

    A window with a value but not both counts, whose years agree with all that it gives, takes its
    counts, and the value that they make, from the years. A window that is withheld stays so: its
    counts are not told by way of a comparison.

    Args:
        frame: every observation; `numerator, denominator, value, parts` and `pool_note` are
            changed in place for counts taken over, `pool_note, pool_found` and `pool_expected`
            for disagreements.
        both: a line a window: the years' figures, the given ones as `numerator_given` and so on,
            `parts`, `fewest` (of `fewest_decimals`) and the window's `position` in the frame.
    """
    both = both[both["value_given"].notna()]
    if both.empty:
        return
    agrees = np.ones(len(both), dtype=bool)
    uncounted = np.zeros(len(both), dtype=bool)
    for count in ("numerator", "denominator"):
        given = both[f"{count}_given"].to_numpy(float)
        lacking = np.isnan(given)
        agrees &= lacking | np.isclose(both[count].to_numpy(float), given, rtol=_DUST, atol=0.0)
        uncounted |= lacking
    agrees &= ~uncounted | _same_value(both)
    _take_counts(frame, both[agrees & uncounted])
    _tell(frame, both[~agrees])


def fewest_decimals(given: pd.DataFrame) -> pd.Series:
    """How many decimals a printed value is taken to have at least, for each given window.

    A spreadsheet stores 6.0 as 6: where others of the column have decimals, one is supposed for it.
    """
    uncounted = given[["numerator", "denominator"]].isna().any(axis=1)
    places = given["value"].where(uncounted).map(decimals, na_action="ignore")
    by_column = places.groupby([given["block"], given["indicator"]])
    return by_column.transform("max").fillna(0.0).clip(upper=1)


def window_problems(frame: pd.DataFrame, blocks: Sequence[Block]) -> list[tuple[str, Problem]]:
    """The warnings about windows that disagree with their years.

    Args:
        frame: observations after `compare_windows`.
        blocks: the tables that they came from.

    Returns:
        Pairs of the area's key, as in the frame's `area`, and the warning.
    """
    rows: Any = frame[frame["pool_found"] != ""].itertuples(index=False)
    return [(row.area, _problem(row, blocks[int(row.block)])) for row in rows]


def _same_value(both: pd.DataFrame) -> NDArray[np.bool_]:
    """Where the years' rate is the given one, rounded as the given one is."""
    given = both["value_given"]
    places = given.map(decimals).clip(lower=both["fewest"])
    apart = (both["value"] - given).abs()
    return (apart <= places.map(half_unit) + _DUST).to_numpy(bool)


def _take_counts(frame: pd.DataFrame, both: pd.DataFrame) -> None:
    at = both["position"].astype(int).to_list()
    rows: list[Any] = list(both.itertuples(index=False))
    frame.loc[at, _FIGURES] = both[_FIGURES].to_numpy(float)
    parts = [(position, *row.parts) for position, row in zip(at, rows, strict=True)]
    frame.loc[at, "parts"] = pd.Series(parts, index=at, dtype=object)
    frame.loc[at, "pool_note"] = [
        f"The window is given as {_given(row)}; its counts are taken from its three years, "
        f"{_years(row)}, which is {row.value:.4g}."
        for row in rows
    ]


def _tell(frame: pd.DataFrame, both: pd.DataFrame) -> None:
    at = both["position"].astype(int).to_list()
    rows: list[Any] = list(both.itertuples(index=False))
    given = [_given(row) for row in rows]
    years = [_years(row) + ("" if _counted(row) else f", which is {row.value:.4g}") for row in rows]
    frame.loc[at, "pool_found"], frame.loc[at, "pool_expected"] = given, years
    frame.loc[at, "pool_note"] = [
        f"The three years add up to {expected}; the window is given as {found}."
        for expected, found in zip(years, given, strict=True)
    ]


def _counted(row: Any) -> bool:
    return not np.isnan([row.numerator_given, row.denominator_given]).any()


def _years(row: Any) -> str:
    return f"{row.numerator:,.10g} of {row.denominator:,.10g}"


def _given(row: Any) -> str:
    if _counted(row):
        return f"{row.numerator_given:,.10g} of {row.denominator_given:,.10g}"
    some = not np.isnan([row.numerator_given, row.denominator_given]).all()
    return f"{row.value_given:.10g} without {'both ' if some else ''}counts"


def _problem(row: Any, block: Block) -> Problem:
    letters = block.columns.get("value") or block.columns.get("numerator", "")
    about = f"{row.indicator} {row.period} of {row.area_name or row.area}"
    return Problem(
        severity="warning",
        code=CODE,
        file=block.file,
        sheet=block.sheet,
        cell=f"{letters}{row.row}",
        found=row.pool_found,
        expected=f"{row.pool_expected}, the sum of its three years",
        hint="Put the window or its years right; until then the window counts as it is given.",
        message=(
            f"{about} is given as {row.pool_found}, but its three years add up to "
            f"{row.pool_expected}"
        ),
    )
