"""Why a row has the status that it has, in a few sentences with its numbers."""

from __future__ import annotations

from imscore.model import Row
from imscore.outputs import figures
from imscore.outputs.figures import Signs
from imscore.outputs.words import LOOKS

_GOOD = {
    "low_is_good": "low is good",
    "high_is_good": "high is good",
    "no_judgement": "neither direction is good or bad in itself",
}
_MOST_PLACES = 6
_DUST = 1e-9


def verdict(row: Row, signs: Signs) -> str:
    """Says what was compared with what, and why the answer is this one and no other.

    Figures are given with as many decimals as it takes to tell them apart.

    Args:
        row: any row.
        signs: how minus and symbols are drawn.
    """
    if row.status not in LOOKS or row.status == "not_compared":
        return f"not compared with {row.benchmark_name}: {_why_not(row)}."
    if row.benchmark_value is None or row.lower_ci is None or row.upper_ci is None:
        return f"{LOOKS[row.status].word}."
    numbers = row.benchmark_value, row.lower_ci, row.upper_ci
    outer = [limit for limit in (row.lower_ci_998, row.upper_ci_998) if limit is not None]
    places = _places(*numbers, *outer)
    held, low, high, *wider = (figures.number(n, signs, places=places) for n in (*numbers, *outer))
    because = (
        _similar(row, low, high, held)
        if row.status == "similar"
        else _apart(row, low, high, held) + _wider(row, wider)
    )
    return f"{_comparison(row, held, signs)} {because}"


def _why_not(row: Row) -> str:
    if row.value is None:
        return f"there is no figure for {row.period}"
    if row.benchmark_value is None:
        return f"no figure of {row.benchmark_name}'s is known for {row.period} by this definition"
    return "there are neither counts nor an interval to judge chance by"


def _comparison(row: Row, held: str, signs: Signs) -> str:
    unit = "%" if row.unit == "%" else ""
    period = row.benchmark_period or "a period not known"
    same = "the same period" if period == row.period else f"the period that holds {row.period}"
    said = f"{LOOKS[row.status].word} {LOOKS[row.status].joint} {row.benchmark_name}."
    said += f" {row.benchmark_name}'s value for {period}, {same}, is {held}{unit}"
    if row.difference is None:
        return f"{said}."
    points = " percentage points" if unit else ""
    return (
        f"{said}; the difference is {figures.number(row.difference, signs, signed=True)}{points}."
    )


def _similar(row: Row, low: str, high: str, held: str) -> str:
    name = row.benchmark_name
    said = f"The 95% interval, {low} to {high}, holds or touches {name}'s {held}"
    apart = row.difference is None or abs(row.difference) > _DUST
    said += (
        ", so that chance alone could have made the difference."
        if apart
        else ", which is the value itself."
    )
    if row.polarity == "no_judgement":
        return f"{said} It would be higher if {low} lay above {held}, lower if {high} lay below."
    bad, good = ("worse", "better") if row.polarity == "low_is_good" else ("better", "worse")
    return (
        f"{said} It would be {bad} only if the lower end, {low}, lay above {held}, and {good} only "
        f"if the upper end, {high}, lay below it."
    )


def _apart(row: Row, low: str, high: str, held: str) -> str:
    above = row.lower_ci is not None and row.lower_ci > (row.benchmark_value or 0.0)
    side, end, limit = ("above", "lower", low) if above else ("below", "upper", high)
    return (
        f"The whole 95% interval, {low} to {high}, lies {side} {row.benchmark_name}'s {held} (its "
        f"{end} end is {limit}); {_GOOD.get(row.polarity, row.polarity)}."
    )


def _wider(row: Row, limits: list[str]) -> str:
    if len(limits) < 2:
        return ""
    interval = f" The wider 99.8% interval, {limits[0]} to {limits[1]},"
    if row.status_998 == row.status:
        return f"{interval} lies on that side as well."
    return f"{interval} holds or touches {row.benchmark_name}'s value: at that level, similar."


def _places(*numbers: float) -> int:
    """The fewest decimals that show different numbers as different."""
    different = len({f"{number:.12g}" for number in numbers})
    for places in range(1, _MOST_PLACES):
        if len({figures.number(number, places=places) for number in numbers}) == different:
            return places
    return _MOST_PLACES
