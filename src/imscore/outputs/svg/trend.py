"""A trend: one indicator's figures over time with their intervals, England and control limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from imscore.errors import PeriodError
from imscore.model import Point, Row
from imscore.outputs import figures
from imscore.outputs.figures import TYPESET
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import (
    BAND,
    INK,
    LINE,
    QUIET,
    dots,
    element,
    label,
    line,
    path,
    picture,
)
from imscore.outputs.svg.scale import Scale, ticks
from imscore.outputs.words import LOOKS
from imscore.periods import parse

WIDTH, HEIGHT = 360.0, 200.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 90.0, 10.0, 28.0
_LABEL_APART = 13.0
_MOST_LABELS = 3
_WHOLE = 100.0


class _Placed(NamedTuple):
    """A point with its place across and which unbroken run of one definition it is of."""

    point: Point
    x: float
    run: int


class _Limits(NamedTuple):
    """Control limits, in the indicator's unit, with the places where they start and end."""

    mean: float
    lower: float
    upper: float
    start: float
    end: float


def trend(row: Row) -> str:
    """Draws a row's own figures over time.

    Args:
        row: its `earlier` points, by other definitions, stand left of a broken line; a period
            with no figure is a gap in the line and a mark on the axis.

    Returns:
        SVG text, or "" where fewer than two points have a value.
    """
    points = [*row.earlier, *row.series]
    if sum(point.value is not None for point in points) < 2:
        return ""
    placed = _placed(points, len(row.earlier))
    limits = _limits(row, placed)
    marks = _marks(list(_everything(placed, limits, row)), row)
    scale = Scale(marks[0], marks[-1], HEIGHT - _BOTTOM, _TOP)
    parts = [
        *_axes(marks, placed, scale),
        *_bands(placed, scale),
        *_chart(limits, scale),
        *_england(row, placed, scale),
        *_breaks(placed),
        *_own(placed, scale),
        *_ends(row, placed, limits, scale),
    ]
    return picture(WIDTH, HEIGHT, described.trend_name(row), described.trend(row), parts)


def _placed(points: Sequence[Point], earlier: int) -> list[_Placed]:
    spots = _spots(points)
    across = Scale(spots[0], spots[-1], _LEFT + 14, WIDTH - _RIGHT - 8)
    runs, run = [], 0
    for place, point in enumerate(points):
        changed = place and point.definition != points[place - 1].definition
        run += bool(changed or (place == earlier and place))
        runs.append(run)
    return [
        _Placed(point, across.at(spot), run)
        for point, spot, run in zip(points, spots, runs, strict=True)
    ]


def _spots(points: Sequence[Point]) -> list[float]:
    """The middle of each period in months, or its number where periods are not understood."""
    try:
        periods = [parse(point.period) for point in points]
    except PeriodError:
        return [float(place) for place in range(len(points))]
    middles = [(period.start + period.end) / 2 for period in periods]
    if any(later <= sooner for sooner, later in zip(middles, middles[1:], strict=False)):
        return [float(place) for place in range(len(points))]
    return middles


def _limits(row: Row, placed: Sequence[_Placed]) -> _Limits | None:
    spc = row.spc or {}
    found = [spc.get(name) for name in ("mean", "lower_limit", "upper_limit")]
    if any(limit is None for limit in found):
        return None
    xs = {p.point.period: p.x for p in placed}
    own = [p.x for p in placed[len(row.earlier) :]] or [placed[0].x]
    start = xs.get(str(spc.get("first_period")), own[0])
    end = xs.get(str(spc.get("last_period")), own[-1])
    mean, lower, upper = (float(limit) for limit in found if limit is not None)
    return _Limits(mean, lower, upper, start, end)


def _everything(placed: Sequence[_Placed], limits: _Limits | None, row: Row) -> Iterator[float]:
    for point in (p.point for p in placed):
        held = (point.value, point.lower_ci, point.upper_ci, point.benchmark_value)
        yield from (value for value in held if value is not None)
    if limits is not None:
        yield from (limits.lower, limits.upper)
    if row.benchmark_value is not None:
        yield row.benchmark_value


def _marks(values: Sequence[float], row: Row) -> list[float]:
    """The axis' figures; those of a percentage end at 100 where the figures do."""
    found = ticks(values)
    within = row.unit == "%" and max(values) <= _WHOLE < found[-1]
    return [*(mark for mark in found if mark < _WHOLE), _WHOLE] if within else found


