"""Figures that were revised between two runs, are gone or are new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from imscore.model import ENGLAND_CODE
from imscore.quarterly import runs, sentences
from imscore.quarterly.run_change import RunChange, maker
from imscore.quarterly.screen import Screen
from imscore.quarterly.sentences import Names

# Versions that held after one run and not after the other, with what took their place.
_REVISED = """
SELECT s.area, s.indicator, p.text, old.value, old.numerator, old.denominator, old.marker,
  new.value, new.numerator, new.denominator, new.marker, new.series IS NULL, s.definition
FROM observation old JOIN series s ON s.id = old.series JOIN period p ON p.id = old.period
LEFT JOIN observation new ON new.series = old.series AND new.period = old.period
  AND new.from_run <= :now AND (new.until_run IS NULL OR new.until_run > :now)
WHERE old.from_run <= :before AND old.until_run > :before AND old.until_run <= :now
ORDER BY s.area, s.indicator, p.ends, p.id"""
_NEW = """
SELECT DISTINCT s.indicator, p.text, s.area
FROM observation new JOIN series s ON s.id = new.series JOIN period p ON p.id = new.period
WHERE new.from_run > :before AND new.from_run <= :now
  AND (new.until_run IS NULL OR new.until_run > :now) AND s.area <> :england
  AND NOT EXISTS (SELECT 1 FROM observation old WHERE old.series = new.series
    AND old.period = new.period AND old.from_run <= :before
    AND (old.until_run IS NULL OR old.until_run > :before))
ORDER BY s.indicator, p.ends, p.id, s.area"""


def figure_changes(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, names: Names, screen: Screen
) -> Iterator[RunChange]:
    """Old figures that were revised or are gone, and periods that are new.

    Args:
        connection: of the store.
        before: the earlier run.
        now: the later run.
        names: of areas and indicators.
        screen: what may be told.
    """
    span = {"before": before.id, "now": now.id}
    quiet = bool(screen.rule)
    for area, indicator, period, *figures, gone, definition in connection.execute(_REVISED, span):
        old, new = figures[:4], figures[4:]
        if not gone and old == new:
            continue  # a name or a limit changed, not the figure
        england = area == ENGLAND_CODE
        if not (gone or england or screen.shows(area, indicator, definition, period)):
            continue
        kind = "figure_gone" if gone else "england_revised" if england else "revised"
        place = area, indicator, period
        text = sentences.revised(names, place, old, None if gone else new, quiet=quiet)
        pair = (None, None) if quiet else (old[0], new[0])
        yield maker(area, indicator, names)(kind, period, *pair, text)
    yield from _new_periods(connection, span, names)


def _new_periods(
    connection: sqlite3.Connection, span: dict[str, int], names: Names
) -> Iterator[RunChange]:
    found: dict[tuple[str, str], list[str]] = {}
    for indicator, period, area in connection.execute(_NEW, span | {"england": ENGLAND_CODE}):
        found.setdefault((indicator, period), []).append(area)
    for (indicator, period), areas in found.items():
        text = sentences.new_period(names, indicator, period, areas[0], len(areas))
        one = areas[0] if len(areas) == 1 else ""
        change = maker(one, indicator, names)("new_period", period, None, period, text)
        yield change if one else replace(change, areas=frozenset(areas))
