"""A line of a row's own series, drawn in text."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.model import Point

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(series: Sequence[Point], longest: int, earlier: Sequence[Point] = ()) -> str:
    """Draws the latest points of a series from the lowest of them to the highest.

    Args:
        series: oldest first; a point with no value becomes a gap.
        longest: the most points to draw.
        earlier: of other definitions, before the series; a bar stands at each change.

    Returns:
        One character a point, and a `|` at each change of definition; "" where fewer than two
        points have a value.

    >>> sparkline([Point("2007", 1.0, ""), Point("2008", None, ""), Point("2009", 8.0, "")], 9)
    '▁ █'
    >>> new = [Point("2009", 8.0, ""), Point("2010", 7.0, "")]
    >>> sparkline(new, 9, [Point("2008", 1.0, "", definition="old")])
    '▁|█▇'
    """
    if earlier:
        return _with_breaks([*earlier, *series], longest)
    shown = [point.value for point in series[-longest:]] if longest else []
    known = [value for value in shown if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join(" " if value is None else _bar(value, low, high) for value in shown)


def _with_breaks(points: Sequence[Point], longest: int) -> str:
    """Draws points of several definitions to one scale, apart from each other."""
    drawn: list[float | str | None] = []
    last: str | None = None
    for point in points:
        if point.value is not None:
            drawn += ["|"] if last not in (None, point.definition) else []
            last = point.definition
        drawn.append(point.value)
    drawn = drawn[-longest:] if longest else []
    known = [value for value in drawn if isinstance(value, float)]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join(
        " " if value is None else value if isinstance(value, str) else _bar(value, low, high)
        for value in drawn
    )


def _bar(value: float, low: float, high: float) -> str:
    if high == low:
        return _BARS[3]
    return _BARS[round((value - low) / (high - low) * (len(_BARS) - 1))]
