"""Thousands parted by an ordinary space, in a column of counts that leaves no doubt of it."""

from __future__ import annotations

import re

from imscore.columns import Column
from imscore.inputs import cells

_SPACED = re.compile(r"\d{1,3}( \d{3})+")
_ONE_NUMBER = re.compile(r"\d+|\d{1,3}([,\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]\d{3})+")
_THOUSAND, _APART = 1000, 100


def without_spaces(column: Column) -> tuple[Column, str]:
    """A column of counts with plain spaces taken out of its thousands, where that is certain.

    `120 650` may as well be two counts in one cell. It is one number where a group of digits
    begins with 0, as no second number would; or where another cell of the column holds one
    number of like size, a hundredth of it to a hundred times as much.

    Returns:
        The column and an example; the column as it was, and "", where no cell has such spaces or
        it is not certain.
    """
    texts = [cells.text(cell).strip() for cell in column.present()]
    spaced = [text for text in texts if _SPACED.fullmatch(text)]
    if not spaced or not (any(" 0" in text for text in spaced) or _is_borne_out(texts, spaced)):
        return column, ""
    return column.map(_without), spaced[0]


def _is_borne_out(texts: list[str], spaced: list[str]) -> bool:
    others = [_number(text) for text in texts if _ONE_NUMBER.fullmatch(text)]
    sizes = [number for number in others if number >= _THOUSAND]
    return all(
        any(_number(text) / _APART <= size <= _number(text) * _APART for size in sizes)
        for text in spaced
    )


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _without(cell: object) -> object:
    text = cells.text(cell).strip()
    return text.replace(" ", "") if _SPACED.fullmatch(text) else cell
