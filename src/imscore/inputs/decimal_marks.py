"""Decimal marks other than a point: the comma of files made abroad, the raised point of print."""

from __future__ import annotations

import re

from imscore.columns import Column

_RAISED = "·"
_NUMBER = r"^\s*[-−–]?\d+{}\d+(?!\S*{})"
_WITH_POINT = re.compile(r"\d\.\d")
_THOUSANDS = re.compile(r"^\s*[-−–]?\d{1,3}(,\d{3})+\s*%?\s*$")
_POINTS_FOR_THOUSANDS = re.compile(r"^\s*\d{1,3}(\.\d{3})+\s*$")


def with_points(column: Column, *, commas: bool) -> tuple[Column, str]:
    """A column in which decimal points stand for another mark that all of its cells agree on.

    Args:
        column: cells as they stand.
        commas: whether commas may be decimal ones, as in a text whose fields semicolons part.

    Returns:
        The column, and one of the cells that were changed, "" for none: where some have a point,
        every comma may as well part thousands, or there is but one, it is left as it stands.
    """
    texts = [cell for cell in column.distinct if isinstance(cell, str)]
    if any(_WITH_POINT.search(text) for text in texts):
        return column, ""
    for mark in (_RAISED, ",") if commas else (_RAISED,):
        number = re.compile(_NUMBER.format(mark, mark))
        written = [text for text in texts if number.match(text)]
        others = any(text not in set(written) and mark in text for text in texts)
        # One comma alone may be a slip; of several that agree the meaning is plain.
        few = len(written) < (2 if mark == "," else 1)
        if few or others or all(_THOUSANDS.match(text) for text in written):
            continue
        changed = {text: text.replace(mark, ".", 1) for text in written}
        points = Column(column.codes, [_changed(cell, changed) for cell in column.distinct])
        return points, next((text for text in written if not _THOUSANDS.match(text)), "")
    return column, ""


def parts_thousands_with_points(cell: object) -> bool:
    """Whether a count may have points between its thousands: 1.234 for 1234.

    >>> parts_thousands_with_points("1.234"), parts_thousands_with_points("1234")
    (True, False)
    """
    return isinstance(cell, str) and _POINTS_FOR_THOUSANDS.match(cell) is not None


def _changed(cell: object, changed: dict[str, str]) -> object:
    return changed.get(cell, cell) if isinstance(cell, str) else cell
