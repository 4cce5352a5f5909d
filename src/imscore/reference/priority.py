"""The 43 local authorities that the 2010 report put first, and where another place stands to them.

They had at least 20 infant deaths in routine and manual groups in 2002-04. They are authorities:
of a primary care trust, or of an authority that came later, only a link can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from imscore.reference import places, tables
from imscore.reference.places import Link, Place

RULE = "at least 20 infant deaths in routine and manual groups in 2002-04"
SOURCE = "Infant Mortality National Support Team report, December 2010, annex"


@dataclass(frozen=True, slots=True)
class PriorityArea:
    """One of the 43: its name as printed, the authority meant, the line of the text, a note."""

    order: int
    name: str
    authority: Place
    line: int
    note: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands to the list.

    Attributes:
        area: the priority area.
        how: `itself`, `recoded`, `linked` (a trust and an authority), `successor` (the area was
            merged into the place) or `part` (the area is a district in it).
        words: one sentence, which says so where it is not the area itself.
    """

    area: PriorityArea
    how: str
    words: str


@cache
def all_areas() -> tuple[PriorityArea, ...]:
    """The 43 areas in the annex's order."""
    known = places.all_places()
    return tuple(
        PriorityArea(
            int(row["order"]),
            row["name_as_printed"],
            known[row["authority_code"]],
            int(row["line"]),
            row["note"],
        )
        for row in tables.rows("priority_areas")
    )


def standings(code: str) -> list[Standing]:
    """How the place of a code stands to the list, one entry for each area concerned.

    Args:
        code: of the Office for National Statistics or the NHS.

    Returns:
        Empty where the place is unknown or has nothing to do with any of the 43.

    >>> [standing.how for standing in standings("E08000001")]
    ['itself']
    >>> [standing.area.name for standing in standings("5HQ")]
    ['Bolton']
    """
    place = places.find(code)
    if place is None:
        return []
    links = [link for link in places.links_of(place) if link.usable]
    found = [_standing(area, place, links) for area in all_areas()]
    return [standing for standing in found if standing is not None]


def _standing(area: PriorityArea, place: Place, links: Sequence[Link]) -> Standing | None:
    if area.authority == place:
        return Standing(area, "itself", f"One of the report's 43 priority areas ({RULE}).")
    for how, words in _ways(area, place, links):
        said = f"{area.name}, one of the report's 43 priority areas, {words}."
        return Standing(area, how, said)
    return None


def _ways(area: PriorityArea, place: Place, links: Sequence[Link]) -> list[tuple[str, str]]:
    ways = []
    after = places.became(area.authority)
    if place in after:
        same = len(after) == 1 and after[0].name == area.authority.name
        merged = f"has since been replaced by {place.name}, which is not the same place"
        ways.append(("recoded", f"has since had the code {place.code}") if same
                    else ("successor", merged))  # fmt: skip
    if place in places.chain(area.authority) and place.kind == "County":
        ways.append(("part", f"is a district in {place.name}"))
    for link in links:
        if link.authority == area.authority:
            told = places.RELATIONS[link.relation]
            ways.append(
                ("linked", f"is an authority; {place.name} is {told} it ({places.BY_NAME})")
            )
        if link.authority in places.chain(area.authority):
            county = link.authority.name
            ways.append(("part", f"is a district in {county}, and {place.name} is a trust there"))
    return ways
