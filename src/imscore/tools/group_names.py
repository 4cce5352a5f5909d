"""What a group's name says: everyone, births registered by both parents, no group, or a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from imscore.reference.indicators import plain

EVERYONE, JOINT, SOLE, NO_GROUP, GROUP = "everyone", "joint", "sole", "no_group", "group"
ROUTINE_AND_MANUAL = "Routine and manual"
OCCUPATION = "Occupation of the parents"
_EVERYONE = {"", "all", "all groups", "all births", "total", "totals", "everyone", "persons"}
_JOINT = re.compile(r"\b(both parents|joint(ly)?)\b")
_SOLE = re.compile(r"\bsole(ly)?\b.*\bregist|^sole\b")
_NO_GROUP = re.compile(
    r"^(not (stated|known|coded|classified|assigned)|unknown|unclassified|un(coded|assigned)|"
    r"missing|no group)\b"
)
_ROUTINE = re.compile(
    r"(?<!semi )\broutine ?(and|&|/) ?manual\b|\bmanual ?(and|&|/) ?routine\b|^r ?(and|&|) ?m$"
)
# What classes of occupation are called: their gap is against births registered by both parents.
_OCCUPATION = re.compile(
    r"\b(occupation\w*|professions?|ns ?sec|social class\w*|socio ?economic|routine|manual)\b"
)


def kind_of(name: object) -> str:
    """What kind of row a group's name makes.

    >>> [kind_of(name) for name in ("", "All", "Births registered by both parents")]
    ['everyone', 'everyone', 'joint']
    >>> [kind_of(name) for name in ("Sole registrations", "Not stated", "Routine and manual")]
    ['sole', 'no_group', 'group']
    """
    folded = plain(str(name))
    if folded in _EVERYONE:
        return EVERYONE
    for kind, pattern in ((SOLE, _SOLE), (JOINT, _JOINT), (NO_GROUP, _NO_GROUP)):
        if pattern.search(folded):
            return kind
    return GROUP


def is_routine_and_manual(name: str) -> bool:
    """Whether a group is that of routine and manual occupations.

    >>> is_routine_and_manual("Routine & manual"), is_routine_and_manual("Intermediate")
    (True, False)
    """
    return bool(_ROUTINE.search(plain(name)))


def is_of_occupation(rows: pd.DataFrame) -> bool:
    """Whether rows of a grouping are about parents' occupation, or tell sole registrations apart.

    Args:
        rows: with `grouping`, `group` and `group_kind`.
    """
    names = {plain(str(name)) for column in ("grouping", "group") for name in rows[column]}
    named = any(_OCCUPATION.search(name) or _ROUTINE.search(name) for name in names)
    return named or bool(rows["group_kind"].isin((SOLE, JOINT)).any())


def one_spelling(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Groupings and groups, each under the spelling that comes first; a blank for everyone.

    >>> one_spelling([("Age", "Under 20"), ("age", "under  20"), ("Age", "All")])
    [('Age', 'Under 20'), ('Age', 'Under 20'), ('Age', '')]
    """
    first: dict[str, str] = {}
    told = []
    for pair in pairs:
        spelt = ["" if kind_of(text) == EVERYONE else text for text in pair]
        spelt[0] = pair[0]
        told.append(tuple(first.setdefault(plain(text), text) for text in spelt))
    return [(grouping, group) for grouping, group in told]
