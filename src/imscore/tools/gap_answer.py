"""Joins the parts of `imscore gap`: check, pool, follow the gap over time, audit."""

from __future__ import annotations

from imscore.errors import InputError
from imscore.reference.indicators import Catalogue
from imscore.tools.audit import audit
from imscore.tools.gap import Asked, gap_series
from imscore.tools.gap_data import Answer
from imscore.tools.group_rows import Groups
from imscore.tools.group_tables import check_sums, pooled_frame


def answer(
    groups: Groups, place: str, catalogue: Catalogue, asked: Asked, *, incomplete: bool = False
) -> Answer:
    """What there is to say about the groups of one place.

    Args:
        groups: as read.
        place: one of its places.
        catalogue: the indicators.
        asked: which group to follow, against what.
        incomplete: groups may fall short of all.

    Raises:
        InputError: where groups do not add up, or cannot be held against each other.
        UsageError: where a group asked for is not there.
    """
    sums = check_sums(groups, place, catalogue, incomplete=incomplete)
    if any(problem.severity == "error" for problem in sums):
        raise InputError("The groups do not add up; nothing was written.", sums)
    frame, doubts = pooled_frame(groups, place, catalogue)
    series = gap_series(frame, groups, place, catalogue, asked)
    problems = (*groups.observations.problems, *sums, *doubts)
    return Answer(place, tuple(series), tuple(audit(frame, place, catalogue)), groups, problems)
