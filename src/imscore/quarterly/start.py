"""The way into a run: the lock first, and only then what takes time to load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.quarterly.disk import ready
from imscore.quarterly.journal import Journal
from imscore.quarterly.lock import held, lock_files
from imscore.quarterly.settings import Settings

if TYPE_CHECKING:
    from imscore.quarterly.outcome import Outcome


def run(
    settings: Settings,
    journal: Journal,
    *,
    tell: Callable[[Outcome], None],
    force: bool = False,
    wait: float = 0,
) -> Outcome:
    """Runs once, and tells how it ended while nobody else can: an end not told stays in the store.

    Args:
        settings: checked ones.
        journal: where to note what happens.
        tell: says to people and schedulers how it ended.
        force: make a pack where nothing is new.
        wait: seconds to wait for another run.

    Raises:
        LockedError: where another run is at work.
        InputError: where an input has errors; nothing is written.
        OutputError: where pack or store cannot be written; what was there is untouched.
        UsageError: where an area or period is not there.
    """
    folder, store = Path(settings.output.folder), Path(settings.store.file)
    ready(folder)
    ready(store.parent)
    with held(lock_files(folder, store), wait):
        # Loaded now, so that of many runs started at once all but one end soon.
        from imscore.quarterly.run import run_locked
        from imscore.quarterly.untold import told

        outcome = run_locked(settings, journal, force=force)
        tell(outcome)
        if outcome.pack is not None or outcome.earlier:
            told(store)
        return outcome
