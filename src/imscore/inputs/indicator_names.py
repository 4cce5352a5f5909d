"""What a name of an indicator means: as it is published, without its number, or word by word."""

from __future__ import annotations

import re

from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.headings import names_none, understand
from imscore.inputs.layouts.phrases import listed, period_in_words, tokens
from imscore.reference.indicators import Catalogue, plain

# 2.02i - and C06 - are numbers of the Public Health Outcomes Framework, then and now.
_NUMBERED = re.compile(r"^\s*(?:\d+\.\d+[ivx]*|[A-E]\d{2}[a-z]?)\s*[-–—:]\s*")
# No file has as many indicators: to understand more names word by word would take long.
MOST_NAMES = 2_000
_Known = tuple[str, str]


def without_number(name: str) -> str:
    """A name without the number that it has in the Public Health Outcomes Framework.

    >>> without_number("C06 - Smoking status at time of delivery")
    'Smoking status at time of delivery'
    """
    return _NUMBERED.sub("", name)


def published(name: str, catalogue: Catalogue) -> _Known:
    """The indicator and its definition that a published spelling names; "" where it names none."""
    spellings = catalogue.spellings
    found = spellings.get(plain(name)) or spellings.get(plain(without_number(name)))
    return found or ("", "")


def understood(name: str, catalogue: Catalogue) -> _Known:
    """The indicator that a name means, of which every word is understood; "" where none.

    Such are `SATOD (%)` and `Women smoking at time of delivery`. Not understood is a name of
    counts, of a place, of a period, of averages, or of one of several methods: the column of
    indicators is not where those are said.
    """
    bare = without_number(name)
    # Of tens of thousands of other names, the most are told apart by this alone.
    if names_none(bare, catalogue):
        return "", ""
    found = understand(bare, catalogue)
    if not found.is_clear or found.measure not in ("", "value"):
        return "", ""
    if found.places or found.provisional or period_in_words(bare):
        return "", ""
    if any((word,) in listed("not_in_a_name") for word in tokens(bare)):
        return "", ""
    known = catalogue.spellings[plain(found.indicator)]
    return ("", "") if is_of_others(bare, catalogue, known[0]) else known


def text_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Every spelling of every indicator, without the numbers."""
    return tuple(text for text in catalogue.spellings if not text.startswith("#"))
