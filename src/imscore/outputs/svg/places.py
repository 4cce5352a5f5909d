"""Where the parts of a trend stand: points across, limits, unbroken runs, labels, the axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from imscore.errors import PeriodError
from imscore.model import Point, Row
from imscore.outputs.svg.scale import Scale, ticks
from imscore.periods import parse

# A label: its height, its text, and how it looks.
Label = tuple[float, str, str]
_LABEL_APART = 13.0
_WHOLE = 100.0
_MOST_PLACES = 6


class Placed(NamedTuple):
    """A point with its place across and which unbroken run of one definition it is of."""

    point: Point
    x: float
    run: int


class Limits(NamedTuple):
    """Control limits, in the indicator's unit, with the places where they start and end."""

    mean: float
    lower: float
    upper: float
    start: float
    end: float


def put(points: Sequence[Point], earlier: int, across: tuple[float, float]) -> list[Placed]:
    """Gives points their places between two ends.

    Args:
        points: oldest first, at least one.
        earlier: how many of them are by other definitions.
        across: the places of the first and of the last.
    """
    spots = _spots(points)
    scale = Scale(spots[0], spots[-1], *across)
    runs, run, definition = [], 0, points[0].definition
    for place, point in enumerate(points):
        # A period that is not in the file has no definition that could differ.
        own = definition if _absent(point) else point.definition
        run += bool(own != definition or (place == earlier and place))
        definition = own
        runs.append(run)
    return [
        Placed(point, scale.at(spot), run)
        for point, spot, run in zip(points, spots, runs, strict=True)
    ]


def _absent(point: Point) -> bool:
    return point.value is None and not point.marker and not point.definition


def _spots(points: Sequence[Point]) -> list[float]:
    """The middle of each period in months, or its number where periods are not understood."""
    try:
        periods = [parse(point.period) for point in points]
    except PeriodError:
        return [float(place) for place in range(len(points))]
    middles = [(period.start + period.end) / 2 for period in periods]
    if any(later <= sooner for sooner, later in pairwise(middles)):
        return [float(place) for place in range(len(points))]
    return middles


def limits_of(row: Row, placed: Sequence[Placed]) -> list[Limits]:
    """A row's control limits over the periods that they hold for, the oldest stretch first."""
    spc = row.spc or {}
    xs = {p.point.period: p.x for p in placed}
    own = [p.x for p in placed[len(row.earlier) :]] or [placed[0].x]
    found = []
    for stretch in (*spc.get("earlier_stretches", ()), spc):
        lines = [stretch.get(name) for name in ("mean", "lower_limit", "upper_limit")]
        if all(line is not None for line in lines):
            start = xs.get(str(stretch.get("first_period")), own[0])
            end = xs.get(str(stretch.get("last_period")), own[-1])
            mean, lower, upper = (float(line) for line in lines if line is not None)
            found.append(Limits(mean, lower, upper, start, end))
    return found


def unbroken(placed: Sequence[Placed], *names: str) -> Iterator[list[Placed]]:
    """Runs of neighbouring points of one definition in which all the named figures are known."""
    found: list[Placed] = []
    for spot in placed:
        known = all(getattr(spot.point, name) is not None for name in names)
        if found and (not known or spot.run != found[-1].run):
            yield found
            found = []
        if known:
            found.append(spot)
    if found:
        yield found


def apart(wanted: Sequence[Label], lowest: float) -> list[Label]:
    """Pushes labels down until none stands on another, then up again from the lowest place."""
    placed = sorted(wanted)
    ys: list[float] = []
    for y, _, _ in placed:
        ys.append(max(y, ys[-1] + _LABEL_APART) if ys else y)
    for place in range(len(ys) - 1, -1, -1):
        ys[place] = min(ys[place], lowest)
        lowest = ys[place] - _LABEL_APART
    return [(y, said, look) for y, (_, said, look) in zip(ys, placed, strict=True)]


def marks_of(row: Row, placed: Sequence[Placed], limits: Sequence[Limits]) -> list[float]:
    """The axis' figures; those of a percentage end at 100 where the figures do."""
    values = list(_everything(placed, limits, row))
    found = ticks(values)
    within = row.unit == "%" and max(values) <= _WHOLE < found[-1]
    return [*(mark for mark in found if mark < _WHOLE), _WHOLE] if within else found


def _everything(placed: Sequence[Placed], limits: Sequence[Limits], row: Row) -> Iterator[float]:
    for point in (p.point for p in placed):
        held = (point.value, point.lower_ci, point.upper_ci, point.benchmark_value)
        yield from (value for value in held if value is not None)
    for stretch in limits:
        yield from (stretch.lower, stretch.upper)
    if row.benchmark_value is not None:
        yield row.benchmark_value


def places_of(marks: Sequence[float]) -> int:
    """The fewest decimals that show every figure of an axis as it is.

    >>> places_of([10.0, 20.0]), places_of([0.25, 0.5])
    (0, 2)
    """
    exact = (n for n in range(_MOST_PLACES) if all(round(m, n) == round(m, 9) for m in marks))
    return next(exact, _MOST_PLACES)
