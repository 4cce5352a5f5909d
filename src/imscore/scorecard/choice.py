"""What observations are judged by, and what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.model import ENGLAND_NAME, FollowUp, Problem
from imscore.periods import Period
from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue

if TYPE_CHECKING:
    import pandas as pd


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where control charts begin anew, and how far their limits are fixed.

    Attributes:
        indicator: its id, "" for every indicator.
        period: charts start with the first quarter that begins with it or later; or, where it
            `fixes`, limits rest on the quarters that end with it or earlier.
        fixes: which of the two.
        words: as it was asked for, for messages.
    """

    indicator: str
    period: Period
    fixes: bool
    words: str


@dataclass(frozen=True)
class Choice:
    """What was asked for.

    Attributes:
        area: code or name, None where the input has one local area.
        all_areas: every local area instead.
        areas: several, by code or name, instead.
        as_of: for each indicator the latest observation that ends no later than this does.
        exact_periods: no other period of England's stands in for a quarter.
        benchmark: what areas are held against: England, a region of the input, a group.
        groups: from a group's name to its areas' codes or names.
        leave_out: take an area out of the group that it is held against.
        disclosure: the name of a rule on small numbers, "" where none was asked for.
        targets: as `inputs.targets_file.read_targets` gives them.
        commentary: as `inputs.commentary_file.read_commentary` gives it.
        asked_problems: warnings of the targets' and the commentary's.
        stretches: where control charts begin anew and how far their limits are fixed.
        notes: what has to be said of the choice itself.
        follow_up: the area's actions from last quarter, None where none are kept.
    """

    area: str | None = None
    all_areas: bool = False
    as_of: Period | None = None
    exact_periods: bool = False
    benchmark: str = ENGLAND_NAME
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    leave_out: bool = False
    disclosure: str = ""
    targets: pd.DataFrame | None = None
    commentary: pd.DataFrame | None = None
    asked_problems: tuple[Problem, ...] = ()
    stretches: Sequence[Stretch] = ()
    notes: tuple[str, ...] = ()
    follow_up: FollowUp | None = None
    areas: Sequence[str] = ()
