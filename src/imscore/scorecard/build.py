"""Assembles scorecards: from observations to what every output renders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import Observations, Scorecard
from imscore.scorecard.areas import find_area, local_areas
from imscore.scorecard.asked import add_asked
from imscore.scorecard.assemble import Parts, by_area
from imscore.scorecard.choice import Choice, Reference
from imscore.scorecard.domains import Domains
from imscore.scorecard.newest import latest
from imscore.scorecard.prepare import judge_all
from imscore.scorecard.quality import add_quality
from imscore.scorecard.rows import make_rows
from imscore.scorecard.sections import Sections
from imscore.scorecard.trends import add_trends

__all__ = ["Choice", "Reference", "build", "judge_all"]

_AREA = ("area_code", "area_name", "area_type")

# England has some 7,000 wards, and as many middle layer areas; each takes room until all are
# written.
MOST_AREAS = 10_000


def build(
    observations: Observations,
    reference: Reference,
    choice: Choice,
    made_with: Mapping[str, Any] | None = None,
) -> list[Scorecard]:
    """Makes the scorecard of the area asked for, or of every local area.

    Args:
        observations: as read.
        reference: what they are judged by.
        choice: what was asked for.
        made_with: what is recorded of versions and settings.

    Returns:
        One scorecard; one for each area of several, or each local area in the order of names.

    Raises:
        UsageError: where the area is not there or not clear, or nothing is as old as `as_of`.
    """
    keys = _wanted(observations.frame, choice)
    judged = judge_all(observations, reference, choice)
    if judged.benchmark_key in keys:
        raise UsageError(f"{judged.benchmark_name} is not held against itself: name another area.")
    chosen = judged.frame[judged.frame["area"].isin(keys)]
    shown = latest(chosen, reference.catalogue, choice.as_of)
    if shown.empty:
        raise UsageError(_nothing(choice))
    shown, said = add_asked(shown, judged, choice)
    shown = add_trends(shown, judged.frame, reference.catalogue, choice.stretches)
    # A rule that leaves counts as they are leaves nothing that a doubt could tell.
    secret = "unchecked" in judged.frame
    told = replace(observations, problems=judged.problems) if secret else observations
    shown = add_quality(shown, judged.frame, told, reference.england, choice.as_of)
    spans = _spans(shown)
    parts = Parts(
        rows=make_rows(shown, judged),
        names=[shown[name].to_numpy(object).tolist() for name in _AREA],
        domains=Domains(reference.catalogue),
        sections=Sections(reference.catalogue),
        doubts=by_area(judged.doubts),
        held_against=(judged.benchmark_key, *judged.members),
        notes=judged.notes
        + choice.notes
        + said
        + _too_new([key for key in keys if key not in spans], choice),
        problems=judged.problems + choice.asked_problems,
        made_with=made_with or {},
        disclosure=judged.line,
    )
    return [parts.scorecard(key, spans[key]) for key in keys if key in spans]


def _wanted(frame: pd.DataFrame, choice: Choice) -> list[str]:
    """The keys of the areas asked for, each once."""
    if choice.all_areas:
        return _not_too_many(local_areas(frame))
    wanted = choice.areas or (choice.area,)
    return list(dict.fromkeys(find_area(frame, area) for area in wanted))


def _not_too_many(areas: list[str]) -> list[str]:
    if len(areas) > MOST_AREAS:
        raise UsageError(
            f"The input has {len(areas):,} local areas, and {MOST_AREAS:,} are the most that "
            "scorecards are made of at once. Name one with --area, or split the input into files "
            "of fewer areas."
        )
    return areas


def _spans(shown: pd.DataFrame) -> dict[str, slice]:
    """Where each area's rows stand, which are one after the other."""
    areas = shown["area"].to_numpy(object)
    edges = [0, *(np.flatnonzero(areas[1:] != areas[:-1]) + 1).tolist(), len(areas)]
    return {str(areas[start]): slice(start, end) for start, end in pairwise(edges)}


def _too_new(keys: Sequence[str], choice: Choice) -> tuple[str, ...]:
    """The note on areas that have nothing as old as was asked for."""
    if not keys or choice.as_of is None:
        return ()
    return (f"Nothing ends by the end of {choice.as_of.text} in {', '.join(keys)}: left out.",)


def _nothing(choice: Choice) -> str:
    if choice.as_of is not None:
        return f"Nothing in the input ends by the end of {choice.as_of.text}."
    return "The input holds no local area."
