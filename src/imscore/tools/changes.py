"""The change of a group and of England between two periods, and the difference of the changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from imscore.periods import Period
from imscore.reference.definitions import Indicator
from imscore.stats.counts import Limits
from imscore.stats.gap import Estimate, Kind, combine, score_limits
from imscore.tools.nouns import Counted, Measured, measured

if TYPE_CHECKING:
    from imscore.tools.before_after import Point

PART = "England's counts hold these as well, and the interval respects that"
FIXED = "England's figures have no counts here: they are taken as they are"
ROUNDED = ", and may each be out by half of their last printed digit ({half})"
_TINY = 0.005
TWO_SOURCES = "; England's two figures are from the input and from the series, which may differ"
NO_ENGLAND = "England has no figure of {periods}: no comparison, and no other period stands in"


@dataclass(frozen=True, slots=True)
class Change:
    """A group's change, England's, and how far they differ, in the indicator's unit.

    Attributes:
        base, end: the two periods, alike for both sides.
        group: end less base. england: the same, blank where a period is missing.
        difference: the group's change less England's.
        note: how England's part was reckoned, or why there is none.
    """

    base: Period
    end: Period
    group: Measured
    england: Measured
    difference: Measured
    note: str


def change_between(base: Point, end: Point, about: Indicator) -> Change:
    """The change between two periods that every area of the group has.

    Args:
        base: the earlier one; the group's counts are there.
        end: the later one, likewise.
        about: the indicator.

    Source: limits of each proportion or rate by Wilson's or the Poisson score method, put
    together by the method of Zou and Donner (2008), Stat. Med. 27. England is the group and the
    rest, which are independent.
    """
    kind: Kind = "proportion" if about.kind == "proportion" else "rate"
    unit = float(about.multiplier)
    groups = [point.group for point in (end, base) if point.group]
    own = _summed([1.0, -1.0], groups, kind, unit)
    lacking = [point.period.text for point in (base, end) if point.england is None]
    if lacking:
        note = NO_ENGLAND.format(periods=" and ".join(lacking))
        return Change(base.period, end.period, own, Measured(), Measured(), note)
    whole = [point.england for point in (end, base) if point.england]
    mixed = TWO_SOURCES if len({figures.name for figures in whole}) > 1 else ""
    values = [float(figures.value or 0.0) for figures in whole]
    rests = [_rest(group, all_) for group, all_ in zip(groups, whole, strict=True)]
    if any(rest is None for rest in rests):
        moved = values[0] - values[1]
        apart = Measured(*(None if s is None else s - moved for s in own.sides))
        half = max(figures.half_unit for figures in whole)
        rounded = ROUNDED.format(half=f"{half:.2g}") if half > _TINY else ""
        note = FIXED + rounded + mixed
        return Change(base.period, end.period, own, Measured(moved), apart, note)
    shares = [
        (group.people or 0.0) / (all_.people or 1.0)
        for group, all_ in zip(groups, whole, strict=True)
    ]
    weights = [1 - shares[0], -(1 - shares[0]), -(1 - shares[1]), 1 - shares[1]]
    figures = [groups[0], rests[0], groups[1], rests[1]]
    difference = _summed(weights, [f for f in figures if f], kind, unit)
    theirs = _summed([1.0, -1.0], whole, kind, unit)
    return Change(base.period, end.period, own, theirs, difference, PART + mixed)


def _summed(
    weights: Sequence[float], figures: Sequence[Counted], kind: Kind, unit: float
) -> Measured:
    pairs = np.array([figure.counts for figure in figures], dtype=float)
    limits: Limits = score_limits(pairs[:, 0], pairs[:, 1], kind=kind)
    found: Estimate = combine(weights, pairs[:, 0] / pairs[:, 1], limits)
    return measured(found).times(unit)


def _rest(group: Counted, whole: Counted) -> Counted | None:
    """England without the group; None where England has no counts, or fewer than the group."""
    if group.counts is None or whole.counts is None:
        return None
    events, people = (w - g for w, g in zip(whole.counts, group.counts, strict=True))
    return Counted("rest", events, people, None) if events >= 0 and people > 0 else None
