"""What a group is held against, and whether the groups of a table agree with it.

A routine-and-manual gap is against births registered by both parents: a row of all births, which
holds sole registrations, is refused and never put in its place. Groups stand for all only where
a row of all shows that they add up to it: they may overlap or leave some out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from imscore.inputs import kinds
from imscore.inputs.kinds import Kind
from imscore.model import Block, Problem
from imscore.reference.definitions import Indicator
from imscore.tools.group_names import EVERYONE, GROUP, JOINT, NO_GROUP, SOLE, is_of_occupation
from imscore.tools.nouns import Counted, counted

EVERYONE_NAME = "all"
BOTH_PARENTS = "births registered by both parents"
_MEMBERS = (GROUP, SOLE, NO_GROUP)
_COUNTS = ["numerator", "denominator"]
_FIGURES = [*_COUNTS, "value"]


class Comparator(NamedTuple):
    """What stands for all in one period, and how it was come by ("" where it is a row's own)."""

    figures: Counted
    note: str = ""


def find_comparator(
    period: pd.DataFrame, about: Indicator, blocks: Sequence[Block]
) -> Comparator | Problem | None:
    """What the groups of one grouping in one period are part of.

    Args:
        period: the rows of one area, indicator, definition, grouping and period, those of
            everyone among them.
        about: the indicator.
        blocks: the tables that the rows came from.

    Returns:
        The comparator; or why there is none to be had: a problem where the input has one that
        does not serve, None where it has no row of all.
    """
    members = period[period["group_kind"].isin(_MEMBERS)]
    everyone = period[period["group_kind"] == EVERYONE]
    if not is_of_occupation(period):
        return row_of(everyone, EVERYONE_NAME)
    both = row_of(period[period["group_kind"] == JOINT], BOTH_PARENTS)
    if both is not None:
        return both
    if everyone.empty:
        return None
    inside, first = members[members["group_kind"] != SOLE], everyone.iloc[0]
    if len(inside) > 1 and bool((inside[_COUNTS].sum() == first[_COUNTS]).all()):
        note = "the groups without sole registrations add up to the row of all"
        return Comparator(counted(BOTH_PARENTS, first[_FIGURES]), note)
    if len(inside) < len(members) and _adds_up(members, first):
        return _summed(inside, about)
    where = place_of(first, blocks, "value")
    return kinds.SOLE_REGISTRATIONS.at(
        *where, found="The row of all births", period=first["period"]
    )


def row_of(rows: pd.DataFrame, name: str) -> Comparator | None:
    """The first of some rows, under its own name where it has one; None where there is none."""
    if rows.empty:
        return None
    return Comparator(counted(str(rows.iloc[0]["group"]) or name, rows.iloc[0][_FIGURES]))


def _adds_up(members: pd.DataFrame, whole: pd.Series) -> bool:
    known = bool(members[_COUNTS].notna().all(axis=None))
    return known and bool((members[_COUNTS].sum() == whole[_COUNTS]).all())


def _summed(inside: pd.DataFrame, about: Indicator) -> Comparator:
    """All births less sole registrations, where the groups and those are all births."""
    events, people = (float(inside[count].sum()) for count in _COUNTS)
    value = events / people * about.multiplier if people else np.nan
    note = f"{BOTH_PARENTS}: the row of all less sole registrations, as the groups add up to it"
    return Comparator(counted(BOTH_PARENTS, (events, people, value)), note)


def sum_problems(
    period: pd.DataFrame, about: Indicator, blocks: Sequence[Block], *, incomplete: bool = False
) -> Iterator[Problem]:
    """Groups that are more than all, or that do not add up to it.

    Args:
        period: as for `find_comparator`.
        about: the indicator.
        blocks: the tables that the rows came from.
        incomplete: groups may fall short of all: not every group is in the input.

    Yields:
        A problem at the cell of the row of all, or of a part that is more, for each count.
    """
    for kind, within in ((JOINT, (GROUP, NO_GROUP)), (EVERYONE, _MEMBERS)):
        whole = period[period["group_kind"] == kind]
        members = period[period["group_kind"].isin(within)]
        if whole.empty or members.empty:
            continue
        for count, what in zip(_COUNTS, (about.events, about.population), strict=True):
            yield from _sum_problem(whole.iloc[0], members, count, what, blocks, incomplete)


def _sum_problem(
    whole: pd.Series,
    members: pd.DataFrame,
    count: str,
    what: str,
    blocks: Sequence[Block],
    incomplete: bool,
) -> Iterator[Problem]:
    parts, total = members[count].to_numpy(float), float(whole[count])
    if not np.isfinite(total):
        return
    words = {"what": what, "period": whole["period"], "whole": f"{total:,.0f}"}
    words["all"] = str(whole["group"]) or EVERYONE_NAME
    more = parts > total
    if more.any():
        part = members[more].iloc[0]
        words |= {"found": f"{part[count]:,.0f}", "group": str(part["group"])}
        yield _at(kinds.PART_EXCEEDS_ALL, part, blocks, count, words)
        return
    # Where a group's count is withheld, the others fall short of all as they should.
    known = bool(np.isfinite(parts).all()) and len(parts) > 1
    added = float(np.nansum(parts))
    short = known and not incomplete and added < total
    if added <= total and not short:
        return
    words |= {"found": f"{added:,.0f}", "number": str(len(parts))}
    words["grouping"] = str(members["grouping"].iloc[0])
    slack = _slack(np.append(parts[np.isfinite(parts)], total)) if count == _COUNTS[1] else 0.0
    words["option"] = ", or say --incomplete if groups are left out" if short else ""
    within = known and abs(added - total) <= slack
    kind = kinds.GROUPS_ROUNDED if within else kinds.GROUPS_DO_NOT_ADD_UP
    yield _at(kind, whole, blocks, count, words)


def _slack(counts: np.ndarray) -> float:
    """How far populations that all seem rounded to 10, 100 or 1,000 may miss their sum."""
    for unit in (1000, 100, 10):
        if bool((counts % unit == 0).all() and (counts > 0).any()):
            return len(counts) * unit / 2
    return 0.0


def _at(
    kind: Kind, row: pd.Series, blocks: Sequence[Block], field: str, words: dict[str, str]
) -> Problem:
    file, sheet, cell = place_of(row, blocks, field)
    told: dict[str, object] = {name: word for name, word in words.items() if name != "found"}
    return kind.at(file, sheet, cell, found=words["found"], **told)


def place_of(row: pd.Series, blocks: Sequence[Block], field: str) -> tuple[str, str, str]:
    """File, sheet and cell of a row's figure."""
    block = blocks[int(row["block"])]
    letters = next(
        (block.columns[f] for f in (field, "value", "numerator") if f in block.columns), "A"
    )
    return block.file, block.sheet, f"{letters}{int(row['row'])}"
