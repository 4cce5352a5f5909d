"""The section that says how an area stands to the report's 43 priority areas."""

from __future__ import annotations

from functools import cache

from imscore.model import Section
from imscore.reference import priority

HEADING = "Priority area"


@cache
def priority_section(code: str) -> Section | None:
    """Says whether a place is one of the report's priority areas, or linked to one.

    Args:
        code: of the Office for National Statistics or the NHS; a name alone is not looked up.

    Returns:
        None where the place has nothing to do with any of them.
    """
    found = priority.standings(code) if code else []
    if not found:
        return None
    told = "" if any(s.how == "itself" for s in found) else f" with {priority.RULE}"
    return Section(
        code="priority",
        heading=HEADING,
        paragraphs=tuple(standing.words for standing in found),
        notes=(f"The list is of local authorities{told}: {priority.SOURCE}.",),
    )
