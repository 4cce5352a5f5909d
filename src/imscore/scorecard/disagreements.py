"""Three-year windows held against their own years: counts taken over, disagreements told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
            `parts`, `block`, `indicator` and the window's `position` in the frame.
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
    """Where the years' rate is the given one, rounded as the given one is.

    A spreadsheet stores 6.0 as 6: where others of the column have decimals, one is supposed for it.
    """
    given = both["value_given"]
    places = given.map(decimals)
    longest = places.groupby([both["block_given"], both["indicator"]]).transform("max")
    places = np.maximum(places, np.minimum(longest, 1))
    apart = (both["value"] - given).abs().to_numpy(float)
    return np.asarray(apart <= places.map(half_unit).to_numpy(float) + _DUST, dtype=bool)


def _take_counts(frame: pd.DataFrame, both: pd.DataFrame) -> None:
    row: Any
    for row in both.itertuples(index=False):
        position = int(row.position)
        frame.loc[position, _FIGURES] = [row.numerator, row.denominator, row.value]
        frame.at[position, "parts"] = (position, *row.parts)
        frame.at[position, "pool_note"] = (
            f"The window is given as {_given(row)}; its counts are taken from its three years, "
            f"{_years(row)}, which is {row.value:.4g}."
        )


def _tell(frame: pd.DataFrame, both: pd.DataFrame) -> None:
    row: Any
    for row in both.itertuples(index=False):
        position = int(row.position)
        years, given = _years(row), _given(row)
        if np.isnan(row.numerator_given) or np.isnan(row.denominator_given):
            years = f"{years}, which is {row.value:.4g}"
        frame.at[position, "pool_found"], frame.at[position, "pool_expected"] = given, years
        frame.at[position, "pool_note"] = (
            f"The three years add up to {years}; the window is given as {given}."
        )


def _years(row: Any) -> str:
    return f"{row.numerator:,.10g} of {row.denominator:,.10g}"


def _given(row: Any) -> str:
    counts = [row.numerator_given, row.denominator_given]
    if not np.isnan(counts).any():
        return f"{counts[0]:,.10g} of {counts[1]:,.10g}"
    return f"{row.value_given:.10g} without {'' if np.isnan(counts).all() else 'both '}counts"


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
