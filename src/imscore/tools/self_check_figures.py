"""An area's indicators before and after, beside its self-check: like with like, and England."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imscore.model import Observations
from imscore.reference.definitions import Indicator
from imscore.scorecard.areas import find_area
from imscore.scorecard.choice import Reference
from imscore.scorecard.pool import add_pooled
from imscore.tools.before_after import Course, Point, Span, courses, unlike
from imscore.tools.changes import Change, change_between
from imscore.tools.members import Members

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator before and after.

    Attributes:
        before, after: the periods held against each other; `before` is None where there is none.
        reason: why there is no change, "" where there is one.
    """

    indicator: Indicator
    definition: str
    before: Point | None
    after: Point
    change: Change | None
    reason: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Every indicator before and after, of which area, and of what input."""

    area: tuple[str, str]
    found: tuple[Figure, ...]
    observations: tuple[Observations, Observations]


def figures(
    before: Observations, after: Observations, reference: Reference, area: str | None
) -> Figures:
    """Holds the latest figures of a later input against an earlier one's.

    Args:
        before: as read.
        after: likewise; it may be the same, and then earlier periods of it are taken.
        reference: the indicators and the England series.
        area: code or name; None where each input has one local area.

    Raises:
        UsageError: where the area is not there or not clear.
    """
    earlier, _ = _courses(before, reference, area)
    later, name = _courses(after, reference, area)
    found = [_figure(course, earlier.get(key)) for key, course in later.items()]
    return Figures(name, tuple(f for f in found if f is not None), (before, after))


def _courses(
    observations: Observations, reference: Reference, area: str | None
) -> tuple[dict[_Key, Course], tuple[str, str]]:
    key = find_area(observations.frame, area)
    mine = observations.frame[observations.frame["area"] == key]
    name, code = (next(filter(None, mine[c].tolist()), "") for c in ("area_name", "area_code"))
    frame = add_pooled(observations.frame, reference.catalogue)
    members = Members((key,), (name or key,), name or key)
    found = courses(frame, members, reference.catalogue, reference.england, Span())
    return {(c.indicator.id, c.definition, c.kind): c for c in found}, (name, code)


def _figure(course: Course, earlier: Course | None) -> Figure | None:
    about, whole = course.indicator, [point for point in course.points if point.group]
    if not whole:
        return None
    after = whole[-1]
    before, reason = _like(earlier.points if earlier else (), after)
    change = change_between(before, after, about) if before else None
    return Figure(about, course.definition, before, after, change, reason)


def _like(points: Sequence[Point], after: Point) -> tuple[Point | None, str]:
    """The latest earlier period that is like the one after, or why there is none."""
    there = [point for point in points if point.group]
    like = [point for point in there if not unlike(point.period, after.period)]
    if like:
        return like[-1], ""
    if not there:
        return None, "the earlier file has no counts of it"
    return None, f"no earlier period is like {after.period.text} and apart from it"
