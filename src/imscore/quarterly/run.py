"""One run, with the lock held: from inputs to pack; the package's docstring says why so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from imscore.errors import InputError
from imscore.quarterly import (
    clock,
    contents,
    pack,
    record,
    retention,
    runs,
    score,
    store,
    untold,
    which_run,
)
from imscore.quarterly.change_words import to_markdown
from imscore.quarterly.compare import compared, put
from imscore.quarterly.disk import explained
from imscore.quarterly.found import look
from imscore.quarterly.journal import Journal
from imscore.quarterly.latest import point_latest
from imscore.quarterly.outcome import Outcome, nothing_new, outcome_of, with_untold
from imscore.quarterly.plan import unchanged
from imscore.quarterly.references import References, fingerprint, references_of
from imscore.quarterly.settings import Settings
from imscore.quarterly.work import Work, new_run


def run_locked(settings: Settings, journal: Journal, *, force: bool = False) -> Outcome:
    """Runs once, while nobody else does: `start.run` holds the lock.

    Args:
        settings: checked ones.
        journal: where to note what happens.
        force: make a pack where nothing is new.

    Raises:
        InputError: where an input has errors; nothing is written.
        OutputError: where pack or store cannot be written; what was there is untouched.
        UsageError: where an area or period is not there.
    """
    work = Work(settings, journal, clock.now())
    known, work.untold = _before(work.store)
    for line in pack.heal(work.folder, known):
        journal.warning(line)
    point_latest(work.folder, known)
    work.step("heal")
    return _run(work, known, force=force)


def _before(path: Path) -> tuple[list[runs.Run], list[untold.Untold]]:
    """The runs in the store, and ends not told; an older shape is brought up to date first."""
    if not path.exists():
        return [], []
    with store.writing(path) as connection:
        return runs.all_runs(connection), untold.waiting(connection)


def _run(work: Work, known: list[runs.Run], *, force: bool) -> Outcome:
    settings = work.settings
    files = references_of(settings)
    looked = look(settings.inputs, work.folder)
    for note in looked.notes:
        work.journal.info(note)
    mark = fingerprint(settings, looked, files)
    work.step("find")
    same = None if force else unchanged(settings, known, mark)
    if same:
        _prune(work, known, aloud=False)
        return with_untold(work, nothing_new(work, same), [])[0]
    scored = score.score(settings, looked)
    if references_of(settings) != files:
        raise InputError(
            "Definitions, the England series, targets or groups changed during the run: run again."
        )
    work.step("score")
    for warning in looked.warnings:
        work.journal.warning(warning)
    for problem in scored.refused:
        work.journal.warning(f"left out: {problem.text}", code=problem.code)
    now = new_run(work, known, looked, scored, mark)
    outcome = _commit(work, known, now, scored, files, passed_over=looked.passed_over)
    pack.publish(now)
    point_latest(work.folder, [*known, now])
    work.step("publish")
    _prune(work, [*known, now], aloud=True)
    return outcome


def _commit(
    work: Work,
    known: list[runs.Run],
    now: runs.Run,
    scored: score.Scored,
    files: References,
    *,
    passed_over: bool,
) -> Outcome:
    """Writes store and pack: both, or neither."""
    with store.writing(work.store) as connection:
        made = scored.observations, scored.scorecards
        put(connection, now, *made, files, passed_over=passed_over)
        work.step("store")
        found = compared(
            connection, which_run.baseline(known, now.fingerprint), now, scored.scorecards
        )
        outputs = contents.contents(work.settings.output, found.scorecards)
        outputs[contents.CHANGES] = to_markdown(found.changes, found.since, found.note).encode(
            "utf-8", "backslashreplace"
        )
        work.step("render")
        outcome, why = outcome_of(work, now, scored, found.changes, found.since)
        untold.put(connection, now.id, outcome.exit_code, outcome.line, why)
        outcome, why = with_untold(work, outcome, why)
        dicts = [change.to_dict() for change in found.changes]
        outputs[record.FILE_NAME] = record.make(
            now, outputs, dicts, found.since, work.timings, outcome.exit_code, why, files
        )
        pack.build(work.folder, now.id, outputs)
        try:
            connection.execute("COMMIT")
        except sqlite3.Error:
            pack.discard(work.folder, now.id)
            raise
        work.step("write")
    return outcome


def _prune(work: Work, known: list[runs.Run], *, aloud: bool) -> None:
    """Takes packs away that are beyond what is kept; `aloud` says which of them a person uses."""
    old = retention.to_remove(work.folder, known, work.settings.retention, work.moment)
    with explained(work.folder):
        going, staying = retention.own_and_others(old)
    for line in staying:
        tell = work.journal.warning if aloud else work.journal.info
        tell(line)
    retention.remove(going)
    for run in going:
        work.journal.info(f"removed {run.path}: beyond what is kept")
