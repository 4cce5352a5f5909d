"""Headers of 95% confidence limits in any of their usual spellings."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from imscore.inputs.layouts.phrases import Phrases, tokens

_SIDES = {"lower": "lower_ci", "upper": "upper_ci"}
_MOST_WORDS = 8
# Smaller numbers behind a header are those of footnotes.
_LOWEST_LEVEL = 50
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@lru_cache(maxsize=4096)
def limit_named(header: str) -> str | None:
    """The limit that a header names: `lower_ci`, `upper_ci`; None where it is no 95% limit.

    >>> [limit_named(text) for text in ("95% C.I. (lower)", "Upper bound", "99.8% LCL", "Low")]
    ['lower_ci', 'upper_ci', None, None]
    """
    words = tokens(header.replace("_", " "))
    kinds: set[str] = set()
    place = 0
    while place < len(words):
        found = _phrases().at(words, place, range(len(words)))
        if found is None and not (words[place] == "%" and place and words[place - 1] in _levels()):
            return None
        kinds.add(found[1] if found else "beside")
        place += found[0] if found else 1
    sides = {kind.removesuffix("_limit") for kind in kinds} & set(_SIDES)
    if len(sides) != 1 or len(words) > _MOST_WORDS or kinds <= {*_SIDES, "beside"}:
        return None
    return _SIDES[sides.pop()]


def is_of_another_level(header: str) -> bool:
    """Whether a header gives a level of confidence other than 95%, be it in brackets.

    >>> is_of_another_level("Lower limit (99.8%)"), is_of_another_level("Lower limit (2)")
    (True, False)
    """
    numbers = _NUMBER.findall(header)
    return any(text not in _levels() and float(text) >= _LOWEST_LEVEL for text in numbers)


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    path = Path(__file__).parent / "words" / "limits.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _levels() -> frozenset[str]:
    return frozenset(_lists()["level"])


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases({kind: [tokens(text) for text in texts] for kind, texts in _lists().items()})
