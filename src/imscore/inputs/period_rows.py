"""Which period a row is about, and which definition was in force in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from imscore.errors import PeriodError
from imscore.inputs import cells, kinds
from imscore.inputs.selection import Selection
from imscore.inputs.sheets import ObjectArray
from imscore.periods import KIND_WORDS, Period, parse
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

_Fault = tuple[kinds.Kind, dict[str, object]]


def add_periods(selection: Selection, catalogue: Catalogue) -> None:
    """Adds the period columns and completes `definition`; impossible periods are errors."""
    spelt = selection.texts("period")
    is_date = cells.map_distinct(selection.cells("period"), cells.is_date)
    indicator, definition = selection.known["indicator"], selection.known["definition"]
    codes, distinct = cells.distinct_rows(indicator, spelt, is_date, definition)
    outcomes = [_period(catalogue[i], text, dated) for i, text, dated, _ in distinct]
    for number, outcome in enumerate(outcomes):
        if not isinstance(outcome, Period):
            kind, words = outcome
            selection.problem(kind, "period", selection.rows[codes == number], **words)
    selection.known.update(_columns(outcomes, distinct, catalogue, codes))
    selection.keep(np.array([isinstance(o, Period) for o in outcomes], dtype=bool)[codes])


def _columns(
    outcomes: Sequence[Period | _Fault],
    keys: Sequence[tuple[Any, ...]],
    catalogue: Catalogue,
    codes: np.ndarray,
) -> dict[str, ObjectArray]:
    rows = [
        (o.text, o.kind, o.start, o.end, definition or catalogue[i].definition_in(o))
        if isinstance(o, Period)
        else ("", "", 0, 0, definition)
        for o, (i, _, _, definition) in zip(outcomes, keys, strict=True)
    ]
    names = ("period", "period_kind", "period_start", "period_end", "definition")
    return {
        name: np.array([row[position] for row in rows], dtype=object)[codes]
        for position, name in enumerate(names)
    }


def _period(indicator: Indicator, spelt: str, is_date: bool) -> Period | _Fault:
    if is_date:
        return kinds.PERIOD_IS_DATE, {"found": spelt}
    if not spelt:
        return kinds.MISSING_CELL, {"column": "period", "expected": "a period"}
    try:
        period = parse(spelt)
    except PeriodError as error:
        return kinds.BAD_PERIOD, {"found": spelt, "reason": str(error)}
    if period.kind not in indicator.periods:
        wanted = " or ".join(KIND_WORDS[kind] for kind in indicator.periods)
        return kinds.PERIOD_KIND, {
            "found": spelt,
            "indicator": indicator.short_name,
            "expected_kind": wanted,
        }
    if period.start > _this_month():
        return kinds.FUTURE_PERIOD, {"found": spelt}
    return period


def _this_month() -> int:
    today = date.today()
    return today.year * 12 + today.month - 1
