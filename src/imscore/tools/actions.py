"""The modelled actions beside an area's own figures: where it stands, and how many people it is.

Modelled effects are of 2002-04 and of England. They are shown as they are and never taken off an
area's or a later gap.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imscore.errors import PeriodError
from imscore.model import Row, Scorecard
from imscore.periods import parse
from imscore.reference import actions as known
from imscore.reference.actions import Action, NotEstimated, Risk, Unnumbered
from imscore.stats.impact import Triple, events_avoided
from imscore.tools.nouns import Measured

_YEAR = 12
_SMALL = 1e-9
# A risk of other mothers than those whose children died says the less, the longer between them.
_FURTHEST = 3 * _YEAR


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """An area's own figure beside an action.

    Attributes:
        people_to_england: fewer (below nought) or more people a year at England's value; 0.0 at
            or beyond it; None where it cannot be said.
        target: the action's target in the indicator's unit, None where it has none here.
        to_target: value less target. people_to_target: as for England.
        target_reason: how the target was come by, or why there is none.
    """

    row: Row
    people_to_england: float | None
    target: float | None
    to_target: float | None
    people_to_target: float | None
    target_reason: str


@dataclass(frozen=True, slots=True)
class Deaths:
    """An estimate of infant deaths avoided over three years, or why there is none.

    Attributes:
        at: whose level the risk would fall to. period: the window of the deaths.
        estimate: deaths avoided. deaths: how many there were.
    """

    risk: Risk
    at: str
    level: float | None
    period: str
    deaths: float | None
    estimate: Measured
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An action, the area's figures for it and what it would mean in deaths."""

    action: Action | Unnumbered
    figures: tuple[LocalFigure, ...]
    deaths: Deaths | None
    not_estimated: NotEstimated | None


def standings(card: Scorecard | None) -> list[Standing]:
    """Every modelled action, with the area's own figures where a scorecard is given.

    Args:
        card: the area's scorecard, None for the actions alone.

    Returns:
        Without a scorecard the largest modelled effect first. With one, actions for which the
        area is worse than England come first, then those it has figures on, each by effect.
    """
    rows = {row.indicator: row for row in card.rows} if card else {}
    found = [_standing(action, rows) for action in known.load().modelled]
    return sorted(found, key=_order) if card else found


def unnumbered(card: Scorecard | None) -> list[Standing]:
    """The actions that the report puts no number on, with the area's own figures."""
    rows = {row.indicator: row for row in card.rows} if card else {}
    return [
        Standing(action, _figures(action.indicators, rows, None), None, None)
        for action in known.load().unnumbered
    ]


def _order(standing: Standing) -> tuple[bool, bool, float]:
    worse = any(figure.row.status == "worse" for figure in standing.figures)
    effect = standing.action.effect_pp if isinstance(standing.action, Action) else 0.0
    return not worse, not standing.figures, -effect


def _standing(action: Action, rows: Mapping[str, Row]) -> Standing:
    everything = known.load()
    risk = next((risk for risk in everything.risks if risk.action == action.id), None)
    without = next((n for n in everything.not_estimated if n.action == action.id), None)
    deaths = _deaths(risk, rows) if risk and rows else None
    return Standing(action, _figures(action.indicators, rows, action), deaths, without)


def _figures(
    wanted: Sequence[str], rows: Mapping[str, Row], action: Action | None
) -> tuple[LocalFigure, ...]:
    return tuple(_figure(rows[name], action) for name in wanted if name in rows)


def _figure(row: Row, action: Action | None) -> LocalFigure:
    target, why = _target(row, action)
    gap = None if target is None or row.value is None else row.value - target
    return LocalFigure(
        row,
        _a_year(row, row.to_reach_benchmark),
        target,
        gap,
        _people(row, gap),
        why,
    )


def _target(row: Row, action: Action | None) -> tuple[float | None, str]:
    if action is None:
        return None, "the report gives no target"
    if action.target_level is not None:
        return action.target_level, "the report's level, of another measure"
    if not action.halve_since:
        return None, "the report gives no level"
    base = next((point.value for point in row.series if point.period == action.halve_since), None)
    if base is None:
        return None, f"half of its own figure of {action.halve_since}, which is not in the input"
    return base / 2, f"half of the area's own figure of {action.halve_since}"


def _people(row: Row, gap: float | None) -> float | None:
    """How many people a year the distance to a target is; nought where it is reached."""
    if gap is None or not row.denominator or row.numerator is None or not row.value:
        return None
    reached = gap >= -_SMALL if row.polarity == "high_is_good" else gap <= _SMALL
    # The counts' own ratio gives the multiplier that the value was made with.
    per = row.value * row.denominator / row.numerator if row.numerator else None
    if per is None:
        return None
    return 0.0 if reached else _a_year(row, -gap * row.denominator / per)


def _a_year(row: Row, people: float | None) -> float | None:
    try:
        period = parse(row.period, ["financial_quarter"])
    except PeriodError:
        return None
    return None if people is None else people * _YEAR / (period.end - period.start)


def _deaths(risk: Risk, rows: Mapping[str, Row]) -> Deaths:
    own, outcome = rows.get(risk.indicator), rows.get(risk.outcome)
    level = own.benchmark_value if own else None
    at = f"{own.benchmark_name}'s level" if own else ""
    missing = _why_not(own, outcome)
    period = outcome.period if outcome else ""
    deaths = outcome.numerator if outcome else None
    if missing or own is None or outcome is None or level is None or deaths is None:
        return Deaths(risk, at, level, period, deaths, Measured(), missing)
    per = (outcome.value or 0) / deaths if deaths else 0
    counts = (outcome.lower_ci, outcome.upper_ci)
    events = Triple(deaths, *((end or 0) / per if per else deaths for end in counts))
    shares = [(end or 0) / 100 for end in (own.value, own.lower_ci, own.upper_ci)]
    ratio = Triple(risk.ratio, risk.ratio_lower, risk.ratio_upper)
    found = events_avoided(events, Triple(*shares), level / 100, ratio)
    return Deaths(risk, at, level, period, deaths, Measured(*found), "")


def _why_not(own: Row | None, outcome: Row | None) -> str:
    if own is None or own.value is None or own.lower_ci is None:
        return "there is no figure of the risk with an interval"
    if own.benchmark_value is None:
        return "there is no figure of England's to fall to"
    if outcome is None or outcome.numerator is None or outcome.lower_ci is None:
        return "there is no count of infant deaths"
    if parse(outcome.period).kind != "three_calendar_years":
        return "infant deaths are not of three years"
    if _months_between(own.period, outcome.period) > _FURTHEST:
        return f"the risk is of {own.period} and the deaths of {outcome.period}, years apart"
    return ""


def _months_between(one: str, other: str) -> int:
    """How many months lie between two periods, none where they touch or share some."""
    first, second = (parse(text, ["financial_quarter"]) for text in (one, other))
    return max(0, first.start - second.end, second.start - first.end)
