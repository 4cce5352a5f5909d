"""How a spreadsheet names its columns."""

from __future__ import annotations


def column_letters(position: int) -> str:
    """The letters of a column, from its position counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
