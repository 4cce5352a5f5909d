"""Which packs go, and taking them away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from imscore.quarterly import clock
from imscore.quarterly.disk import explained, remove_tree
from imscore.quarterly.pack import REMOVING, not_written, standing
from imscore.quarterly.runs import Run
from imscore.quarterly.settings import Retention


def to_remove(
    folder: Path, runs: Sequence[Run], retention: Retention, now: datetime, coming: str = ""
) -> list[Run]:
    """The packs beyond what is to be kept, the oldest first.

    The newest pack, which `latest` points to, is never among them, nor is that of the last complete
    run, which the next one is compared with. Figures stay in the store whatever is removed.

    Args:
        folder: where packs lie.
        runs: all that the store knows.
        retention: how many, or for how long.
        now: the present moment.
        coming: the state of a run about to be added, "" where there is none.
    """
    packs = standing(folder, runs)
    complete = [run.id for run in runs if run.state == "complete"]
    needed = set() if coming else {run.id for run in packs[-1:]}
    needed |= set() if coming == "complete" else set(complete[-1:])
    if retention.years is not None:
        limit = clock.written(_years_before(now, retention.years))
        old = [run for run in packs if run.known_from < limit]
    elif isinstance(retention.keep, int):
        old = packs[: max(0, len(packs) + bool(coming) - retention.keep)]
    else:
        old = []
    return [run for run in old if run.id not in needed]


def own_and_others(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """Tells packs that hold what their run wrote from those that a person put something into.

    Args:
        runs: whose packs are beyond what is kept.

    Returns:
        The runs whose packs may go, and a sentence for each other one.
    """
    theirs = {run.id: not_written(run) for run in runs}
    said = [
        f"{run.path} is beyond what is kept, but stays, for it holds what its run did not write: "
        f"{', '.join(names)}"
        for run in runs
        if (names := theirs[run.id])
    ]
    return [run for run in runs if not theirs[run.id]], said


def remove(runs: Sequence[Run]) -> None:
    """Takes packs away, each by one renaming, so that none is ever there in part.

    Raises:
        OutputError: where one cannot be removed; the next run does it.
    """
    for run in runs:
        going = Path(run.folder) / f"{REMOVING}{run.id}"
        with explained(run.path):
            run.path.rename(going)
        remove_tree(going)


def _years_before(now: datetime, years: int) -> datetime:
    try:
        return now.replace(year=now.year - years)
    except ValueError:  # the 29th of February
        return now.replace(year=now.year - years, day=28)
