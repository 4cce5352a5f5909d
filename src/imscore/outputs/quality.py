"""The marks for the data's quality in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from imscore.model import Mark, Quality, Row
from imscore.outputs.harmless import harmless

SIDES = tuple(field.name for field in fields(Quality))
_LONGEST = 1000


def overall(row: Row, *, short: bool = False) -> str:
    """A row's lowest mark with the sides that have it, "" where it has none.

    Args:
        row: any row.
        short: whether the mark has to do.

    Returns:
        Such as `timeliness poor`, `completeness, validity fair`, or `good`.
    """
    if row.quality is None:
        return ""
    lowest = row.quality.overall
    sides = [side for side, mark in marks(row) if mark.mark == lowest]
    if short or lowest == "good":
        return lowest
    return f"{', '.join(sides)} {lowest}"


def marks(row: Row) -> Iterator[tuple[str, Mark]]:
    """Each side of a row's quality with its mark."""
    for side in SIDES if row.quality else ():
        yield side, getattr(row.quality, side)


def below_good(rows: Sequence[Row]) -> list[str]:
    """Says of each row whose data are less than good why that is so.

    Returns:
        Such as `Smoking at delivery: completeness fair: 1 of the 20 quarters ... is missing`.
    """
    found = []
    for row in rows:
        said = [f"{side} {m.mark}: {m.reason}" for side, m in marks(row) if m.mark != "good"]
        if said:
            name = row.short_name or row.name or row.indicator
            found.append(harmless(f"{name}: {'. '.join(said)}.", _LONGEST))
    return found
