"""Which places are meant by a search, and everything that has to be said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imscore.errors import UsageError
from imscore.reference import places, priority
from imscore.reference.places import Link, Place
from imscore.reference.priority import Standing
from imscore.suggest import did_you_mean
from imscore.tools.members import find_whole


@dataclass(frozen=True, slots=True)
class Described:
    """A place with what it lies in, what came before and after it, and its links.

    Attributes:
        within: the places it lies in, the nearest first. priority: how it stands to the 43.
        said: sentences about former codes, successors and links.
    """

    place: Place
    within: tuple[Place, ...]
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    links: tuple[Link, ...]
    priority: tuple[Standing, ...]
    said: tuple[str, ...]


def find(
    text: str | None, region: str | None = None, *, only_priority: bool = False
) -> list[Described]:
    """The places meant, in the order of a search or of the table.

    Args:
        text: a code or a part of a name; None for all.
        region: only those that lie in this place, by code or name.
        only_priority: only those on the report's list of 43 themselves, in its order.

    Raises:
        UsageError: where nothing is found.
    """
    found = places.search(text) if text else list(places.all_places().values())
    if region is not None:
        whole = find_whole(region)
        found = [place for place in found if whole in places.chain(place)]
    if only_priority:
        wanted = {area.authority.code: area.order for area in priority.all_areas()}
        found = sorted((p for p in found if p.code in wanted), key=lambda p: wanted[p.code])
    if not found:
        raise UsageError(_nothing(text, region))
    return [describe(place) for place in found]


def describe(place: Place) -> Described:
    """All that is known of a place."""
    return Described(
        place,
        tuple(places.chain(place)),
        tuple(places.formerly(place)),
        tuple(places.became(place)),
        tuple(places.links_of(place)),
        tuple(priority.standings(place.code)),
        tuple(places.spoken_of(place)),
    )


def kinds() -> Sequence[tuple[str, int, int]]:
    """Each kind of place, how many there are and how many of them are former."""
    everything = list(places.all_places().values())
    names = dict.fromkeys(place.kind for place in everything)
    return [
        (
            name,
            sum(place.kind == name for place in everything),
            sum(place.kind == name and place.former for place in everything),
        )
        for name in names
    ]


def _nothing(text: str | None, region: str | None) -> str:
    where = f" in {region}" if region else ""
    if not text:
        return f"There are no such places{where}."
    names = [place.name for place in places.all_places().values()]
    hint = did_you_mean(text, names, 0.6)
    return f"There is no place {text!r}{where}. {hint}A part of the name is enough."
