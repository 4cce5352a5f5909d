"""One row of a scorecard as texts: what the terminal, the board and the short table all show."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.model import Change, Row
from imscore.outputs import beside, figures, quality, words
from imscore.outputs.figures import PLAIN, Signs
from imscore.outputs.harmless import harmless

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A row's texts, every one harmless; "" where there is nothing to say.

    Attributes:
        row: what they were made from.
        unit: as it follows a value: `%`, `per 1,000`.
        bare_counts: without what is counted. benchmark_period: "" where it is the row's own.
        also: says that the 99.8% interval agrees.
        trend, bare_trend: in words and in one word, "" where it was not tested.
        take, bare_take: what it would take, with and without what is counted.
        data, bare_data: the lowest mark for the data's quality, with and without its side.
        target, bare_target: a local target and whether it is met, with and without what it takes.
        standing, bare_standing: the place among other areas, with and without best and worst.
    """

    row: Row
    name: str
    unit: str
    period: str
    counts: str
    bare_counts: str
    value: str
    interval: str
    benchmark: str
    benchmark_period: str
    difference: str
    status: str
    also: str
    previous: str
    year_before: str
    trend: str
    bare_trend: str
    take: str
    bare_take: str
    data: str
    bare_data: str
    target: str
    bare_target: str
    standing: str
    bare_standing: str


def show(row: Row, signs: Signs = PLAIN) -> Shown:
    """Puts a row into words and rounded figures.

    Args:
        row: any row; missing figures are said, never drawn as 0.
        signs: how minus, dash and symbols are drawn.
    """
    unit = figures.short_unit(row)
    texts = {
        "name": row.short_name or row.name or row.indicator,
        "unit": unit,
        "period": row.period,
        "counts": figures.counts(row),
        "bare_counts": figures.counts(row, bare=True),
        "value": figures.value(row, unit, signs),
        "interval": figures.interval(row.lower_ci, row.upper_ci, signs),
        "benchmark": _benchmark(row, signs),
        "benchmark_period": _other_period(row),
        "difference": _difference(row, signs),
        "status": words.status(row, signs),
        "also": words.also_at_998(row),
        "previous": _change(row.since_previous, signs),
        "year_before": _change(row.since_year_before, signs),
        "trend": words.trend(row, signs),
        "bare_trend": words.trend(row, signs, short=True),
        "take": words.take(row),
        "bare_take": words.take(row, short=True),
        "data": quality.overall(row),
        "bare_data": quality.overall(row, short=True),
        "target": beside.target(row, signs),
        "bare_target": beside.bare_target(row, signs),
        "standing": beside.standing_range(row, signs),
        "bare_standing": beside.standing(row),
    }
    return Shown(row, **{name: harmless(text, LONGEST_NAME) for name, text in texts.items()})


def _benchmark(row: Row, signs: Signs) -> str:
    if row.benchmark_value is None:
        return signs.dash
    return figures.with_unit(figures.number(row.benchmark_value, signs), _percent(row))


def _percent(row: Row) -> str:
    return "%" if row.unit == "%" else ""


def _other_period(row: Row) -> str:
    has_another = row.benchmark_value is not None and row.benchmark_period != row.period
    return (row.benchmark_period or "period not known") if has_another else ""


def _difference(row: Row, signs: Signs) -> str:
    if row.difference is None:
        return signs.dash
    return figures.number(row.difference, signs, signed=True)


def _change(earlier: Change | None, signs: Signs) -> str:
    """A change that can be given; why one cannot stands among the notes."""
    known = earlier is not None and earlier.difference is not None
    return words.change(earlier, signs) if known else ""
