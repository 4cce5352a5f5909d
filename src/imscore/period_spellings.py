"""What a spelt period says: its years, its quarter, its months. What it means is not decided here.

Each part is cut out where it stands; what is left over must be a year or a pair of years, so that
no word is ever passed over.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from imscore.errors import PeriodError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REST = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t(?:ember)?|ember", "ober", "ember",
         "ember")  # fmt: skip
_MONTH = "(" + "|".join(f"{m}(?:{r})?" for m, r in zip(_MONTHS, _REST, strict=True)) + r")\.?"
_JOINT = r"\s*(?:-|to|until|/)\s*"
_DAY = r"(?:(?<![\d/-])(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+)?"
_MONTH_YEAR = rf"{_DAY}{_MONTH}[\s,-]*'?(\d{{4}}|\d{{2}})"
_OPEN, _CLOSE = r"(?<![a-z])[(\[]?\s*", r"\s*[)\]]?(?![a-z])"
_ONLY_YEAR = r"(?!\s*[/-]?\s*\d)"
_FROM_TO = re.compile(rf"{_OPEN}{_MONTH_YEAR}{_JOINT}{_MONTH_YEAR}{_ONLY_YEAR}{_CLOSE}")
_ENDING = re.compile(
    rf"{_OPEN}(?:(year|12 months|twelve months|y/?e|fye)|quarter|qtr|3 months|three months)"
    rf"\s*(?:ending|ended|end|to)?\s*{_MONTH_YEAR}{_ONLY_YEAR}{_CLOSE}"
)
_MONTHS_YEAR = re.compile(
    rf"{_OPEN}{_MONTH}{_JOINT}{_MONTH}[\s,-]*'?(\d{{4}}|\d{{2}}){_ONLY_YEAR}{_CLOSE}"
)
_MONTHS_ALONE = re.compile(rf"{_OPEN}{_MONTH}{_JOINT}{_MONTH}(?:\s+of)?{_CLOSE}")
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2",
            "third": "3", "fourth": "4"}  # fmt: skip
_QUARTER = re.compile(
    rf"{_OPEN}(?:(?:q|qu|qtr|quarter)\.?\s*(\d|one|two|three|four)"
    rf"|(1st|2nd|3rd|4th|first|second|third|fourth)\s+(?:quarter|qtr)(?:\s+of)?)(?!\d){_CLOSE}"
)
_POOLED = re.compile(
    rf"{_OPEN}(?:(?:3|three)[\s-]*years?|pooled|rolling|aggregated?|combined|average)"
    rf"(?:[\s-]*(?:years?|pooled|rolling|aggregated?|combined|average|total))*{_CLOSE}"
)
_ANNUAL = re.compile(rf"{_OPEN}(?:annual|full[\s-]year|whole[\s-]year){_CLOSE}")
_STYLE = r"(f\.?y\.?|f/y|fin(?:ancial)?\.? year|cy|calendar year)?"
_YEARS = re.compile(
    rf"^{_STYLE}\s*(\d{{4}}(?:\.0)?|\d{{2}})(?:\s*(/|-|to)\s*(\d{{4}}|\d{{1,2}}))?\s*{_STYLE}$"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\N{NBSP}": " ", "’": "'", "_": " "})
_NONE, _PIVOT = "is not a period", 70
_CHANGED = "a spreadsheet program makes one of a text such as 2007-09; type the period as text"
_NEARLY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^{_MONTH}[\s-]*'?(\d{{4}}|\d{{2}})$"), f"is one month; {_CHANGED}"),
    (re.compile(r"^\d{4}-\d{1,2}-\d{1,2}([t ][\d:.]+)?$"), f"is a date; {_CHANGED}"),
    (re.compile(r"^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}([t ][\d:.]+)?$"), f"is a date; {_CHANGED}"),
    (re.compile(r"^\d{4}[/-]\d{2}[/-]\d{2}$"), "names three years; write 2007-09 for three "
     "calendar years together"),
    (re.compile(r"^\d{4}\s*/\s*\d{2,4}\s*(-|to)\s*\d{2,4}\s*/\s*\d{2,4}$"), "is several financial "
     "years together; give each by itself"),
    (re.compile(r"^\d{6}(\d\d)?$"), "runs its parts together; write 2008/09 or 2008/09 Q3"),
    (re.compile(rf"^{_OPEN}(q|qtr|quarter)\s*\d{_CLOSE}$"), "has no year; write 2008/09 Q3"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Years:
    """One year, or two joined by `/`, `-` or `to`.

    Attributes:
        first: with its century; `second`: likewise, None where there is one year.
        joint: "" where there is one year.
        style: `financial` or `calendar` where the text says so, "" elsewhere.
    """

    first: int
    second: int | None
    joint: str
    style: str


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a spelt period.

    Attributes:
        years: None where the months have their own.
        span: first month and month after the last, counted from January of year 0.
        months: first and last month, 1 to 12, of months that have no year of their own.
        quarter: the figure as it stands, "" for none.
        pooled: whether it says that years are put together.
    """

    years: Years | None
    span: tuple[int, int] | None
    months: tuple[int, int] | None
    quarter: str
    pooled: bool


