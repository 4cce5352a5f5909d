"""What a line of its own says of the figures by it: nothing, something unknown, or a part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from imscore.inputs.layouts.groups import is_group, speaks_of_a_group
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.phrases import Phrases, Tokens, known_places, listed, tokens, words_of
from imscore.inputs.layouts.quiet_lines import is_of_no_figures, single
from imscore.inputs.layouts.title_places import AREA_LABELS
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue, plain

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = re.compile(
    rf"\b(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"\b(?:\s+\d{{2,4}})?|\b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}\b|\b{_MONTH}\s+\d{{2,4}}\b"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?\b",
    re.I,
)
# "Target: 15.0%" tells one figure, and not what the others are.
_ONE_FIGURE = re.compile(r"[:=]\s*[<>]?\d+(?:\.\d+)?\s*%?\s*$|\d\.\d|\d\s*%")
_AGE = re.compile(
    r"\b(?:under|over|below|aged?|less than|younger than|older than)[\s-]*(\d{1,2})", re.I
)
_AGES = re.compile(r"\b(\d{1,2})\s*(?:-|–|to)\s*\d{1,2}\b")
_PER = re.compile(r"\b(?:per|/)\s*(1\d*0)\b")
_BREAKS = re.compile(r"\s[-–—]+\s|[,:;|()\[\]/]")


@dataclass(frozen=True)
class Judged:
    """What is to be made of a line.

    Attributes:
        words: those that are not understood; empty for a line that says nothing of the figures.
        narrows: whether one of them is known to make figures those of a part, or of another
            measure.
        of_a_theme: whether those that do may be in the name of a theme, or of a document.
    """

    words: tuple[str, ...] = ()
    narrows: bool = False
    of_a_theme: bool = False


def judged(
    text: str, catalogue: Catalogue, places: Collection[Tokens] = (), owners: Iterable[str] = ()
) -> Judged:
    """Reads a line as titles are read, and sorts what is not understood.

    Args:
        text: of the line, or a sheet's name.
        catalogue: the known indicators.
        places: names of the table's own areas.
        owners: ids of the indicators that the figures are of.

    >>> from imscore.reference.indicators import load
    >>> judged("Routine and manual", load()).narrows, judged("Blue folder", load()).words
    (True, ('blue', 'folder'))
    >>> judged("Source: under 20s left out", load()).words, judged("All persons", load()).words
    ((), ())
    """
    if is_of_no_figures(text):
        return Judged()
    label, colon, value = text.partition(":")
    text = value if colon and _is_label_of_areas(label) else text
    bare = _without_places(_DATES.sub(" | ", text.replace("_", " ")), places)
    owners = tuple(owners)
    said = [understand(bare, catalogue, places, owner) for owner in (*owners, "")]
    best = min(said, key=lambda found: len(found.unknown))
    own = {catalogue[owner].short_name for owner in owners}
    words = _not_harmless(bare, [word for word in best.unknown if word not in own])
    if not words:
        return Judged(_other_indicator(best, catalogue, owners))
    bad = _narrowing(bare, words)
    named = {word.text for word in words_of(bare)}
    of_document = bool(named & single("documents")) or _holds(bare, "documents")
    of_body = bool({*words, *named} & single("organisations"))
    said_to_be_a_place = bool(colon) and text is value
    if not bad and (of_body or said_to_be_a_place or set(words) <= single("documents")):
        return Judged()
    mild = of_document or of_body or bool(_ONE_FIGURE.search(text)) or bad <= single("topics")
    return Judged(words, bool(bad), bool(bad) and mild)


def _other_indicator(found: Heading, catalogue: Catalogue, owners: Collection[str]) -> Tokens:
    """The indicator that an understood line names, where the figures are of none such."""
    named = catalogue.spellings.get(plain(found.indicator), ("",))[0] if found.indicator else ""
    return (catalogue[named].short_name,) if named and owners and named not in owners else ()


def _is_label_of_areas(label: str) -> bool:
    return plain(label) in AREA_LABELS or tokens(label) in listed("lines", "area_headers")


def _without_places(text: str, places: Collection[Tokens]) -> str:
    """The text without pieces that are a known place, whatever their words would say else."""
    known = {*places, *known_places()}
    pieces = [piece for piece in _BREAKS.split(text) if tokens(piece) in known]
    for piece in pieces:
        if piece.strip():
            text = text.replace(piece, " | ", 1)
    return "" if is_england_name(text) else text


def _not_harmless(text: str, unknown: Sequence[str]) -> tuple[str, ...]:
    """The unknown words that are in no harmless phrase, without lone numbers and letters."""
    texts = [word.text for word in words_of(text)]
    phrases, place, free = _harmless(), 0, range(len(texts))
    taken: set[str] = set()
    while place < len(texts):
        found = phrases.at(texts, place, free)
        taken |= {*texts[place : place + found[0]]} if found else set()
        place += found[0] if found else 1
    rest = tuple(word for word in unknown if word not in taken)
    worded = [word for word in rest if len(word) > 1 and not word.isdigit()]
    return rest if worded or _is_of_age_or_unit(text, rest) else ()


def _narrowing(text: str, words: Sequence[str]) -> set[str]:
    """The words that are known to narrow; `#` stands for what several of them do together."""
    bad = {word for word in words if (word,) in _narrows()}
    spelt = f" {' '.join(word.text for word in words_of(text))} "
    more = [phrase for phrase in _narrows() if len(phrase) > 1 and set(phrase) & {*words}]
    together = any(f" {' '.join(phrase)} " in spelt for phrase in more)
    group = is_group(text) or is_group(" ".join(words)) or speaks_of_a_group(" ".join(words))
    group = group and not {*words} <= single("topics")
    if together or group or _is_of_age_or_unit(text, words):
        bad.add("#")
    return bad


def _is_of_age_or_unit(text: str, words: Sequence[str]) -> bool:
    spelt = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    numbers = [*_AGE.findall(spelt), *_AGES.findall(spelt), *_PER.findall(spelt)]
    return any(re.fullmatch(rf"{number}s?", word) for number in numbers for word in words)


def _holds(text: str, name: str) -> bool:
    """Whether a phrase of several words of a list is in a text."""
    spelt = f" {' '.join(word.text for word in words_of(text))} "
    return any(f" {' '.join(p)} " in spelt for p in listed("lines", name) if len(p) > 1)


@lru_cache(maxsize=1)
def _narrows() -> frozenset[Tokens]:
    lists = [("other_measures",), ("never_observed",), ("lines", "narrowing"), ("rows", "groups")]
    found = frozenset(phrase for keys in lists for phrase in listed(*keys))
    return found - listed("rows", "everybody")


@lru_cache(maxsize=1)
def _harmless() -> Phrases:
    return Phrases({"harmless": listed("lines", "harmless")})
