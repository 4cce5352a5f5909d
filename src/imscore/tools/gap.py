"""The gap between a group and all, or between two groups, period by period.

The relative gap is the group's rate less the rate of all, over the rate of all: the measure of
the 2010 report's Figure 1. It is worked out from counts. Where the input has rates alone it is
given without an interval, if their rounding leaves it within one percentage point, and refused
otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from imscore.errors import InputError, UsageError
from imscore.model import Problem
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean
from imscore.tools.comparators import BOTH_PARENTS, EVERYONE_NAME
from imscore.tools.gap_points import GapPoint, gap_points
from imscore.tools.group_names import (
    EVERYONE,
    JOINT,
    SOLE,
    is_of_occupation,
    is_routine_and_manual,
    kind_of,
)
from imscore.tools.group_rows import Groups
from imscore.tools.group_tables import one, tables

SAMPLE_NOTE = (
    "National births by occupation are estimated from one birth in ten; the interval leaves that "
    "out."
)
OVERLAP_NOTE = (
    "Windows that share years are not independent: compare those that share none, such as "
    "2001-03, 2004-06 and 2007-09."
)


@dataclass(frozen=True, slots=True)
class GapSeries:
    """The gap of one group over time.

    Attributes:
        definition: which of the indicator's definitions, "" for the only one.
        part: whether the group is part of what it is held against.
        points: oldest first.
    """

    area: str
    indicator: Indicator
    definition: str
    grouping: str
    group: str
    against: str
    part: bool
    points: tuple[GapPoint, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What was asked for: names as given, None for what goes without saying.

    Raises:
        UsageError: where the group is everyone, is held against itself, or is no part of what it
            is held against.
    """

    group: str | None = None
    against: str | None = None

    def __post_init__(self) -> None:
        if self.group is None:
            return
        if kind_of(self.group) in (EVERYONE, JOINT):
            raise UsageError(f"{self.group!r} is what groups are part of: name one of the groups.")
        if kind_of(self.group) == SOLE and self.sibling is None:
            raise UsageError(
                f"{self.group!r} are no part of births registered by both parents: name with "
                "--against a group to hold them against."
            )
        if self.against and plain(self.group) == plain(self.against):
            raise UsageError(f"{self.group!r} cannot be held against itself.")

    @property
    def sibling(self) -> str | None:
        """The other group; None for what the group is part of, under any name."""
        whole = self.against is None or kind_of(self.against) in (EVERYONE, JOINT)
        return None if whole else self.against


def gap_series(
    frame: pd.DataFrame, groups: Groups, place: str, catalogue: Catalogue, asked: Asked
) -> list[GapSeries]:
    """The gap of the group asked for over time, for each indicator that has it.

    Args:
        frame: from `group_tables.pooled_frame`.
        groups: as read.
        place: the area.
        catalogue: the indicators.
        asked: without a group, the routine and manual one, where there is one.

    Raises:
        UsageError: where a group asked for is nowhere in the input.
        InputError: where what there is cannot be held against each other.
    """
    found, problems = list[GapSeries](), list[Problem]()
    for table in tables(frame):
        group, against = _wanted(table, asked.group), _named(table, asked.sibling)
        if group is None or (asked.sibling and against is None):
            continue
        about = catalogue[one(table, "indicator")]
        points, faults = gap_points(table, groups, about, group, against)
        problems += faults
        found.append(_series(table, place, about, (group, against), points))
    if problems:
        raise InputError("The groups cannot be held against each other.", problems)
    if not found and (asked.group or asked.against):
        raise UsageError(_unknown(frame, asked))
    return found


def _wanted(table: pd.DataFrame, name: str | None) -> str | None:
    if name is not None:
        return _named(table, name)
    names = dict.fromkeys(table["group"])
    return next((str(group) for group in names if is_routine_and_manual(str(group))), None)


def _named(table: pd.DataFrame, name: str | None) -> str | None:
    """A group by its name, letters' case and hyphens aside; None where it is not there."""
    names = {plain(str(group)): str(group) for group in table["group"]}
    return None if name is None else names.get(plain(name))


def _series(
    table: pd.DataFrame,
    place: str,
    about: Indicator,
    pair: tuple[str, str | None],
    points: Sequence[GapPoint],
) -> GapSeries:
    group, against = pair
    notes = list(dict.fromkeys(point.note for point in points if point.note))
    occupation = is_of_occupation(table)
    if occupation:
        notes.append(SAMPLE_NOTE)
    if len(points) > 1 and (table["period_kind"] == "three_calendar_years").any():
        notes.append(OVERLAP_NOTE)
    name = against or (BOTH_PARENTS if occupation else EVERYONE_NAME)
    grouping, definition = one(table, "grouping"), one(table, "definition")
    return GapSeries(
        place,
        about,
        definition,
        grouping,
        group,
        name,
        not against,
        tuple(points),
        tuple(notes),
    )


def _unknown(frame: pd.DataFrame, asked: Asked) -> str:
    there = [str(group) for group in dict.fromkeys(frame["group"]) if group]
    wanted = [name for name in (asked.group, asked.against) if name]
    known = {plain(group) for group in there}
    wanted = [name for name in wanted if kind_of(name) not in (EVERYONE, JOINT)]
    missing = [name for name in wanted if plain(name) not in known]
    if not missing:
        return f"{' and '.join(repr(name) for name in wanted)} are in no one grouping together."
    hint = did_you_mean(missing[0], there, 0.5)
    return f"There is no group {missing[0]!r}. {hint}The input has: {', '.join(there)}."
