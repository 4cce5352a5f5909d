"""What stands in a cell: text, number, marker, or something that is none of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.inputs import markers
from imscore.inputs.sheets import ObjectArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_SPACES = dict.fromkeys(map(ord, "\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
# Of no width: whoever reads the sheet does not know that they are there.
_SPACES |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
_MINUS = dict.fromkeys(map(ord, "−–—‒"), "-")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+$")
_NUMBER = re.compile(r"^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$")

# Value, marker, whether it said %, whether it is none of number, marker and blank.
_Parsed = tuple[float, str, bool, bool]
_BLANK: _Parsed = (math.nan, "", False, False)
_BAD: _Parsed = (math.nan, "", False, True)


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
    r"""One cell as text.

    >>> text(2008.0), text("  Bolton\n"), text(5.5)
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


def numbers(cells: ObjectArray, *, counts: bool) -> Numbers:
    """Reads a column as numbers, in one pass over its distinct cells.

    Args:
        cells: as they stand.
        counts: whether it is a column of counts. Only there may commas part the thousands: in
            18,725 as a rate the comma may be a decimal one. And no count is a percentage.
    """
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    parsed = [_number(cell, counts) for cell in distinct]
    values = np.array([p[0] for p in parsed], dtype=float)
    marks = np.array([p[1] for p in parsed], dtype=object)
    percent = np.array([p[2] for p in parsed], dtype=bool)
    bad = np.array([p[3] for p in parsed], dtype=bool)
    # True equals 1 and would be read as it: only the type tells them apart.
    boolean = np.zeros(len(cells), dtype=bool)
    if np.isin(values, (0, 1)).any():
        boolean[:] = [cell is True or cell is False for cell in cells]
    return Numbers(
        np.where(boolean, np.nan, values[codes]),
        np.where(boolean, "", marks[codes]),
        percent[codes] & ~boolean,
        bad[codes] | boolean,
    )


def _number(cell: object, counts: bool) -> _Parsed:
    if is_date(cell):
        return _BAD
    if isinstance(cell, (int, float)):
        return _finite(float(cell), percent=False)
    spelt = " ".join(str(cell).translate(_SPACES).translate(_MINUS).split()).casefold()
    if not spelt:
        return _BLANK
    mark = markers.of_cell(spelt)
    if mark:
        return math.nan, mark, False, False
    if counts and _THOUSANDS.match(spelt):
        return _finite(float(spelt.replace(",", "")), percent=False)
    percent = spelt.endswith("%") and not counts
    digits = spelt.removesuffix("%").strip() if percent else spelt
    return _finite(float(digits), percent=percent) if _NUMBER.match(digits) else _BAD


def _finite(value: float, *, percent: bool) -> _Parsed:
    # Adding nought makes -0 an ordinary 0.
    return (value + 0.0, "", percent, False) if math.isfinite(value) else _BAD


def how_to_write(cell: object) -> str:
    """How a cell that is not a number could be written as one, "" where that is not clear.

    >>> how_to_write("18.2 approx"), how_to_write("1 234"), how_to_write("18,7")
    ('18.2', '1234', 'the number with a decimal point and no comma')
    """
    shown = text(cell)
    if re.match(r"^-?\d+(,\d+)+%?$", shown):
        return "the number with a decimal point and no comma"
    if re.match(r"^\d{1,3}( \d{3})+$", shown):
        return shown.replace(" ", "")
    match = re.match(r"^(-?\d+(?:\.\d+)?)\s*[^\d\s.,%/:-][^\d]*$", shown)
    return match.group(1) if match else ""


def distinct_rows(*columns: ObjectArray) -> tuple[NDArray[np.intp], list[tuple[Any, ...]]]:
    """What differs among the rows of some columns.

    Returns:
        For each row the position of its tuple in the list of distinct tuples, in the order in
        which they first occur.
    """
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        part, distinct = pd.factorize(column, use_na_sentinel=False)
        # Renumbered at each step, the codes stay below the number of rows squared.
        codes = pd.factorize(codes * max(len(distinct), 1) + part)[0].astype(np.int64)
    first = np.unique(codes, return_index=True)[1]
    return codes, list(zip(*(column[first] for column in columns), strict=True))


def map_distinct(cells: ObjectArray, function: Callable[[Any], object]) -> ObjectArray:
    """Applies a function to each distinct cell once."""
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    mapped = np.empty(len(distinct), dtype=object)
    mapped[:] = [function(cell) for cell in distinct]
    result: ObjectArray = mapped[codes]
    return result
