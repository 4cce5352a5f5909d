"""Scorecards of a past run, made again from the store alone."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore import __version__
from imscore.errors import DefinitionError, InputError
from imscore.model import Scorecard
from imscore.quarterly import known, places, runs, store, which_run
from imscore.quarterly.compare import compared
from imscore.quarterly.references import TOLD
from imscore.quarterly.settings import Scorecards

if TYPE_CHECKING:
    from imscore.scorecard.choice import Reference

# Which areas are shown changes no judgement; all else would make other scorecards than that run's.
_AREAS = ("areas", "all_areas")


def as_known(path: Path, date: str, asked: Mapping[str, Any]) -> list[Scorecard]:
    """The scorecards as they were known at the end of a day.

    They are asked for as that run was: its areas, benchmark, targets, rule on small numbers and so
    on hold unless something else is asked for now, and a note says what that is.

    Args:
        path: the store.
        date: such as `2026-10-15`, in UTC.
        asked: keys of `settings.Scorecards` that are to hold in place of that run's.

    Raises:
        UsageError: where that is no date, or an area, benchmark or period asked for is not there.
        InputError: where there is no store, nothing was known yet, or its definitions are of
            another program's shape.
        StoreError: where the store cannot be read.
    """
    with store.reading(path) as connection:
        every = runs.all_runs(connection)
        run = which_run.known_on(every, date)
        cards = scorecards_of(connection, run, asked)
        others = sorted(set(asked) - set(_AREAS))
        if not others:
            earlier = [other for other in every if other.id < run.id]
            bases = which_run.baseline(earlier, run.fingerprint)
            cards = compared(connection, bases, run, cards).scorecards
        older = _of_older_store(connection, run)
    return [_said(card, run, date, others, older) for card in cards]


def scorecards_of(
    connection: sqlite3.Connection, run: runs.Run, asked: Mapping[str, Any] | None = None
) -> list[Scorecard]:
    """The scorecards of a run, from its observations and the files that it was told by.

    Args:
        connection: of the store.
        run: the run.
        asked: as for `as_known`.

    Raises:
        UsageError: where an area, benchmark or period asked for is not there.
        InputError: where its definitions are of another program's shape.
    """
    from imscore import pipeline
    from imscore.quarterly.wanted import choice_of, of_areas

    observations = known.observations_of(connection, run)
    with tempfile.TemporaryDirectory(prefix="imscore-") as name:
        files = known.write_references(connection, run, Path(name))
        reference = _reference(files, run)
        wanted = _wanted(run, files, asked or {})
        choice = choice_of(wanted, reference.catalogue)
        choice = of_areas(choice, wanted, observations.frame)
        return pipeline.score_areas(observations, choice, reference)


def _reference(files: Mapping[str, Path], run: runs.Run) -> Reference:
    from imscore.reference import england, indicators
    from imscore.scorecard.choice import Reference

    if "indicator" not in files or "england" not in files:
        raise InputError(
            f"The store did not keep the definitions of {run.name}: it cannot be made."
        )
    folder = files["indicator"].parent
    try:
        catalogue = indicators.load(base=folder)
        return Reference(
            catalogue, england.load(catalogue, files["england"]), files["england"], [folder]
        )
    except DefinitionError as error:
        raise InputError(
            f"The definitions of {run.name} are those of imscore {run.imscore}, which this one, "
            f"{__version__}, cannot read: install that version to make its scorecards again.\n"
            f"{error}"
        ) from None


def _wanted(run: runs.Run, files: Mapping[str, Path], asked: Mapping[str, Any]) -> Scorecards:
    """What that run was asked for, by its own copies of the files, and what is asked for now."""
    recorded = {
        key: value
        for key, value in run.settings.get("scorecards", {}).items()
        if key in Scorecards.model_fields
    }
    told = {role: str(files[role]) for role in TOLD if recorded.get(role) and role in files}
    if any(key in asked for key in _AREAS):
        recorded = {key: value for key, value in recorded.items() if key not in _AREAS}
    return Scorecards.model_validate({**recorded, **told, **asked})


def _of_older_store(connection: sqlite3.Connection, run: runs.Run) -> str:
    """What cannot be had of a run when stores did not keep where it read its figures."""
    if places.of(connection, run.id) is not None:
        return ""
    said = (
        " The store did not keep then where each figure stood: cells are those that first brought "
        "it, and how valid figures are may be judged by the wrong ones."
    )
    return said + (" Figures of what was left out are earlier ones." if run.refused else "")


def _said(card: Scorecard, run: runs.Run, date: str, others: list[str], older: str) -> Scorecard:
    """The scorecard with what every output has to say of it."""
    # A run may be named by its number, where the clock was wrong.
    day = run.started[:10] if date == str(run.id) else date
    words = f"As known on {day}, from {run.name}."
    if others:
        listed = ", ".join(name.replace("_", " ") for name in others)
        words += f" Asked for otherwise than then: {listed}."
    if run.refused:
        left_out = ", ".join(dict.fromkeys(problem["file"] for problem in run.refused))
        words += f" Left out then: {left_out}."
    words += older
    made_with = {**card.made_with, "as_known_on": day, "run": run.id}
    return replace(card, notes=(words, *card.notes), made_with=made_with)
