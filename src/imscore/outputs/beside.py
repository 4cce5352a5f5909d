"""A row's target and its place among other areas, in words, apart from its judgement."""

from __future__ import annotations

import re

from imscore.model import Row, Standing, Target
from imscore.outputs import figures, words
from imscore.outputs.figures import PLAIN, Signs

TARGET_WORDS: dict[str, str] = {
    "met": "met",
    "not_met": "not met",
    "cannot_tell": "cannot tell",
    "not_compared": "not compared",
    "not_yet_due": "not yet due",
}
_BY_INTERVAL = {
    ("met", "met"): "also by the whole interval",
    ("met", "cannot_tell"): "but the interval holds it: chance could have made the difference",
    ("not_met", "not_met"): "also by the whole interval",
    ("not_met", "cannot_tell"): "but the interval holds it: chance could have made the difference",
}
_DUST = 1e-9
_TEENS = (11, 12, 13)


def target(row: Row, signs: Signs = PLAIN) -> str:
    """Says what the target is and whether it is met, such as `18.0% not met, 3 fewer`."""
    goal = row.target
    if goal is None:
        return ""
    said = f"{_figure(goal.value, row, signs)} {TARGET_WORDS[goal.status]}"
    when = f" (for {goal.period})" if goal.period != row.period else ""
    needed = _needed(goal, row, short=True)
    return f"{said}{when}{f', {needed}' if needed else ''}"


def bare_target(row: Row, signs: Signs = PLAIN) -> str:
    """The target and whether it is met, in as few words as can be."""
    goal = row.target
    return f"{_figure(goal.value, row, signs)} {TARGET_WORDS[goal.status]}" if goal else ""


def explain_target(row: Row, signs: Signs = PLAIN) -> str:
    """Says in sentences what the target is, how far it is met and what it would take."""
    goal = row.target
    if goal is None:
        return ""
    status = TARGET_WORDS[goal.status]
    period = goal.period or row.period
    said = f"{_figure(goal.value, row, signs)} for {period}: {status}"
    if row.value is not None and goal.status in ("met", "not_met"):
        said += f" by the value, {_figure(row.value, row, signs)}"
    by_interval = _BY_INTERVAL.get((goal.status, goal.interval_status), "")
    if row.value is not None and abs(row.value - goal.value) < _DUST:
        by_interval = "as the value is the target itself"
    if goal.status == "not_compared" and row.polarity == "no_judgement":
        by_interval = "as neither direction is good or bad in itself"
    said += f", {by_interval}." if by_interval else "."
    needed = _needed(goal, row)
    if needed:
        said += f" It would take {needed} in the period."
    if goal.note:
        said += f" {goal.note}"
    return f"{said} A target is the area's own and no part of the judgement above."


def _needed(goal: Target, row: Row, *, short: bool = False) -> str:
    if goal.to_reach is None or not figures.people(goal.to_reach):
        return ""
    number = figures.people(goal.to_reach)
    way = "fewer" if goal.to_reach < 0 else "more"
    return f"{number:,} {way}" + ("" if short else words.of_events(row, number))


def standing(row: Row) -> str:
    """Says where a row stands among others, such as `4th of 10`; joint places are said."""
    found = row.standing
    if found is None:
        return ""
    if found.rank is None:
        return f"- of {found.areas}"
    joint = "joint " if found.shared_by > 1 else ""
    return f"{joint}{ordinal(found.rank)} of {found.areas}"


def standing_range(row: Row, signs: Signs = PLAIN) -> str:
    """A standing with the ends of the range, such as `4th of 10 (best 11.2, worst 18.0)`."""
    found = row.standing
    if found is None:
        return ""
    first, last = _ends(row)
    ends = (figures.number(value, signs) for value in (found.best, found.worst))
    return f"{standing(row)} ({first} {next(ends)}, {last} {next(ends)})"


def explain_standing(row: Row, signs: Signs = PLAIN) -> str:
    """Says in sentences where a row stands among others, and whose the best and worst are."""
    found = row.standing
    if found is None:
        return ""
    first, last = _ends(row)
    ranked = standing(row) if found.rank is not None else f"not ranked among {found.areas}"
    said = (
        f"{ranked} {found.among}; {first} {_whose(found.best_area)} "
        f"{_figure(found.best, row, signs)}, {last} {_whose(found.worst_area)} "
        f"{_figure(found.worst, row, signs)}"
    )
    return f"{said}{_middle(found, signs)}. A rank does not allow for chance."


def _middle(found: Standing, signs: Signs) -> str:
    if found.percentile_25 is None or found.percentile_75 is None:
        return ""
    ends = (figures.number(v, signs) for v in (found.percentile_25, found.percentile_75))
    return f"; the middle half of the areas lies between {' and '.join(ends)}"


_MORE = re.compile(r"and ([\d,]+) more")


def _whose(names: str) -> str:
    several = names.split("; ")
    untold = _MORE.fullmatch(several[-1])
    more = len(several) - 2 + (int(untold[1].replace(",", "")) - 1 if untold else 0)
    return ", ".join(several[:2]) + (f" and {more:,} more" if more > 0 else "")


def _ends(row: Row) -> tuple[str, str]:
    return ("highest", "lowest") if row.polarity == "no_judgement" else ("best", "worst")


def ordinal(number: int) -> str:
    """A place in an order.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '21st', '112th']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in _TEENS else ending}"


def _figure(value: float, row: Row, signs: Signs) -> str:
    return figures.with_unit(figures.number(value, signs), "%" if row.unit == "%" else "")
