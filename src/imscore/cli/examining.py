"""What `imscore check` looks at: what reading finds, joined with what only judging finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.inputs.examine import Examined, examine
from imscore.inputs.files import load_inputs
from imscore.inputs.layouts.layout import load as load_layout
from imscore.reference import indicators

if TYPE_CHECKING:
    from imscore.model import Observations, Problem
    from imscore.reference.indicators import Catalogue

# What is held against its own years: without one there is nothing to find in judging.
_WINDOWS = "three_calendar_years"


def examine_files(
    files: Sequence[str], sheet: str | None, definitions: Path | None, layout: Path | None
) -> Examined:
    """Tells everything that can be said of files: errors, and all that `report` warns of.

    Args:
        files: as the user named them; `-` is standard input.
        sheet: look at this sheet alone.
        definitions: a folder with more indicators.
        layout: a description of the tables.
    """
    catalogue = indicators.load(definitions)
    own = load_layout(layout) if layout else None
    inputs, unopened = load_inputs(files)
    found = examine(inputs, catalogue, sheet, unopened, own)
    if found.observations is None:
        return found
    doubts = found_in_judging(found.observations, catalogue)
    return replace(found, problems=(*found.problems, *doubts))


def found_in_judging(observations: Observations, catalogue: Catalogue) -> list[Problem]:
    """The warnings of all areas that come to light only when figures are held against others."""
    if _WINDOWS not in observations.records.text("period_kind").present():
        return []
    from imscore.scorecard.disagreements import window_problems
    from imscore.scorecard.pool import add_pooled

    pooled = add_pooled(observations.frame, catalogue)
    return [problem for _, problem in window_problems(pooled, observations.blocks)]