def _axes(marks: Sequence[float], placed: Sequence[_Placed], scale: Scale) -> Iterator[str]:
    whole = all(mark == round(mark) for mark in marks)
    for mark in marks:
        y = scale.at(mark)
        yield line(_LEFT, y, WIDTH - _RIGHT, y, stroke_width=0.5)
        said = figures.number(mark, TYPESET, places=0 if whole else 1)
        yield label(said, _LEFT - 6, y + 4, text_anchor="end", fill=QUIET, class_="quiet")
    steps = max(1, -(-(len(placed) - 1) // (_MOST_LABELS - 1)))
    shown = sorted({*range(len(placed) - 1, -1, -steps)})
    for place in shown:
        x = placed[place].x
        yield line(x, HEIGHT - _BOTTOM, x, HEIGHT - _BOTTOM + 4)
        yield label(
            placed[place].point.period,
            x,
            HEIGHT - _BOTTOM + 17,
            text_anchor="middle",
            fill=QUIET,
            class_="quiet",
        )


def _unbroken(placed: Sequence[_Placed], *names: str) -> Iterator[list[_Placed]]:
    """Runs of neighbouring points of one definition in which all the named figures are known."""
    found: list[_Placed] = []
    for spot in placed:
        known = all(getattr(spot.point, name) is not None for name in names)
        if found and (not known or spot.run != found[-1].run):
            yield found
            found = []
        if known:
            found.append(spot)
    if found:
        yield found


def _bands(placed: Sequence[_Placed], scale: Scale) -> Iterator[str]:
    for run in _unbroken(placed, "lower_ci", "upper_ci"):
        upper = [(p.x, scale.at(p.point.upper_ci or 0.0)) for p in run]
        lower = [(p.x, scale.at(p.point.lower_ci or 0.0)) for p in reversed(run)]
        if len(run) == 1:
            x = run[0].x
            yield line(x, upper[0][1], x, lower[0][1], stroke=BAND, stroke_width=6, class_="bar")
        else:
            yield path([*upper, *lower], closed=True, fill=BAND, class_="band")


def _chart(limits: _Limits | None, scale: Scale) -> Iterator[str]:
    if limits is None:
        return
    # A chart that starts and ends at one place would be no line.
    end = limits.end if limits.end > limits.start else limits.start + 8
    for limit in (limits.lower, limits.upper):
        y = scale.at(limit)
        dashed = {"stroke": QUIET, "stroke_dasharray": "5 3", "class_": "limit"}
        yield line(limits.start, y, end, y, **dashed)
    y = scale.at(limits.mean)
    yield line(limits.start, y, end, y, stroke=QUIET, class_="limit")


def _england(row: Row, placed: Sequence[_Placed], scale: Scale) -> Iterator[str]:
    known = list(_unbroken(placed, "benchmark_value"))
    for run in known:
        points = [(p.x, scale.at(p.point.benchmark_value or 0.0)) for p in run]
        if len(points) == 1:
            (x, y) = points[0]
            points = [(x - 6, y), (x + 6, y)]
        yield path(points, fill="none", stroke=INK, stroke_width="1.5", class_="england")
    if not known and row.benchmark_value is not None:
        x, y = placed[-1].x, scale.at(row.benchmark_value)
        ends = [(x - 10, y), (x + 8, y)]
        yield path(ends, fill="none", stroke=INK, stroke_width="1.5", class_="england")


def _breaks(placed: Sequence[_Placed]) -> Iterator[str]:
    for before, after in zip(placed, placed[1:], strict=False):
        if before.run != after.run:
            x = (before.x + after.x) / 2
            dots = {"stroke": INK, "stroke_dasharray": "2 3", "class_": "break"}
            yield line(x, _TOP, x, HEIGHT - _BOTTOM, **dots)
    for spot in placed:
        if spot.point.value is None:
            y, x = HEIGHT - _BOTTOM, spot.x
            for tilt in (4, -4):
                yield line(x - 4, y - tilt, x + 4, y + tilt, stroke=INK, class_="break")


def _own(placed: Sequence[_Placed], scale: Scale) -> Iterator[str]:
    for run in _unbroken(placed, "value"):
        points = [(p.x, scale.at(p.point.value or 0.0)) for p in run]
        if len(points) > 1:
            yield path(points, fill="none", stroke=LINE, stroke_width="2", class_="own")
        yield dots(points, 5, stroke=LINE, class_="own")


def _ends(
    row: Row, placed: Sequence[_Placed], limits: _Limits | None, scale: Scale
) -> Iterator[str]:
    """Names what is drawn at the right edge, apart from each other, and marks the last figure."""
    wanted: list[tuple[float, str, str]] = []
    last = placed[-1]
    if last.point.value is not None:
        y = scale.at(last.point.value)
        fill = LOOKS[row.status].fill if row.status in LOOKS else LINE
        yield element(
            "circle", cx=last.x, cy=y, r=5, fill=fill, stroke=INK, stroke_width=1.5, class_="last"
        )
        wanted.append((y, f"{figures.number(last.point.value, TYPESET)} now", "strong"))
    held = last.point.benchmark_value
    held = row.benchmark_value if held is None else held
    if held is not None:
        said = f"{row.benchmark_name} {figures.number(held, TYPESET)}"
        wanted.append((scale.at(held), said if len(said) <= 14 else f"{said[:13]}…", "plain"))
    if limits is not None:
        wanted.append((scale.at(limits.upper), "upper limit", "quiet"))
        wanted.append((scale.at(limits.lower), "lower limit", "quiet"))
    for y, said, look in _apart(wanted):
        bold = "bold" if look == "strong" else None
        yield label(
            said,
            WIDTH - _RIGHT + 4,
            y + 4,
            fill=QUIET if look == "quiet" else INK,
            class_="quiet" if look == "quiet" else "ink",
            font_weight=bold,
        )


def _apart(wanted: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Pushes labels down until none stands on another, then up again from the lower edge."""
    placed = sorted(wanted)
    ys: list[float] = []
    for y, _, _ in placed:
        ys.append(max(y, ys[-1] + _LABEL_APART) if ys else y)
    lowest = HEIGHT - _BOTTOM + 2
    for place in range(len(ys) - 1, -1, -1):
        ys[place] = min(ys[place], lowest)
        lowest = ys[place] - _LABEL_APART
    return [(y, said, look) for y, (_, said, look) in zip(ys, placed, strict=True)]
