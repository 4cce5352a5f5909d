"""Puts a run into the store and tells what changed since an earlier one."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore.model import Observations, Scorecard
from imscore.quarterly import runs, store, which_run
from imscore.quarterly.change_section import with_changes
from imscore.quarterly.changes import RunChange, between
from imscore.quarterly.references import References
from imscore.quarterly.screen import screen_of

if TYPE_CHECKING:
    from imscore.quarterly.settings import Scorecards

READ = "read"


@dataclass(frozen=True)
class Compared:
    """A run held against an earlier one.

    Attributes:
        scorecards: with what changed as their first section.
        changes: worst first. since: the earlier run's name, "" where there is none.
        note: what was kept back, and why; "" where nothing was.
    """

    scorecards: list[Scorecard]
    changes: list[RunChange]
    since: str
    note: str


def compared(
    connection: sqlite3.Connection,
    bases: Sequence[runs.Run],
    now: runs.Run,
    cards: Sequence[Scorecard],
) -> Compared:
    """Tells what changed.

    Args:
        connection: of a store that holds both runs.
        bases: from `runs.baseline`.
        now: the later one.
        cards: its scorecards.
    """
    screen = screen_of(now, cards)
    found = between(connection, bases, now, screen) if bases else []
    since = bases[0].as_base if bases else ""
    made = with_changes(cards, found, since, screen)
    return Compared(made, found, since, screen.said if bases else "")


def put(
    connection: sqlite3.Connection,
    run: runs.Run,
    observations: Observations,
    cards: Sequence[Scorecard],
    files: References,
    *,
    passed_over: bool = False,
) -> None:
    """Writes all of a run: its row, figures, judgements and the files that it was told by.

    Args:
        connection: in a transaction.
        run: its row.
        observations: all that it read.
        cards: the scorecards made of them.
        files: from `references`.
        passed_over: as for `bring`.
    """
    from imscore.quarterly.bring import bring
    from imscore.quarterly.score import beside_figures

    runs.put_run(connection, run)
    partial = run.state == "partial"
    bring(connection, run.id, observations, partial=partial, passed_over=passed_over)
    kept = {**files, (READ, "read.json"): beside_figures(observations)}
    runs.put_references(connection, run.id, kept)
    runs.put_judgements(connection, run.id, cards)


def since_last_run(
    path: Path,
    observations: Observations,
    cards: Sequence[Scorecard],
    wanted: Scorecards,
    files: References,
) -> list[Scorecard]:
    """Holds scorecards against the last whole run, as if they were a run of their own.

    Args:
        path: the store; nothing in it changes.
        observations: what the scorecards are made of.
        cards: the scorecards.
        wanted: what was asked for.
        files: from `references`.

    Returns:
        The scorecards with what changed as their first section.

    Raises:
        InputError: where there is no store, or it is of an older shape.
        StoreError: where it cannot be read.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with store.reading(path) as kept:
            kept.backup(connection)
        known = runs.all_runs(connection)
        now = _as_run(known, observations, cards, wanted.model_dump())
        put(connection, now, observations, cards, files)
        return compared(connection, which_run.baseline(known), now, cards).scorecards


def _as_run(
    known: Sequence[runs.Run],
    observations: Observations,
    cards: Sequence[Scorecard],
    wanted: dict[str, Any],
) -> runs.Run:
    from imscore import __version__
    from imscore.model import problems_of
    from imscore.quarterly import clock

    moment = clock.written(clock.now())
    return runs.Run(
        id=known[-1].id + 1 if known else 1,
        started=moment,
        known_from=moment,
        state="complete",
        fingerprint="",
        imscore=__version__,
        folder="",
        pack="",
        inputs=[{"file": i.name, "sha256": i.sha256} for i in observations.inputs],
        refused=[],
        problems=runs.plain_problems(problems_of(cards)),
        notes=list(observations.notes),
        settings={"scorecards": wanted},
    )
