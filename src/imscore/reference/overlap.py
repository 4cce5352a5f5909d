"""Which places hold the same people, as the built-in list of places has them.

Places of one division of England (trusts, authorities, boards) are apart unless one lies in the
other or came after it. Of two divisions nothing can be said: their boundaries are not compared.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from imscore.reference import places
from imscore.reference.places import Place

_DIVISIONS = MappingProxyType(
    {
        "Primary care trust": "health areas of before 2013",
        "Strategic health authority": "health areas of before 2013",
        "Integrated care board": "health areas of today",
        "Sub-ICB location": "health areas of today",
        "NHS region": "health areas of today",
    }
)
_AUTHORITIES = "authorities"


def division(place: Place) -> str:
    """The division of England that a place is of.

    >>> division(places.all_places()["E08000001"]), division(places.all_places()["E16000148"])
    ('authorities', 'health areas of before 2013')
    """
    return _DIVISIONS.get(place.kind, _AUTHORITIES)


def known_place(code: str, name: str) -> Place | None:
    """The place of a code, or else the only one that has exactly this name; None for no such."""
    found = places.find(code) if code else None
    if found or code:
        return found
    same = [p for p in places.all_places().values() if p.name.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else None


def why_shared(one: Place, other: Place) -> str:
    """Why two places may hold the same people, in words; "" where they hold none together.

    >>> known = places.all_places()
    >>> why_shared(known["E07000117"], known["E10000017"])
    'Burnley (E07000117) lies in Lancashire (E10000017)'
    >>> why_shared(known["E08000001"], known["E08000002"])
    ''
    """
    if one == other:
        return f"{_named(one)} is there twice"
    if division(one) != division(other):
        return (
            f"{_named(one)} is of {division(one)}, {_named(other)} of {division(other)}, whose "
            "boundaries are not compared"
        )
    for part, whole in ((one, other), (other, one)):
        if whole in places.chain(part):
            return f"{_named(part)} lies in {_named(whole)}"
        if whole in _after(part):
            return f"{_named(whole)} came after {_named(part)}"
        if whole in _wholes(part):
            return f"what came after {_named(part)} lies in {_named(whole)}"
    return ""


def _named(place: Place) -> str:
    return f"{place.name} ({place.code})"


@cache
def _after(place: Place) -> tuple[Place, ...]:
    """Every place that came after a place, those in between among them."""
    known, found = places.all_places(), list[Place]()
    waiting = list(place.successors)
    while waiting:
        after = known[waiting.pop(0)]
        waiting += after.successors
        found.append(after)
    return tuple(found)


@cache
def _wholes(place: Place) -> frozenset[Place]:
    """What the places that came after a place lie in."""
    return frozenset(whole for after in _after(place) for whole in places.chain(after))


def lacking(whole: Place, there: list[Place]) -> list[Place]:
    """The places that a whole is made of and that none of some places covers.

    Args:
        whole: such as a region.
        there: places in it.

    Returns:
        The smallest ones; those of today, where there are any, in the order of their names.
    """
    holding = {place.within for place in places.all_places().values()}
    inside = [
        place
        for place in places.all_places().values()
        if place.code not in holding and whole in places.chain(place)
    ]
    present = [place for place in inside if not place.former] or inside
    left = (p for p in present if not any(why_shared(p, mine) for mine in there))
    return sorted(left, key=lambda place: place.name)
