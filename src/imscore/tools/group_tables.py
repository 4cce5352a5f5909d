"""The rows of one place as tables: an indicator and a grouping each, everyone among the groups."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from imscore.model import Problem
from imscore.reference.indicators import Catalogue
from imscore.scorecard.disagreements import window_problems
from imscore.scorecard.pool import add_pooled
from imscore.tools.comparators import sum_problems
from imscore.tools.group_names import EVERYONE
from imscore.tools.group_rows import Groups


def pooled_frame(
    groups: Groups, place: str, catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Problem]]:
    """A place's rows with three-year windows pooled from single years, oldest first.

    Single years of an indicator that is read in windows are left out where there are windows.

    Returns:
        The rows, and a warning for each window that disagrees with its years.
    """
    rows = groups.frame[groups.frame["place"] == place]
    frame = add_pooled(rows, catalogue)
    doubts = [problem for _, problem in window_problems(frame, groups.observations.blocks)]
    windows = set(frame.loc[frame["period_kind"] == "three_calendar_years", "indicator"])
    single = frame["indicator"].isin(windows) & (frame["period_kind"] == "calendar_year")
    return frame[~single].sort_values(["period_end", "period_start"], kind="stable"), doubts


def check_sums(
    groups: Groups, place: str, catalogue: Catalogue, *, incomplete: bool = False
) -> list[Problem]:
    """Groups that are more than all or do not add up to it, in every period of every grouping.

    Args:
        groups: as read: single years are looked at as well as windows.
        place: the area.
        catalogue: the indicators.
        incomplete: groups may fall short of all.
    """
    blocks = groups.observations.blocks
    frame = groups.frame[groups.frame["place"] == place]
    found = [
        problem
        for table in tables(frame)
        for _, period in table.groupby("period", sort=False)
        for problem in sum_problems(
            period, catalogue[one(period, "indicator")], blocks, incomplete=incomplete
        )
    ]
    return list(dict.fromkeys(found))


def tables(frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows of each indicator, definition and grouping, those of everyone among them all.

    A row of everyone in a grouping of its own stands before one in none.
    """
    for _, rows in frame.groupby(["indicator", "definition"], sort=False):
        everyone = rows[(rows["group_kind"] == EVERYONE) & (rows["grouping"] == "")]
        named = rows.loc[rows["group_kind"] != EVERYONE, "grouping"]
        for grouping in dict.fromkeys(named):
            own = rows[rows["grouping"] == grouping]
            both = pd.concat([own, everyone]).assign(grouping=grouping)
            yield both.sort_values(["period_end", "period_start"], kind="stable")


def one(table: pd.DataFrame, column: str) -> str:
    """What all rows of a table have in a column."""
    return str(table[column].iloc[0])
