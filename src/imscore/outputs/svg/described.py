"""What a picture shows, in words: for those who hear it, and for where it cannot be drawn."""

from __future__ import annotations

from imscore.model import Row, Scorecard
from imscore.outputs import beside, figures, words
from imscore.outputs.figures import TYPESET

_SIDES = {
    "low_is_good": "Lower is better and stands to the right",
    "high_is_good": "Higher is better and stands to the right",
    "no_judgement": "Lower stands to the left and higher to the right",
}
_MOST_GAPS = 6


def indicator(row: Row) -> str:
    """A row's shortest name."""
    return row.short_name or row.name or row.indicator


def trend_name(row: Row) -> str:
    """The name of a trend's picture."""
    return f"{indicator(row)} over time"


def spine_name(row: Row) -> str:
    """The name of a spine chart of one row."""
    return f"{indicator(row)} against {row.benchmark_name}"


def trend(row: Row) -> str:
    """Says what a trend's picture shows: ends, extremes, gaps, breaks, limits, England."""
    known = [(p.period, p.value) for p in row.series if p.value is not None]
    said = []
    if known:
        first, last = known[0], known[-1]
        said.append(f"From {_figure(first[1], row)} in {first[0]} to {_figure(last[1], row)}")
        said[-1] += f" in {last[0]}" + _extremes(row, known)
    going = words.trend(row, TYPESET) or "trend not tested"
    said.append(f"The trend: {going}")
    said += _held(row) + _limits(row) + _gaps(row) + _breaks(row)
    return ". ".join(said) + "."


def _figure(value: float, row: Row) -> str:
    return figures.with_unit(figures.number(value, TYPESET), figures.short_unit(row))


def _extremes(row: Row, known: list[tuple[str, float]]) -> str:
    if len(known) < 3:
        return ""
    low, high = min(known, key=lambda pair: pair[1]), max(known, key=lambda pair: pair[1])
    return (
        f"; lowest {_figure(low[1], row)} in {low[0]}, highest {_figure(high[1], row)} in {high[0]}"
    )


def _held(row: Row) -> list[str]:
    if row.benchmark_value is None:
        return []
    period = f" in {row.benchmark_period}" if row.benchmark_period else ""
    return [f"{row.benchmark_name}: {_figure(row.benchmark_value, row)}{period}"]


def _limits(row: Row) -> list[str]:
    if not row.spc or row.spc.get("lower_limit") is None or row.spc.get("upper_limit") is None:
        return []
    ends = (row.spc["lower_limit"], row.spc["upper_limit"])
    trial = ", on trial" if row.spc.get("trial") else ""
    said = [f"Control limits {figures.interval(*ends, TYPESET)}{trial}"]
    for stretch in row.spc.get("earlier_stretches", ()):
        span = figures.interval(stretch["lower_limit"], stretch["upper_limit"], TYPESET)
        if span:
            periods = f"{stretch['first_period']} to {stretch['last_period']}"
            said.append(f"From {periods} they were {span}")
    return said


def _gaps(row: Row) -> list[str]:
    missing = [point.period for point in (*row.earlier, *row.series) if point.value is None]
    if not missing:
        return []
    more = f" and {len(missing) - _MOST_GAPS} more" if len(missing) > _MOST_GAPS else ""
    return [f"No figure for {', '.join(missing[:_MOST_GAPS])}{more}"]


def _breaks(row: Row) -> list[str]:
    if not row.earlier:
        return []
    until = row.earlier[-1].period
    return [f"Figures to {until} are by another definition, and stand apart"]


def spine(row: Row) -> str:
    """Says what a spine chart of one row shows."""
    look = words.LOOKS.get(row.status)
    judged = f"{look.word} {look.joint} {row.benchmark_name}" if look else row.status
    if row.status == "not_compared":
        judged = f"not compared with {row.benchmark_name}"
    interval = figures.interval(row.lower_ci, row.upper_ci, TYPESET)
    value = "no figure" if row.value is None else _figure(row.value, row)
    said = [f"{value}{f' ({interval})' if interval else ''} in {row.period}, {judged}"]
    said += _held(row) + _range(row)
    said.append(_SIDES.get(row.polarity, _SIDES["no_judgement"]))
    return ". ".join(said) + "."


def _range(row: Row) -> list[str]:
    said = beside.explain_standing(row, TYPESET).rstrip(".")
    return [f"{said[:1].upper()}{said[1:]}"] if said else []


def rug(scorecards: int, indicators: int, benchmark: str) -> str:
    """Says what a rug shows, and how it is read."""
    return (
        f"{scorecards} areas down, {indicators} indicators across; in each cell the figure, how "
        f"it stands against {benchmark}, and its period where areas differ. "
        "The same is in the table below."
    )


def area(card: Scorecard) -> str:
    """An area's name, or its code, or that it has neither; as it stands in the file."""
    return card.area_name or card.area_code or "area not named"
