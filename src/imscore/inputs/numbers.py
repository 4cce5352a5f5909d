"""What stands in a cell that should hold a number: one, a marker, or neither."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from imscore import footnotes
from imscore.codes import Codes, ObjectArray, as_objects
from imscore.columns import Column, as_column, coded
from imscore.inputs import cells, markers
from imscore.inputs.cells import BoolArray, FloatArray

_MINUS = dict.fromkeys(map(ord, "−–—‒‐‑"), "-")
_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")
# Only these: an ordinary space may part two numbers as well.
_SPACED_THOUSANDS = re.compile(
    r"^\d{1,3}([\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]\d{3})+$"
)
_NUMBER = re.compile(r"^-?(\d+(\.\d*)?|\.\d+)$")
# With its sign, as programs write it: 5E1 is a code that has strayed into a column of numbers.
_SCIENTIFIC = re.compile(r"^-?\d(\.\d+)?e[+-]\d+$")
# A count in this form was shortened for show, but for those that are exact so: 1e+05.
_EXACT_SCIENTIFIC = re.compile(r"^\de\+\d+$")

# Without these words, it would be another number.
_SCALE = re.compile(
    r"^(k|m|mn|mio|bn|th|thousands?|millions?|hundreds?|dozens?|or|to|of|per (?!cent)|out|in|over)"
    r"\b|[¼½¾]",
    re.I,
)

_DIGITS = b"0123456789."
_PIECE = 4096


class _Parsed(NamedTuple):
    value: float = math.nan
    marker: str = ""
    percent: bool = False
    bad: bool = False
    remark: str = ""


_BAD = _Parsed(bad=True)


@dataclass
class Numbers:
    """A column of cells read as numbers.

    Attributes:
        values: NaN where the cell holds no number.
        markers: why, one of model.MARKERS, "" elsewhere; `unreliable` may stand beside a number.
        percent: where the cell said `%` itself.
        bad: where it is neither number, marker nor blank.
        remarks: what marks glued to the number say, such as `provisional`, "" elsewhere.
    """

    values: FloatArray
    markers: Column
    percent: BoolArray
    bad: BoolArray
    remarks: Column

    def cover(self, row: int, marker: str) -> None:
        """Puts a marker in a number's place."""
        self.values[row] = np.nan
        self.markers = self.markers.put(np.array([row]), marker)
        self.remarks = self.remarks.put(np.array([row]), "")

    def add(self, other: Numbers) -> None:
        """Adds another column; where either has no number, neither has the sum.

        What is hidden in one of them hides the sum, and of two marks it is the one that is told.
        """
        self.values = self.values + other.values
        self.bad = self.bad | other.bad
        pairs, distinct = cells.distinct_rows(self.markers, other.markers)
        self.markers = coded(pairs, [_first_mark(*pair) for pair in distinct])
        pairs, distinct = cells.distinct_rows(self.remarks, other.remarks)
        said = ["; ".join(dict.fromkeys(filter(None, pair))) for pair in distinct]
        self.remarks = coded(pairs, said)


def _first_mark(one: str, other: str) -> str:
    return "suppressed" if "suppressed" in (one, other) else one or other


def read(
    column: Column | ObjectArray, *, counts: bool, raised: Mapping[str, str] | None = None
) -> Numbers:
    """Reads a column as numbers, in one pass over its distinct cells.

    Args:
        column: the cells as they stand.
        counts: whether it is a column of counts. Only there may commas alone part the thousands:
            in 18,725 as a rate the comma may be a decimal one. And no count is a percentage.
        raised: from a text to itself with its raised digits told apart, as `rich_text` gives it.
    """
    cells_, known = as_column(column), raised or {}
    values = np.full(len(cells_.distinct), np.nan)
    others: dict[int, _Parsed] = {}
    for start in range(0, len(values), _PIECE):
        piece = cells_.distinct[start : start + _PIECE].tolist()
        plain = None if known else _plain(piece)
        if plain is not None:
            values[start : start + _PIECE] = plain
            continue
        for place, cell in enumerate(piece, start):
            found = _cell(known.get(cell, cell) if isinstance(cell, str) else cell, counts)
            values[place] = found.value
            if found != _Parsed(found.value):
                others[place] = found
    codes = cells_.codes
    return Numbers(
        values[codes] if len(values) != 1 else np.full(len(codes), values[0]),
        _said(codes, {place: found.marker for place, found in others.items()}, len(values)),
        _marked(codes, [place for place, found in others.items() if found.percent], len(values)),
        _marked(codes, [place for place, found in others.items() if found.bad], len(values)),
        _said(codes, {place: found.remark for place, found in others.items()}, len(values)),
    )


