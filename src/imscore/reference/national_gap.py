"""The published routine-and-manual gap of England and Wales: context, never a benchmark.

It is of England and Wales, not of England, and of births registered by both parents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from imscore.reference import tables

GEOGRAPHY = "England and Wales"
SOURCE = "Infant Mortality National Support Team report, December 2010 (line 268 of the text)"


@dataclass(frozen=True, slots=True)
class PublishedGap:
    """One printed figure: its three years, the gap in whole per cent, and what is doubtful."""

    window: str
    percent: int
    line: int
    note: str


@cache
def published() -> tuple[PublishedGap, ...]:
    """The gaps that the report prints, oldest first.

    >>> [(gap.window, gap.percent) for gap in published()][-1]
    ('2007-09', 12)
    """
    return tuple(
        PublishedGap(row["window"], int(row["percent"]), int(row["line"]), row["note"])
        for row in tables.rows("national_gap")
    )


def words() -> list[str]:
    """The published gaps in sentences, the doubts included."""
    listed = ", ".join(f"{gap.percent}% in {gap.window}" for gap in published())
    told = [f"{GEOGRAPHY}, for context: {listed}. {SOURCE}."]
    return told + [f"{gap.window}: {gap.note}." for gap in published() if gap.note]
