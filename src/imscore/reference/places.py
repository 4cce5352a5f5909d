"""Places of England by code and name: what they lie in, what became of them, what matches them.

A primary care trust and a local authority of one name are two places: a link between them says
how it was made and is never an equality. Boundaries are nowhere compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference import tables
from imscore.reference.indicators import plain

RELATIONS = MappingProxyType(
    {
        "one_to_one": "the one trust listed for",
        "one_pct_several_authorities": "listed for several authorities, among them",
        "several_pcts_one_authority": "one of several trusts listed for",
        "group_only": "in a group of trusts listed together for several authorities, among them",
        "doubtful": "a doubtful match",
    }
)
BY_NAME = "matched by name, boundaries not compared"
_FILLING = (" teaching", " care trust", " plus", " pct", " nhs", " primary care trust")


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    Attributes:
        code: of the Office for National Statistics. other_code: the NHS's, "" where none.
        kind: such as `Primary care trust`.
        within: the code of the place that it lies in.
        until: the day it ended, ISO, "" where it stands or the day is not known.
        successors: codes of what came after it, none where it stands or had no one successor.
        source: a short name of the publication, told in full in the table.
    """

    code: str
    other_code: str
    name: str
    kind: str
    within: str
    until: str
    successors: tuple[str, ...]
    source: str

    @property
    def former(self) -> bool:
        """Whether it is no longer there under this code."""
        return bool(self.until or self.successors)


@dataclass(frozen=True, slots=True)
class Link:
    """A primary care trust beside a local authority of its time.

    Attributes:
        relation: a key of `RELATIONS`. note: what else has to be said, "" for nothing.
    """

    pct: Place
    authority: Place
    relation: str
    note: str

    @property
    def usable(self) -> bool:
        """Whether it may be spoken of as a match at all."""
        return self.relation != "doubtful"


@cache
def all_places() -> dict[str, Place]:
    """Every place by its code, in the order of the table; England itself is not among them."""
    return {row["code"]: _place(row) for row in tables.rows("places")}


def _place(row: dict[str, str]) -> Place:
    told = {name: row[name] for name in ("code", "other_code", "name", "kind", "within", "until")}
    return Place(**told, successors=tuple(row["successors"].split()), source=row["source"])


@cache
def all_links() -> tuple[Link, ...]:
    """Every link of a primary care trust with a local authority."""
    known = all_places()
    return tuple(
        Link(known[r["pct_code"]], known[r["authority_code"]], r["relation"], r["note"])
        for r in tables.rows("pct_authorities")
    )


def find(code: str) -> Place | None:
    """The place of a code, the NHS's or the Office for National Statistics'; None where unknown.

    >>> find("5HQ").name, find("e08000001").name, find("5ZZ")
    ('Bolton PCT', 'Bolton', None)
    """
    wanted = code.strip().upper()
    return all_places().get(wanted) or _by_other_code().get(wanted)


@cache
def _by_other_code() -> dict[str, Place]:
    return {place.other_code: place for place in all_places().values() if place.other_code}


def search(text: str) -> list[Place]:
    """Places of a code, else those whose name holds the text, whole names first.

    Args:
        text: letters' case, hyphens and `&` for `and` do not count.

    >>> [place.code for place in search("bolton")]
    ['E08000001', 'E16000148']
    """
    by_code = find(text)
    if by_code:
        return [by_code]
    wanted = _folded(text)
    found = [place for place in all_places().values() if wanted in _folded(place.name)]
    return sorted(found, key=lambda place: (_bare(place.name) != wanted, place.former, place.name))


def _folded(name: str) -> str:
    return plain(name.replace("&", " and ").replace(".", ""))


def _bare(name: str) -> str:
    """A name without the words that only say what kind of place it is."""
    bare = _folded(name)
    for word in _FILLING:
        bare = bare.replace(word, "")
    return bare


def links_of(place: Place) -> list[Link]:
    """The links that a trust or an authority has, under its present or a former code."""
    same = [place, *(p for p in formerly(place) if _only_recoded(p, [place]))]
    return [link for link in all_links() if link.pct in same or link.authority in same]


def chain(place: Place) -> Iterator[Place]:
    """The places that a place lies in, from the nearest outwards, England left out."""
    known = all_places()
    while place.within in known:
        place = known[place.within]
        yield place


def region_of(code: str) -> Place | None:
    """The region, NHS region or strategic health authority of a place, None where unknown.

    The government office regions, the health authorities and the NHS regions of today are three
    divisions of England: they share names, not boundaries.

    >>> region_of("E08000001").name, region_of("5HQ").kind, region_of("E54000057").kind
    ('North West', 'Strategic health authority', 'NHS region')
    """
    place = find(code)
    return next((p for p in chain(place) if p.within == ENGLAND_CODE), None) if place else None


def formerly(place: Place) -> list[Place]:
    """The places that a place came after, in the order of their codes."""
    return [p for p in all_places().values() if place.code in p.successors]


def became(place: Place) -> list[Place]:
    """The places of today that came after a place, itself left out."""
    known, found = all_places(), list[Place]()
    waiting = list(place.successors)
    while waiting:
        after = known[waiting.pop(0)]
        waiting += after.successors
        found += [] if after.successors else [after]
    return found


def described(place: Place) -> str:
    """A place in one line: `Bolton PCT (E16000148, 5HQ, primary care trust)`."""
    codes = ", ".join(filter(None, (place.code, place.other_code)))
    kind = place.kind if place.kind[:3].isupper() else place.kind[0].lower() + place.kind[1:]
    return f"{place.name} ({codes}, {kind.replace('nHS', 'NHS')})"


def spoken_of(place: Place) -> list[str]:
    """What has to be said so that nobody takes a place for another one, in sentences."""
    said = []
    after = became(place)
    if after:
        how = (
            "has since had another code"
            if _only_recoded(place, after)
            else "has since been replaced by"
        )
        said.append(f"{described(place)} {how}: {'; '.join(described(p) for p in after)}.")
    elif place.until:
        said.append(f"{described(place)} ended on {place.until} and has no one successor here.")
    before = formerly(place)
    if before:
        names = "; ".join(described(p) for p in before)
        said.append(f"{described(place)} came after: {names}. Figures from before are of those.")
    said += [link_words(link) for link in links_of(place)]
    return said


def _only_recoded(place: Place, after: Sequence[Place]) -> bool:
    return len(after) == 1 and after[0].name == place.name and after[0].kind == place.kind


def link_words(link: Link) -> str:
    """A link in one sentence, with how it was made."""
    way, note = RELATIONS[link.relation], f" {link.note}" if link.note else ""
    if not link.usable:
        return f"{link.pct.name} and {link.authority.name}: {way}.{note}"
    return f"{link.pct.name} is {way} {link.authority.name} ({BY_NAME}).{note}"


def whole(code: str) -> str:
    """The name of a place or of England by its code, the code where it is unknown."""
    if code == ENGLAND_CODE:
        return ENGLAND_NAME
    found = find(code)
    return found.name if found else code
