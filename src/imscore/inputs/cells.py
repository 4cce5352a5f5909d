"""What stands in a cell as text, and how columns of cells are worked on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imscore.codes import Codes, first_of_each
from imscore.columns import Column, as_column
from imscore.inputs.sheets import ObjectArray
from imscore.records import combined

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_SPACES = dict.fromkeys(map(ord, "\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
# Of no width: whoever reads the sheet does not know that they are there.
_SPACES |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
# How some exports keep a code such as 5E1 from becoming a number.
_QUOTED = re.compile(r'^="([^"]*)"$')


def texts(cells: Column) -> Column:
    """The cells as trimmed text; a whole number loses its `.0`, a date keeps its ISO form."""
    return cells.map(text)


def filled(cells: Column) -> BoolArray:
    """In which rows something stands that can be seen."""
    distinct = cells.distinct
    if set(map(type, distinct)) != {str}:
        return cells.numbers(_is_filled, bool)
    found: BoolArray = np.char.isalnum(distinct.astype("U1"))
    for place in np.flatnonzero(~found):
        found[place] = _is_filled(distinct[place])
    return found[cells.codes]


def _is_filled(cell: object) -> bool:
    # A letter or a digit at the start is enough to see, and quickly seen.
    return (isinstance(cell, str) and cell[:1].isalnum()) or text(cell) != ""


def text(cell: object) -> str:
    r"""One cell as text.

    >>> text(2008.0), text("  Bolton\n"), text(5.5)
    ('2008', 'Bolton', '5.5')
    """
    if isinstance(cell, str):
        # A leading apostrophe is how spreadsheets, and `tidy`, keep =, + and @ from being formulas.
        stripped = spaced(cell)
        return stripped[1:] if re.match(r"^'[=+\-@]", stripped) else stripped
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell)


def spaced(spelt: str) -> str:
    r"""A text with single ordinary spaces, none around it, and out of the wrapping `="..."`.

    >>> spaced("\N{NBSP}Bolton  PCT\n"), spaced('="5E1"')
    ('Bolton PCT', '5E1')
    """
    plain = " ".join(spelt.translate(_SPACES).split())
    quoted = _QUOTED.match(plain)
    return quoted.group(1).strip() if quoted else plain


def is_date(cell: object) -> bool:
    """Whether the spreadsheet holds the cell as a date or time."""
    return isinstance(cell, (date, datetime, time, timedelta))


def distinct_rows(
    *columns: Column | NDArray[Any],
) -> tuple[Codes, list[tuple[Any, ...]]]:
    """What differs among the rows of some columns.

    Returns:
        For each row the position of its tuple in the list of distinct tuples, in the order in
        which they first occur.
    """
    codes, _ = combined(columns)
    first = first_of_each(codes)[0]
    return codes, list(zip(*(column[first] for column in columns), strict=True))


def map_distinct(cells: Column | ObjectArray, function: Callable[[Any], object]) -> Column:
    """Applies a function to each distinct cell once."""
    return as_column(cells).map(function)
