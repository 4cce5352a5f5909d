"""What stands in a cell: text, number, marker, or something that is none of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.inputs.sheets import ObjectArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

# What publishers write where there is no number; a lone dash or two dots is "not available".
MARKER_SPELLINGS: dict[str, str] = {
    "*": "suppressed",
    "**": "suppressed",
    "[c]": "suppressed",
    "c": "suppressed",
    "suppressed": "suppressed",
    "[s]": "suppressed",
    "s": "suppressed",
    "-": "not_available",
    "..": "not_available",
    "...": "not_available",
    ":": "not_available",
    "x": "not_available",
    "[x]": "not_available",
    "n/a": "not_available",
    "na": "not_available",
    "n.a.": "not_available",
    "not available": "not_available",
    "not published": "not_available",
    "missing": "not_available",
    "no data": "not_available",
    "z": "not_applicable",
    "[z]": "not_applicable",
    "not applicable": "not_applicable",
    "u": "unreliable",
    "[u]": "unreliable",
}
_REMARK_MARKERS = (
    (re.compile(r"suppress|disclos|small (count|number)"), "suppressed"),
    (re.compile(r"not applicable"), "not_applicable"),
    (re.compile(r"unreliable"), "unreliable"),
)
_WITHHELD = re.compile(r"not published|suppress|disclos|withheld|not available|cannot be calc")
_LESS_THAN = re.compile(r"^(<|fewer than|less than)\s*\d+$")
_SPACES = dict.fromkeys(map(ord, "\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
_MINUS = dict.fromkeys(map(ord, "−–—‒"), "-")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
_NUMBER = re.compile(r"^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$")


@dataclass(frozen=True)
class Numbers:
    """A column of cells read as numbers.

    Attributes:
        values: NaN where the cell holds no number.
        markers: why, one of model.MARKERS, "" elsewhere.
        percent: where the cell said `%` itself.
        bad: where it is neither number, marker nor blank.
    """

    values: FloatArray
    markers: ObjectArray
    percent: BoolArray
    bad: BoolArray


def texts(cells: ObjectArray) -> ObjectArray:
    """The cells as trimmed text; a whole number loses its `.0`, a date keeps its ISO form."""
    return map_distinct(cells, text)


def text(cell: object) -> str:
    """One cell as text.

    >>> text(2008.0), text("  Bolton\\n"), text(5.5)
    ('2008', 'Bolton', '5.5')
    """
    if isinstance(cell, str):
        # A leading apostrophe is how spreadsheets, and `tidy`, keep =, + and @ from being formulas.
        stripped = " ".join(cell.translate(_SPACES).split())
        return stripped[1:] if re.match(r"^'[=+\-@]", stripped) else stripped
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell)


def is_date(cell: object) -> bool:
    """Whether the spreadsheet holds the cell as a date or time."""
    return isinstance(cell, (date, datetime, time))


def numbers(cells: ObjectArray) -> Numbers:
    """Reads a column as numbers, in one pass over its distinct cells."""
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    parsed = [_number(cell) for cell in distinct]
    values = np.array([p[0] for p in parsed], dtype=float)
    markers = np.array([p[1] for p in parsed], dtype=object)
    percent = np.array([p[2] for p in parsed], dtype=bool)
    bad = np.array([p[3] for p in parsed], dtype=bool)
    # True equals 1 and would be read as it: only the type tells them apart.
    boolean = np.fromiter((cell is True or cell is False for cell in cells), bool, len(cells))
    return Numbers(
        np.where(boolean, np.nan, values[codes]),
        np.where(boolean, "", markers[codes]),
        percent[codes] & ~boolean,
        bad[codes] | boolean,
    )


def _number(cell: object) -> tuple[float, str, bool, bool]:
    """Value, marker, whether it said %, whether it is none of these."""
    if is_date(cell):
        return math.nan, "", False, True
    if isinstance(cell, (int, float)):
        return float(cell), "", False, math.isinf(cell)
    spelt = " ".join(str(cell).translate(_SPACES).translate(_MINUS).split()).casefold()
    if not spelt or spelt == "nan":
        return math.nan, "", False, False
    if spelt in MARKER_SPELLINGS:
        return math.nan, MARKER_SPELLINGS[spelt], False, False
    if _LESS_THAN.match(spelt):
        return math.nan, "suppressed", False, False
    if _WITHHELD.search(spelt):
        return math.nan, remark_marker(spelt), False, False
    percent = spelt.endswith("%")
    digits = spelt.removesuffix("%").strip()
    if _THOUSANDS.match(digits):
        digits = digits.replace(",", "")
    if _NUMBER.match(digits):
        return float(digits), "", percent, False
    return math.nan, "", False, True


def remark_marker(remark: str) -> str:
    """The marker that a publisher's note on a figure amounts to, for a figure that is not there.

    >>> remark_marker("Value suppressed for disclosure control due to small count")
    'suppressed'
    >>> remark_marker("Value for Hackney and City of London combined")
    'not_available'
    """
    folded = remark.casefold()
    return next((mark for words, mark in _REMARK_MARKERS if words.search(folded)), "not_available")


def withholds(remark: str) -> bool:
    """Whether a note says that the publisher holds the figure back."""
    return bool(_WITHHELD.search(remark.casefold()))


def leading_number(cell: object) -> str | None:
    """The number that a cell starts with, for a hint.

    >>> leading_number("18.2 approx")
    '18.2'
    """
    match = re.match(r"^\s*(-?\d+(?:\.\d+)?)", str(cell))
    return match.group(1) if match else None


def map_distinct(cells: ObjectArray, function: Callable[[object], object]) -> ObjectArray:
    """Applies a function to each distinct cell once."""
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    mapped = np.empty(len(distinct), dtype=object)
    mapped[:] = [function(cell) for cell in distinct]
    result: ObjectArray = mapped[codes]
    return result


def decimals(values: FloatArray, most: int = 10) -> NDArray[np.int64]:
    """How many decimals each number shows, at most `most`.

    >>> decimals(np.array([18.7, 16.0, 0.125])).tolist()
    [1, 0, 3]
    """
    shown = np.full(values.shape, most)
    for places in range(most - 1, -1, -1):
        exact = np.abs(values - np.round(values, places)) <= 1e-12 * np.maximum(1, np.abs(values))
        shown[exact] = places
    return shown
