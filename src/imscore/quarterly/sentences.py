"""Sentences about what changed: one each, in the outputs' words."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imscore.model import ENGLAND_CODE, ENGLAND_NAME, Problem
from imscore.outputs.figures import NO_FIGURE, number, with_unit
from imscore.outputs.harmless import harmless
from imscore.outputs.words import LOOKS, TREND_WORDS

_LONGEST = 80


@dataclass(frozen=True)
class Names:
    """What areas and indicators are called.

    Attributes:
        areas: from what tells an area apart to its latest name; where several have that name, with
            what tells them apart.
        indicators: from id to short name and unit.
    """

    areas: dict[str, str]
    indicators: dict[str, tuple[str, str]]

    def area(self, key: str) -> str:
        """The area's name, or what tells it apart."""
        return harmless(self.areas.get(key) or key, _LONGEST)

    def indicator(self, name: str) -> str:
        """The indicator's short name, or its id."""
        return harmless(self.indicators.get(name, (name, ""))[0], _LONGEST)

    def figure(self, indicator: str, value: float | None, marker: str | None = None) -> str:
        """A figure with its unit, or the word for why there is none."""
        if value is None:
            return (marker or NO_FIGURE).replace("_", " ")
        return with_unit(number(value), self.indicators.get(indicator, ("", ""))[1])


def names(connection: sqlite3.Connection) -> Names:
    """The names that the store has."""
    areas = {key: name for key, name in connection.execute("SELECT key, name FROM area ORDER BY id")
             if name}  # fmt: skip
    areas[ENGLAND_CODE] = ENGLAND_NAME
    times = Counter(areas.values())
    areas |= {key: f"{name} ({key})" for key, name in areas.items() if times[name] > 1}
    found = connection.execute("SELECT id, short_name, unit FROM indicator")
    return Names(areas, {key: (name, unit) for key, name, unit in found})


def moved(names: Names, old: Sequence[Any], new: Sequence[Any], *, quiet: bool = False) -> str:
    """A status that is another one: where, what, from what to what, and with which figures.

    Args:
        names: of areas and indicators.
        old: as it was judged.
        new: as it is judged now.
        quiet: leave the earlier figure out.
    """
    was = "" if quiet else f"{names.figure(old[1], old[3], old[8])} "
    return (
        f"{_subject(names, new[0], new[1])} moved from {_word(old[4])} to {_word(new[4])}: "
        f"{_held(names, new)}; it was {was or _word(old[4]) + ' '}in {old[2]}."
    )


def withheld(names: Names, new: Sequence[Any]) -> str:
    """A figure that is no longer shown."""
    return f"{_subject(names, new[0], new[1])} is suppressed in {new[2]}: it is no longer compared."


def worse(names: Names, new: Sequence[Any]) -> str:
    """A status that is worse, where what it was cannot be told."""
    return (
        f"{_subject(names, new[0], new[1])} is worse: {_held(names, new)}. What it was before is "
        "hidden."
    )


def _held(names: Names, new: Sequence[Any]) -> str:
    """A figure with its period and what it is held against."""
    _, indicator, period, value, _, _, name, benchmark, marker = new[:9]
    figure = f"{names.figure(indicator, value, marker)} in {period}"
    if benchmark is None:
        return figure
    return f"{figure} against {name}'s {names.figure(indicator, benchmark)}"


def turned(names: Names, old: Sequence[Any], new: Sequence[Any]) -> str:
    """A trend that is another one."""
    was, now = TREND_WORDS.get(old[5], old[5]), TREND_WORDS.get(new[5], new[5])
    return (
        f"{_subject(names, new[0], new[1])}: the trend is {now} (to {new[2]}); it was {was} "
        f"(to {old[2]})."
    )


def gone(names: Names, old: Sequence[Any], *, quiet: bool = False, unread: bool = False) -> str:
    """An indicator that the scorecard no longer has; without its figure where `quiet`.

    Args:
        names: of areas and indicators.
        old: as it was judged.
        quiet: leave the earlier figure out.
        unread: the file that has it was not read, so it is not known to be gone.
    """
    was = f"{names.figure(old[1], old[3], old[8])} in {old[2]}, {_word(old[4])}"
    was = f"of {old[2]}" if quiet else was
    what = "was not read this time" if unread else "is no longer there"
    return f"{_subject(names, old[0], old[1])} {what}: it was {was}."


def came(names: Names, new: Sequence[Any]) -> str:
    """An indicator that the scorecard did not have."""
    return (
        f"{_subject(names, new[0], new[1])} is new: {names.figure(new[1], new[3], new[8])} in "
        f"{new[2]}, {_word(new[4])}."
    )


def older(names: Names, old: Sequence[Any], new: Sequence[Any]) -> str:
    """A newest figure that is older than the one before."""
    return (
        f"{_subject(names, new[0], new[1])}: {old[2]} is no longer the latest; {new[2]} is shown, "
        "which is older."
    )


def skipped(names: Names, area: str, indicator: str, period: str) -> str:
    """A period that later ones have overtaken and that is not there."""
    return f"{_subject(names, area, indicator)}: {period} is missing, later figures are there."


def revised(
    names: Names,
    place: tuple[str, str, str],
    old: Sequence[Any],
    new: Sequence[Any] | None,
    *,
    quiet: bool = False,
) -> str:
    """An old figure that is another one, or none any more.

    Args:
        names: of areas and indicators.
        place: area, indicator, period.
        old: value, numerator, denominator, marker.
        new: the same, None where it is gone.
        quiet: leave the figures out.
    """
    area, indicator, period = place
    subject = f"{_subject(names, area, indicator)}, {period}"
    if quiet:
        what = ": the figure is no longer in the input" if new is None else " was revised"
        return f"{subject}{what}."
    was = f"{names.figure(indicator, old[0], old[3])}{_counts(old)}"
    if new is None:
        return f"{subject}: the figure is no longer in the input; it was {was}."
    now = f"{names.figure(indicator, new[0], new[3])}{_counts(new)}"
    return f"{subject} was revised from {was} to {now}."


def new_period(names: Names, indicator: str, period: str, area: str, areas: int) -> str:
    """A period that is new in one or many areas."""
    where = names.area(area) if areas == 1 else f"{areas:,} areas"
    return f"{names.indicator(indicator)}: {period} is new ({where})."


def new_problem(problem: dict[str, str]) -> str:
    """A problem that the earlier run did not have."""
    return f"New problem: {harmless(Problem(**problem).text, 400)}"  # type: ignore[arg-type]


def _subject(names: Names, area: str, indicator: str) -> str:
    return f"{names.area(area)}: {names.indicator(indicator)}"


def _word(status: str) -> str:
    return LOOKS[status].word if status in LOOKS else status.replace("_", " ")


def _counts(figures: Sequence[Any]) -> str:
    numerator, denominator = figures[1], figures[2]
    if numerator is None or denominator is None:
        return ""
    return f" ({numerator:,.10g} of {denominator:,.10g})"
