"""What scorecards were made with: versions, inputs, and what was asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imscore import __version__
from imscore.model import ENGLAND_NAME, Observations
from imscore.scorecard.choice import Choice, Reference

if TYPE_CHECKING:
    import pandas as pd


def made_with(observations: Observations, choice: Choice, reference: Reference) -> dict[str, Any]:
    """The record that every output carries, files by name and SHA-256."""
    series = reference.england_file
    definitions = [
        file for folder in reference.definitions for file in sorted(folder.glob("*.toml"))
    ]
    return {
        "imscore": __version__,
        "inputs": inputs(observations, choice.disclosure),
        "england": {"file": series.name, "sha256": _sha256(series)} if series else None,
        "indicators": {"files": len(definitions), "sha256": _sha256(*definitions)},
        "as_of": choice.as_of.text if choice.as_of else None,
        "exact_periods": choice.exact_periods,
        **_asked_for(choice),
    }


def inputs(observations: Observations, disclosure: str) -> list[dict[str, str]]:
    """The files read, by name and SHA-256; under a rule on small numbers without the latter.

    Whoever knows the rest of a file could try every hidden count until the SHA-256 agrees.

    Args:
        observations: as read.
        disclosure: the name of a rule, "" for none.
    """
    if disclosure in ("", "none"):
        return [{"file": file.name, "sha256": file.sha256} for file in observations.inputs]
    instead = f"not given under the rule {disclosure}"
    return [{"file": file.name, "sha256": instead} for file in observations.inputs]


def _sha256(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _asked_for(choice: Choice) -> dict[str, Any]:
    found: dict[str, Any] = {
        "benchmark": choice.benchmark if choice.benchmark != ENGLAND_NAME else None,
        "groups": {name: ", ".join(areas) for name, areas in choice.groups.items()},
        "leave_out": choice.leave_out,
        "disclosure": choice.disclosure,
        "targets": _files(choice.targets),
        "commentary": _files(choice.commentary),
        "follow_up": choice.follow_up.file if choice.follow_up else None,
        "charts": [stretch.words for stretch in choice.stretches],
    }
    return {name: value for name, value in found.items() if value}


def _files(table: pd.DataFrame | None) -> list[str]:
    return [] if table is None or table.empty else sorted(set(table["file"]))
