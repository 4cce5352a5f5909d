"""What publishers write where there is no number, and what their notes say of it."""

from __future__ import annotations

import re

from imscore.model import MARKERS

# What publishers write where there is no number; a lone dash or two dots is "not available".
MARKER_SPELLINGS: dict[str, str] = {
    "*": "suppressed",
    "**": "suppressed",
    "[c]": "suppressed",
    "c": "suppressed",
    "suppressed": "suppressed",
    "[s]": "suppressed",
    "s": "suppressed",
    "-": "not_available",
    "--": "not_available",
    "[low]": "not_available",
    "[w]": "not_available",
    "..": "not_available",
    "...": "not_available",
    ":": "not_available",
    "x": "not_available",
    "[x]": "not_available",
    "n/a": "not_available",
    "na": "not_available",
    "n.a.": "not_available",
    "not available": "not_available",
    "not published": "not_available",
    "missing": "not_available",
    "not known": "not_available",
    "not recorded": "not_available",
    "not collected": "not_available",
    "null": "not_available",
    "no data": "not_available",
    "z": "not_applicable",
    "[z]": "not_applicable",
    "not applicable": "not_applicable",
    ".": "not_applicable",
    "u": "unreliable",
    "[u]": "unreliable",
}
_REMARK_MARKERS = (
    (re.compile(r"suppress|disclos|small (count|number)"), "suppressed"),
    (re.compile(r"not applicable"), "not_applicable"),
    (re.compile(r"unreliable"), "unreliable"),
)
_WITHHELD = re.compile(r"not published|suppress|disclos|withheld|not available|cannot be calc")
# A share of all but everyone gives the few away as much as a count of them does; more than a
# hundred is no share, and no way of holding a figure back.
_LESS_THAN = re.compile(
    r"^(?:(?:[<≤]=?|fewer than|less than|under)\s*\d+\s*%?|\d+ or (?:fewer|less)"
    r"|(?:[>≥]=?|more than)\s*(?:\d\d?|100)\s*%?)$"
)


def marker(spelt: str) -> str:
    """One of model.MARKERS from its own name or a publisher's spelling, "" where it is neither.

    >>> marker("not_available"), marker("[C]"), marker("supressed")
    ('not_available', 'suppressed', '')
    """
    folded = spelt.casefold()
    return folded if folded in MARKERS else MARKER_SPELLINGS.get(folded, "")


def of_cell(spelt: str) -> str:
    """The marker that stands in a number's place, "" where the text is none.

    >>> of_cell("<5"), of_cell("value withheld"), of_cell("18.2")
    ('suppressed', 'not_available', '')
    """
    if _LESS_THAN.match(spelt):
        return "suppressed"
    return marker(spelt) or (remark_marker(spelt) if withholds(spelt) else "")


def remark_marker(remark: str) -> str:
    """The marker that a publisher's note on a figure amounts to, for a figure that is not there.

    >>> remark_marker("Value suppressed for disclosure control due to small count")
    'suppressed'
    >>> remark_marker("Value for Hackney and City of London combined")
    'not_available'
    """
    folded = remark.casefold()
    return next((mark for words, mark in _REMARK_MARKERS if words.search(folded)), "not_available")


def withholds(remark: str) -> bool:
    """Whether a note says that the publisher holds the figure back."""
    return bool(_WITHHELD.search(remark.casefold()))
