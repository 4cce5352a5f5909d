"""Headers of figures that are of another place than their row: England, a region, the peers."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.phrases import Phrases, Tokens, listed, tokens
from imscore.reference.indicators import Catalogue


def is_of_others(
    text: str, catalogue: Catalogue, about: str = "", places: Collection[Tokens] = ()
) -> bool:
    """Whether a header says that its figures are of a comparator, or of a place of its own.

    Args:
        text: such as `England %`, `Regional rate`, `North West %`, `Peer group`.
        catalogue: the known indicators.
        about: the id of the indicator that the table is about, as far as that is known.
        places: names of the table's own areas; where there is one alone, its name says nothing new.

    >>> from imscore.reference.indicators import load
    >>> [is_of_others(text, load()) for text in ("England %", "Local %", "North West rate")]
    [True, False, True]
    """
    words, place = tokens(text), 0
    while place < len(words):
        found = _phrases().at(words, place, range(len(words)))
        if found and found[1] == "others":
            return True
        place += found[0] if found else 1
    own = set(places) if len(set(places)) == 1 else set()
    named = understand(text, catalogue, places, about).places
    return any(tokens(name) not in own for name in named)


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    kinds = ("publishers", "others")
    return Phrases({kind: listed("comparators", kind) for kind in kinds})
