"""Names of places: which two are spellings of one, and which are names of real places."""

from __future__ import annotations

import re
from functools import cache

from imscore.reference import places
from imscore.reference.indicators import plain
from imscore.suggest import slips

# Words that say what kind of place it is, or only join the others.
_FILLING = (
    "nhs pct tpct primary care trust teaching plus council borough city county metropolitan "
    "district unitary authority ua la london royal mbc mdc mcd bc dc cc lb rb ccg clinical "
    "commissioning group icb sub integrated board health strategic sha region total "
    "of the and with w upon on in le"
)
# The region, not the borough or the city in it.
_LONDON = "greater london region"
# One place may be called by some of its words, but not without those that set it apart.
_APART = (
    "north south east west northern southern eastern western mid middle central greater inner "
    "outer upper lower new old rest"
)
_SHORT = {
    "saint": "st",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "gt": "great",
    "gtr": "greater",
    "g": "greater",
}
# Where a shorter name is cut off, as in Notts for Nottinghamshire.
_LEAST_CUT, _LEAST_SLIP = 3, 5
_OWN_CODE = re.compile(r"\s+-\s+\w{3,5}$")


def is_place(name: str) -> bool:
    """Whether a name is that of a place of England, whatever kind of place it is called.

    >>> is_place("Fenland"), is_place("NHS Bolton"), is_place("Anytown")
    (True, True, False)
    """
    return bool(_known(name))


def alike(name: str, other: str) -> bool:
    """Whether two names may be spellings of one: never where they are those of two places.

    The words for kinds of place, letters' case and `&` do not count; nor does a slip of one letter
    in a long word, a county cut short, or a part of the words that sets no place apart.

    >>> alike("NHS Bolton Teaching PCT", "BOLTON"), alike("Notts", "Nottinghamshire")
    (True, True)
    >>> alike("Hartlepool", "Leeds"), alike("East Sussex", "West Sussex")
    (False, False)
    """
    parts = {found[0].strip() for each in (name, other) if (found := _OWN_CODE.search(each))}
    if len(parts) > 1:
        return False
    known, others = _known(name), _known(other)
    if any(_is_one(code, another) for code in known for another in others):
        return True
    words, more = _words(name), _words(other)
    within = set(words) <= set(more) or set(more) <= set(words)
    if known and others and not (within and _kinds(known).isdisjoint(_kinds(others))):
        return False
    if within:
        return not (set(words) ^ set(more)) & set(_APART.split())
    if len(words) == len(more):
        return all(_same_word(*pair) for pair in zip(words, more, strict=True))
    return "".join(words) == "".join(more)


def was_renamed(code: str) -> bool:
    """Whether a code had another name once: those of clinical commissioning groups are kept on."""
    place = places.find(code)
    return place is not None and place.kind == "Sub-ICB location"


def is_of_another(code: str, name: str) -> bool:
    """Whether a code is a known place's, and the name that of a known place that is not alike.

    >>> is_of_another("E06000001", "Leeds"), is_of_another("E06000001", "Anytown")
    (True, False)
    """
    place = places.find(code)
    # Councils have codes of three letters of their own: TAN is a trust's and Tandridge's.
    clear = place is not None and (place.code == code.strip().upper() or code[:1].isdigit())
    if place is None or not clear or was_renamed(code):
        return False
    return is_place(name) and not alike(place.name, name)


def _same_word(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if short == long or (len(short) >= _LEAST_CUT and long == f"{short}side"):
        return True
    if short.endswith("s") and len(short) > _LEAST_CUT and long.startswith(short[:-1]):
        return True
    return len(short) >= _LEAST_SLIP and slips(short, long) <= 1


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words that tell a place from others; all of them where none does."""
    folded = plain(re.sub(r"[.,'’()/]", " ", _OWN_CODE.sub("", name)).replace("&", " and "))
    spelt = " ".join(_SHORT.get(word, word) for word in folded.split()).split()
    if "london" in spelt and set(spelt) <= set(_LONDON.split()):
        return ("london",)
    return tuple(word for word in spelt if word not in _FILLING.split()) or tuple(spelt)


def _known(name: str) -> frozenset[str]:
    """The codes of the places that have a name."""
    return _by_words().get(frozenset(_words(name)), frozenset())


@cache
def _by_words() -> dict[frozenset[str], frozenset[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for place in places.all_places().values():
        found.setdefault(frozenset(_words(place.name)), set()).add(place.code)
    return {words: frozenset(codes) for words, codes in found.items()}


def _kinds(codes: frozenset[str]) -> set[str]:
    return {places.all_places()[code].kind for code in codes}


def _is_one(code: str, other: str) -> bool:
    """Whether two codes are of one place, renamed or given another code, or of matching ones."""
    return code == other or {code, other} in _matches() or {code, other} in _renewed()


@cache
def _renewed() -> list[set[str]]:
    """The codes of a place and of the one that came after it and after no other."""
    known = places.all_places().values()
    return [{p.code, *p.successors} for p in known if len(p.successors) == 1 and _alone(p)]


def _alone(place: places.Place) -> bool:
    return len(places.formerly(places.all_places()[place.successors[0]])) == 1


@cache
def _matches() -> list[set[str]]:
    """A trust's code and an authority's, where the one was the only trust of the other."""
    links = (link for link in places.all_links() if link.relation == "one_to_one")
    return [{link.pct.code, link.authority.code} for link in links]
