"""The kinds of period there are, and stepping from one to the next.

Months are counted from January of year 0, so that a period is a pair of whole numbers that order
and subtract like any others: `start` is its first month, `end` the month after its last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

PeriodKind = Literal[
    "calendar_year",
    "financial_year",
    "financial_quarter",
    "calendar_quarter",
    "three_calendar_years",
]
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
KIND_WORDS: dict[str, str] = {
    "calendar_year": "calendar year such as 2008",
    "financial_year": "financial year such as 2008/09",
    "financial_quarter": "quarter of a financial year such as 2008/09 Q3",
    "calendar_quarter": "calendar quarter such as 2008 Q3",
    "three_calendar_years": "three calendar years such as 2007-09",
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months with a canonical text.

    Attributes:
        kind: one of `PERIOD_KINDS`.
        start: first month, counted from January of year 0.
        end: the month after the last; `end - start` is the length in months.
        text: the canonical spelling: `2008`, `2008/09`, `2008/09 Q3`, `2008 Q3`, `2007-09`.
    """

    kind: PeriodKind
    start: int
    end: int
    text: str

    def year_before(self) -> Period:
        """The same stretch one year earlier.

        >>> from imscore.periods import parse
        >>> parse("2008/09 Q3").year_before().text
        '2007/08 Q3'
        """
        return _shift(self, -1)

    def before(self) -> Period:
        """The period of the same kind that ends where this one starts, or one window earlier.

        Three-year windows roll by a year, so the window before 2007-09 is 2006-08.

        >>> from imscore.periods import parse
        >>> parse("2008/09 Q1").before().text, parse("2007-09").before().text
        ('2007/08 Q4', '2006-08')
        """
        if self.kind in ("financial_quarter", "calendar_quarter"):
            year, month = divmod(self.start - 3 - _first_month(self.kind), 12)
            return quarter(self.kind, year, month // 3 + 1)
        return _shift(self, -1)

    def financial_year(self) -> Period:
        """The financial year that holds this quarter.

        >>> from imscore.periods import parse
        >>> parse("2008/09 Q4").financial_year().text
        '2008/09'
        """
        return financial_year((self.start - 3) // 12)


def _first_month(kind: str) -> int:
    return 3 if kind.startswith("financial") else 0


def calendar_year(year: int) -> Period:
    """The calendar year."""
    return Period("calendar_year", year * 12, year * 12 + 12, str(year))


def financial_year(year: int) -> Period:
    """The financial year that starts in April of `year`."""
    start = year * 12 + 3
    return Period("financial_year", start, start + 12, f"{year}/{(year + 1) % 100:02d}")


def three_years_from(year: int) -> Period:
    """The window of three calendar years that starts in `year`.

    >>> three_years_from(2007).text
    '2007-09'
    """
    text = f"{year}-{(year + 2) % 100:02d}"
    return Period("three_calendar_years", year * 12, year * 12 + 36, text)


def quarter(kind: PeriodKind, year: int, number: int) -> Period:
    """The quarter, 1 to 4, of the financial or calendar year that starts in `year`."""
    start = year * 12 + _first_month(kind) + 3 * (number - 1)
    stem = financial_year(year).text if kind == "financial_quarter" else str(year)
    return Period(kind, start, start + 3, f"{stem} Q{number}")


def _shift(period: Period, years: int) -> Period:
    year = (period.start - _first_month(period.kind)) // 12 + years
    if period.kind == "calendar_year":
        return calendar_year(year)
    if period.kind == "financial_year":
        return financial_year(year)
    if period.kind == "three_calendar_years":
        return three_years_from(year)
    number = (period.start - _first_month(period.kind)) % 12 // 3 + 1
    return quarter(period.kind, year, number)


def spelt_months(start: int, end: int) -> str:
    """The first and the last month of a stretch in words.

    >>> spelt_months(2008 * 12 + 9, 2009 * 12)
    'October 2008 to December 2008'
    """
    months = (divmod(start, 12), divmod(end - 1, 12))
    return " to ".join(f"{_MONTHS[month]} {year}" for year, month in months)
