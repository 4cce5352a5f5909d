"""The rows to be shown, of all areas at once: their figures, changes, series and cells."""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from imscore.model import (
    ENGLAND_CODE,
    ENGLAND_NAME,
    Block,
    Commentary,
    Observations,
    Problem,
    Row,
    Source,
    Standing,
    Target,
)
from imscore.reference.indicators import Catalogue
from imscore.scorecard.history import Past, look_back
from imscore.scorecard.notes import row_notes

_FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")


@dataclass(frozen=True)
class Judged:
    """Every observation with its verdict, and what is needed to tell where it came from.

    Attributes:
        benchmark_name, benchmark_key: what they are held against; `members`: keys of its areas,
            where it is a group.
        line: which rule on small numbers was applied, "" where none was.
        notes, problems: of the input, without what that rule hides; `doubts`: warnings found in
            judging, each with the key of the area that it is about.
    """

    frame: pd.DataFrame
    observations: Observations
    catalogue: Catalogue
    benchmark_name: str = ENGLAND_NAME
    benchmark_key: str = ENGLAND_CODE
    members: tuple[str, ...] = ()
    line: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[tuple[str, Problem], ...] = ()


def make_rows(shown: pd.DataFrame, judged: Judged) -> list[Row]:
    """Builds the rows of every area.

    Args:
        shown: what `newest.latest` chose, with its trends.
        judged: everything, for the earlier periods.

    Returns:
        A row for each line of `shown`, in order.
    """
    columns = (shown[name].to_numpy(object).tolist() for name in shown.columns)
    record_of: Any = namedtuple("Record", shown.columns)  # type: ignore[misc]
    records = map(record_of._make, zip(*columns, strict=True))
    cells = _Cells(judged)
    lines: Any = zip(records, shown.index, look_back(shown, judged.frame), strict=True)
    return [
        _row(record, judged, past, cells.of(record.parts or (place,)))
        for record, place, past in lines
    ]


def _row(row: Any, judged: Judged, past: Past, sources: tuple[Source, ...]) -> Row:
    about = judged.catalogue[row.indicator]
    # Counts beside a value that its publisher holds back would let a reader work it out.
    hidden = row.marker != "" and math.isnan(row.value) and not getattr(row, "rate_only", False)
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
        benchmark_name=judged.benchmark_name,
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
        notes=row_notes(row, about, judged.benchmark_name),
        sources=sources,
        name=about.name,
        short_name=about.short_name,
        definition=row.definition,
        unit=about.unit,
        polarity=about.polarity,
        events=about.events,
        population=about.population,
        marker=row.marker,
        since_previous=past.since_previous,
        since_year_before=past.since_year_before,
        series=past.series,
        quality=row.quality,
        earlier=past.earlier,
        target=_target(row) if hasattr(row, "target_status") else None,
        standing=_standing(row) if hasattr(row, "rank_of") else None,
        commentary=_commentary(row),
    )


def _commentary(row: Any) -> Commentary | None:
    needed = row.status == "worse"
    lead, text = getattr(row, "said_lead", ""), getattr(row, "said_text", "")
    if not (needed or lead or text):
        return None
    source = Source("commentary", row.said_file, row.said_sheet, row.said_cell) if text else None
    other = row.said_period if text and row.said_period != row.period else ""
    return Commentary(lead, text, needed, source, other)


def _target(row: Any) -> Target | None:
    if math.isnan(row.target):
        return None
    return Target(
        value=float(row.target),
        period=row.target_period,
        status=row.target_status,
        interval_status=row.target_interval_status,
        to_reach=_number(row.to_reach_target),
        note=row.target_note,
    )


def _standing(row: Any) -> Standing | None:
    if math.isnan(row.rank_of):
        return None
    return Standing(
        among=row.rank_among,
        areas=int(row.rank_of),
        rank=None if math.isnan(row.rank) else int(row.rank),
        shared_by=0 if math.isnan(row.rank) else int(row.rank_shared_by),
        best=float(row.best_value),
        best_area=row.best_area,
        worst=float(row.worst_value),
        worst_area=row.worst_area,
        percentile_25=_number(row.percentile_25),
        percentile_75=_number(row.percentile_75),
    )


def _number(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


class _Cells:
    """Where the figures of each observation stand."""

    def __init__(self, judged: Judged) -> None:
        self._block, self._row = (judged.frame[name].to_numpy() for name in ("block", "row"))
        self._blocks: Sequence[Block] = judged.observations.blocks

    def of(self, positions: Sequence[int]) -> tuple[Source, ...]:
        """The cells of the observations at these places, one after the other."""
        return tuple(
            Source(what, *spot)
            for position in positions
            for block in [self._blocks[int(self._block[position])]]
            for what in _FIGURES
            for spot in block.spots(what, int(self._row[position]))
        )
