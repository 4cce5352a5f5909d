"""The way into a run: the lock first, and only then what takes time to load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from imscore.quarterly.disk import ready
from imscore.quarterly.journal import Journal
from imscore.quarterly.lock import held, lock_files
from imscore.quarterly.settings import Settings

if TYPE_CHECKING:
    from imscore.quarterly.outcome import Outcome


def run(settings: Settings, journal: Journal, *, force: bool = False, wait: float = 0) -> Outcome:
    """Runs once.

    Args:
        settings: checked ones.
        journal: where to note what happens.
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

        return run_locked(settings, journal, force=force)
