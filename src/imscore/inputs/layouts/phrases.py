"""Words of titles and headings: cut into tokens, and the lists of those that are understood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Tokens = tuple[str, ...]
_WORDS = Path(__file__).parent / "words"
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰᵖʳ*†‡§]+|\[\s*(?:notes?\s*)?[\d, ]{1,8}\]")
_LABEL = re.compile(
    r"^\s*(?:(?:data\s+)?(?:table|tab|figure|fig|chart|sheet|worksheet|appendix|annex|section|indicator)"
    r"\.?\s*(?:[a-z]?\d+[a-z]?(?:[.-]\d+)*[a-z]*|[a-z])\b|[a-e]\d{2}[a-z]?(?=\s+[-–—]\s)|(?:ni|vsb|vsc|vsa|phof|sqr)?\s?\d+[.]\d+[ivx]*\b"
    r"|(?:ni|vsb|vsc|vsa|sqr)\s?\d+\b|\d{1,2}\s*[.:)])\s*[:.)-]?",
    re.I,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d{2}"
_PERIOD = re.compile(
    rf"\b(?:{_MONTH}\s*(?:-|–|to)\s*{_MONTH}\s+{_YEAR}|{_MONTH}\s+{_YEAR}|(?:q|qtr|quarter)\s?[1-4]\b"
    rf"|(?:fy|cy)?\s?{_YEAR}\s*(?:/|-|–|—|to|and)\s*(?:{_YEAR}|\d{{2}})(?![\d])"
    rf"|(?:fy|cy)?\s?{_YEAR}\d?(?!\d)|\d{{2}}/\d{{2}}(?![\d/]))",
    re.I,
)
# A note's number stands right behind a word, or behind a bracket.
_NOTED = re.compile(r"(?:(?<=[A-Za-z])|(?<=[)\]])\s?)\d{1,2}(?:,\s?\d{1,2})*(?![\w.])")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b", re.I)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|%|[^\W\d_]+|[,:;()\[\]|/]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_BREAKS = frozenset(",:;()[]|/")


@dataclass(frozen=True)
class Word:
    """A token of a text; `segment` counts the breaks (commas, brackets, dashes) before it."""

    text: str
    segment: int


def words_of(text: str) -> list[Word]:
    """Cuts a text into words, without its table number, its footnote marks and its periods.

    >>> [word.text for word in words_of("Table 3a: Under-18 conceptions², 2008-10 (per 1,000)")]
    ['under', '18', 'conceptions', 'per', '1000']
    """
    text = _POSSESSIVE.sub("s", _RAISED.sub(" ", text))
    text = _PERIOD.sub(" | ", _LABEL.sub(" ", text, count=1))
    text = _NOTED.sub(" ", text)
    text = re.sub(r"\s[-–—]+\s|[–—]{1,2}(?=\s)", " | ", _THOUSANDS.sub("", text))
    found, segment = [], 0
    for token in _TOKEN.findall(text.casefold()):
        if token in _BREAKS:
            segment += 1
        else:
            found.append(Word(token, segment))
    return found


def period_in_words(text: str) -> bool:
    """Whether a text names a year, a month of one, or a quarter."""
    return bool(_PERIOD.search(text))


@lru_cache(maxsize=4096)
def tokens(text: str) -> Tokens:
    """The words of a phrase, with its numbers: nothing is taken off."""
    whole = _THOUSANDS.sub("", text.casefold())
    return tuple(token for token in _TOKEN.findall(whole) if token not in _BREAKS)


@lru_cache(maxsize=1)
def lists() -> Mapping[str, Any]:
    """The lists of words, as the files beside this module hold them."""
    return {**_file("headings"), "lines": _file("lines")}


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def known_places() -> frozenset[Tokens]:
    """The places of England that are known by name."""
    return frozenset(tokens(name) for name in _file("places")["names"])


@lru_cache(maxsize=64)
def listed(*keys: str) -> frozenset[Tokens]:
    """One list of phrases, by its name, or the names of its table and its own."""
    return frozenset(tokens(phrase) for phrase in phrases_of(*keys))


def phrases_of(*keys: str) -> tuple[str, ...]:
    """One list as it is written, by the names that lead to it; empty where there is none."""
    found: Any = lists()
    for key in keys:
        found = found.get(key, ())
    return tuple(found)


def is_known_place(name: str) -> bool:
    """Whether a name is one of the known places, or says what kind of place it is.

    >>> is_known_place("Adur"), is_known_place("Anytown PCT"), is_known_place("Anytown")
    (True, True, False)
    """
    words = tokens(name)
    return words in known_places() or any(
        words[-len(end) :] == end and len(words) > len(end) for end in listed("kinds_of_place")
    )


class Phrases:
    """Phrases of several kinds, the longest of which is found at a place in a text."""

    def __init__(self, kinds: Mapping[str, Iterable[Tokens]]) -> None:
        """Takes the phrases of each kind; where two kinds share one, the first kind has it."""
        self._by_first: dict[str, list[tuple[Tokens, str]]] = {}
        for kind, phrases in kinds.items():
            for phrase in phrases:
                if phrase:
                    self._by_first.setdefault(phrase[0], []).append((phrase, kind))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def at(self, texts: Sequence[str], start: int, free: Collection[int]) -> tuple[int, str] | None:
        """The length and kind of the longest phrase that begins at `start` within `free` places."""
        for phrase, kind in self._by_first.get(texts[start], ()):
            end = start + len(phrase)
            if tuple(texts[start:end]) == phrase and all(p in free for p in range(start, end)):
                return len(phrase), kind
        return None
