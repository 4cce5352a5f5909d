"""What areas are held against other than England: a region of the input, or a group of areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference.areas import NOT_LOCAL_TYPES, is_england
from imscore.reference.indicators import Catalogue
from imscore.scorecard.areas import find_area
from imscore.scorecard.overlap import refuse_overlap
from imscore.suggest import did_you_mean

GROUP_TYPE = "Group"
_KEY = ["indicator", "definition", "period"]
_LISTED = 6


@dataclass(frozen=True)
class Comparator:
    """What rows are held against.

    Attributes:
        name: in words.
        key: its rows' `area` in the frame; a group's name.
        members: keys of a group's areas, () where it is an area of its own.
    """

    name: str
    key: str
    members: tuple[str, ...] = ()


def find_comparator(
    frame: pd.DataFrame, wanted: str, groups: Mapping[str, Sequence[str]]
) -> Comparator:
    """Finds what `--benchmark` names.

    Args:
        frame: observations.
        wanted: England, the code or name of a row of the input, or a group's name; letters' case
            aside.
        groups: from a group's name to its areas' codes or names.

    Raises:
        UsageError: where there is nothing of that name, it is a local area, a group has the name
            of an area or names one that is not in the input.
    """
    folded = wanted.strip().casefold()
    for name, areas in groups.items():
        if name.casefold() == folded:
            _refuse_shared_name(frame, name)
            return Comparator(name, name, _members(frame, name, areas))
    if is_england(wanted.strip(), "") or is_england("", wanted):
        return Comparator(ENGLAND_NAME, ENGLAND_CODE)
    upper = frame[frame["area_type"].isin(NOT_LOCAL_TYPES) & (frame["area"] != ENGLAND_CODE)]
    try:
        key = find_area(upper, wanted)
    except UsageError:
        raise UsageError(_nothing(frame, upper, wanted, groups)) from None
    names = [str(name) for name in upper.loc[upper["area"] == key, "area_name"] if name]
    return Comparator(names[-1] if names else key, key)


def _refuse_shared_name(frame: pd.DataFrame, name: str) -> None:
    known = pd.concat([frame[column] for column in ("area", "area_code", "area_name")]).unique()
    if name.casefold() in {str(text).casefold() for text in known}:
        raise UsageError(
            f"{name!r} is both a group and an area of the input: give the group another name."
        )


def _members(frame: pd.DataFrame, name: str, areas: Sequence[str]) -> tuple[str, ...]:
    keys, faults = [], []
    others = frame[frame["area"] != ENGLAND_CODE]
    for area in areas:
        try:
            keys.append(find_area(others, area))
        except UsageError as error:
            faults.append(str(error).split(" It holds:")[0])
    if faults:
        raise UsageError(f"The group {name} cannot be made: {' '.join(faults)}")
    if len(set(keys)) < len(keys):
        raise UsageError(f"The group {name} names an area twice, by its code and its name.")
    upper = set(frame.loc[frame["area_type"].isin(NOT_LOCAL_TYPES), "area"]) & set(keys)
    if upper:
        raise UsageError(
            f"The group {name} holds {', '.join(sorted(upper))}, which is itself made of areas: "
            "name those."
        )
    refuse_overlap(frame, keys, f"The group {name}")
    return tuple(keys)


def _nothing(
    frame: pd.DataFrame, upper: pd.DataFrame, wanted: str, groups: Mapping[str, Sequence[str]]
) -> str:
    names = [ENGLAND_NAME, *groups]
    names += [str(n) for column in ("area_name", "area") for n in upper[column].unique() if n]
    listed = ", ".join(dict.fromkeys(names))
    local = frame[["area", "area_name"]].drop_duplicates()
    if wanted.strip().casefold() in {str(n).casefold() for n in local.to_numpy().ravel()}:
        return (
            f"{wanted!r} is a local area; areas are held against one of {listed}, or make a group "
            "of two areas or more."
        )
    hint = did_you_mean(wanted, names, 0.6)
    return f"There is nothing called {wanted!r} to hold areas against. {hint}Name one of {listed}."


def group_rows(
    frame: pd.DataFrame, comparator: Comparator, catalogue: Catalogue
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Pools a group from its areas' counts, wherever every one of them has both counts.

    Args:
        frame: observations after pooling of years, every area.
        comparator: a group.
        catalogue: the indicators.

    Returns:
        Rows of the frame's own shape, `area_type` "Group", one for each indicator, definition and
        period that all areas have; and a note on each indicator that some periods were left out of.

    Source: a group's rate is the sum of its areas' numerators over the sum of their denominators.
    """
    mine = frame[frame["area"].isin(comparator.members)]
    counted = mine["numerator"].notna() & (mine["denominator"] > 0) & mine["value"].notna()
    by_key = mine.assign(_counted=counted).groupby(_KEY, sort=False)
    summed = by_key.agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), full=("_counted", "sum")
    )
    complete = summed["full"] == len(comparator.members)
    notes = _incomplete(mine.assign(_counted=counted), summed[~complete], comparator)
    first = mine.drop_duplicates(_KEY).set_index(_KEY, drop=False).loc[complete[complete].index]
    made = first.reset_index(drop=True)
    figures = summed[complete].reset_index(drop=True)
    multiplier = made["indicator"].map({i: float(catalogue[i].multiplier) for i in catalogue})
    made = made.assign(
        area=comparator.key,
        area_code="",
        area_name=comparator.name,
        area_type=GROUP_TYPE,
        numerator=figures["numerator"],
        denominator=figures["denominator"],
        value=figures["numerator"] / figures["denominator"] * multiplier,
        lower_ci=np.nan,
        upper_ci=np.nan,
        marker="",
        remark="",
    )
    for name in ("pool_note", "pool_found", "pool_expected"):
        if name in made:
            made[name] = ""
    return made.astype(frame.dtypes.to_dict()), notes


def _incomplete(
    mine: pd.DataFrame, lacking: pd.DataFrame, comparator: Comparator
) -> tuple[str, ...]:
    notes = []
    there = mine[mine["_counted"]].groupby(_KEY, sort=False)["area"].agg(set)
    for indicator, part in lacking.groupby(level="indicator", sort=False):
        told: dict[str, list[str]] = {}
        for key in part.index:
            gone = [m for m in comparator.members if m not in there.get(key, set())]
            told.setdefault(", ".join(gone), []).append(str(key[2]))
        words = [f"{_some(periods)} (no counts of {gone})" for gone, periods in list(told.items())]
        notes.append(
            f"{comparator.name} was not made for {indicator} in {'; '.join(words[:_LISTED])}."
        )
    return tuple(notes)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")
