"""A gap over time as a picture, after the report's Figure 1: two rates, and the relative gap below.

The figure itself is not in the text of the report: only its title and notes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imscore.outputs import figures
from imscore.outputs.figures import TYPESET
from imscore.outputs.svg.elements import INK, LINE, QUIET, dots, label, line, path, picture
from imscore.outputs.svg.places import apart
from imscore.outputs.svg.scale import Scale, ticks
from imscore.periods import parse
from imscore.tools import shown
from imscore.tools.gap import GapSeries
from imscore.tools.gap_data import Answer
from imscore.tools.gap_points import GapPoint

WIDTH, HEIGHT = 640.0, 430.0
_LEFT, _RIGHT = 60.0, 130.0
_RATES, _GAPS = (60.0, 230.0), (285.0, 395.0)
_MOST_LABELS = 8
_Point = tuple[float, float]


def to_svg(answer: Answer) -> str:
    """Draws every gap of an answer that has two periods or more, one below the other.

    Returns:
        SVG text, with what it shows in words for those who hear it.
    """
    drawn = [series for series in answer.series if len(_known(series)) > 1]
    name = f"Gaps between groups: {answer.area}"
    if not drawn:
        words = "No group has figures of two periods beside what it is held against."
        return picture(WIDTH, 40.0, name, words, [label(words, 10, 24)]) + "\n"
    parts = [part for place, series in enumerate(drawn) for part in _drawn(series, place * HEIGHT)]
    words = " ".join(_in_words(series) for series in drawn)
    return picture(WIDTH, HEIGHT * len(drawn), name, words, parts) + "\n"


def _known(series: GapSeries) -> list[GapPoint]:
    """Those with a gap: a relative gap has both of the figures that it is made of."""
    return [point for point in series.points if point.relative.value is not None]


def _in_words(series: GapSeries) -> str:
    first, last = _known(series)[0], _known(series)[-1]
    return (
        f"{series.indicator.name}, {series.group} against {series.against}: relative gap "
        f"{_estimate(first)} in {first.period}, {_estimate(last)} in {last.period}."
    )


def _estimate(point: GapPoint) -> str:
    return shown.estimate(point.relative, TYPESET, unit="%", signed=True)


def _drawn(series: GapSeries, top: float) -> Iterator[str]:
    about, points = series.indicator, _known(series)
    across = _across(points)
    yield label(f"{about.name}, {shown.unit(about)}", 10, top + 22, font_weight="bold")
    yield label(f"{series.area}: {series.group} against {series.against}", 10, top + 40, fill=QUIET)
    own = [point.group.value or 0.0 for point in points]
    whole = [(point.against.value if point.against else None) or 0.0 for point in points]
    rates = _scale([*own, *whole], top, _RATES)
    yield from _axis(rates, "")
    if rates[1][0] > 0:
        start = figures.number(rates[1][0], TYPESET, places=0 if rates[1][0].is_integer() else 1)
        yield label(
            f"This axis begins at {start}", WIDTH - 10, top + 22, text_anchor="end", fill=QUIET
        )
    lines = [("Group", own, LINE), ("All" if series.part else "Other", whole, INK)]
    for _, values, colour in lines:
        yield from _line(across, values, rates[0], colour)
    yield from _names(lines, rates[0], across[-1])
    yield label("Relative gap in per cent, with 95% limits", 10, top + _GAPS[0] - 14, fill=QUIET)
    ends = [side for p in points for side in p.relative.sides if side is not None]
    gaps = _scale([0.0, *ends], top, _GAPS)
    yield from _axis(gaps, "%")
    yield from _gaps(points, across, gaps)
    yield from _periods(points, across, top + _GAPS[1])


def _across(points: Sequence[GapPoint]) -> list[float]:
    """Where each period stands: apart by the time between them, so that a missing one shows."""
    starts = [float(parse(point.period).start) for point in points]
    scale = Scale(min(starts), max(starts), _LEFT + 20, WIDTH - _RIGHT)
    return [scale.at(start) for start in starts]


def _scale(values: Sequence[float], top: float, between: _Point) -> tuple[Scale, list[float]]:
    marks = ticks(values)
    return Scale(marks[0], marks[-1], top + between[1], top + between[0]), marks


def _axis(axis: tuple[Scale, list[float]], suffix: str) -> Iterator[str]:
    scale, marks = axis
    places = 0 if all(mark == int(mark) for mark in marks) else 1
    for mark in marks:
        y = scale.at(mark)
        strong = suffix and mark == 0
        yield line(_LEFT, y, WIDTH - _RIGHT, y, stroke_width=1.5 if strong else 0.5)
        said = f"{figures.number(mark, TYPESET, places=places)}{suffix}"
        yield label(said, _LEFT - 6, y + 4, text_anchor="end", fill=QUIET)


def _line(
    across: Sequence[float], values: Sequence[float], scale: Scale, colour: str
) -> Iterator[str]:
    points = [(x, scale.at(value)) for x, value in zip(across, values, strict=True)]
    yield path(points, fill="none", stroke=colour, stroke_width="2")
    yield dots(points, 6, stroke=colour)


def _names(
    lines: Sequence[tuple[str, Sequence[float], str]], scale: Scale, x: float
) -> Iterator[str]:
    """What each line is, with its last figure, apart from each other."""
    wanted = [
        (scale.at(values[-1]), f"{name} {figures.number(values[-1], TYPESET)}", colour)
        for name, values, colour in lines
    ]
    for y, said, colour in apart(wanted, scale.start):
        yield label(said, x + 10, y + 4, fill=colour)


def _gaps(
    points: Sequence[GapPoint], across: Sequence[float], axis: tuple[Scale, list[float]]
) -> Iterator[str]:
    scale, marks = axis
    for x, point in zip(across, points, strict=True):
        value, lower, upper = point.relative.sides
        if lower is not None:
            # Without an upper end the interval goes on beyond the scale.
            top = marks[-1] if upper is None else upper
            yield line(x, scale.at(lower), x, scale.at(top), stroke=QUIET, stroke_width=2)
        yield dots([(x, scale.at(value or 0.0))], 8, stroke=LINE)
    last = points[-1].relative.value or 0.0
    said = f"{figures.number(last, TYPESET, signed=True)}%"
    yield label(said, across[-1] + 10, scale.at(last) + 4, fill=LINE)


def _periods(points: Sequence[GapPoint], across: Sequence[float], y: float) -> Iterator[str]:
    step = -(-len(points) // _MOST_LABELS)
    for place in range(len(points) - 1, -1, -step):
        yield label(points[place].period, across[place], y + 20, text_anchor="middle", fill=QUIET)
