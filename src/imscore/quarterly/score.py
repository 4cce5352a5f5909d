"""From input files to rendered outputs, in memory: the same road that `imscore report` takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore import __version__
from imscore.errors import InputError
from imscore.model import Observations, Problem, Scorecard
from imscore.quarterly.found import Looked
from imscore.quarterly.settings import Scorecards, Settings

if TYPE_CHECKING:
    from imscore.scorecard.build import Reference

# A file that cannot be opened as it stands is left out by name; errors in one that can be opened
# are for a person to put right, and nothing is written.
LEFT_OUT = ("unreadable_file", "empty_file")
References = dict[tuple[str, str], bytes]


@dataclass(frozen=True)
class Scored:
    """What a run made of its inputs.

    Attributes:
        observations: everything read. scorecards: of the areas asked for.
        refused: a problem for each file that was left out.
        files: the outputs, by file name.
    """

    observations: Observations
    scorecards: tuple[Scorecard, ...]
    refused: tuple[Problem, ...]
    files: dict[str, bytes]

    @property
    def problems(self) -> list[Problem]:
        """The warnings of the input, each once."""
        found = [problem for card in self.scorecards for problem in card.problems]
        return list(dict.fromkeys([*self.observations.problems, *found]))


def references(settings: Settings) -> References:
    """The bytes of the definitions and the England series that the settings name.

    Raises:
        InputError: where one cannot be read.
    """
    from imscore.reference.indicators import built_in_folder

    folders = [built_in_folder()]
    folders += [Path(settings.inputs.indicators)] if settings.inputs.indicators else []
    england = Path(settings.inputs.england or folders[0] / "england.csv")
    found: References = {}
    try:
        for folder in folders:
            for path in sorted(folder.glob("*.toml")):
                found["indicator", path.name] = path.read_bytes()
        found["england", england.name] = england.read_bytes()
    except OSError as error:
        raise InputError(f"{error.filename} cannot be read: {error.strerror}.") from None
    return found


def recorded(settings: Settings) -> dict[str, Any]:
    """The settings as they are recorded: a watching web address may hold a key, so only whether."""
    plain = settings.model_dump()
    plain["alerts"]["ping"] = settings.alerts.ping is not None
    return plain


def fingerprint(settings: Settings, looked: Looked, files: References) -> str:
    """What tells one run's work from another's: alike, there is nothing new.

    Where things lie does not count, nor do store, retention and alerts: they change no figure.

    Raises:
        InputError: where the layout cannot be read.
    """
    inputs = settings.inputs
    counts = {
        "imscore": __version__,
        "inputs": [(found.name, found.sha256) for found in looked.files],
        "refused": [(problem.file, problem.found) for problem in looked.refused],
        "sheet": inputs.sheet,
        "layout": hashlib.sha256(_layout(inputs.layout)).hexdigest(),
        "scorecards": settings.scorecards.model_dump(),
        "formats": settings.output.formats,
        "name": settings.output.name,
        "references": [(*k, hashlib.sha256(content).hexdigest()) for k, content in files.items()],
    }
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()


def _layout(path: str | None) -> bytes:
    try:
        return Path(path).read_bytes() if path else b""
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None


def score(settings: Settings, looked: Looked) -> Scored:
    """Reads, judges and renders.

    Raises:
        InputError: where a file has errors, or none can be opened.
        UsageError: where an area or period that is asked for is not there.
    """
    from imscore import pipeline

    inputs = settings.inputs
    reference = pipeline.load_reference(inputs.indicators, inputs.england)
    observations, refused = _read(settings, looked, reference)
    cards = _cards(settings.scorecards, observations, reference)
    return Scored(observations, tuple(cards), (*looked.refused, *refused), _render(settings, cards))


def _read(
    settings: Settings, looked: Looked, reference: Reference
) -> tuple[Observations, list[Problem]]:
    """Reads all files; where some cannot be opened, the others."""
    files = [(found.name, found.content) for found in looked.files]
    try:
        return _observations(settings, files, reference), []
    except InputError as error:
        refused = [problem for problem in error.problems if problem.code in LEFT_OUT]
        left_out = {problem.file for problem in refused}
        rest = [pair for pair in files if pair[0] not in left_out]
        errors = {p.file for p in error.problems if p.severity == "error"}
        if not refused or not rest or not errors <= left_out:
            raise
    return _observations(settings, rest, reference), refused


def _observations(
    settings: Settings, files: Sequence[tuple[str, bytes]], reference: Reference
) -> Observations:
    from imscore.inputs.layouts.layout import load
    from imscore.inputs.read import read_files

    inputs = settings.inputs
    layout = load(Path(inputs.layout)) if inputs.layout else None
    return read_files(files, reference.catalogue, inputs.sheet, (), layout)


def _cards(wanted: Scorecards, observations: Observations, reference: Reference) -> list[Scorecard]:
    from imscore import pipeline
    from imscore.scorecard.build import Choice

    as_of = pipeline.to_period(wanted.as_of, "as_of")
    areas: Sequence[str | None] = wanted.areas or [None]
    return [
        card
        for area in areas
        for card in pipeline.score_areas(
            observations, Choice(area, wanted.all_areas, as_of, wanted.exact_periods), reference
        )
    ]


def _render(settings: Settings, cards: Sequence[Scorecard]) -> dict[str, bytes]:
    from imscore.outputs import REPORT_FORMATS, render

    made: dict[str, bytes] = {}
    for name in settings.output.formats:
        content = render(cards, name)
        data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
        made[f"{settings.output.name}{REPORT_FORMATS[name].extension}"] = data
    return made


def inputs_recorded(looked: Looked, refused: Sequence[Problem]) -> list[dict[str, Any]]:
    """The input files that were read, as they are recorded."""
    left_out = {problem.file for problem in refused}
    return [
        {"file": found.name, "sha256": found.sha256, "size": found.size}
        for found in looked.files
        if found.name not in left_out
    ]


def change_files(text: str, name: str = "changes.md") -> Mapping[str, bytes]:
    """What changed, as a file of the pack."""
    return {name: text.encode("utf-8", "backslashreplace")}
