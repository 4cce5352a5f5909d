"""A line of a row's own series, drawn in text."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.model import Point

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(series: Sequence[Point], longest: int) -> str:
    """Draws the latest points of a series from the lowest of them to the highest.

    Args:
        series: oldest first; a point with no value becomes a gap.
        longest: the most points to draw.

    Returns:
        One character a point; "" where fewer than two points have a value.

    >>> sparkline([Point("2007", 1.0, ""), Point("2008", None, ""), Point("2009", 8.0, "")], 9)
    '▁ █'
    """
    shown = [point.value for point in series[-longest:]] if longest else []
    known = [value for value in shown if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    return "".join(" " if value is None else _bar(value, low, high) for value in shown)


def _bar(value: float, low: float, high: float) -> str:
    if high == low:
        return _BARS[3]
    return _BARS[round((value - low) / (high - low) * (len(_BARS) - 1))]
