"""Refuses to add up areas that hold the same people: one of them lies in another, or is its sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE
from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.reference.overlap import known_place, why_shared

_KEY = ["indicator", "definition", "period"]
_COUNTS = ["numerator", "denominator"]
_LISTED = 6
_FEWEST = 2  # areas that a sum is of: two areas with equal counts are no sum


def refuse_overlap(frame: pd.DataFrame, keys: Sequence[str], what: str) -> None:
    """Refuses a group in which people would be counted twice.

    Args:
        frame: observations, every area.
        keys: of the group's areas.
        what: the group, as a sentence begins with it.

    Raises:
        UsageError: which names the areas that hold the same people.
    """
    found = [*_by_place(frame, keys), *_by_counts(frame, keys)]
    if found:
        more = f"; and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise UsageError(
            f"{what} would count people twice, or might: {'; '.join(found[:_LISTED])}{more}. Name "
            "areas that are apart."
        )


def _by_place(frame: pd.DataFrame, keys: Sequence[str]) -> Iterator[str]:
    columns = ["area", "area_code", "area_name"]
    distinct = frame.loc[frame["area"].isin(keys), columns].drop_duplicates("area")
    known = [
        place
        for _, code, name in distinct.itertuples(index=False)
        if (place := known_place(str(code), str(name)))
    ]
    yield from filter(None, (why_shared(one, other) for one, other in combinations(known, 2)))


def _by_counts(frame: pd.DataFrame, keys: Sequence[str]) -> Iterator[str]:
    """Areas whose counts are those of all other areas, or of all of another kind, together."""
    local = frame[~frame["area_type"].isin(NOT_LOCAL_TYPES) & (frame["area_code"] != ENGLAND_CODE)]
    local = local.drop_duplicates(["area", *_KEY]).set_index(["area", *_KEY])
    kinds = local.groupby(level="area", sort=False)["area_type"].first()
    counts = [local[count].unstack("area") for count in _COUNTS]
    for key in keys:
        if key not in kinds.index:
            continue
        others = kinds.drop(key)
        sets = [others.index, *(others.index[others == kind] for kind in others.unique())]
        parts = next((p for p in sets if len(p) >= _FEWEST and _is_sum(key, p, counts)), None)
        if parts is not None and set(parts) & set(keys):
            yield f"the counts of {key} are those of {', '.join(map(str, parts))} together"


def _is_sum(key: str, parts: pd.Index, counts: Sequence[pd.DataFrame]) -> bool:
    """Whether an area's counts are the sums of others' wherever all of them are known."""
    known = np.logical_and.reduce([c[[key, *parts]].notna().all(axis=1) for c in counts])
    if not known.any():
        return False
    return all(
        bool((c.loc[known, key] == c.loc[known, parts].sum(axis=1)).all())
        and bool((c.loc[known, key] > 0).any())
        for c in counts
    )
