"""Local targets: which one holds for a row, whether it is met, what it would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import TARGETS_OF
from imscore.reference.indicators import Catalogue
from imscore.scorecard.areas import named_areas
from imscore.stats.targets import events_to_reach, met_by_interval, met_by_value

NO_TARGET, NOT_YET_DUE = "no_target", "not_yet_due"
_KEY = ["area", "indicator", "period_kind"]
_ONE = ["area", "indicator", "period"]
_COLUMNS = ["target", "target_period", "target_note"]


def add_targets(frame: pd.DataFrame, targets: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Holds observations against the targets for their periods, apart from any benchmark.

    The target for the very period counts. Between two given points of one kind of period it is on
    the straight line from one to the other, and a note says so. After the last point there is no
    target; before the first one the target is not yet due, and is shown with what it would take.

    Args:
        frame: judged observations, with `value, lower_ci, upper_ci, numerator, denominator`.
        targets: from `area_keys`: `area, indicator, period, period_kind, period_start,
            period_end, target`, one line for each area, indicator and period.
        catalogue: the indicators.

    Returns:
        The frame with `target` (in the indicator's unit), `target_period` (the period that it is
        for), `target_status` and `target_interval_status` (`met`, `not_met`, `cannot_tell`,
        `not_compared`, `not_yet_due`, `no_target`), `to_reach_target` (events, unrounded; below
        nought for fewer) and `target_note`.
    """
    held = frame.assign(target=np.nan, target_period="", target_note="")
    due = np.zeros(len(frame), dtype=bool)
    if len(targets):
        _find(held, dict(iter(targets.groupby(_KEY, sort=False))), due)
    return _judged(held, due, catalogue)


def _find(held: pd.DataFrame, targets: Mapping[Any, pd.DataFrame], due: np.ndarray) -> None:
    rows = held.groupby(_KEY, sort=False).indices
    found: dict[str, list[object]] = {name: list(held[name]) for name in _COLUMNS}
    for key, points in targets.items():
        at = rows.get(key)
        if at is None:
            continue
        points = points.sort_values("period_end")
        ends = points["period_end"].to_numpy(float)
        values = points["target"].to_numpy(float)
        names = points["period"].to_list()
        for row, end in zip(at, held["period_end"].to_numpy(float)[at], strict=True):
            after = int(np.searchsorted(ends, end))
            if after == len(ends):
                continue
            due[row] = ends[after] == end or after > 0
            line = _between(ends, values, names, after, end) if ends[after] != end else None
            told = line or (values[after], names[after], "")
            if not due[row]:
                told = (told[0], told[1], f"The target for {told[1]} is not yet due.")
            for name, what in zip(_COLUMNS, told, strict=True):
                found[name][row] = what
    for name in _COLUMNS:
        held[name] = pd.Series(found[name], index=held.index, dtype=held[name].dtype)


def _between(
    ends: np.ndarray, values: np.ndarray, names: list[str], after: int, end: float
) -> tuple[float, str, str] | None:
    if after == 0:
        return None
    target = float(np.interp(end, ends, values))
    told = f"{values[after - 1]:g} for {names[after - 1]} and {values[after]:g} for {names[after]}"
    return target, "", f"The target is on the straight line between {told}."


def _judged(held: pd.DataFrame, due: np.ndarray, catalogue: Catalogue) -> pd.DataFrame:
    known = {i: catalogue[i] for i in held["indicator"].unique()}
    polarity = held["indicator"].map({i: a.polarity for i, a in known.items()}).to_numpy(str)
    multiplier = held["indicator"].map({i: float(a.multiplier) for i, a in known.items()})
    target, value, lower, upper, numerator, denominator = (
        held[name].to_numpy(float)
        for name in ("target", "value", "lower_ci", "upper_ci", "numerator", "denominator")
    )
    early = np.where(np.isnan(target), NO_TARGET, NOT_YET_DUE)
    # What it would take would give back a count that is not shown.
    numerator = np.where(np.isnan(value), np.nan, numerator)
    held.loc[due & (held["target_period"] == ""), "target_period"] = held["period"]
    return held.assign(
        target_status=np.where(due, met_by_value(value, target, polarity=polarity), early).astype(
            object
        ),
        target_interval_status=np.where(
            due, met_by_interval(lower, upper, target, polarity=polarity), early
        ).astype(object),
        to_reach_target=events_to_reach(
            numerator,
            denominator,
            target,
            multiplier=multiplier.to_numpy(float),
            polarity=polarity,
        ),
    )


def area_keys(targets: pd.DataFrame, frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Finds the areas that targets are for.

    Args:
        targets: as read, `area` being a code or a name as it stands in the file.
        frame: observations.

    Returns:
        The targets of areas in the observations, `area` being their key; and a note on each
        target area that is not there or is the name of two, since its targets do nothing.

    Raises:
        UsageError: where an area has two targets for one period, by code and by name.
    """
    found, why = named_areas(targets["area"].unique(), frame)
    notes = [f"{TARGETS_OF}{area} were not used: {reason}" for area, reason in why.items()]
    kept = targets[targets["area"].isin(found)]
    keyed = kept.assign(area=kept["area"].map(found))
    _refuse_two(keyed)
    return keyed.drop_duplicates(_ONE), tuple(notes)


def _refuse_two(targets: pd.DataFrame) -> None:
    """An area under its code and under its name may have two targets that differ."""
    differ = targets.drop_duplicates([*_ONE, "target"])
    twice = differ[differ.duplicated(_ONE, keep=False)].sort_values(_ONE, kind="stable")
    if twice.empty:
        return
    first = [f"{value:g} in {cell}" for value, cell in zip(twice["target"], twice["cell"],
                                                           strict=True)]  # fmt: skip
    raise UsageError(
        f"{twice['area'].iloc[0]} has more than one target for {twice['indicator'].iloc[0]} "
        f"{twice['period'].iloc[0]}: {', '.join(first[:2])}. Keep the right one."
    )
