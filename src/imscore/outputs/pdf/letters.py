"""Which letters the PDF's fonts have; all others are spelled out, so that nothing is lost."""

from __future__ import annotations

import re
from typing import Any

from imscore.outputs.harmless import harmless

# What both the shipped font, or for symbols the one that typst brings, can set.
_OTHERS = re.compile(
    "[^\n -~\xa0-\u017f\u01fa-\u01ff\u0218-\u021b\u02c6\u02c7\u02d8-\u02dd\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u1e80-\u1e85\u1ef2\u1ef3\u2013\u2014"
    "\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2190-\u2193\u2212\u2248"
    "\u2264\u2265\u25b2\u25bc\u2714\u2718]"
)
_ENDLESS, _PIECES = re.compile(r"\S{25,}"), re.compile(r".{12}(?=.)")


def settable(made: Any) -> Any:
    r"""Spells out in every text what the fonts have no letter for.

    >>> settable({"name": ["Zoë", "東"]})
    {'name': ['Zoë', '\\u6771']}
    """
    if isinstance(made, str):
        return _OTHERS.sub(_spelled, made)
    if isinstance(made, dict):
        return {name: settable(part) for name, part in made.items()}
    if isinstance(made, list | tuple):
        return [settable(part) for part in made]
    return made


def breakable(text: str) -> str:
    r"""Lets a line break within a word that is longer than most: it would run off the sheet.

    >>> breakable("a" * 30) == "a" * 12 + "\u200b" + "a" * 12 + "\u200b" + "a" * 6
    True
    >>> breakable("unreliability")
    'unreliability'
    """
    return _ENDLESS.sub(lambda word: _PIECES.sub("\\g<0>\u200b", word.group()), text)


def _spelled(match: re.Match[str]) -> str:
    return harmless(match.group().encode("unicode_escape").decode("ascii"))
