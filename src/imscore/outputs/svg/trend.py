"""A trend: one indicator's figures over time with their intervals, England and control limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from imscore.model import Row
from imscore.outputs import figures
from imscore.outputs.figures import TYPESET
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import (
    BAND,
    INK,
    LINE,
    QUIET,
    Attribute,
    dots,
    element,
    label,
    line,
    path,
    picture,
)
from imscore.outputs.svg.places import (
    Label,
    Limits,
    Placed,
    apart,
    limits_of,
    marks_of,
    places_of,
    put,
    unbroken,
)
from imscore.outputs.svg.scale import Scale
from imscore.outputs.words import LOOKS

WIDTH, HEIGHT = 360.0, 200.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 90.0, 10.0, 28.0
_MOST_LABELS = 3
_DASHED: dict[str, Attribute] = {"stroke": QUIET, "stroke_dasharray": "5 3", "class_": "limit"}
_DOTTED: dict[str, Attribute] = {"stroke": INK, "stroke_dasharray": "2 3", "class_": "break"}


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
    placed = put(points, len(row.earlier), (_LEFT + 14, WIDTH - _RIGHT - 8))
    limits = limits_of(row, placed)
    marks = marks_of(row, placed, limits)
    scale = Scale(marks[0], marks[-1], HEIGHT - _BOTTOM, _TOP)
    parts = [
        *_axes(marks, placed, scale),
        *_bands(placed, scale),
        *(part for stretch in limits for part in _stretch(stretch, scale)),
        *_england(row, placed, scale),
        *_breaks(placed, limits),
        *_own(placed, scale),
        *_ends(row, placed, limits, scale),
    ]
    return picture(WIDTH, HEIGHT, described.trend_name(row), described.trend(row), parts)


def _axes(marks: Sequence[float], placed: Sequence[Placed], scale: Scale) -> Iterator[str]:
    places = places_of(marks)
    for mark in marks:
        y = scale.at(mark)
        yield line(_LEFT, y, WIDTH - _RIGHT, y, stroke_width=0.5)
        said = figures.number(mark, TYPESET, places=places)
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


def _bands(placed: Sequence[Placed], scale: Scale) -> Iterator[str]:
    for run in unbroken(placed, "lower_ci", "upper_ci"):
        upper = [(p.x, scale.at(p.point.upper_ci or 0.0)) for p in run]
        lower = [(p.x, scale.at(p.point.lower_ci or 0.0)) for p in reversed(run)]
        if len(run) == 1:
            x = run[0].x
            yield line(x, upper[0][1], x, lower[0][1], stroke=BAND, stroke_width=6, class_="bar")
        else:
            yield path([*upper, *lower], closed=True, fill=BAND, class_="band")


def _stretch(limits: Limits, scale: Scale) -> Iterator[str]:
    # A chart that starts and ends at one place would be no line.
    end = limits.end if limits.end > limits.start else limits.start + 8
    for limit in (limits.lower, limits.upper):
        y = scale.at(limit)
        yield line(limits.start, y, end, y, **_DASHED)
    y = scale.at(limits.mean)
    yield line(limits.start, y, end, y, stroke=QUIET, class_="limit")


def _england(row: Row, placed: Sequence[Placed], scale: Scale) -> Iterator[str]:
    for run in unbroken(placed, "benchmark_value"):
        points = [(p.x, scale.at(p.point.benchmark_value or 0.0)) for p in run]
        if len(points) == 1:
            (x, y) = points[0]
            points = [(x - 6, y), (x + 6, y)]
        yield path(points, fill="none", stroke=INK, stroke_width="1.5", class_="england")
    last = placed[-1].point
    if last.benchmark_value is None and row.benchmark_value is not None:
        # That of the year that holds the last quarter, say: a mark of its own, never joined.
        x, y = placed[-1].x, scale.at(row.benchmark_value)
        ends = [(x - 10, y), (x + 8, y)]
        yield path(ends, fill="none", stroke=INK, stroke_width="1.5", class_="england")


def _breaks(placed: Sequence[Placed], limits: Sequence[Limits]) -> Iterator[str]:
    for stretch, following in pairwise(limits):
        x = (stretch.end + following.start) / 2
        yield line(x, _TOP, x, HEIGHT - _BOTTOM, **_DOTTED)
    for before, after in pairwise(placed):
        if before.run != after.run:
            x = (before.x + after.x) / 2
            yield line(x, _TOP, x, HEIGHT - _BOTTOM, **_DOTTED)
    for spot in placed:
        if spot.point.value is None:
            y, x = HEIGHT - _BOTTOM, spot.x
            for tilt in (4, -4):
                yield line(x - 4, y - tilt, x + 4, y + tilt, stroke=INK, class_="break")


def _own(placed: Sequence[Placed], scale: Scale) -> Iterator[str]:
    for run in unbroken(placed, "value"):
        points = [(p.x, scale.at(p.point.value or 0.0)) for p in run]
        if len(points) > 1:
            yield path(points, fill="none", stroke=LINE, stroke_width="2", class_="own")
        yield dots(points, 5, stroke=LINE, class_="own")


def _ends(
    row: Row, placed: Sequence[Placed], limits: Sequence[Limits], scale: Scale
) -> Iterator[str]:
    """Names what is drawn at the right edge, apart from each other, and marks the last figure."""
    wanted: list[Label] = []
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
    if limits:
        wanted.append((scale.at(limits[-1].upper), "upper limit", "quiet"))
        wanted.append((scale.at(limits[-1].lower), "lower limit", "quiet"))
    for y, said, look in apart(wanted, HEIGHT - _BOTTOM + 2):
        bold = "bold" if look == "strong" else None
        yield label(
            said,
            WIDTH - _RIGHT + 4,
            y + 4,
            fill=QUIET if look == "quiet" else INK,
            class_="quiet" if look == "quiet" else "ink",
            font_weight=bold,
        )
