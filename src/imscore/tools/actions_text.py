"""The modelled actions in a terminal, an area's own figures under each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from imscore.model import Row, Scorecard
from imscore.outputs import figures, words
from imscore.outputs.figures import Signs
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.reference import actions as known
from imscore.reference.actions import Action
from imscore.tools import shown
from imscore.tools.actions import Deaths, LocalFigure, Standing, standings, unnumbered

_LONGEST = 600
_STOCKS = ("poverty", "housing")


def render(card: Scorecard | None, console: Console) -> None:
    """Prints the seven modelled actions, those without a number, and what has to be said.

    Args:
        card: an area's scorecard, None for the actions alone.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer, basis = Printer(console), known.load().basis
    where = f": {card.area_name or card.area_code}" if card else ""
    printer.line(harmless(f"Actions that the report modelled{where}", 200), "bold")
    gap = f"{basis.gap_percent:.0f}%"
    printer.line(
        f"Percentage points off the gap of {basis.window}, which was {gap}, in England as modelled."
    )
    if card:
        printer.line(
            "Ordered: worse than England first, then by the modelled effect. A year is four times "
            "a quarter, or a third of three years."
        )
    for number, standing in enumerate(standings(card), start=1):
        _action(number, standing, printer, card)
    _sum(printer)
    _unnumbered(card, printer)
    _cautions(card, printer)


def _action(number: int, standing: Standing, printer: Printer, card: Scorecard | None) -> None:
    action = standing.action
    if not isinstance(action, Action):
        return
    shown.heading(printer, f"{number}. {action.title}: {action.effect_pp:.1f} points")
    printer.line(f"From {action.base} to {action.target}.", indent=3)
    printer.line(f"Held against: {action.comparator}.{_overlaps(action)}", indent=3)
    lines = [line for f in standing.figures for line in _local(f, printer.signs)]
    if card and not standing.figures:
        lines = ["The input has no figure for it."]
    if card and standing.deaths:
        lines.append(_deaths(standing.deaths, printer.signs))
    elif card and standing.not_estimated:
        lines.append(f"Deaths avoided: not estimated. {standing.not_estimated.why}")
    for line in lines:
        printer.line(harmless(line, _LONGEST), indent=3)
    printer.line(f"Mind: {action.caution}", indent=3)


def _overlaps(action: Action) -> str:
    titles = {a.id: a.title for a in known.load().modelled}
    names = [f"“{titles[name]}”" for name in action.overlaps]
    return f" May overlap with {' and '.join(names)}." if names else ""


def _local(figure: LocalFigure, signs: Signs) -> Iterator[str]:
    row = figure.row
    unit = figures.short_unit(row)
    value = figures.value(row, unit, signs)
    limits = figures.interval(row.lower_ci, row.upper_ci, signs)
    inside = f" ({limits})" if limits else ""
    yield f"Here: {row.short_name} {value}{inside} in {row.period}, {_against(row, signs)}."
    if figure.people_to_england is not None:
        yield f"To {row.benchmark_name}'s value: {_people(figure.people_to_england, row)}."
    if figure.target is None:
        yield f"To the target: not said; {figure.target_reason}."
        return
    target = figures.with_unit(figures.number(figure.target, signs), "%" if row.unit == "%" else "")
    away = "" if figure.to_target is None else _away(figure.to_target, signs)
    people = "" if figure.people_to_target is None else f": {_people(figure.people_to_target, row)}"
    yield f"To the target of {target} ({figure.target_reason}){away}{people}."


def _away(gap: float, signs: Signs) -> str:
    return f", {figures.number(abs(gap), signs)} {'above' if gap > 0 else 'below'} it"


def _against(row: Row, signs: Signs) -> str:
    if row.benchmark_value is None:
        return "not compared with England"
    value = figures.with_unit(
        figures.number(row.benchmark_value, signs), "%" if row.unit == "%" else ""
    )
    look = words.LOOKS[row.status]
    named = f"{row.benchmark_name}'s {value}"
    if row.status == "not_compared":
        return f"not compared with {named}"
    other = "" if row.benchmark_period == row.period else f" of {row.benchmark_period}"
    return f"{look.word} {look.joint} {named}{other}"


def _people(number: float, row: Row) -> str:
    if not number:
        return "reached"
    way = "fewer" if number < 0 else "more"
    # Children and households are there all year: they are counted once, not once a year.
    a_year = "" if row.domain in _STOCKS else " a year"
    return f"{figures.people(number):,} {way} {row.events}{a_year}"


def _deaths(deaths: Deaths, signs: Signs) -> str:
    if deaths.reason:
        return f"Estimated deaths avoided: none given; {deaths.reason}."
    value, lower, upper = deaths.estimate.sides
    if not value:
        return f"Estimated deaths avoided: none; the risk is at {deaths.at} or below."
    number = figures.number(value, signs)
    level = figures.number(deaths.level or 0.0, signs)
    return (
        f"ESTIMATE, of infant deaths over three years: {number} fewer "
        f"({figures.interval(lower, upper, signs)}) of {figures.count(deaths.deaths or 0)} in "
        f"{deaths.period}, had it been at {deaths.at} of {level}%. It rests on the assumptions "
        "below."
    )


def _sum(printer: Printer) -> None:
    basis = known.load().basis
    shown.heading(printer, f"All seven together: {basis.total_pp:.1f} percentage points")
    for text in (basis.overlap_note, basis.total_note, basis.later_note):
        printer.line(text, indent=2)


def _unnumbered(card: Scorecard | None, printer: Printer) -> None:
    shown.heading(printer, "Named in the report without a number")
    for standing in unnumbered(card):
        printer.line(standing.action.title, indent=2)
        for figure in standing.figures:
            line = next(_local(figure, printer.signs))
            printer.line(harmless(line, _LONGEST), indent=4)


def _cautions(card: Scorecard | None, printer: Printer) -> None:
    everything = known.load()
    if card:
        told: Sequence[str] = [
            text for risk in everything.risks for text in (risk.source, *risk.assumptions)
        ]
        shown.listed(printer, "What the estimate of deaths assumes", told)
    shown.listed(printer, "Source", [everything.basis.source])
