"""What is known while a run goes on, and the row that it gets in the store."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from imscore import __version__
from imscore.quarterly import clock, pack, runs, score, stopping
from imscore.quarterly.found import Looked
from imscore.quarterly.journal import Journal
from imscore.quarterly.references import recorded
from imscore.quarterly.settings import Settings
from imscore.quarterly.untold import Untold


@dataclass
class Work:
    """What is known while a run goes on."""

    settings: Settings
    journal: Journal
    moment: datetime
    untold: list[Untold] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    @property
    def folder(self) -> Path:
        """Where packs go."""
        return Path(self.settings.output.folder)

    @property
    def store(self) -> Path:
        """The file of all observations."""
        return Path(self.settings.store.file)

    def step(self, name: str) -> None:
        """Notes how long a step took that has just ended; stops where that was asked for."""
        stopping.check()
        now = time.perf_counter()
        self.timings[name] = now - self._since
        self._since = now
        self.journal.info(f"{name}: {self.timings[name]:.2f} s", step=name)


def new_run(
    work: Work, known: list[runs.Run], looked: Looked, scored: score.Scored, mark: str
) -> runs.Run:
    """Makes the row of a run that is about to be written; says so where the clock was set back."""
    started = clock.written(work.moment)
    last = known[-1].known_from if known else ""
    if started < last:
        work.journal.warning(
            f"The clock says {started}, but {known[-1].name} was at {last}: it was set back. "
            "Figures are kept as known from the later time; the pack has the clock's date. Until "
            "the clock is past it, ask for a run by its number: imscore report --as-known-on "
            f"{known[-1].id + 1}"
        )
    taken = [run.pack for run in known if run.folder == str(work.folder)]
    return runs.Run(
        id=known[-1].id + 1 if known else 1,
        started=started,
        known_from=max(started, last),
        state="partial" if scored.refused else "complete",
        fingerprint=mark,
        imscore=__version__,
        folder=str(work.folder),
        pack=pack.free_name(work.folder, work.settings.output.pattern, work.moment, taken),
        inputs=score.inputs_recorded(looked, scored.refused),
        refused=runs.plain_problems(scored.refused),
        problems=runs.plain_problems(scored.problems),
        notes=list(scored.notes),
        settings=recorded(work.settings),
    )
