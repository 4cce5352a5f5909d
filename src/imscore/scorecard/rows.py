"""One area's rows: the latest of each indicator, its changes, its series and its cells."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from imscore.model import (
    ENGLAND_NAME,
    Change,
    Observations,
    Point,
    Row,
    Source,
)
from imscore.periods import Period, parse
from imscore.reference.indicators import Catalogue
from imscore.scorecard.notes import MARKER_WORDS, NO_FIGURE, row_notes

_FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_NEWER = ["area", "indicator", "period_end", "period"]
_RANK = ("_window", "period_end", "_length", "_in_force")


@dataclass(frozen=True)
class Judged:
    """Every observation with its verdict, and what is needed to tell where it came from."""

    frame: pd.DataFrame
    observations: Observations
    catalogue: Catalogue


def latest(frame: pd.DataFrame, catalogue: Catalogue, as_of: Period | None) -> pd.DataFrame:
    """The newest observation of each area and indicator, in the catalogue's order.

    Where two end in the same month the longer period counts, then the definition in force. A year
    that is only part of three-year windows is shown where there is no window at all.

    Args:
        frame: judged observations.
        catalogue: the indicators.
        as_of: leave out what ends later.
    """
    if as_of is not None:
        frame = frame[frame["period_end"] <= as_of.end]
    in_force = [
        catalogue[i].definition_in(parse(p)) == d
        for i, p, d in zip(frame["indicator"], frame["period"], frame["definition"], strict=True)
    ]
    pooled = {i for i in catalogue if catalogue[i].kind == "pooled_rate"}
    single = frame["indicator"].isin(pooled) & (frame["period_kind"] == "calendar_year")
    order = {indicator: number for number, indicator in enumerate(catalogue)}
    ranked = frame.assign(
        _window=~single,
        _length=frame["period_end"] - frame["period_start"],
        _in_force=in_force,
        _order=frame["indicator"].map(order),
    ).sort_values([*_RANK, "definition", "period_kind"], kind="stable")
    newest = ranked.drop_duplicates(["area", "indicator"], keep="last")
    newest = newest.assign(newer_year=_newer_year(newest, frame[single]))
    return newest.sort_values(["area", "_order"], kind="stable")


def _newer_year(newest: pd.DataFrame, years: pd.DataFrame) -> list[str]:
    """The last single year that ends after the row shown, "" where there is none."""
    last = years.sort_values("period_end").drop_duplicates(["area", "indicator"], keep="last")
    ends = {(a, i): (end, p) for a, i, end, p in last[_NEWER].itertuples(index=False)}
    shown = newest[_NEWER].itertuples(index=False)
    found = ((end, ends.get((a, i), (end, ""))) for a, i, end, _ in shown)
    return [year if latest_end > end else "" for end, (latest_end, year) in found]


def make_rows(chosen: pd.DataFrame, judged: Judged) -> tuple[Row, ...]:
    """Builds an area's rows.

    Args:
        chosen: that area's part of `latest`, with its trends.
        judged: everything, for the earlier periods.
    """
    areas = set(chosen["area"])
    mine = judged.frame[judged.frame["area"].isin(areas)]
    every: Iterable[Any] = mine.itertuples(index=True)
    history = {(r.indicator, r.definition, r.period): r for r in every}
    return tuple(_row(r, history, judged) for r in chosen.itertuples(index=True))


def _row(row: Any, history: Mapping[tuple[str, str, str], Any], judged: Judged) -> Row:
    about = judged.catalogue[row.indicator]
    period = parse(row.period)
    # Counts beside a value that its publisher holds back would let a reader work it out.
    hidden = row.marker != "" and math.isnan(row.value)
    quarterly = row.period_kind.endswith("quarter")
    return Row(
        indicator=row.indicator,
        domain=about.domain,
        period=row.period,
        numerator=None if hidden else _number(row.numerator),
        denominator=None if hidden else _number(row.denominator),
        value=_number(row.value),
        lower_ci=_number(row.lower_ci),
        upper_ci=_number(row.upper_ci),
        lower_ci_998=_number(row.lower_ci_998),
        upper_ci_998=_number(row.upper_ci_998),
        method=row.method,
        benchmark_name=ENGLAND_NAME,
        benchmark_period=row.benchmark_period or None,
        benchmark_value=_number(row.benchmark_value),
        benchmark_source=row.benchmark_source or None,
        difference=_number(row.difference),
        status=row.status,
        status_998=row.status_998,
        trend=row.trend,
        trend_reason=row.trend_reason,
        spc=row.spc,
        to_reach_benchmark=_number(row.to_reach_benchmark),
        notes=row_notes(row, about),
        sources=tuple(_sources(row, judged)),
        name=about.name,
        short_name=about.short_name,
        definition=row.definition,
        unit=about.unit,
        polarity=about.polarity,
        events=about.events,
        population=about.population,
        marker=row.marker,
        since_previous=_change(row, period.before(), history),
        since_year_before=_change(row, period.year_before(), history) if quarterly else None,
        series=_series(row, period, history),
    )


def _number(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _change(row: Any, earlier: Period, history: Mapping[tuple[str, str, str], Any]) -> Change:
    then = history.get((row.indicator, row.definition, earlier.text))
    if then is None:
        others = {d for i, d, p in history if (i, p) == (row.indicator, earlier.text)}
        why = (
            f"{earlier.text} is by another definition"
            if others
            else f"no figure for {earlier.text}"
        )
        return Change(earlier.text, None, None, why)
    if math.isnan(then.value):
        words = MARKER_WORDS.get(then.marker, NO_FIGURE)
        said = f": “{then.remark}”" if then.remark else ""
        return Change(earlier.text, None, None, f"{earlier.text} is {words}{said}")
    if math.isnan(row.value):
        return Change(earlier.text, then.value, None, f"no figure for {row.period}")
    return Change(earlier.text, then.value, row.value - then.value)


def _series(
    row: Any, last: Period, history: Mapping[tuple[str, str, str], Any]
) -> tuple[Point, ...]:
    """The row's own series up to its period, oldest first; a period without a figure is a gap."""
    starts = [
        r.period_start
        for r in history.values()
        if (r.indicator, r.definition, r.period_kind)
        == (row.indicator, row.definition, row.period_kind)
    ]
    points: list[Point] = []
    period = last
    while period.start >= min(starts):
        found = history.get((row.indicator, row.definition, period.text))
        value = None if found is None else _number(found.value)
        points.append(Point(period.text, value, found.status if found else "not_compared"))
        period = period.before()
    return tuple(reversed(points))


def _sources(row: Any, judged: Judged) -> list[Source]:
    positions = row.parts or (row.Index,)
    return [source for position in positions for source in _cells(int(position), judged)]


def _cells(position: int, judged: Judged) -> list[Source]:
    number, row = (int(judged.frame[name].loc[position]) for name in ("block", "row"))
    block = judged.observations.blocks[number]
    return [
        Source(what, block.file, block.sheet, f"{block.columns[what]}{row}")
        for what in _FIGURES
        if what in block.columns
    ]
