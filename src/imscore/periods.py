"""Periods: read in the spellings that published files use, written in one."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from imscore import footnotes, period_spellings
from imscore.errors import PeriodError
from imscore.period_kinds import (
    KIND_WORDS,
    PERIOD_KINDS,
    Period,
    PeriodKind,
    calendar_year,
    financial_year,
    quarter,
    spelt_months,
    three_years_from,
)
from imscore.period_spellings import Said, Years

__all__ = ["KIND_WORDS", "PERIOD_KINDS", "Period", "PeriodKind", "parse", "parse_marked",
           "three_years_from"]  # fmt: skip
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def parse(text: str, kinds: Collection[PeriodKind] = ()) -> Period:
    """Reads a period in any spelling that has one meaning.

    Args:
        text: such as `2008`, `2008/09`, `2008-09` (a financial year: consecutive years),
            `2001 - 03` and `2001 to 2003` (three calendar years), `2008/09 Q3`, `Oct-Dec 2008`,
            `April 2008 to March 2009`.
        kinds: what is wanted; it decides only whether three months that are named are written as
            a financial or, without it, as a calendar quarter.

    Returns:
        The period, its text canonical.

    Raises:
        PeriodError: with the reason, where the text is no period, is an impossible one, or may
            mean two.

    >>> parse("2001 - 03").text, parse("Q3 2008-09").text, parse("2008/2009").kind
    ('2001-03', '2008/09 Q3', 'financial_year')
    """
    return _parse(text, "financial_quarter" in kinds)


def parse_marked(text: str, kinds: Collection[PeriodKind] = ()) -> tuple[Period, tuple[str, ...]]:
    """Reads a period that may have marks behind it, as a cell of a published table may.

    Returns:
        The period, and what its marks say.

    >>> period, marks = parse_marked("2008/09 (provisional)")
    >>> period.text, marks
    ('2008/09', ('provisional',))
    """
    spelt, marks = footnotes.split(period_spellings.cleaned(text))
    if "unreliable" in marks:
        raise PeriodError("has a u behind it; a period cannot be unreliable")
    return _parse(spelt, "financial_quarter" in kinds), marks


@lru_cache(maxsize=4096)
def _parse(text: str, financial: bool) -> Period:
    said = period_spellings.read(period_spellings.cleaned(text))
    if said.span is None and said.months is None:
        return _from_years(said)
    start, end = said.span or _months_in(said)
    if said.years and (said.span or (said.quarter and said.years.second)):
        stated = _from_years(said)
        if (stated.start, stated.end) != (start, end):
            raise PeriodError(f"says {stated.text}, but its months are {spelt_months(start, end)}")
        return stated
    if said.quarter:
        return _numbered(said.quarter, start, end)
    in_financial_year = said.years is not None and said.years.second is not None
    period = _from_months(start, end, financial or in_financial_year)
    _check_pooled(said, period)
    return period


def _months_in(said: Said) -> tuple[int, int]:
    """Where months lie that have no year of their own, in the year or financial year beside."""
    if said.years is None or said.months is None:
        raise PeriodError("has no year")
    first, last = said.months
    year = _whole(said.years)
    if year.kind == "three_calendar_years":
        raise PeriodError("has months of something that is not a year")
    if year.kind == "calendar_year" and first == 1 and said.quarter == "4":
        fourth = [
            quarter("financial_quarter", y, 4) for y in (said.years.first - 1, said.years.first)
        ]
        either = " or ".join(f"{q.text} ({spelt_months(q.start, q.end)})" for q in fourth)
        raise PeriodError(f"may be {either}; write which")
    start = year.start + (first - 1 - year.start) % 12
    end = start + (last - first) % 12 + 1
    if end > year.end:
        raise PeriodError("runs over two years; write the year behind each month")
    return start, end


def _from_months(start: int, end: int, financial: bool) -> Period:
    """The period that is exactly these months; a quarter is a financial one where that is asked."""
    length, month = end - start, start % 12
    if length == 3 and month % 3 == 0:
        return _quarter_at(start, "financial_quarter" if financial else "calendar_quarter")
    if length == 12 and month == 0:
        return calendar_year(_checked_year(start // 12))
    if length == 12 and month == 3:
        return financial_year(_checked_year(start // 12))
    if length == 36 and month == 0:
        return three_years_from(_checked_year(start // 12))
    if length <= 0:
        raise PeriodError("runs backwards")
    raise PeriodError(
        f"is {spelt_months(start, end)}: no quarter, year or window that imscore knows"
    )


def _numbered(number: str, start: int, end: int) -> Period:
    """The quarter of these months whose number agrees with the one given."""
    for kind in ("financial_quarter", "calendar_quarter"):
        period = _from_months(start, end, kind == "financial_quarter")
        if period.text.endswith(f"Q{number}"):
            return period
    raise PeriodError(f"says quarter {number}, but its months are {spelt_months(start, end)}")


def _quarter_at(start: int, kind: PeriodKind) -> Period:
    year, month = divmod(start - (3 if kind == "financial_quarter" else 0), 12)
    return quarter(kind, _checked_year(year), month // 3 + 1)


def _from_years(said: Said) -> Period:
    """The period that the years and the quarter make."""
    years = said.years
    if years is None:
        raise PeriodError("has no year")
    whole = _whole(years)
    _check_pooled(said, whole)
    if not said.quarter:
        return whole
    if whole.kind == "three_calendar_years":
        raise PeriodError("has a quarter of something that is not a financial year")
    kind: PeriodKind = "financial_quarter" if whole.kind == "financial_year" else "calendar_quarter"
    return _checked_quarter(kind, whole.start // 12, said.quarter)


def _whole(years: Years) -> Period:
    start, end = _checked_year(years.first), years.second
    if end is None:
        if years.style == "financial":
            raise PeriodError(
                f"may start or end in {start}; write {financial_year(start).text} or "
                f"{financial_year(start - 1).text}"
            )
        return calendar_year(start)
    period = _pair(start, end, years.joint)
    if years.style not in period.kind:
        raise PeriodError(f"is no {years.style} year")
    return period


def _pair(start: int, end: int, joint: str) -> Period:
    span = end - start
    if span == 1:
        return financial_year(start)
    if span == 2 and joint != "/":
        return three_years_from(start)
    if span < 0:
        raise PeriodError("runs backwards")
    if span == 2:
        raise PeriodError(
            f"is no financial year; write {start}/{(start + 1) % 100:02d} for that year, "
            f"or {start}-{end % 100:02d} for three calendar years"
        )
    raise PeriodError(f"spans {span + 1} years; a financial year spans 2, a pooled window 3")


def _check_pooled(said: Said, period: Period) -> None:
    if said.pooled and period.kind != "three_calendar_years":
        raise PeriodError("is not three calendar years; write those as 2007-09")


def _checked_year(year: int) -> int:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise PeriodError(f"has a year outside {EARLIEST_YEAR} to {LATEST_YEAR}{_meant(year)}")
    return year


def _meant(year: int) -> str:
    """What 809 or 1011 may be short for, as a hint."""
    first, second = divmod(year, 100)
    spelt = f"20{first:02d}/{second:02d}"
    return f"; write {spelt} if that is meant" if second == first + 1 else ""


def _checked_quarter(kind: PeriodKind, year: int, number: str) -> Period:
    if number not in "1234":
        raise PeriodError(f"has quarter {number}; quarters run from Q1 to Q4")
    return quarter(kind, year, int(number))
