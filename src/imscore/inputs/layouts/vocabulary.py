"""The words that may stand beside an indicator's name, and the names themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from imscore.inputs.layouts.phrases import Phrases, Tokens, listed, phrases_of, tokens
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

_THOUSAND, _HUNDRED = 1000, 100
_SHARES: tuple[Tokens, ...] = (
    *(("%",), ("percentage",), ("percentages",), ("proportion",), ("percent",), ("per", "cent")),
)
_HOW_MANY: tuple[Tokens, ...] = (
    *((), ("number", "of"), ("no", "of"), ("total",), ("total", "number", "of"), ("count", "of")),
)
BEFORE = Phrases({"before": listed("before")})


def phrases_about(owner: Indicator | None) -> Phrases:
    """What may stand beside an indicator's name, by kind; without one, what may stand anywhere."""
    if owner is None:
        return _phrases_of((), frozenset(), frozenset(), 0)
    counted = listed("counted", owner.id) | {tokens(owner.events), tokens(owner.numerator)}
    people = listed("populations", owner.id) | {tokens(owner.population), tokens(owner.denominator)}
    return _phrases_of(tokens(owner.unit), counted, people, owner.multiplier)


@lru_cache(maxsize=64)
def _phrases_of(
    unit: Tokens, counted: frozenset[Tokens], people: frozenset[Tokens], per: int
) -> Phrases:
    units = _shares(counted, people) if per in (_HUNDRED, 0) else _units(counted, people, per)
    shares = {word for share in _SHARES for word in share}
    rates = [t for t in listed("rates") if per in (_HUNDRED, 0) or not shares & set(t)]
    denominators = [(*how, *p) for p in people for how in _HOW_MANY]
    numerators = [(*how, *c) for c in counted for how in _HOW_MANY]
    return Phrases(
        {
            "value": [unit, *units, *rates],
            "denominator": denominators,
            "numerator": [*listed("counts"), *numerators],
            "provisional": listed("provisional"),
            "harmless": listed("harmless"),
        }
    )


def _units(counted: Iterable[Tokens], people: Iterable[Tokens], per: int) -> set[Tokens]:
    """Ways of saying a rate's unit: `per 1000 live births`, `infant deaths per 1000`."""
    numbers = [("per", str(per)), (str(per),), *([("per", "thousand")] if per == _THOUSAND else [])]
    found = {(*number, *p) for number in numbers for p in ((), *people)}
    told = {(*how, *c, *unit) for how in _HOW_MANY for c in counted for unit in found}
    return found | told


def _shares(counted: Iterable[Tokens], people: Iterable[Tokens]) -> set[Tokens]:
    """Ways of saying a percentage: `% of maternities`, `% smoking`."""
    of_people = {
        (*share, *of, *p) for share in _SHARES for of in (("of",), ("of", "all")) for p in people
    }
    of_counted = {(*share, *c) for share in (*_SHARES, *of_people) for c in counted}
    return {*_SHARES, *of_people, *of_counted}


@lru_cache(maxsize=8)
def names_of(catalogue: Catalogue) -> Mapping[Tokens, tuple[str, str]]:
    """Every name of an indicator: its id, and how the catalogue knows it."""
    return _by_name(
        tuple(
            (spelling, owner, spelling if definition else owner)
            for spelling, (owner, definition) in catalogue.spellings.items()
            if not spelling.startswith("#")
        )
    )


@lru_cache(maxsize=8)
def counts_of(catalogue: Catalogue) -> Mapping[Tokens, tuple[str, str]]:
    """What the counts of an indicator are counts of, where that tells the indicator."""
    own = [(i.events, i.id, i.id) for i in catalogue.values()]
    told = [(phrase, i, i) for i in catalogue for phrase in phrases_of("counts_that_tell", i)]
    return _by_name((*own, *told))


@lru_cache(maxsize=8)
def _by_name(names: tuple[tuple[str, str, str], ...]) -> dict[Tokens, tuple[str, str]]:
    found: dict[Tokens, tuple[str, str]] = {}
    for spelling, owner, known_as in names:
        found.setdefault(tokens(spelling), (owner, known_as))
    return found
