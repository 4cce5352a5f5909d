"""Periods: read in the spellings that published files use, written in one.

Months are counted from January of year 0, so that a period is a pair of whole numbers that order
and subtract like any others: `start` is its first month, `end` the month after its last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from imscore.errors import PeriodError

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
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_YEAR = r"(\d{4})(?:\.0)?"
_PAIR = r"(\d{4})\s*(/|-|to)\s*(\d{4}|\d{2})"
_QUARTER = r"(?:q|qtr|quarter)\s*([0-9])"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^{_YEAR}$"), "year"),
    (re.compile(rf"^{_PAIR}$"), "pair"),
    (re.compile(rf"^(?P<a>\d{{4}})\s*,?\s*{_QUARTER}$"), "year quarter"),
    (re.compile(rf"^{_QUARTER}\s*,?\s*(?P<a>\d{{4}})$"), "quarter year"),
    (re.compile(rf"^{_PAIR}\s*,?\s*{_QUARTER}$"), "pair quarter"),
    (re.compile(rf"^{_QUARTER}\s*,?\s*{_PAIR}$"), "quarter pair"),
)


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

        >>> parse("2008/09 Q3").year_before().text
        '2007/08 Q3'
        """
        return _shift(self, -1)

    def before(self) -> Period:
        """The period of the same kind that ends where this one starts, or one window earlier.

        Three-year windows roll by a year, so the window before 2007-09 is 2006-08.

        >>> parse("2008/09 Q1").before().text, parse("2007-09").before().text
        ('2007/08 Q4', '2006-08')
        """
        if self.kind in ("financial_quarter", "calendar_quarter"):
            year, quarter = divmod(self.start - 3 - _first_month(self.kind), 12)
            return _quarter(self.kind, year, quarter // 3 + 1)
        return _shift(self, -1)

    def financial_year(self) -> Period:
        """The financial year that holds this quarter.

        >>> parse("2008/09 Q4").financial_year().text
        '2008/09'
        """
        return _financial_year((self.start - 3) // 12)


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Reads a period in any spelling that has one meaning.

    Args:
        text: such as `2008`, `2008/09`, `2008-09` (a financial year: consecutive years),
            `2001 - 03` and `2001 to 2003` (three calendar years), `2008/09 Q3`, `Q3 2008/09`.

    Returns:
        The period, its text canonical.

    Raises:
        PeriodError: with the reason, where the text is no period or is an impossible one.

    >>> parse("2001 - 03").text, parse("Q3 2008-09").text, parse("2008/2009").kind
    ('2001-03', '2008/09 Q3', 'financial_year')
    """
    cleaned = " ".join(text.translate(_DASHES).replace(" ", " ").lower().split())
    for pattern, shape in _PATTERNS:
        match = pattern.match(cleaned)
        if match:
            return _build(shape, match)
    raise PeriodError("is not a period; write 2008, 2008/09, 2008/09 Q3, 2008 Q3 or 2007-09")


def _build(shape: str, match: re.Match[str]) -> Period:
    groups = [g for g in match.groups() if g is not None]
    if shape == "year":
        return _calendar_year(_checked_year(groups[0]))
    if shape == "pair":
        return _pair(*groups)
    if shape == "year quarter":
        return _checked_quarter("calendar_quarter", _checked_year(groups[0]), groups[1])
    if shape == "quarter year":
        return _checked_quarter("calendar_quarter", _checked_year(groups[1]), groups[0])
    year_pair = groups[:3] if shape == "pair quarter" else groups[1:]
    year = _pair(*year_pair)
    if year.kind != "financial_year":
        raise PeriodError("has a quarter of something that is not a financial year")
    quarter = groups[3] if shape == "pair quarter" else groups[0]
    return _checked_quarter("financial_quarter", year.start // 12, quarter)


def _pair(first: str, joint: str, second: str) -> Period:
    start = _checked_year(first)
    end = int(second) if len(second) == 4 else _expand(start, int(second))
    span = end - start
    if span == 1:
        return _financial_year(start)
    if span == 2 and joint != "/":
        return _three_years(start)
    if span < 0:
        raise PeriodError("runs backwards")
    if span == 2:
        raise PeriodError(
            f"is no financial year; write {start}/{(start + 1) % 100:02d} for that year, "
            f"or {start}-{end % 100:02d} for three calendar years"
        )
    raise PeriodError(f"spans {span + 1} years; a financial year spans 2, a pooled window 3")


def _expand(start: int, two_digits: int) -> int:
    """The year that two digits mean after `start`: 1999/00 is 2000, 2001-99 runs backwards."""
    century = start - start % 100
    end = century + two_digits
    return end + 100 if start % 100 >= 98 and two_digits <= 1 else end


def _checked_year(text: str) -> int:
    year = int(text)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise PeriodError(f"has a year outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    return year


def _checked_quarter(kind: PeriodKind, year: int, quarter: str) -> Period:
    if quarter not in "1234":
        raise PeriodError(f"has quarter {quarter}; quarters run from Q1 to Q4")
    return _quarter(kind, year, int(quarter))


def _first_month(kind: str) -> int:
    return 3 if kind.startswith("financial") else 0


def _calendar_year(year: int) -> Period:
    return Period("calendar_year", year * 12, year * 12 + 12, str(year))


def _financial_year(year: int) -> Period:
    start = year * 12 + 3
    return Period("financial_year", start, start + 12, f"{year}/{(year + 1) % 100:02d}")


def _three_years(year: int) -> Period:
    text = f"{year}-{(year + 2) % 100:02d}"
    return Period("three_calendar_years", year * 12, year * 12 + 36, text)


def _quarter(kind: PeriodKind, year: int, quarter: int) -> Period:
    start = year * 12 + _first_month(kind) + 3 * (quarter - 1)
    stem = _financial_year(year).text if kind == "financial_quarter" else str(year)
    return Period(kind, start, start + 3, f"{stem} Q{quarter}")


def _shift(period: Period, years: int) -> Period:
    year = (period.start - _first_month(period.kind)) // 12 + years
    if period.kind == "calendar_year":
        return _calendar_year(year)
    if period.kind == "financial_year":
        return _financial_year(year)
    if period.kind == "three_calendar_years":
        return _three_years(year)
    quarter = (period.start - _first_month(period.kind)) % 12 // 3 + 1
    return _quarter(period.kind, year, quarter)


def three_years_from(year: int) -> Period:
    """The window of three calendar years that starts in `year`.

    >>> three_years_from(2007).text
    '2007-09'
    """
    return _three_years(year)
