"""What a title, a sheet's name or a heading says; with every word that is not understood."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from imscore.inputs.layouts.phrases import Tokens, Word, known_places, listed, tokens, words_of
from imscore.inputs.layouts.vocabulary import BEFORE, counts_of, names_of, phrases_about
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

_MOST_WORDS_OF_A_PLACE = 6
_RATE_IN_NAME = frozenset({"rate", "prevalence", "%", "percentage", "proportion"})


# Nobody writes so long a title; each of its words is looked up in several ways.
_LONGEST, _QUOTED = 2_000, 40


@dataclass(frozen=True)
class Heading:
    """What a text says.

    Attributes:
        indicator: an id or a spelling that the catalogue knows, "" where none is named.
        measure: `numerator`, `denominator`, `value`, `both` for counts and rates; "" where it
            does not say.
        provisional: whether it says that the figures may change.
        unknown: words that are not understood, in their order; an indicator is told for certain
            only where there are none.
        places: the places that it names.
        about_a_measure: whether it speaks of something measured, understood or not.
    """

    indicator: str = ""
    measure: str = ""
    provisional: bool = False
    unknown: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    about_a_measure: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether it names an indicator, and all its words are understood."""
        return bool(self.indicator) and not self.unknown


def understand(
    text: str, catalogue: Catalogue, places: Collection[Tokens] = (), about: str = ""
) -> Heading:
    """Reads a text: its indicator is what is left once every other word is understood.

    Args:
        text: a title line, a sheet's name, a heading or a row's label.
        catalogue: the known indicators.
        places: names of the table's own areas.
        about: the id of the indicator that the text is under, for its units and counts; `indicator`
            stays "" where the text does not name it itself.

    >>> from imscore.reference.indicators import load
    >>> known = load()
    >>> understand("Table 1: Infant mortality rate per 1,000 live births", known).indicator
    'infant_mortality'
    >>> understand("Women not smoking at delivery", known).unknown
    ('not',)
    """
    if len(text) > _LONGEST:
        return Heading(unknown=(f"{text[:_QUOTED]}...",))
    words = words_of(text)
    texts = [word.text for word in words]
    free = set(range(len(words)))
    names = list(_take_names(texts, free, names_of(catalogue)))
    counted = not names
    if not about:
        names = names or list(_take_names(texts, free, counts_of(catalogue)))
    owner, spelling, named = names[0] if names else (about, "", ())
    said = set(_take_phrases(texts, free, catalogue[owner] if owner else None))
    found_places = tuple(_take_places(words, free, places))
    unknown = [texts[place] for place in sorted(free)]
    unknown += [catalogue[other].short_name for other, _, _ in names if other != owner]
    unknown += _ruled_out(texts, catalogue[owner]) if owner else []
    return Heading(
        indicator=spelling,
        measure=_measure(said, named, counted and bool(names)),
        provisional="provisional" in said,
        unknown=tuple(dict.fromkeys(unknown)),
        places=found_places,
        about_a_measure=bool(names) or any((t,) in listed("about_a_measure") for t in texts),
    )


def names_none(text: str, catalogue: Catalogue) -> bool:
    """Whether a text surely names no indicator, and nothing that tells one."""
    words = [word.text for word in words_of(text[: _LONGEST + 1])]
    by_names = names_of(catalogue), counts_of(catalogue)
    return not any(any(_take_names(words, set(range(len(words))), by)) for by in by_names)


_Name = tuple[str, str, Tokens]  # the indicator's id, its name for the catalogue, the words found


def _take_names(
    texts: Sequence[str], free: set[int], by_name: Mapping[Tokens, tuple[str, str]]
) -> Iterator[_Name]:
    """The indicators named, the longest name first; their words are taken."""
    longest = max(map(len, by_name), default=0)
    found = [
        (end - start, start)
        for start in range(len(texts))
        for end in range(start + 1, min(start + longest, len(texts)) + 1)
        if tuple(texts[start:end]) in by_name
    ]
    for length, start in sorted(found, key=lambda entry: -entry[0]):
        places = set(range(start, start + length))
        if places <= free:
            free -= places
            name = tuple(texts[start : start + length])
            yield (*by_name[name], name)


def _take_phrases(texts: Sequence[str], free: set[int], owner: Indicator | None) -> Iterator[str]:
    """The kinds of the phrases understood; their words are taken."""
    phrases = phrases_about(owner)
    named = set(range(len(texts))) - free
    place = 0
    while place < len(texts):
        found = None
        if place in free:
            found = BEFORE.at(texts, place, free)
            if found and place + found[0] not in named:
                found = None
            found = found or phrases.at(texts, place, free)
        if found:
            free -= set(range(place, place + found[0]))
            # "Number of women" before "smoking at delivery" counts those who smoke.
            of_those = found[1] == "denominator" and place + found[0] in named
            yield "numerator" if of_those else found[1]
        place += found[0] if found else 1


def _take_places(
    words: Sequence[Word], free: set[int], places: Collection[Tokens]
) -> Iterator[str]:
    """The places named by words not understood otherwise; their words are taken."""
    known = {*places, *known_places()}
    start = 0
    while start < len(words):
        longest = min(_MOST_WORDS_OF_A_PLACE, len(words) - start)
        lengths = range(longest, 0, -1)
        length = next((n for n in lengths if _is_place(words, start, n, free, known)), 0)
        if length:
            free -= set(range(start, start + length))
            yield " ".join(word.text for word in words[start : start + length])
        start += length or 1


def _is_place(
    words: Sequence[Word], start: int, length: int, free: Collection[int], known: Collection[Tokens]
) -> bool:
    here = words[start : start + length]
    texts = tuple(word.text for word in here)
    if start not in free or len({word.segment for word in here}) > 1 or _is_suspect(texts):
        return False
    if texts in known:
        return True
    return any(
        texts[-len(kind) :] == kind
        and all(place in free for place in range(start, start + length - len(kind)))
        and not set(texts[: -len(kind)]) <= _KIND_WORDS
        for kind in listed("kinds_of_place")
    )


_KIND_WORDS = frozenset(word for kind in listed("kinds_of_place") for word in kind)


def _is_suspect(texts: Tokens) -> bool:
    """Whether a word is known to be of another measure, or of a group of people."""
    bad = listed("other_measures") | listed("about_a_measure") | listed("rows", "groups")
    return any((text,) in bad or text.isdigit() for text in texts) or texts in bad


def _ruled_out(texts: Sequence[str], owner: Indicator) -> list[str]:
    whole = f" {' '.join(texts)} "
    return [phrase for phrase in owner.not_called if f" {' '.join(tokens(phrase))} " in whole]


def _measure(said: Collection[str], named: Tokens, counted: bool) -> str:
    value = "value" in said or bool(_RATE_IN_NAME & set(named))
    count = "numerator" in said or (counted and not value)
    people = "denominator" in said
    if (value and count) or (people and (value or count or named)):
        return "both"
    return "value" if value else "numerator" if count else "denominator" if people else ""
