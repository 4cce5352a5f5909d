"""What has to be said beside a table that a rule on small numbers was applied to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from imscore.scorecard.disclosure_profiles import Profile
from imscore.scorecard.hidden_ranges import BoolArray
from imscore.scorecard.sums import Sums

_LISTED = 8


def disclosure_notes(
    sums: Sums, unsure: BoolArray, hidden: BoolArray, rule: Profile
) -> Iterator[str]:
    """Says what could not be made sure of, and what was taken from the list of places."""
    if unsure.any():
        yield unknown_counts(int(unsure.sum()), rule)
    if sums.listed and hidden.any():
        yield (
            f"{_some(sums.listed)}: taken to be the total of those of the areas here that the "
            "built-in list of places has in it."
        )
    if sums.unknown and hidden.any():
        yield (
            f"Which areas {_some(sums.unknown)} hold is not known, so whether a hidden count could "
            "be worked out from their totals was not checked: make a group of each one's areas."
        )


def _some(found: Collection[str]) -> str:
    names = sorted(found)
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def unknown_counts(number: int, rule: Profile) -> str:
    """Says that figures are hidden since nobody can tell whether their counts are small."""
    rows = "1 figure has" if number == 1 else f"{number:,} figures have"
    return (
        f"{rows} neither counts nor an interval that tells them: hidden, since {rule.name} "
        "cannot be kept to otherwise."
    )
