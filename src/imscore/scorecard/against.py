"""Holds every observation against a comparator's figure, as it would be against England's."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.reference.indicators import Catalogue
from imscore.scorecard.comparators import Comparator
from imscore.scorecard.disclosure_words import BY_RULE
from imscore.scorecard.rounding import decimals, half_unit
from imscore.scorecard.series import matched, texts

FloatArray = NDArray[np.float64]
_KEY = ["indicator", "definition", "period"]


def hold_against(
    frame: pd.DataFrame,
    rows: pd.DataFrame,
    comparator: Comparator,
    catalogue: Catalogue,
    *,
    leave_out: bool = False,
) -> pd.DataFrame:
    """Gives every observation the comparator's figure of the same indicator and period.

    An area is never held against itself. In a group that holds it, it is held against all of the
    group, with a note, or with `leave_out` against the others in it. The comparator's value counts
    as fixed, as England's does: its own chance is not allowed for.

    Args:
        frame: observations after pooling of years.
        rows: the comparator's own: those of the input, or from `group_rows`.
        comparator: which it is.
        catalogue: the indicators.
        leave_out: take an area out of the group that it is held against.

    Returns:
        The frame with `benchmark_name`, `benchmark_period`, `benchmark_value`,
        `benchmark_half_unit`, `benchmark_source` (blank where there is no figure) and
        `benchmark_note`, ready for the same judgement as against England.
    """
    known = rows[rows["value"].notna()].drop_duplicates(_KEY)
    at = frame[_KEY].merge(known[[*_KEY, "numerator", "denominator", "value"]], on=_KEY, how="left")
    value = at["value"].to_numpy(float).copy()
    inside = frame["area"].isin(comparator.members).to_numpy() & np.isfinite(value)
    note = np.where(inside, f"{comparator.name} holds this area itself.", "").astype(object)
    if leave_out and inside.any():
        scale = frame["indicator"].map({i: float(catalogue[i].multiplier) for i in catalogue})
        value[inside] = _others(frame, at, scale)[inside]
        note[inside] = (
            f"Held against the other areas of {comparator.name}: this one is left out of it."
        )
    elif not comparator.members:
        # Which areas a region is made of is not said in a table that gives its own row.
        words = f"Which areas {comparator.name} is made of is not known: it may hold this one."
        note = np.where(np.isfinite(value), words, "").astype(object)
    value[(frame["area"] == comparator.key).to_numpy()] = np.nan
    there = np.isfinite(value)
    note = np.where(there, note, _hidden(frame, rows, comparator))
    counted = (at["numerator"].notna() & (at["denominator"] > 0)).to_numpy()
    source = (
        f"pooled from {len(comparator.members)} areas of the input"
        if comparator.members
        else f"{comparator.name}'s row of the input"
    )
    return frame.assign(
        benchmark_name=comparator.name,
        benchmark_period=np.where(there, frame["period"], ""),
        benchmark_value=value,
        benchmark_half_unit=np.where(there & ~counted, _half_units(value), 0.0),
        benchmark_source=np.where(there, source, ""),
        benchmark_note=note,
        benchmark_doubt="",
    )


def _hidden(frame: pd.DataFrame, rows: pd.DataFrame, comparator: Comparator) -> NDArray[np.object_]:
    """Why there is no figure to hold against, where a rule on small numbers hides it; "" else."""
    by_rule = rows["value"].isna() & rows["remark"].str.startswith(BY_RULE)
    secret = matched(texts(frame, _KEY), texts(rows[by_rule], _KEY)) >= 0
    why = "one of its areas'" if comparator.members else "it"
    words = (
        f"{comparator.name}'s figure is not given, since the rule on small numbers hides {why}: "
        "not compared."
    )
    return np.where(secret & (frame["area"] != comparator.key).to_numpy(), words, "")


def _others(frame: pd.DataFrame, at: pd.DataFrame, scale: pd.Series) -> FloatArray:
    """The rest of the group: what is left of its counts without the area's own."""
    events, people = (
        at[name].to_numpy(float) - frame[name].to_numpy(float)
        for name in ("numerator", "denominator")
    )
    with np.errstate(all="ignore"):
        rest = np.where(people > 0, events / people, np.nan)
    return np.asarray(rest * scale.to_numpy(float))


def _half_units(value: FloatArray) -> FloatArray:
    return np.array([half_unit(decimals(v)) if np.isfinite(v) else 0.0 for v in value])
