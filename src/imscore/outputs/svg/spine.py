"""A spine chart: one area's figure against England in the middle and the range of other areas."""

from __future__ import annotations

from collections.abc import Iterator

from imscore.model import Row
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import INK, QUIET, Attribute, element, line, picture
from imscore.outputs.svg.scale import Scale
from imscore.outputs.words import LOOKS

WIDTH, HEIGHT = 240.0, 30.0
_EDGE, _MIDDLE = 8.0, HEIGHT / 2
_ROOM = 1.15
_RANGE, _QUARTILES = "#DEE0E2", "#B1B4B6"


def spine(row: Row) -> str:
    """Draws where a row's figure stands; the bad side is left, the good side right.

    Each row has its own scale with the benchmark in the middle: where other areas are known, from
    the worst to the best of them; otherwise as wide as the figure's own interval needs.

    Args:
        row: where neither direction is good, lower is left and higher right.

    Returns:
        SVG text, or "" where the row has no value or nothing to hold it against.
    """
    if row.value is None or row.benchmark_value is None:
        return ""
    reach = max(abs(value - row.benchmark_value) for value in _everything(row)) * _ROOM
    ends = (row.benchmark_value - (reach or 1.0), row.benchmark_value + (reach or 1.0))
    low, high = reversed(ends) if row.polarity == "low_is_good" else ends
    scale = Scale(low, high, _EDGE, WIDTH - _EDGE)
    parts = [*_others(row, scale), *_england(), *_own(row, row.value, scale)]
    return picture(WIDTH, HEIGHT, described.spine_name(row), described.spine(row), parts)


def _everything(row: Row) -> Iterator[float]:
    held = [row.value, row.lower_ci, row.upper_ci]
    if row.standing is not None:
        held += [row.standing.best, row.standing.worst]
    yield from (value for value in held if value is not None)


def _others(row: Row, scale: Scale) -> Iterator[str]:
    if row.standing is None:
        yield line(_EDGE, _MIDDLE, WIDTH - _EDGE, _MIDDLE)
        return
    yield _bar(scale, row.standing.worst, row.standing.best, _RANGE, "range")
    if row.standing.percentile_25 is not None and row.standing.percentile_75 is not None:
        ends = row.standing.percentile_25, row.standing.percentile_75
        yield _bar(scale, *ends, _QUARTILES, "quartiles")


def _bar(scale: Scale, one: float, other: float, fill: str, name: str) -> str:
    start, end = sorted((scale.at(one), scale.at(other)))
    size = {"x": start, "y": _MIDDLE - 7, "width": max(end - start, 1.0), "height": 14.0}
    return element("rect", fill=fill, class_=name, **size)


def _england() -> Iterator[str]:
    middle = WIDTH / 2
    yield line(middle, 1, middle, HEIGHT - 1, stroke=INK, stroke_width=2, class_="england")


def _own(row: Row, value: float, scale: Scale) -> Iterator[str]:
    if row.lower_ci is not None and row.upper_ci is not None:
        start, end = scale.at(row.lower_ci), scale.at(row.upper_ci)
        look: dict[str, Attribute] = {"stroke": INK, "stroke_width": 1.5, "class_": "interval"}
        yield line(start, _MIDDLE, end, _MIDDLE, **look)
        for x in (start, end):
            yield line(x, _MIDDLE - 4, x, _MIDDLE + 4, **look)
    fill = LOOKS[row.status].fill if row.status in LOOKS else QUIET
    yield element(
        "circle",
        cx=scale.at(value),
        cy=_MIDDLE,
        r=6.5,
        fill=fill,
        stroke=INK,
        stroke_width=1.5,
        class_="mark",
    )
