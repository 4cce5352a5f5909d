"""One indicator's judgement in plain English with the numbers put in, for a board paper."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from imscore.model import TARGETS_OF, Change, Row, Scorecard
from imscore.outputs import beside, figures, notes, quality, words
from imscore.outputs.figures import Signs
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.outputs.shown import LONGEST_NAME
from imscore.outputs.verdict import verdict

METHODS = {
    "Wilson score": "Wilson's score method for a proportion",
    "Byar's": "Byar's method for a rate",
    "exact Poisson": "the exact Poisson method for a rate, as there are fewer than 10 events",
    "as given": "as the file gives it",
}
_CHART = (
    "by an XmR control chart, whose limits are the mean ± 2.66 × the mean moving range, as in "
    "NHS Making Data Count"
)
_LINE = "by a weighted straight line, as the new Fingertips tests recent trends"
_TWO = 2


def render(scorecard: Scorecard, row: Row, console: Console) -> None:
    """Prints how a row came by its figure, its judgement and its trend.

    Args:
        scorecard: whose row.
        row: one of its rows.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer = Printer(console)
    area = scorecard.area_name or scorecard.area_code or "area not named"
    title = f"{row.name or row.indicator}: {area}, {row.period}"
    printer.line(harmless(title, 3 * LONGEST_NAME), "bold")
    for label, text in [*explain(row, printer.signs), *_unused_targets(scorecard, row)]:
        printer.blank()
        printer.line(harmless(f"{label}: {text}", 4 * notes.LONGEST_NOTE))
    if scorecard.disclosure:
        printer.blank()
        printer.line(harmless(scorecard.disclosure, notes.LONGEST_NOTE))


def explain(row: Row, signs: Signs) -> Iterator[tuple[str, str]]:
    """The paragraphs that explain a row, each with its label.

    Args:
        row: any row; what is missing from it is said.
        signs: how minus and symbols are drawn.
    """
    yield "Figure", _figure(row, signs)
    if row.lower_ci is not None:
        yield "Chance", _interval(row, signs)
    yield "Judgement", verdict(row, signs)
    if row.to_reach_benchmark is not None and row.numerator is not None:
        yield "What it would take", _take(row, row.numerator, row.to_reach_benchmark, signs)
    if row.standing is not None:
        yield "Among others", words.capital(beside.explain_standing(row, signs))
    if row.target is not None:
        yield "Target", beside.explain_target(row, signs)
    changes = [_change(change, signs) for change in (row.since_previous, row.since_year_before)]
    if len(row.series) + len(row.earlier) < _TWO:
        changes = [f"None is given: there is no such period but {row.period}."]
    if any(changes):
        yield "Change", " ".join(change for change in changes if change)
    yield "Trend", _trend(row, signs)
    said = [f"{side} {mark.mark}: {mark.reason}" for side, mark in quality.marks(row)]
    if said:
        yield "Data", f"{'; '.join(said)}."
    if row.notes:
        yield "Notes", " ".join(row.notes)
    yield "Cells", f"{notes.sources(row) or 'not known'}."
    if row.benchmark_value is not None:
        yield f"Source of {row.benchmark_name}'s figure", f"{row.benchmark_source or 'not known'}."


def _unused_targets(scorecard: Scorecard, row: Row) -> Iterator[tuple[str, str]]:
    """Says of a row without a target that targets were given, and whose were not used."""
    if row.target is None and scorecard.made_with.get("targets"):
        said = [f"none of those given holds for {row.period} here."]
        said += [note for note in scorecard.notes if note.startswith(TARGETS_OF)]
        yield "Target", " ".join(said)


def _with_unit(value: float, row: Row, signs: Signs) -> str:
    return figures.with_unit(figures.number(value, signs), figures.short_unit(row))


def _figure(row: Row, signs: Signs) -> str:
    value = figures.value(row, figures.short_unit(row), signs)
    if row.value is None and row.numerator is not None:
        return f"{value}; the counts are {figures.counts(row)}."
    if row.value is None:
        return f"{value}."
    if row.numerator is None or not row.denominator:
        return f"{value}, as the file gives it, without counts."
    counted, out_of = figures.count(row.numerator), figures.count(row.denominator)
    said = f"{value}: {counted} {row.events} {_joint(row)} {out_of} {row.population}"
    if "1" in (counted, out_of):
        # What is counted has a name in the plural alone.
        said = f"{value}: {row.events} {counted}, {row.population} {out_of}"
    if not row.numerator:
        return f"{said}."
    per = round(row.value * row.denominator / row.numerator)
    return f"{said}; {counted} ÷ {out_of} × {per:,} = {figures.number(row.value, signs)}."


def _joint(row: Row) -> str:
    return "out of" if row.unit == "%" else "in"


def _interval(row: Row, signs: Signs) -> str:
    inner = figures.interval(row.lower_ci, row.upper_ci, signs)
    method = METHODS.get(row.method, row.method)
    said = f"the 95% confidence interval is {inner} ({method})"
    outer = figures.interval(row.lower_ci_998, row.upper_ci_998, signs)
    return f"{said}; the wider 99.8% interval is {outer}." if outer else f"{said}."


def _take(row: Row, numerator: float, needed: float, signs: Signs) -> str:
    name = row.benchmark_name
    if not figures.people(needed):
        return f"nothing: the figure is at {name}'s value or on its good side."
    target = figures.number(numerator + needed, signs)
    exact = figures.number(abs(needed), signs)
    way = "fewer" if needed < 0 else "more"
    return (
        f"{words.take(row)} in the period. At {name}'s value there would have been {target}, which "
        f"is {exact} {way} than {figures.count(numerator)}; people are rounded up."
    )


def _change(change: Change | None, signs: Signs) -> str:
    if change is None:
        return ""
    if change.difference is None:
        return f"None is given since {change.period}: {change.reason}."
    then = "" if change.value is None else f" (then {figures.number(change.value, signs)})"
    return f"{words.change(change, signs)}{then}."


def _trend(row: Row, signs: Signs) -> str:
    if row.trend == "not_tested":
        return f"not tested. {words.capital(row.trend_reason)}"
    how = _CHART if row.spc else _LINE
    return f"{words.trend(row, signs)}. Tested {how}. {words.capital(row.trend_reason)}"
