"""Lines that say nothing of figures by their form: sentences, footnotes, the making of a table."""

from __future__ import annotations

import re
from functools import lru_cache

from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.title_lines import is_about_the_making

_MARKED = re.compile(r"^\s*(?:[*†‡§^~#]|[⁰¹²³⁴-⁹]|[\[(]\s*(?:note\s*)?\w{1,3}\s*[\])])")
# Before fewer words a number is that of a heading.
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:[.)]\s|\s+[A-Z])")
_ADDRESS = re.compile(r"@|://|\bwww\.", re.I)
_SHORT_NAME = re.compile(r"^[^\W\d_]+[ _]?\d{0,3}[a-z]?(?: ?\(\d+\))?$")
_FEWEST_IN_SENTENCE, _FEWEST_IN_NOTE = 5, 5
_MOST_IN_HEADING, _MOST_WITH_A_STOP = 16, 6


def is_of_no_figures(text: str) -> bool:
    """Whether a line is a sentence, a footnote, an address or about the table's making."""
    begins = tokens(text)
    making = any(begins[: len(phrase)] == phrase for phrase in listed("lines", "making"))
    many = len(text.split()) >= _FEWEST_IN_NOTE
    return bool(
        making
        or is_about_the_making(text)
        or _ADDRESS.search(text)
        or _MARKED.match(text)
        or (many and _NUMBERED.match(text))
        or is_sentence(text)
        or begins in listed("rows", "everybody")
        or begins in listed("lines", "area_headers")
        or not any(letter.isalpha() for letter in text)
    )


def is_short_name(text: str) -> bool:
    """Whether a sheet's name is one word, or one that numbers the sheets, such as `T3 (2)`."""
    return bool(_SHORT_NAME.match(text.strip()))


def is_sentence(text: str) -> bool:
    """Whether a text is long, or has a verb of its own: no heading, but prose."""
    words = [word.strip(".,;:()[]'\"").casefold() for word in text.split()]
    ended = text.rstrip().endswith(".")
    if len(words) > _MOST_IN_HEADING or (ended and len(words) > _MOST_WITH_A_STOP):
        return True
    verbs, relatives = single("verbs"), single("relatives")
    return len(words) >= _FEWEST_IN_SENTENCE - ended and any(
        word in verbs and words[place - 1] not in relatives
        for place, word in enumerate(words)
        if place
    )


@lru_cache(maxsize=16)
def single(name: str) -> frozenset[str]:
    """The single words of a list of words about lines."""
    return frozenset(phrase[0] for phrase in listed("lines", name) if len(phrase) == 1)
