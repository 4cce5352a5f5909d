"""Headers whose words run together, told apart by their capital letters: `ReportingPeriod`."""

from __future__ import annotations

import re

_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def cut(text: str) -> str:
    """A text with a space wherever the case of its letters shows that a word begins.

    >>> cut("ReportingPeriod"), cut("Org_Name"), cut("LowerCI"), cut("PCTName")
    ('Reporting Period', 'Org_Name', 'Lower CI', 'PCT Name')
    """
    return _NEW_WORD.sub(" ", text)
