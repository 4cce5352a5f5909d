"""The files that a run is told by: definitions, England series, targets, groups; and its mark."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imscore import __version__
from imscore.errors import InputError
from imscore.quarterly.found import Looked
from imscore.quarterly.settings import Scorecards, Settings

# Each is a setting under `[scorecards]`, and a role in the store.
TOLD = ("targets", "groups", "commentary", "follow_up")
# From role and file name to the bytes.
References = Mapping[tuple[str, str], bytes]


def references(definitions: str | None, england: str | None, wanted: Scorecards) -> References:
    """The bytes of every file that scorecards are made by, beside the inputs themselves.

    Args:
        definitions: a folder of the user's own, None where there is none.
        england: the user's own series, None for the built-in one.
        wanted: names targets, groups and commentary.

    Raises:
        InputError: where one cannot be read.
    """
    from imscore.reference.indicators import built_in_folder

    folders = [built_in_folder()]
    folders += [Path(definitions)] if definitions else []
    series = Path(england or folders[0] / "england.csv")
    files = [("indicator", path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    files.append(("england", series))
    files += [(role, Path(getattr(wanted, role))) for role in TOLD if getattr(wanted, role)]
    try:
        return {(role, path.name): path.read_bytes() for role, path in files}
    except OSError as error:
        raise InputError(f"{error.filename} cannot be read: {error.strerror}.") from None


def references_of(settings: Settings) -> References:
    """The same, of a run's settings."""
    return references(settings.inputs.indicators, settings.inputs.england, settings.scorecards)


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
        "scorecards": settings.scorecards.model_dump(exclude=set(TOLD)),
        "formats": settings.output.formats,
        "name": settings.output.name,
        "per_area": settings.output.per_area,
        "references": [(*k, hashlib.sha256(content).hexdigest()) for k, content in files.items()],
    }
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()


def _layout(path: str | None) -> bytes:
    try:
        return Path(path).read_bytes() if path else b""
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
