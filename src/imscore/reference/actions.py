"""The actions that the 2010 report modelled, those it put no number on, and risks of death."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "actions.toml"


@dataclass(frozen=True, slots=True)
class Basis:
    """What every effect is an effect on, and the sum that the report prints.

    Attributes:
        window: the three years of the gap. gap_percent: its size then.
        total_pp: the printed sum, in percentage points, with what has to be said of it.
    """

    window: str
    gap_percent: float
    gap_line: int
    total_pp: float
    total_line: int
    total_note: str
    overlap_note: str
    later_note: str
    source: str


@dataclass(frozen=True, slots=True)
class Action:
    """One modelled action.

    Attributes:
        effect_pp: percentage points off the gap of `Basis.window`.
        comparator: whose level the target is.
        indicators: ids of what an area can look at.
        target_level: the target as a level of the first indicator, None where it has none.
        halve_since: the period whose figure is to be halved, "" for none.
        overlaps: ids of actions whose effects it may share.
    """

    id: str
    title: str
    effect_pp: float
    line: int
    base: str
    target: str
    comparator: str
    indicators: tuple[str, ...]
    overlaps: tuple[str, ...]
    caution: str
    target_level: float | None = None
    halve_since: str = ""


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """An action that the report names and puts no number on."""

    id: str
    title: str
    line: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk with a published effect on infant death.

    Attributes:
        ratio: deaths of those with the risk over those without; its limits beside it.
    """

    action: str
    indicator: str
    ratio: float
    ratio_lower: float
    ratio_upper: float
    outcome: str
    source: str
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotEstimated:
    """An action whose effect on deaths in an area cannot be told, and why."""

    action: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Actions:
    """All that `actions.toml` holds, in its order: the largest modelled effect first."""

    basis: Basis
    modelled: tuple[Action, ...]
    unnumbered: tuple[Unnumbered, ...]
    risks: tuple[Risk, ...]
    not_estimated: tuple[NotEstimated, ...]


@cache
def load() -> Actions:
    """Reads the actions that came with the program.

    >>> round(sum(action.effect_pp for action in load().modelled), 1)
    15.6
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Actions(
        Basis(**data["basis"]),
        tuple(Action(**_fixed(entry)) for entry in data["action"]),
        tuple(Unnumbered(**_fixed(entry)) for entry in data["without_number"]),
        tuple(Risk(**_fixed(entry)) for entry in data["risk"]),
        tuple(NotEstimated(**entry) for entry in data["not_estimated"]),
    )


def _fixed(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
