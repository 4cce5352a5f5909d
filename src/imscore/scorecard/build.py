"""Assembles scorecards: from observations to what every output renders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from imscore.errors import UsageError
from imscore.model import (
    ENGLAND_CODE,
    DomainSummary,
    Observations,
    Problem,
    Row,
    Scorecard,
)
from imscore.periods import Period
from imscore.reference.definitions import CORE_DOMAINS, DOMAIN_NAMES
from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue
from imscore.scorecard.areas import find_area, local_areas
from imscore.scorecard.benchmark import add_benchmark
from imscore.scorecard.disagreements import window_problems
from imscore.scorecard.judge import judge
from imscore.scorecard.pool import add_pooled
from imscore.scorecard.rows import Judged, latest, make_rows
from imscore.scorecard.trends import add_trends


@dataclass(frozen=True)
class Reference:
    """What observations are judged by.

    Attributes:
        catalogue: the indicators.
        england: the England series.
        england_file: where the series is from, None where it was not read from a file.
        definitions: the folders of the indicators, the later one over the earlier.
    """

    catalogue: Catalogue
    england: Sequence[EnglandFigure]
    england_file: Path | None = None
    definitions: Sequence[Path] = ()


@dataclass(frozen=True)
class Choice:
    """What was asked for.

    Attributes:
        area: code or name, None where the input has one local area.
        all_areas: every local area instead.
        as_of: for each indicator the latest observation that ends no later than this does.
        exact_periods: no other period of England's stands in for a quarter.
    """

    area: str | None = None
    all_areas: bool = False
    as_of: Period | None = None
    exact_periods: bool = False


def judge_all(
    observations: Observations, reference: Reference, exact_periods: bool = False
) -> Judged:
    """Pools and judges every observation of every area and period.

    Raises:
        UsageError: where the observations were read by other indicators than they are judged by.
    """
    unknown = sorted(set(observations.frame["indicator"]) - set(reference.catalogue))
    if unknown:
        raise UsageError(
            f"Read by definitions that are not judged by: {', '.join(unknown)}. "
            "Give the same definitions to both."
        )
    pooled = add_pooled(observations.frame, reference.catalogue)
    held = add_benchmark(pooled, observations, reference.england, exact_periods)
    return Judged(judge(held, reference.catalogue), observations, reference.catalogue)


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
        One scorecard, or one for each local area in the order of names.

    Raises:
        UsageError: where the area is not there or not clear, or nothing is as old as `as_of`.
    """
    keys = (
        local_areas(observations.frame)
        if choice.all_areas
        else [find_area(observations.frame, choice.area)]
    )
    judged = judge_all(observations, reference, choice.exact_periods)
    newest = latest(
        judged.frame[judged.frame["area"].isin(keys)], reference.catalogue, choice.as_of
    )
    if newest.empty:
        raise UsageError(_nothing(choice))
    newest = add_trends(newest, judged.frame, reference.catalogue)
    by_area = {str(key): part for key, part in newest.groupby("area", sort=False)}
    missing = _too_new([key for key in keys if key not in by_area], choice)
    doubts = window_problems(judged.frame, observations.blocks)
    return [
        _scorecard(by_area[key], judged, made_with or {}, missing, _about(key, doubts))
        for key in keys
        if key in by_area
    ]


def _about(area: str, doubts: Sequence[tuple[str, Problem]]) -> tuple[Problem, ...]:
    """The warnings about an area, and about England, which it is held against."""
    return tuple(problem for key, problem in doubts if key in (area, ENGLAND_CODE))


def _too_new(keys: Sequence[str], choice: Choice) -> tuple[str, ...]:
    """The note on areas that have nothing as old as was asked for."""
    if not keys or choice.as_of is None:
        return ()
    return (f"Nothing ends by the end of {choice.as_of.text} in {', '.join(keys)}: left out.",)


def _nothing(choice: Choice) -> str:
    if choice.as_of is not None:
        return f"Nothing in the input ends by the end of {choice.as_of.text}."
    return "The input holds no local area."


def _scorecard(
    chosen: pd.DataFrame,
    judged: Judged,
    made_with: Mapping[str, Any],
    missing: tuple[str, ...],
    doubts: tuple[Problem, ...],
) -> Scorecard:
    rows = make_rows(chosen, judged)
    observations = judged.observations
    return Scorecard(
        area_code=_last_filled(chosen["area_code"]),
        area_name=_last_filled(chosen["area_name"]),
        area_type=_last_filled(chosen["area_type"]),
        rows=rows,
        domains=_domains(rows, judged.catalogue),
        notes=observations.notes + missing,
        problems=observations.problems + doubts,
        made_with=made_with,
    )


def _last_filled(column: pd.Series) -> str:
    filled = [str(text) for text in column if text]
    return filled[-1] if filled else ""


def _domains(rows: Sequence[Row], catalogue: Catalogue) -> tuple[DomainSummary, ...]:
    shown = {row.indicator for row in rows}
    return tuple(
        DomainSummary(
            domain=domain,
            name=name,
            core=domain in CORE_DOMAINS,
            counts=dict(Counter(row.status for row in rows if row.domain == domain)),
            without_data=tuple(
                i.name for i in catalogue.values() if i.domain == domain and i.id not in shown
            ),
        )
        for domain, name in DOMAIN_NAMES.items()
    )
