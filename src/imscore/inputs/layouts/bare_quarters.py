"""Quarters that stand without their year, and the one financial year that titles give for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from imscore.errors import PeriodError
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.period_words import worded
from imscore.inputs.layouts.title_lines import Lines, is_about_the_making
from imscore.inputs.layouts.title_places import years_in
from imscore.inputs.sheets import Sheet
from imscore.periods import Period, parse_marked

# Any year will do to see whether a text is a quarter once it has one.
_SOME_YEAR = "2008/09"
_BARE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 40


def is_bare(text: str) -> bool:
    """Whether a text is a quarter that lacks only its year.

    >>> is_bare("Q1"), is_bare("Jan-Mar"), is_bare("2008/09 Q1"), is_bare("1")
    (True, True, False, False)
    """
    return bool(with_year(text, _SOME_YEAR))


def starts_of(texts: Iterable[str]) -> list[int]:
    """When bare quarters begin in a financial year, each once, in the order in which they stand."""
    found = [_quarter(with_year(text, _SOME_YEAR)) for text in texts]
    return list(dict.fromkeys(period.start for period in found if period))


def are_in_order(starts: list[int]) -> bool:
    """Whether quarters run from April to March, or back: other orders are of other years."""
    return starts in (sorted(starts), sorted(starts, reverse=True))


@lru_cache(maxsize=65_536)
def with_year(text: str, year: str) -> str:
    """A quarter with its year, "" where the text is none."""
    if len(text) > _LONGEST or not re.search(r"[1-4]|[a-z]{3}", text, re.I):
        return ""
    spelt = (f"{year} {text}", f"{text} {year}")
    return next((said for said in spelt if _quarter(said)), "")


def _quarter(spelt: str) -> Period | None:
    found = worded(spelt)
    try:
        period = parse_marked(found.period if found else spelt)[0]
    except PeriodError:
        return None
    return period if period.kind == "financial_quarter" else None


def year_told(sheet: Sheet, lines: Lines) -> tuple[str, str] | str:
    """The one financial year that the lines name, and where; else why there is none."""
    found: dict[str, str] = {}
    bare = ""
    for text, row, column in [*lines, (sheet.name, -1, 0)]:
        if is_about_the_making(text):
            continue
        cell = f"{column_letters(column)}{row + 1}" if row >= 0 else "the sheet's name"
        for period in years_in(text):
            found.setdefault(period, cell)
        lone = _BARE_YEAR.search(text)
        bare = bare or (lone.group() if lone and not years_in(text) else "")
    if len(found) > 1:
        return f"the lines above name several periods ({', '.join(found)})"
    if not found and bare:
        return f"{bare} in the title may be a calendar year, or start or end a financial one"
    if not found:
        return "nothing says of which year"
    (year, cell), = found.items()  # fmt: skip
    if parse_marked(year)[0].kind != "financial_year":
        return f"{year} in {cell} is no financial year"
    return year, cell
