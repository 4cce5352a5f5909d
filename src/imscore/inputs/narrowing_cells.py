"""Cells that say that their row is of a part, or of something else, whatever their header is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from imscore.inputs import layouts
from imscore.inputs.layouts.phrases import Phrases, Tokens, tokens
from imscore.reference.definitions import Indicator

_QUARTER = re.compile(
    r"(?:q|qtr|quarter) ?([1-4])(?: only)?|([1-4])(?:st|nd|rd|th) (?:qtr|quarter)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_MONTHS = re.compile(rf"{_MONTH} (?:to |and )?{_MONTH}")
_WHOLE_YEAR = re.compile(r"apr[a-z]* (?:to )?mar[a-z]*|jan[a-z]* (?:to )?dec[a-z]*")
_AGE = re.compile(
    r"(?:under|over|below|less than|aged?) \d{1,2}s?(?: ?(?:to|and) ?\d{1,2})?(?: years?)?(?: old)?"
    r"|\d{1,2} (?:to )?\d{1,2} years?|\d{1,2} (?:and|or) (?:over|under)|under \d{1,2}s"
)
_UNIT = re.compile(
    r"(?:crude )?(?:rate )?(?:per|/) ?[\d, ]*\d(?: .*)?|(?:per|/) ?(?:\w+ )?thousand.*"
)
_SHARE = frozenset({"%", "percentage", "percent", "per cent", "percentages"})
_AGED_SO = re.compile(r"\b(?:under|over|aged) \d")
_LONGEST = 48
_YEARS = re.compile(r"\b(?:years?|yrs?)\b(?: old)?")
_AGED = frozenset({"years", "aged", "age", "only"})


@lru_cache(maxsize=1)
def listed() -> Mapping[str, list[str]]:
    """The lists of words for columns of any header."""
    path = Path(layouts.__file__).parent / "words" / "narrowing.toml"
    found: Mapping[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["anywhere"]
    return found


def kind_of(said: str) -> str:
    """What a cell says of its row: `quarter`, `part`, `unit`, `count`; "" where nothing known.

    Args:
        said: the whole cell in its plain spelling; a sentence that has such a word says nothing.

    >>> [kind_of(text) for text in ("per 100,000", "q1", "males", "on target", "count")]
    ['unit', 'quarter', 'part', '', 'count']
    """
    if not said or len(said) > _LONGEST:
        return ""
    if _UNIT.fullmatch(said) or said in _SHARE:
        return "unit"
    if _QUARTER.fullmatch(said):
        return "quarter"
    if _AGE.fullmatch(said) or (_MONTHS.fullmatch(said) and not _WHOLE_YEAR.fullmatch(said)):
        return "part"
    return _kind_of_words(tokens(said))


def quarter_of(said: str) -> str:
    """The number of the quarter that a cell names, "" where it names none."""
    if said in ("1", "2", "3", "4"):
        return said
    found = _QUARTER.fullmatch(said)
    return (found[1] or found[2]) if found else ""


def is_own(said: str, indicator: Indicator) -> bool:
    """Whether a cell only repeats words of what the indicator is anyway: its name, its ages."""
    names = [indicator.name, indicator.short_name, *(s.name for s in indicator.spellings)]
    names += [indicator.numerator, indicator.population, indicator.unit, *indicator.sexes]
    names += [_YEARS.sub("years", age.replace("<", "under ")) for age in indicator.ages]
    own = _YEARS.sub("years", said.replace("<", "under "))
    return any(set(tokens(own)) - _AGED <= set(tokens(name)) for name in names)


def _kind_of_words(words: Tokens) -> str:
    kinds, place = {"part"} if _AGED_SO.search(" ".join(words)) else set(), 0
    while place < len(words):
        found = _phrases().at(words, place, range(len(words)))
        if found is None and not words[place].isdigit():
            return ""
        kinds.add(found[1] if found else "beside")
        place += found[0] if found else 1
    return next((kind for kind in ("part", "count") if kind in kinds), "")


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    kinds = (("part", "words"), ("count", "counts"), ("beside", "beside"))
    return Phrases({kind: {tokens(text) for text in listed()[name]} for kind, name in kinds})
