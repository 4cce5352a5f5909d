"""Days that people write: a date, a month, or a period of which the last day is meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from imscore.errors import PeriodError
from imscore.periods import parse

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
_MONTHS = ("%B %Y", "%b %Y")
_YEAR = 12


def last_day(text: str) -> date | None:
    """The day that is written, or the last day of the month or period that is; None for neither.

    Days come before months, as they are written in England.

    >>> last_day("03/04/2011"), last_day("March 2011"), last_day("2010/11 Q1"), last_day("soon")
    (datetime.date(2011, 4, 3), datetime.date(2011, 3, 31), datetime.date(2010, 6, 30), None)
    """
    day, month = a_day(text), _first_of(text, _MONTHS)
    if day or month is None:
        return day or _last_of_period(text)
    return before_month(month.year * _YEAR + month.month)


def a_day(text: str) -> date | None:
    """The day that is written, None where it is none or only a month or a period.

    >>> a_day("2010-03-31"), a_day("March 2010")
    (datetime.date(2010, 3, 31), None)
    """
    return _first_of(text, _DAYS)


def before_month(month: int) -> date:
    """The day before a month counted from January of year 0, as a period's end is."""
    year, past = divmod(month, _YEAR)
    return date(year, past + 1, 1) - timedelta(days=1)


def in_words(day: date) -> str:
    """Such as `30 June 2010`."""
    return f"{day.day} {day:%B %Y}"


def _first_of(text: str, ways: tuple[str, ...]) -> date | None:
    for way in ways:
        try:
            return datetime.strptime(" ".join(text.split()), way).date()
        except ValueError:
            continue
    return None


def _last_of_period(text: str) -> date | None:
    try:
        return before_month(parse(text).end)
    except PeriodError:
        return None
