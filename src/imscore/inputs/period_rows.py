"""Which period a row is about, and which definition was in force in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from imscore.codes import Codes
from imscore.columns import Column, coded
from imscore.errors import PeriodError
from imscore.inputs import cells, kinds, markers
from imscore.inputs.cells import BoolArray
from imscore.inputs.selection import Selection, count_rows, some
from imscore.look_alikes import look_alikes
from imscore.period_kinds import quarter, spelt_months
from imscore.periods import KIND_WORDS, Period, parse, parse_marked, three_years_from
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

_EVERY_KIND = "; write 2008, 2008/09, 2008/09 Q3, 2008 Q3 or 2007-09"
# In months from January of year 0; in 1948 the NHS began.
_LONG_AGO = 1948 * 12
_FIGURES = ("numerator", "denominator", "value")
_Outcome = tuple[Period, str] | tuple[kinds.Kind, Mapping[str, str]]


def add_periods(selection: Selection, catalogue: Catalogue) -> None:
    """Adds the period columns, `period_remark`, and completes `definition`.

    Impossible periods, and those that may mean two, are errors.
    """
    spelt = selection.texts("period")
    is_date = selection.cells("period").map(cells.is_date)
    indicator, definition = selection.known_texts("indicator"), selection.known_texts("definition")
    codes, distinct = cells.distinct_rows(indicator, spelt, is_date, definition)
    outcomes = [_period(catalogue[i], text, dated) for i, text, dated, _ in distinct]
    to_come = _to_come(selection, outcomes, codes)
    for number, (found, words) in enumerate(outcomes):
        if isinstance(found, kinds.Kind) and not isinstance(words, str):
            wrong = (codes == number) & ~to_come
            selection.problem(found, "period", selection.rows[wrong], **words)
        elif isinstance(found, Period) and found.start < _LONG_AGO:
            long_ago = selection.rows[codes == number]
            selection.problem(kinds.LONG_AGO, "period", long_ago, found=distinct[number][1])
    selection.known.update(_columns(outcomes, distinct, catalogue, codes))
    selection.keep(np.array([isinstance(o[0], Period) for o in outcomes], dtype=bool)[codes])


def _to_come(selection: Selection, outcomes: Sequence[_Outcome], codes: Codes) -> BoolArray:
    """Rows kept free for periods that are not over yet: without a figure they do no harm."""
    future = np.array([found is kinds.FUTURE_PERIOD for found, _ in outcomes], dtype=bool)
    if not future.any():
        return np.zeros(len(codes), dtype=bool)
    figures = [selection.cells(name).numbers(_is_figure, bool) for name in _FIGURES]
    free: BoolArray = future[codes] & ~np.logical_or.reduce(figures)
    if free.any():
        when = some(selection.texts("period").take(free))
        selection.note(
            f"{count_rows(int(free.sum()))} without figures set aside: not over yet ({when})"
        )
    return free


def _is_figure(cell: object) -> bool:
    text = cells.text(cell)
    return text != "" and not markers.of_cell(text.casefold())


def _columns(
    outcomes: Sequence[_Outcome],
    keys: Sequence[tuple[Any, ...]],
    catalogue: Catalogue,
    codes: Codes,
) -> dict[str, Column | np.ndarray]:
    rows = [
        (o.text, o.kind, o.start, o.end, remark, definition or catalogue[i].definition_in(o))
        if isinstance(o, Period)
        else ("", "", 0, 0, "", definition)
        for (o, remark), (i, _, _, definition) in zip(outcomes, keys, strict=True)
    ]
    names = ("period", "period_kind", "period_start", "period_end", "period_remark", "definition")
    values = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    return {
        name: np.array(values.get(name, ()), dtype=np.int64)[codes]
        if name in ("period_start", "period_end")
        else coded(codes, values.get(name, ()))
        for name in names
    }


def _period(indicator: Indicator, spelt: str, is_date: bool) -> _Outcome:
    if is_date:
        return kinds.PERIOD_IS_DATE, {"found": spelt}
    if not spelt:
        return kinds.MISSING_CELL, {"column": "period", "expected": "a period"}
    try:
        period, marks = parse_marked(spelt, indicator.periods)
    except PeriodError as error:
        foreign = look_alikes(spelt)
        told = _fitting(str(error), indicator)
        reason = f"{told} (it holds {foreign})" if foreign else told
        return kinds.BAD_PERIOD, {"found": spelt, "reason": reason}
    if period.kind not in indicator.periods:
        return _does_not_fit(indicator, period, spelt)
    if period.end > _this_month():
        return kinds.FUTURE_PERIOD, _when_over(period, spelt)
    if period.start < _LONG_AGO and period.kind.startswith("financial"):
        reason = "is from before 1948, when the NHS began"
        return kinds.BAD_PERIOD, {"found": spelt, "reason": reason}
    return period, "; ".join(marks)


def _fitting(reason: str, indicator: Indicator) -> str:
    """A reason that names every kind of period, with those alone that the indicator has."""
    said, write, _ = reason.partition(_EVERY_KIND)
    if not write:
        return reason
    examples = [KIND_WORDS[kind].rpartition(" such as ")[2] for kind in indicator.periods]
    return f"{said}; write {' or '.join(examples)}"


def _does_not_fit(
    indicator: Indicator, period: Period, spelt: str
) -> tuple[kinds.Kind, dict[str, str]]:
    """A period of a kind that the indicator does not have: why, and what may be meant."""
    wanted = " or ".join(KIND_WORDS[kind] for kind in indicator.periods)
    words: dict[str, str] = {"found": spelt, "indicator": indicator.short_name}
    if period.kind == "calendar_quarter" and "financial_quarter" in indicator.periods:
        return kinds.PERIOD_KIND_QUARTER, words | _either_quarter(period)
    if period.kind == "financial_year" and "three_calendar_years" in indicator.periods:
        window = three_years_from(period.start // 12).text
        return kinds.PERIOD_KIND_TWO_YEARS, words | {"expected_kind": wanted, "window": window}
    if period.kind == "calendar_year" and _may_start(indicator):
        return kinds.PERIOD_KIND_START_YEAR, words | {"expected_kind": wanted}
    return kinds.PERIOD_KIND, words | {"expected_kind": wanted}


def _may_start(indicator: Indicator) -> bool:
    """Whether a lone year can be said to start a financial year, and nothing else, of its own."""
    others = {"calendar_year", "three_calendar_years"}
    return "financial_year" in indicator.periods and others.isdisjoint(indicator.periods)


def _either_quarter(period: Period) -> dict[str, str]:
    """The two financial quarters that a year's third quarter, say, is called after."""
    year, month = divmod(period.start, 12)
    months = spelt_months(period.start, period.end)
    same_months = parse(months, ["financial_quarter"])
    same_number = quarter("financial_quarter", year, month // 3 + 1)
    first, other = sorted((same_months, same_number), key=lambda q: q.start)
    return {
        "first": first.text,
        "first_months": spelt_months(first.start, first.end),
        "other": other.text,
        "other_months": spelt_months(other.start, other.end),
    }


def _when_over(period: Period, spelt: str) -> dict[str, str]:
    over = date(period.end // 12, period.end % 12 + 1, 1)
    begun = "has not begun" if period.start > _this_month() else "is not over"
    return {"found": spelt, "how_far": begun, "over": f"{over.day} {over:%B %Y}"}


def _this_month() -> int:
    now = today()
    return now.year * 12 + now.month - 1


def today() -> date:
    """The day on which periods are judged to be over or not, whatever the scorecard is as of."""
    return date.today()
