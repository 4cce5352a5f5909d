"""Names of rows and columns that are of groups of people, or of no observation at all."""

from __future__ import annotations

import re

from imscore.inputs.case_changes import cut
from imscore.inputs.layouts.phrases import is_known_place, listed, tokens
from imscore.reference.areas import is_like_england

_AGES = re.compile(
    r"^\s*(?:aged?\s+)?(?:(?:under|over|less than|<|>|<=|>=|≤|≥)\s*\d{1,2}"
    r"|\d{1,2}\s*(?:-|–|to)\s*\d{1,2}|\d{1,2}\s*(?:\+|and over|and above|plus))"
    r"\s*(?:years?|yrs?)?\s*$",
    re.I,
)
_GROUP_OF = re.compile(
    r"\b(?:quintile|decile|most deprived|least deprived|ward|lsoa|msoa|ethnic|males?|females?|boys"
    r"|girls|men|women|average|comparators?|peer group|neighbours|similar (?:areas|authorities))\b"
    r"|^\s*\d{1,2}\s*\((?:most|least)",
    re.I,
)


# A row that is of a part of the row above it.
_OF_WHICH = re.compile(
    r"^\W*(?:of which|of whom|of these|of those|thereof|including|incl?\.|excluding|excl?\.)(?!\w)",
    re.I,
)


def is_group(text: str) -> bool:
    """Whether a row's name is of a group of people, such as `Males` or `20-24`, not of an area."""
    words = tokens(re.sub(r"[(\[].*?[)\]]", " ", text))
    is_part = _AGES.match(text) or _GROUP_OF.search(text) or _OF_WHICH.match(text)
    return bool(is_part) or words in listed("rows", "groups")


def speaks_of_a_group(text: str) -> bool:
    """Whether a text says somewhere that it is of a group of people, and of nobody else."""
    words = tokens(text)
    return bool(_GROUP_OF.search(text)) or any((w,) in listed("never_observed") for w in words)


def is_no_observation(text: str) -> bool:
    """Whether a row's name is of a target, a difference and the like."""
    words = tokens(text)
    never = listed("rows", "no_observation")
    return words in never or any((word,) in never for word in words[:1])


def is_never_an_area(name: str) -> bool:
    """Whether a name without a code holds a word that no area's has, as `LAA target` does.

    >>> is_never_an_area("Anytown target"), is_never_an_area("Confidence limit")
    (True, True)
    >>> is_never_an_area("New Forest"), is_never_an_area("Planning area 3")
    (False, False)
    """
    known = listed("lines", "no_areas")
    if is_like_england("", name):
        # "England average" is England's row, and "England target" is not.
        known -= listed("lines", "averages")
    return any((word,) in known for word in tokens(name)) and not is_known_place(name)


def is_header_of_groups(text: str) -> bool:
    """Whether a header is over groups of people: ages, sexes, deprivation."""
    return bool({tokens(text), tokens(cut(text))} & listed("rows", "headers"))
