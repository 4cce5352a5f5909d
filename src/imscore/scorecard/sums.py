"""Which rows of a table are the sum of others: England or a region, and a group of areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from imscore.model import ENGLAND_CODE
from imscore.reference.areas import NOT_LOCAL_TYPES

# A total that holds a little more than the areas listed (events that no area was found for) tells
# nearly as much of a hidden count as an exact one.
_UNALLOCATED = 0.02
_BY_PERIOD = ["indicator", "definition", "period"]


@dataclass
class Sums:
    """Totals found in a table, by the positions of their rows.

    Attributes:
        found: pairs of a total's position and the positions of the rows that it sums; a total
            may be the sum of several sets of rows.
        unknown: keys of areas that are totals by their kind, of which areas is not known.
    """

    found: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


def find_sums(frame: pd.DataFrame, groups: Mapping[str, Collection[str]]) -> Sums:
    """Finds the rows that are, as far as can be told, the sum of others.

    England and the kinds of area that are not local are tried as the sum of all local areas, of
    those of one kind and of each group's areas, and England as the sum of the regions. A sum is
    supposed wherever the figures do not rule it out: too many are harmless, one too few would
    give a count away.

    Args:
        frame: observations, index from 0.
        groups: from an area's key to the keys of the areas that it is made of, where known.

    Returns:
        The sums, by position in the frame.
    """
    found = Sums()
    upper = frame["area_type"].isin(NOT_LOCAL_TYPES) | frame["area"].isin(list(groups))
    if not upper.any():
        return found
    figures = [frame[name].to_numpy(float) for name in ("denominator", "numerator")]
    for _, rows in frame.groupby(_BY_PERIOD, sort=False):
        totals = rows.index[upper.loc[rows.index]]
        if len(totals):
            _sums_of_period(rows, totals, groups, figures, found)
    return found


def _sums_of_period(
    rows: pd.DataFrame,
    totals: pd.Index,
    groups: Mapping[str, Collection[str]],
    figures: Sequence[np.ndarray],
    found: Sums,
) -> None:
    area, kind = rows["area"], rows["area_type"]
    made_up = area.isin(list(groups))
    local = ~kind.isin(NOT_LOCAL_TYPES) & ~made_up
    sets = [rows.index[local]]
    sets += [rows.index[local & (kind == k)] for k in kind[local].unique()]
    uppers = [
        rows.index[(kind == k) & ~made_up] for k in kind[~local & ~made_up].unique()
        if k != "England"
    ]  # fmt: skip
    sets += [rows.index[area.isin(list(members))] for members in groups.values()]
    for total in totals:
        key = str(area[total])
        if key in groups:
            fitting = [rows.index[area.isin(list(groups[key]))]]
        else:
            tried = sets + (uppers if key == ENGLAND_CODE else [])
            fitting = [s for s in tried if len(s) and _may_be_sum(int(total), s, figures)]
            if not fitting and key != ENGLAND_CODE:
                found.unknown.add(key)
        distinct = {tuple(int(part) for part in parts) for parts in fitting}
        found.found += [(int(total), parts) for parts in sorted(distinct) if parts]


def _may_be_sum(total: int, parts: pd.Index, figures: Sequence[np.ndarray]) -> bool:
    """Whether the figures leave it open that these rows add up to the total."""
    for column in figures:
        whole, known = column[total], column[parts]
        if np.isnan(whole):
            continue
        summed = float(np.nansum(known))
        if summed > whole + 0.5:
            return False
        if not np.isnan(known).any():
            return bool(whole - summed <= _UNALLOCATED * whole + 0.5)
    # A total without counts gives none away.
    return any(not np.isnan(column[total]) for column in figures)
