"""A group of areas pooled from counts, before and after, against England: like with like.

The change is between two periods of one kind, a quarter against the same quarter, windows that
share no years; both sides have both periods, or there is no comparison. A period in which an area
of the group has no counts is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE
from imscore.periods import Period, parse
from imscore.reference.definitions import Indicator
from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue
from imscore.tools.changes import Change, change_between
from imscore.tools.england_counts import england_counts
from imscore.tools.members import Members
from imscore.tools.nouns import Counted, counted

_KEY = ["indicator", "definition", "period_kind"]
_FIGURES = ["numerator", "denominator"]
_QUARTER, _LISTED = 3, 6


@dataclass(frozen=True, slots=True)
class Point:
    """A period: the group, England, and the group's areas that have no counts in it.

    Attributes:
        group: None where an area is missing. england: None where there is no figure of that very
            period.
    """

    period: Period
    group: Counted | None
    england: Counted | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator of a group over time, and its change.

    Attributes:
        kind: of its periods. points: oldest first.
        change: None where there are no two periods to hold against each other.
        reason: why there is no change, "" where there is one.
    """

    indicator: Indicator
    definition: str
    kind: str
    points: tuple[Point, ...]
    change: Change | None
    reason: str


@dataclass(frozen=True)
class Span:
    """The periods asked for, None for the earliest and the latest that will do."""

    base: Period | None = None
    to: Period | None = None

    def __post_init__(self) -> None:
        if self.base and self.to:
            why = unlike(self.base, self.to)
            if why:
                raise UsageError(f"{self.base.text} and {self.to.text}: {why}.")


def unlike(base: Period, end: Period) -> str:
    """Why two periods cannot be held against each other, "" where they can.

    >>> unlike(parse("2008/09"), parse("2010/11 Q1"))
    'one is a financial year, the other a financial quarter; compare like with like'
    """
    if base.kind != end.kind:
        words = [period.kind.replace("_", " ") for period in (base, end)]
        return f"one is a {words[0]}, the other a {words[1]}; compare like with like"
    if base.end > end.start:
        return "they share months" if base.start < end.end else "the first is the later one"
    if base.end - base.start == _QUARTER and (end.start - base.start) % 12:
        return "they are different quarters of the year; compare a quarter with the same one"
    return ""


def courses(
    frame: pd.DataFrame,
    members: Members,
    catalogue: Catalogue,
    england: Sequence[EnglandFigure],
    span: Span,
) -> list[Course]:
    """Every indicator that the group has, with its change.

    Args:
        frame: observations with pooled windows.
        members: the group.
        catalogue: the indicators.
        england: the published series; England rows of the input come before it.
        span: the periods asked for.
    """
    usable = frame["numerator"].notna() & (frame["denominator"] > 0) & (frame["marker"] == "")
    own = frame[usable & frame["area"].isin(members.keys)]
    theirs = england_counts(
        frame[usable & (frame["area_code"] == ENGLAND_CODE)], england, catalogue
    )
    order = {name: number for number, name in enumerate(catalogue)}
    found = [
        _course(rows, members, catalogue[str(rows["indicator"].iloc[0])], theirs, span)
        for _, rows in own.groupby(_KEY, sort=False)
    ]
    kinds = {period.kind for period in (span.base, span.to) if period}
    wanted = [course for course in found if not kinds or course.kind in kinds]
    windows = {c.indicator.id for c in found if c.kind == "three_calendar_years"}
    return sorted(
        (c for c in wanted if not (c.kind == "calendar_year" and c.indicator.id in windows)),
        key=lambda course: order[course.indicator.id],
    )


def _course(
    rows: pd.DataFrame,
    members: Members,
    about: Indicator,
    england: Mapping[tuple[str, str, str], Counted],
    span: Span,
) -> Course:
    definition = str(rows["definition"].iloc[0])
    points = tuple(_points(rows, members, about, england, definition))
    change, reason = _change(points, about, span)
    kind = str(rows["period_kind"].iloc[0])
    return Course(about, definition, kind, points, change, reason)


def _points(
    rows: pd.DataFrame,
    members: Members,
    about: Indicator,
    england: Mapping[tuple[str, str, str], Counted],
    definition: str,
) -> Iterator[Point]:
    names = dict(zip(members.keys, members.names, strict=True))
    for _, period in rows.sort_values("period_start").groupby("period_start"):
        text = str(period["period"].iloc[0])
        there = set(period["area"])
        missing = tuple(name for key, name in names.items() if key not in there)
        events, people = (float(period[count].sum()) for count in _FIGURES)
        value = events / people * about.multiplier
        group = None if missing else counted("group", (events, people, value))
        yield Point(
            parse(text, about.periods), group, england.get((about.id, definition, text)), missing
        )


def _change(points: Sequence[Point], about: Indicator, span: Span) -> tuple[Change | None, str]:
    whole = [point for point in points if point.group]
    if not whole:
        return None, f"no period has counts of every area; {_lacking(points)}"
    for wanted in (span.base, span.to):
        if wanted and _asked(whole, wanted) is None:
            return None, f"{wanted.text} is not there with counts of every area"
    # Periods that England has too come first; without them the group's change stands alone.
    for chosen in ([point for point in whole if point.england], whole):
        end = _asked(chosen, span.to) if span.to else chosen[-1] if chosen else None
        if end is None:
            continue
        earlier = [_asked(chosen, span.base)] if span.base else chosen
        like = (point for point in earlier if point and not unlike(point.period, end.period))
        base = next(like, None)
        if base is not None:
            return change_between(base, end, about), ""
    latest = span.to.text if span.to else whole[-1].period.text
    if span.base:
        return None, unlike(span.base, whole[-1].period) or "the periods are not alike"
    return None, f"no earlier period is like {latest} and apart from it"


def _asked(points: Sequence[Point], wanted: Period) -> Point | None:
    return next((point for point in points if point.period == wanted), None)


def _lacking(points: Sequence[Point]) -> str:
    always = [n for n in points[-1].missing if all(n in point.missing for point in points)]
    named = always or list(points[-1].missing)
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    return f"missing: {', '.join(named[:_LISTED])}{more}"
