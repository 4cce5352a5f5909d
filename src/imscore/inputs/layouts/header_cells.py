"""Cells of a header: whether anything stands in one, and which period it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from imscore.columns import Column
from imscore.errors import PeriodError
from imscore.periods import parse_marked

# Every period has a year, or two of two digits: most cells of a sheet are told by that at once.
_HAS_YEARS = re.compile(r"(19|20)\d\d|\d\d\s*\W\s*\d\d")
_FIRST_YEAR, _LAST_YEAR = 1950, 2060


def is_filled(cell: object) -> bool:
    """Whether anything stands in a cell."""
    return not (cell is None or (isinstance(cell, str) and not cell.strip()))


def headers_below(columns: Sequence[Column], row: int, column: int) -> list[str]:
    """The headers of the columns that one header stands over; empty where it has its own column.

    Args:
        columns: of a sheet.
        row: the header's, from 0.
        column: the header's, from 0.
    """
    if row + 1 >= len(columns[column]) or not _is_words(columns[column][row + 1]):
        return []
    found = [str(columns[column][row + 1]).strip()]
    for cells in columns[column + 1 :]:
        if is_filled(cells[row]) or not _is_words(cells[row + 1]):
            break
        found.append(str(cells[row + 1]).strip())
    return found if len(found) > 1 else []


def _is_words(cell: object) -> bool:
    return isinstance(cell, str) and sum(letter.isalpha() for letter in cell) > 1


def has_years(text: str) -> bool:
    """Whether a text may name a period: it holds a year, or two of two digits."""
    return bool(_HAS_YEARS.search(text))


def next_year(cells: Sequence[tuple[int, object]], column: int) -> str | None:
    """The year that stands left of the next one where the newest comes first; None without."""
    later = [period_in(cell, None) for place, cell in cells if place > column]
    found = [period for period in later if period]
    return str(int(found[0]) + 1) if found and found[0].isdigit() else None


def period_in(cell: object, neighbour: str | None) -> str | None:
    """The period that a header cell names; a footnote digit glued to a year is taken off.

    `20175` is 2017 with note 5 only where the year beside it bears that out.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        whole = float(cell).is_integer() and _FIRST_YEAR <= cell <= _LAST_YEAR
        return str(int(cell)) if whole else None
    return _period_of_text(str(cell), neighbour)


@lru_cache(maxsize=65_536)
def _period_of_text(cell: str, neighbour: str | None) -> str | None:
    if not has_years(cell):
        return None
    text = cell.strip()
    if noted := re.fullmatch(r"(\d{4}\s*[/-]\s*\d{2})(\d)", text):
        # A pair of years with one digit too many: 2010/111 is 2010/11 with note 1.
        text = f"{noted[1]} [{noted[2]}]"
    if re.fullmatch(r"\d{5}", text):
        year = text[:4]
        near = (
            neighbour is not None and neighbour.isdigit() and abs(int(neighbour) - int(year)) <= 1
        )
        return year if near else None
    try:
        period, marks = parse_marked(text)
    except PeriodError:
        return None
    # Read again later by the indicator's own kinds of period, its marks kept.
    as_it_stands = marks or period.kind == "calendar_quarter"
    return text if as_it_stands else period.text
