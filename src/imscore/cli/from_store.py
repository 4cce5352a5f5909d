"""What `imscore report` takes from the store of runs: a past scorecard, or what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore.errors import UsageError

if TYPE_CHECKING:
    from imscore.asking import Asked
    from imscore.model import Observations, Scorecard
    from imscore.scorecard.choice import Choice


def refuse(
    files: Sequence[str] | None, as_known_on: str | None, of_files: Mapping[str, object]
) -> None:
    """Refuses a call that names neither files nor a day, or what does not go with a day.

    Args:
        files: to be read.
        as_known_on: a day, None where none is asked for.
        of_files: options that say how files are read or judged, by name.

    Raises:
        UsageError: which says what to leave out or to add.
    """
    if as_known_on is None:
        if not files:
            raise UsageError(
                "Name a spreadsheet to read, or a day with --as-known-on and the --store it was "
                "known to."
            )
        return
    if files:
        raise UsageError(
            "--as-known-on makes a past scorecard from the store alone: leave out "
            f"{', '.join(files)}."
        )
    needless = [name for name, value in of_files.items() if value is not None]
    if needless:
        raise UsageError(
            f"With --as-known-on figures and definitions are those of that run: leave out "
            f"{', '.join(needless)}."
        )


def known(store: str | None, date: str, choice: Choice, asked: Asked) -> list[Scorecard]:
    """The scorecards as they were known on a day.

    Args:
        store: the file, None for the one that `imscore run` would use here.
        date: such as 2026-10-15.
        choice: areas and period asked for; what is not asked for is as in that run.
        asked: likewise, all beyond them.
    """
    from imscore.quarterly.past import as_known
    from imscore.quarterly.where import store_file

    return as_known(store_file(store, None), date, _given(choice, asked))


def since_last_run(
    store: str,
    observations: Observations,
    scorecards: list[Scorecard],
    wanted: tuple[Choice, Asked],
    named: tuple[Path | None, Path | None],
) -> list[Scorecard]:
    """The scorecards with what changed since the last run of a store, which stays as it is.

    Args:
        store: the file.
        observations: what the scorecards are made of.
        scorecards: as made.
        wanted: what was asked for.
        named: the folder of definitions and the England series that were named.
    """
    from imscore.quarterly import compare
    from imscore.quarterly.references import references
    from imscore.quarterly.settings import Scorecards

    settings = Scorecards.model_validate(_given(*wanted))
    definitions, england = (None if path is None else str(path) for path in named)
    files = references(definitions, england, settings)
    return compare.since_last_run(Path(store), observations, scorecards, settings, files)


def _given(choice: Choice, asked: Asked) -> dict[str, Any]:
    """What was asked for, as the settings of a run call it."""
    found = {
        "areas": [] if choice.area is None else [choice.area],
        "all_areas": choice.all_areas,
        "as_of": choice.as_of.text if choice.as_of else None,
        "exact_periods": choice.exact_periods,
        "benchmark": asked.benchmark,
        "group": list(asked.group),
        "groups": asked.groups_file,
        "leave_out": asked.leave_out,
        "targets": asked.targets,
        "commentary": asked.commentary,
        "follow_up": asked.follow_up,
        "disclosure": asked.disclosure,
        "rebase": list(asked.rebase),
        "baseline": list(asked.baseline),
    }
    return {
        name: str(value) if isinstance(value, Path) else value
        for name, value in found.items()
        if value not in (None, False, [])
    }
