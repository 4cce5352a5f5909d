"""Which areas of a table lie in others of it, as the built-in list of places has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from imscore.reference import places


def nested(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """Finds the areas that hold others, such as a region its districts, or a county.

    Args:
        keys: of areas, with their codes as far as they have one.

    Returns:
        From the key of an area to the keys of all those that lie in it, near or far; areas that
        hold none are left out.
    """
    known = {key: place for key in keys if (place := places.find(key)) is not None}
    by_code = {place.code: key for key, place in known.items()}
    found: dict[str, set[str]] = {}
    for key, place in known.items():
        for whole in places.chain(place):
            if whole.code in by_code:
                found.setdefault(by_code[whole.code], set()).add(key)
    return {key: frozenset(parts) for key, parts in found.items()}


def layers(keys: Iterable[str], inside: Mapping[str, frozenset[str]]) -> tuple[set[str], set[str]]:
    """Gives of some areas those that lie in none of the others, and those that hold none of them.

    Each of the two counts everything once: counties, or else their districts.

    Args:
        keys: of areas.
        inside: from `nested`.
    """
    there = set(keys)
    held = {part for key in there for part in inside.get(key, ()) if part in there}
    holding = {key for key in there if there & inside.get(key, frozenset())}
    return there - held, there - holding


def is_place(key: str) -> bool:
    """Whether the list of places has an area of this code."""
    return places.find(key) is not None
