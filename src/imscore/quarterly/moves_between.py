"""How judgements moved between two runs, and indicators that came or went."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from imscore.quarterly import places, runs, sentences
from imscore.quarterly.missing import skipped
from imscore.quarterly.moves import move, turn
from imscore.quarterly.run_change import RunChange, maker
from imscore.quarterly.screen import Screen, rule_of
from imscore.quarterly.sentences import Names

_JUDGED = """SELECT area_key, indicator, period, value, status, trend, benchmark_name,
  benchmark_value, marker, ends, definition
  FROM judged WHERE run = ? ORDER BY area_key, indicator, definition"""


def moves(
    connection: sqlite3.Connection,
    bases: Sequence[runs.Run],
    now: runs.Run,
    names: Names,
    screen: Screen,
) -> Iterator[RunChange]:
    """Statuses and trends that are not what they were, and indicators that came or went.

    Args:
        connection: of the store.
        bases: as from `runs.baseline`.
        now: the later run.
        names: of areas and indicators.
        screen: what may be told.
    """
    before = bases[0]
    new = _judged(connection, now)
    old = _compared_with(connection, bases, new, screen)
    unread = places.unread(connection, now.id) if old.keys() - new.keys() else set()
    quiet = bool(screen.rule)
    alike = not quiet or rule_of(before.settings) == screen.rule
    for key in sorted({*old, *new}):
        area, indicator = key
        make = maker(area, indicator, names)
        if key not in new:
            text = sentences.gone(names, old[key], quiet=quiet, unread=key in unread)
            kind = "not_read" if key in unread else "indicator_gone"
            yield make(kind, old[key][2], None if quiet else old[key][4], None, text)
        elif key not in old:
            text = sentences.came(names, new[key])
            kind = "new_worse" if new[key][4] == "worse" else "new_indicator"
            yield make(kind, new[key][2], None, new[key][4], text)
        elif alike:
            yield from _moved(old[key], new[key], make, names, screen)
    later = [(old[key], new[key]) for key in old.keys() & new.keys() if new[key][9] > old[key][9]]
    for area, indicator, period in sorted(skipped(connection, now.id, later)):
        text = sentences.skipped(names, area, indicator, period)
        yield maker(area, indicator, names)("period_missing", period, None, None, text)


def _judged(connection: sqlite3.Connection, run: runs.Run) -> dict[tuple[str, str], Sequence[Any]]:
    return {row[:2]: row for row in connection.execute(_JUDGED, (run.id,))}


def _compared_with(
    connection: sqlite3.Connection,
    bases: Sequence[runs.Run],
    new: Mapping[tuple[str, str], Sequence[Any]],
    screen: Screen,
) -> dict[tuple[str, str], Sequence[Any]]:
    """What each indicator is held against: the base, else the last partial run that judged it.

    One that is worse now, and was in the base, but was not in a later partial run, has become worse
    again: that is told as well.
    """
    base, *partial = bases
    old = _judged(connection, base)
    found = dict(old)
    seen: set[tuple[str, str]] = set()
    for run in partial:
        if screen.rule and rule_of(run.settings) != screen.rule:
            continue
        for key, row in _judged(connection, run).items():
            if key not in new or key in seen:
                continue
            seen.add(key)
            again = run.id > base.id and new[key][4] == "worse" == old.get(key, row)[4] != row[4]
            if key not in old or again:
                found[key] = row
    return found


def _moved(
    old: Sequence[Any],
    new: Sequence[Any],
    make: Callable[..., RunChange],
    names: Names,
    screen: Screen,
) -> Iterator[RunChange]:
    if new[9] < old[9]:
        yield make("period_gone", old[2], old[2], new[2], sentences.older(names, old, new))
    if screen.rule and not _may_tell(old, new, screen):
        yield from _hidden(old, new, make, names)
        return
    quiet = bool(screen.rule)
    was, is_ = str(old[4]), str(new[4])
    if was != is_:
        text = sentences.moved(names, old, new, quiet=quiet)
        yield make(move(was, is_), new[2], was, is_, text)
    was, is_ = str(old[5]), str(new[5])
    if was != is_ and not (quiet and None in (old[3], new[3])):
        yield make(turn(is_), new[2], was, is_, sentences.turned(names, old, new))


def _may_tell(old: Sequence[Any], new: Sequence[Any], screen: Screen) -> bool:
    """Whether an earlier judgement gives nothing away: it was none, or its figure still shows."""
    return new[3] is not None and (old[3] is None or screen.shows(old[0], old[1], old[10], old[2]))


def _hidden(
    old: Sequence[Any], new: Sequence[Any], make: Callable[..., RunChange], names: Names
) -> Iterator[RunChange]:
    """Of a move from or to what is hidden now, what has to be known and no more."""
    if new[3] is None and old[3] is not None:
        yield make("not_compared", new[2], None, None, sentences.withheld(names, new))
    elif new[4] == "worse":
        # It may have been worse before: better one alert too many than one too few.
        yield make("now_worse", new[2], None, "worse", sentences.worse(names, new))