def read(text: str) -> Said:
    """Takes a spelt period apart.

    Args:
        text: in lower case, without white space around it, as `cleaned` gives it.

    Raises:
        PeriodError: with the reason, where some of it cannot be understood.

    >>> read("oct-dec 2008 (q3)").quarter, read("2008/09").years.second
    ('3', 2009)
    """
    for pattern, reason in _NEARLY:
        if pattern.match(text):
            raise PeriodError(f"{_NONE}: it {reason}")
    rest, span = _cut_span(text)
    months = None
    if span is None and (found := _MONTHS_ALONE.search(rest)):
        months = (_month(found[1]), _month(found[2]))
        rest = _without(rest, found)
    quarter = _QUARTER.search(rest)
    rest = _without(rest, quarter)
    pooled = _POOLED.search(rest)
    rest = _without(rest, pooled)
    rest = _without(rest, _ANNUAL.search(rest) if quarter is None else None).strip(" ,:;|/-")
    if not rest and span is not None:
        years = None
    else:
        years = _years(rest, sure=quarter is not None or months is not None)
    figure = (quarter[1] or quarter[2]) if quarter else ""
    return Said(years, span, months, _NUMBERS.get(figure, figure[:1]), pooled is not None)


def cleaned(text: str) -> str:
    """A text in the form that `read` wants: lower case, plain dashes, single spaces."""
    return " ".join(text.translate(_DASHES).lower().split())


def _without(text: str, found: re.Match[str] | None) -> str:
    # The bar keeps what stood on either side apart.
    return text if found is None else f"{text[: found.start()]} | {text[found.end() :]}".strip()


def _cut_span(text: str) -> tuple[str, tuple[int, int] | None]:
    if found := _FROM_TO.search(text):
        first = _whole_month(found[1], found[2], found[3], last=False)
        return _without(text, found), (first, _whole_month(*found.group(4, 5, 6), last=True) + 1)
    if found := _ENDING.search(text):
        length = 12 if found[1] else 3
        end = _whole_month(*found.group(2, 3, 4), last=True) + 1
        return _without(text, found), (end - length, end)
    if found := _MONTHS_YEAR.search(text):
        first, last, year = _month(found[1]), _month(found[2]), _with_century(found[3])
        if first > last:
            raise PeriodError("runs over two years; write the year behind each month")
        return _without(text, found), (year * 12 + first - 1, year * 12 + last)
    return text, None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _whole_month(day: str | None, month: str, year: str, *, last: bool) -> int:
    number, full = _month(month), _with_century(year)
    if day is not None and int(day) != (monthrange(full, number)[1] if last else 1):
        raise PeriodError("does not begin and end with whole months")
    return full * 12 + number - 1


def _years(text: str, *, sure: bool) -> Years:
    """The years that are left; those of two digits only where nothing else can be meant."""
    found = _YEARS.match(text)
    if not found:
        raise PeriodError(f"{_NONE}; write 2008, 2008/09, 2008/09 Q3, 2008 Q3 or 2007-09")
    before, first, joint, second, after = found.groups()
    said = before or after or ""
    style = "" if not said else "calendar" if said.startswith("c") else "financial"
    first = first.removesuffix(".0")
    if len(first) == 2 and not (second and (sure or style == "financial")):
        raise PeriodError("has a year of two digits; write all four, as in 2008 or 2008/09")
    start = _with_century(first)
    if second is None:
        return Years(start, None, "", style)
    return Years(start, _expand(start, second), joint, style)


def _with_century(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _expand(start: int, digits: str) -> int:
    """The year that the digits mean after `start`: 1999/00 is 2000, 1998/9 is 1999."""
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 1:
        return start - start % 10 + int(digits)
    century = start - start % 100
    end = century + int(digits)
    return end + 100 if start % 100 >= 98 and int(digits) <= 1 else end