def _marked(codes: Codes, places: list[int], length: int) -> BoolArray:
    """In which rows one of some of the distinct cells stands."""
    if not places:
        return np.zeros(len(codes), dtype=bool)
    marked = np.zeros(length, dtype=bool)
    marked[places] = True
    result: BoolArray = marked[codes]
    return result


def _said(codes: Codes, words: Mapping[int, str], length: int) -> Column:
    """What some of the distinct cells say, "" for all others."""
    if not any(words.values()):
        return Column.full(len(codes), "")
    values = as_objects([""] * length)
    for place, said in words.items():
        values[place] = said
    return coded(codes, values)


def _plain(cells_: list[Any]) -> list[float] | FloatArray | None:
    """Cells as numbers where all are numbers, or digits with at most a point; else None."""
    kinds = set(map(type, cells_))
    if kinds <= {int, float}:
        numbers = np.array(cells_, dtype=float)
        # Adding nought makes -0 an ordinary 0.
        return numbers + 0.0 if np.isfinite(numbers).all() else None
    if kinds != {str} or "".join(cells_).encode(errors="replace").translate(None, _DIGITS):
        return None
    try:
        found = list(map(float, cells_))
    except ValueError:
        return None
    return found if math.isfinite(max(found)) else None


def _cell(cell: object, counts: bool) -> _Parsed:
    if cells.is_date(cell):
        return _BAD
    # True would be read as 1.
    if isinstance(cell, (bool, np.bool_)):
        return _BAD
    if isinstance(cell, (int, float)):
        return _finite(float(cell))
    raw = str(cell).strip()
    if counts and _SPACED_THOUSANDS.match(raw):
        return _finite(float("".join(raw.split())))
    written = cells.spaced(raw).translate(_MINUS)
    if counts and _SCIENTIFIC.match(written.casefold()) and not _EXACT_SCIENTIFIC.match(written):
        return _BAD
    spelt = written.casefold()
    if not spelt:
        return _Parsed()
    mark = markers.of_cell(spelt)
    if mark:
        return _Parsed(marker=mark)
    digits, said = footnotes.split(spelt)
    found = _digits(digits, counts)
    if found.bad or not said:
        return found
    remark = "; ".join(words for words in said if words != "unreliable")
    return found._replace(marker="unreliable" if "unreliable" in said else "", remark=remark)


def _digits(spelt: str, counts: bool) -> _Parsed:
    percent = spelt.endswith("%") and not counts
    digits = spelt.removesuffix("%").strip() if percent else spelt
    thousands = _THOUSANDS.match(digits)
    # With a point behind it, a comma can only part thousands.
    if thousands and (counts or thousands.group(2)):
        digits = digits.replace(",", "")
    if _NUMBER.match(digits) or _SCIENTIFIC.match(digits):
        return _finite(float(digits), percent=percent)
    return _BAD


def _finite(value: float, *, percent: bool = False) -> _Parsed:
    # Adding nought makes -0 an ordinary 0.
    return _Parsed(value + 0.0, percent=percent) if math.isfinite(value) else _BAD


def how_to_write(cell: object) -> str:
    """How a cell that is not a number could be written as one, "" where that is not clear.

    Only words set apart are left out: a letter that touches a digit may stand for one, and two
    numbers with a space between may be two.

    >>> how_to_write("18.2 approx"), how_to_write("1 234"), how_to_write("18,7")
    ('18.2', 'one number, without spaces', 'the number with a decimal point and no comma')
    >>> how_to_write("12k"), how_to_write("18.2 per thousand"), how_to_write("12½")
    ('', '', '')
    >>> how_to_write("41O"), how_to_write("412 413")
    ('', 'one number, without spaces')
    """
    shown = cells.text(cell)
    if re.match(r"^-?\d+(,\d+)+%?$", shown):
        return "the number with a decimal point and no comma"
    if re.match(r"^\d{1,3}( \d{3})+$", shown):
        return "one number, without spaces"
    match = re.match(r"^(-?\d+(?:\.\d+)?)(?:\s+([^\W\d_][^\d]*)|;)$", shown)
    if not match or _SCIENTIFIC.match(shown.casefold()) or _SCALE.match(match.group(2) or ""):
        return ""
    return match.group(1)
