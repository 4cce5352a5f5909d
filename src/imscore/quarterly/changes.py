"""What changed between two runs: as data, a sentence each, worst first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from imscore.quarterly import runs, sentences
from imscore.quarterly.figure_changes import figure_changes
from imscore.quarterly.moves_between import moves
from imscore.quarterly.reference_changes import reference_changes
from imscore.quarterly.run_change import KINDS, RunChange
from imscore.quarterly.screen import Screen
from imscore.quarterly.settings_changes import setting_changes

__all__ = ["KINDS", "RunChange", "between"]


def between(
    connection: sqlite3.Connection, bases: Sequence[runs.Run], now: runs.Run, screen: Screen
) -> list[RunChange]:
    """Everything that changed from one run to a later one.

    Args:
        connection: of the store.
        bases: the earlier run, and partial ones as from `runs.baseline`.
        now: the later run.
        screen: what may be told under the later run's rule on small numbers.

    Returns:
        The changes, worst first, then by area and indicator.
    """
    before = bases[0]
    names = sentences.names(connection)
    old, new = (runs.references(connection, run.id) for run in (before, now))
    found = [
        *moves(connection, bases, now, names, screen),
        *figure_changes(connection, before, now, names, screen),
        *_problems(before, now),
        *(_setting(*fields) for fields in setting_changes(before, now, old, new)),
        *(RunChange(*fields) for fields in reference_changes(old, new, names)),
        *_program(before, now),
    ]
    return sorted(found, key=lambda change: KINDS.index(change.kind))


def _setting(was: str, is_: str, text: str) -> RunChange:
    return RunChange("setting_changed", "", "", "", "", was, is_, text)


def _problems(before: runs.Run, now: runs.Run) -> Iterator[RunChange]:
    """Problems that the earlier run did not have: alike in kind, sheet and what was found."""
    known = Counter(_alike(problem) for problem in before.problems)
    for problem in [*now.refused, *now.problems]:
        key = _alike(problem)
        known[key] -= 1
        if known[key] < 0:
            text = sentences.new_problem(problem)
            yield RunChange("new_problem", "", "", "", "", None, problem["code"], text)


def _alike(problem: dict[str, str]) -> tuple[str, str, str]:
    return problem["code"], problem["sheet"], problem["found"]


def _program(before: runs.Run, now: runs.Run) -> Iterator[RunChange]:
    was, is_ = before.imscore, now.imscore
    if was != is_:
        text = f"imscore is of version {is_}, it was {was}."
        yield RunChange("program_changed", "", "", "", "", was, is_, text)
