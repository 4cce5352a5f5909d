"""From input files to scorecards, in memory: the same road that `imscore report` takes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore.errors import InputError
from imscore.model import Observations, Problem, Scorecard, problems_of
from imscore.quarterly.found import Looked
from imscore.quarterly.settings import Settings

if TYPE_CHECKING:
    from imscore.reference.indicators import Catalogue

# A file that cannot be opened as it stands is left out by name; errors in one that can be opened
# are for a person to put right, and nothing is written.
LEFT_OUT = ("unreadable_file", "empty_file")
# What an input may say on sheets of its own, as tables of `Observations`.
OWN_TABLES = ("targets", "commentary")


@dataclass(frozen=True)
class Scored:
    """What a run made of its inputs.

    Attributes:
        observations: everything read, in exact figures whatever the rule on small numbers.
        scorecards: of the areas asked for.
        refused: a problem for each file that was left out.
        rule: on small numbers, "" where none was asked for.
    """

    observations: Observations
    scorecards: tuple[Scorecard, ...]
    refused: tuple[Problem, ...]
    rule: str = ""

    @property
    def problems(self) -> list[Problem]:
        """The warnings as scorecards give them, each once: without what a rule hides."""
        return problems_of(self.scorecards)

    @property
    def notes(self) -> Sequence[str]:
        """What was inferred or set aside, without what a rule hides."""
        if not self.rule:
            return self.observations.notes
        from imscore.scorecard.quiet import quiet_notes

        return quiet_notes(self.observations.notes)


def score(settings: Settings, looked: Looked) -> Scored:
    """Reads and judges.

    Raises:
        InputError: where a file has errors, or none can be opened.
        UsageError: where an area or period that is asked for is not there.
    """
    from imscore import pipeline
    from imscore.quarterly.wanted import choice_of, of_areas

    inputs, wanted = settings.inputs, settings.scorecards
    reference = pipeline.load_reference(inputs.indicators, inputs.england)
    choice = choice_of(wanted, reference.catalogue)
    observations, refused = _read(settings, looked, reference.catalogue)
    observations = replace(observations, notes=(*looked.notes, *observations.notes))
    choice = of_areas(choice, wanted, observations.frame)
    cards = tuple(pipeline.score_areas(observations, choice, reference))
    return Scored(observations, cards, (*looked.refused, *refused), choice.disclosure)


def _read(
    settings: Settings, looked: Looked, catalogue: Catalogue
) -> tuple[Observations, list[Problem]]:
    """Reads all files; where some cannot be opened, the others."""
    files = [(found.name, found.content) for found in looked.files]
    try:
        return _observations(settings, files, catalogue), []
    except InputError as error:
        refused = [problem for problem in error.problems if problem.code in LEFT_OUT]
        left_out = {problem.file for problem in refused}
        rest = [pair for pair in files if pair[0] not in left_out]
        errors = {p.file for p in error.problems if p.severity == "error"}
        if not refused or not rest or not errors <= left_out:
            raise
    return _observations(settings, rest, catalogue), refused


def _observations(
    settings: Settings, files: Sequence[tuple[str, bytes]], catalogue: Catalogue
) -> Observations:
    from imscore.asking import without_figures
    from imscore.inputs.layouts.layout import load
    from imscore.inputs.read import read_files

    inputs, rule = settings.inputs, settings.scorecards.disclosure
    layout = load(Path(inputs.layout)) if inputs.layout else None
    try:
        return read_files(files, catalogue, inputs.sheet, (), layout)
    except InputError as error:
        if rule:
            raise without_figures(error, rule) from None
        raise


def inputs_recorded(looked: Looked, refused: Sequence[Problem]) -> list[dict[str, Any]]:
    """The input files that were read, as they are recorded."""
    left_out = {problem.file for problem in refused}
    return [
        {"file": found.name, "sha256": found.sha256, "size": found.size}
        for found in looked.files
        if found.name not in left_out
    ]


def beside_figures(observations: Observations) -> bytes:
    """What reading gave beside figures, as the store keeps it: to make scorecards again takes it.

    Returns:
        JSON: `problems`, `notes`, and each of `OWN_TABLES` that the input has.
    """
    from dataclasses import asdict

    tables = {name: getattr(observations, name, None) for name in OWN_TABLES}
    document = {
        "problems": [asdict(problem) for problem in observations.problems],
        "notes": list(observations.notes),
        **{name: table.to_dict("list") for name, table in tables.items() if table is not None},
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
