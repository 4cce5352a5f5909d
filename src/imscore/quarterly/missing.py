"""Periods that were to come and did not: a newest figure that leaves a gap behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from imscore.periods import parse

_HELD = """SELECT s.area, s.indicator, p.text FROM observation o
  JOIN series s ON s.id = o.series JOIN period p ON p.id = o.period
  WHERE o.from_run <= :run AND (o.until_run IS NULL OR o.until_run > :run) AND p.ends > :after"""
_MOST_STEPS = 40


def skipped(
    connection: sqlite3.Connection,
    run: int,
    moved: Sequence[tuple[Sequence[Any], Sequence[Any]]],
) -> Iterator[tuple[str, str, str]]:
    """Finds the periods between an earlier newest figure and the present one that are not there.

    Args:
        connection: of the store.
        run: whose observations are looked through.
        moved: earlier and present rows (area, indicator, period, ..., end) of one indicator of one
            area each, the present one of a later period.

    Yields:
        Area, indicator and period of each that is missing.
    """
    if not moved:
        return
    after = min(old[9] for old, _ in moved)
    held = set(connection.execute(_HELD, {"run": run, "after": after}))
    for old, new in moved:
        place, first, step = (new[0], new[1]), parse(old[2]), parse(new[2])
        # Pooled windows are made, not read: nothing tells which were to come.
        if (*place, new[2]) not in held or step.kind != first.kind:
            continue
        for _ in range(_MOST_STEPS):
            step = step.before()
            if step.end <= first.end:
                break
            if (*place, step.text) not in held:
                yield *place, step.text
