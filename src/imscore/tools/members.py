"""Which areas of the input make up a group: named, those of a region, or the priority areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from imscore.errors import UsageError
from imscore.reference import overlap, places, priority
from imscore.reference.places import Place
from imscore.scorecard.areas import find_area, local_areas
from imscore.scorecard.overlap import refuse_overlap

_LISTED = 8


class Members(NamedTuple):
    """A group's areas, by their keys in the input; what they are called; what has to be said."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    title: str
    notes: tuple[str, ...] = ()


def choose(
    frame: pd.DataFrame, named: Sequence[str], region: str | None, only_priority: bool
) -> Members:
    """The areas meant.

    Args:
        frame: observations.
        named: codes or names; empty for all local areas, or those of a region.
        region: a region, health authority, county or board, by code or name; None for none.
        only_priority: keep those that are on the report's list themselves.

    Raises:
        UsageError: where an area or the region is not there, an area is named twice, or fewer
            than two are left, or people would be counted twice.
    """
    keys = [find_area(frame, name) for name in named] or local_areas(frame)
    if len(set(keys)) < len(keys):
        twice = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
        raise UsageError(f"Named twice in the group: {', '.join(twice)}.")
    title, notes = f"{len(keys)} areas", list[str]()
    if region is not None:
        whole = find_whole(region)
        keys = [key for key in keys if _lies_in(key, whole)]
        title = f"{len(keys)} areas of {whole.name}"
        notes.append(_missing(whole, keys))
    if only_priority:
        keys = [key for key in keys if _is_priority(key)]
        title = f"{len(keys)} priority areas{f' of {whole.name}' if region else ''}"
        notes.append(
            f"{len(keys)} of the report's {len(priority.all_areas())} priority areas are in the "
            "input; trusts and later authorities do not stand in for them."
        )
    if len(keys) < 2:
        raise UsageError(
            f"A group needs two areas, and there {'is 1' if keys else 'are none'} here: name them "
            "with --area."
        )
    refuse_overlap(frame, keys, "This group")
    names = frame.drop_duplicates("area").set_index("area")["area_name"]
    return Members(tuple(keys), tuple(str(names[k]) or k for k in keys), title, tuple(notes))


def _missing(whole: Place, keys: Sequence[str]) -> str:
    """How many of the areas of a whole the input has, and which it has not."""
    there = [place for key in keys if (place := places.find(key))]
    left = [place.name for place in overlap.lacking(whole, there)]
    said = f"Of {places.described(whole)} the input has {len(keys)} areas"
    if not left:
        return f"{said}, which are all of it."
    more = f" and {len(left) - _LISTED} more" if len(left) > _LISTED else ""
    return f"{said} and lacks {len(left)}: {', '.join(left[:_LISTED])}{more}."


def find_whole(text: str) -> Place:
    """A place that others lie in, by its code or name.

    Args:
        text: such as `North West`, `Q31` or `E12000002`. A name that several have is a region's
            first.

    Raises:
        UsageError: where nothing of that name holds other places.
    """
    within = {place.within for place in places.all_places().values()}
    found = [place for place in places.search(text) if place.code in within]
    exact = [place for place in found if place.name.casefold() == text.strip().casefold()]
    chosen = exact or found
    if not chosen:
        wholes = [p.name for p in places.all_places().values() if p.kind == "Region"]
        raise UsageError(
            f"There is no region, authority or board {text!r} that areas lie in. "
            f"Regions are: {', '.join(wholes)}."
        )
    kinds = {place.kind for place in chosen}
    if len(chosen) > 1 and not (exact and "Region" in kinds):
        listed = "; ".join(places.described(place) for place in chosen[:_LISTED])
        raise UsageError(f"{text!r} may be {listed}. Give the code.")
    return next((place for place in chosen if place.kind == "Region"), chosen[0])


def _lies_in(key: str, whole: Place) -> bool:
    place = places.find(key)
    return place is not None and whole in places.chain(place)


def _is_priority(key: str) -> bool:
    return any(found.how in ("itself", "recoded") for found in priority.standings(key))
