"""How many indicators of each domain stand where: the small table over the rows."""

from __future__ import annotations

from typing import NamedTuple

from imscore.model import Scorecard
from imscore.outputs.harmless import harmless

NO_DATA = "No data"
_LONGEST_NAME = 120
_GROUPS: dict[str, tuple[str, ...]] = {
    "Worse": ("worse",),
    "Similar": ("similar",),
    "Better": ("better",),
    "Higher or lower": ("higher", "lower"),
    "Not compared": ("not_compared",),
}


class Standing(NamedTuple):
    """How many indicators stand in one way.

    Attributes:
        heading: the way in words. statuses: those that it joins, none for `NO_DATA`.
        counts: a number for each of the scorecard's domains, in their order.
    """

    heading: str
    statuses: tuple[str, ...]
    counts: tuple[int, ...]


def standings(scorecard: Scorecard) -> list[Standing]:
    """Counts indicators by how they stand and by domain, never adding up or weighting them.

    Returns:
        Worse first, no data last; higher or lower only where there is such an indicator.
    """
    domains = scorecard.domains
    found = [
        Standing(heading, keys, tuple(sum(d.counts.get(key, 0) for key in keys) for d in domains))
        for heading, keys in _GROUPS.items()
    ]
    kept = [s for s in found if any(s.counts) or s.heading != "Higher or lower"]
    return [*kept, Standing(NO_DATA, (), tuple(len(d.without_data) for d in domains))]


def domain_names(scorecard: Scorecard) -> list[str]:
    """The domains' names, in their order, harmless."""
    return [harmless(domain.name, _LONGEST_NAME) for domain in scorecard.domains]
