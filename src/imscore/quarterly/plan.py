"""What a run would do, said without doing it; and whether there is anything new to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from imscore.quarterly import clock, contents, pack, record, retention, runs, score, store
from imscore.quarterly.disk import explained
from imscore.quarterly.found import look
from imscore.quarterly.references import fingerprint, references_of
from imscore.quarterly.settings import Settings


def unchanged(settings: Settings, known: Sequence[runs.Run], mark: str) -> runs.Run | None:
    """The last run, where it was of the very same and its pack is there whole."""
    if not known or known[-1].fingerprint != mark:
        return None
    same_place = Path(known[-1].folder) == Path(settings.output.folder)
    return known[-1] if same_place and pack.is_whole(known[-1]) else None


def plan(settings: Settings, *, force: bool = False) -> list[str]:
    """Says what a run would do, and does none of it.

    Raises:
        InputError: where there is nothing to read, or an input has errors.
    """
    folder, path = Path(settings.output.folder), Path(settings.store.file)
    known: list[runs.Run] = []
    if path.exists():
        with store.reading(path) as connection:
            known = runs.all_runs(connection)
    looked = look(settings.inputs, folder)
    mark = fingerprint(settings, looked, references_of(settings))
    same = None if force else unchanged(settings, known, mark)
    lines = [f"would read {found.name} ({found.size:,} bytes)" for found in looked.files]
    lines += [f"would leave out: {problem.text}" for problem in looked.refused]
    lines += looked.notes
    if same:
        lines.append(f"would write nothing: unchanged since {same.name} ({same.path})")
    else:
        scored = score.score(settings, looked)
        taken = [run.pack for run in known if run.folder == str(folder)]
        name = pack.free_name(folder, settings.output.pattern, clock.now(), taken)
        left_out = scored.refused[len(looked.refused) :]
        lines += [f"would leave out: {problem.text}" for problem in left_out]
        files = contents.names(settings.output, scored.scorecards)
        files += [contents.CHANGES, record.FILE_NAME]
        lines += [f"would write {folder / name / file}" for file in files]
        lines.append(f"would add run {known[-1].id + 1 if known else 1} to {path}")
    coming = "" if same else "partial" if any("leave out" in line for line in lines) else "complete"
    old = retention.to_remove(folder, known, settings.retention, clock.now(), coming)
    with explained(folder):
        going, staying = retention.own_and_others(old)
    return [*lines, *(f"would remove {run.path}" for run in going), *staying]
