"""Which rows of a table are the sum of others: England or a region, and a group of areas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from imscore.model import ENGLAND_CODE
from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.scorecard.hidden_ranges import BoolArray, FloatArray
from imscore.scorecard.nested import is_place, layers, nested

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
        listed: names of totals whose areas are taken from the list of places.
        unknown: keys of areas that are totals by their kind, of which areas is not known.
    """

    found: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


def find_sums(
    frame: pd.DataFrame, groups: Mapping[str, Collection[str]], pooled: BoolArray | None = None
) -> Sums:
    """Finds the rows that are, as far as can be told, the sum of others.

    England and the kinds of area that are not local are tried as the sum of all local areas, of
    those of one kind and of each group's areas, England as the sum of the regions, and every area
    that others lie in, by the list of places, as the sum of those. A sum is supposed wherever the
    figures do not rule it out: too many are harmless, one too few would give a count away.

    Args:
        frame: observations, index from 0.
        groups: from an area's key to the keys of the areas that it is made of, where known.
        pooled: rows that are sums made here, and no part of any other; none where left out.

    Returns:
        The sums, by position in the frame.
    """
    found = Sums()
    inside = nested(frame["area"].unique())
    figures = [frame[name].to_numpy(float) for name in ("denominator", "numerator")]
    looked = frame if pooled is None else frame[~pooled]
    upper = looked["area_type"].isin(NOT_LOCAL_TYPES) | looked["area"].isin([*groups, *inside])
    if not upper.any():
        return found
    for _, rows in looked.groupby(_BY_PERIOD, sort=False):
        totals = rows.index[upper.loc[rows.index]]
        if len(totals):
            _Period(rows, groups, inside, figures).add_sums(totals, found)
    return found


@dataclass(frozen=True)
class _Period:
    """The rows of one indicator, definition and period; how areas lie in each other.

    Attributes:
        figures: the denominators and the numerators of the whole table.
    """

    rows: pd.DataFrame
    groups: Mapping[str, Collection[str]]
    inside: Mapping[str, frozenset[str]]
    figures: Sequence[FloatArray]

    def add_sums(self, totals: pd.Index, found: Sums) -> None:
        """Adds the sums that these totals may be."""
        area, name = self.rows["area"], self.rows["area_name"]
        anywhere = self._sets()
        for total in totals:
            key = str(area[total])
            fitting = self._of(total, key, anywhere)
            distinct = {tuple(int(part) for part in parts) for parts in fitting}
            found.found += [(int(total), parts) for parts in sorted(distinct) if parts]
            if key in self.groups or key == ENGLAND_CODE:
                continue
            if key in self.inside:
                found.listed |= {str(name[total]) or key} if fitting else set()
            elif not fitting and not self._lies_elsewhere(key):
                found.unknown.add(key)

    def _of(self, total: int, key: str, anywhere: Sequence[pd.Index]) -> list[pd.Index]:
        area = self.rows["area"]
        if key in self.groups:
            return [self.rows.index[area.isin(list(self.groups[key]))]]
        own = [
            self.rows.index[area.isin(list(layer))]
            for layer in layers(set(area) & self.inside.get(key, frozenset()), self.inside)
        ]
        upper = self.rows["area_type"][total] in NOT_LOCAL_TYPES
        tried = own + (list(anywhere) if upper else [])
        if key == ENGLAND_CODE:
            tried += self._uppers()
        return [s for s in tried if len(s) and _may_be_sum(int(total), s, self.figures)]

    def _sets(self) -> list[pd.Index]:
        area, kind = self.rows["area"], self.rows["area_type"]
        local = ~kind.isin(NOT_LOCAL_TYPES) & ~area.isin(list(self.groups))
        sets = [self.rows.index[local]]
        sets += [self.rows.index[local & (kind == k)] for k in kind[local].unique()]
        sets += [
            self.rows.index[local & area.isin(list(layer))]
            for layer in layers(area[local], self.inside)
        ]
        sets += [self.rows.index[area.isin(list(members))] for members in self.groups.values()]
        return sets

    def _uppers(self) -> list[pd.Index]:
        kind = self.rows["area_type"]
        upper = kind.isin(NOT_LOCAL_TYPES) & ~self.rows["area"].isin(list(self.groups))
        return [self.rows.index[upper & (kind == k)] for k in kind[upper].unique()
                if k != "England"]  # fmt: skip

    def _lies_elsewhere(self, key: str) -> bool:
        """Whether all the areas here are known to lie in other places than this one."""
        local = self.rows.loc[~self.rows["area_type"].isin(NOT_LOCAL_TYPES), "area"]
        return is_place(key) and all(map(is_place, local))


def _may_be_sum(total: int, parts: pd.Index, figures: Sequence[FloatArray]) -> bool:
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
