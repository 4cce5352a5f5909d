"""Rows of the board's sheet, each as high as its text needs."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from imscore.outputs.board_styles import LINE_HEIGHT, Styles

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_AROUND, _INDENT = 2.0, 1
# From here on narrow and wide letters even out over a line: more of them fit than digits do.
_LONG_LINE, _LETTERS_TO_A_DIGIT = 40, 1.07


class Column(NamedTuple):
    """A column of the board's sheet: heading, width in characters, and how its cells stand."""

    heading: str
    width: int
    stands: str = "left"

    @property
    def room(self) -> int:
        """How many letters a line of it holds."""
        return _letters(self.width - (_INDENT if self.stands == "set in" else 0))


class Cell(NamedTuple):
    """What stands in a cell, and its style."""

    content: str | float
    style: Format


class Lines:
    """A sheet that is written from the top down.

    Attributes:
        sheet: where to. columns: its columns. styles: the workbook's.
        next_row: counted from 0. height: of all rows so far, in points.
    """

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], styles: Styles) -> None:
        self.sheet = sheet
        self.columns = columns
        self.styles = styles
        self.next_row = 0
        self.height = 0.0
        self._last = len(columns) - 1
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)

    def title(self, text: str, style: Format, height: float) -> None:
        """Writes a text that may run on over the empty cells beside it."""
        self.sheet.write_string(self.next_row, 0, text, style)
        self._done(height)

    def cells(self, cells: Sequence[Cell], at_least: int = 1) -> None:
        """Writes a cell in each column."""
        lines = at_least
        for place, (content, style) in enumerate(cells):
            if not isinstance(content, str):
                self.sheet.write_number(self.next_row, place, content, style)
            elif content:
                lines = max(lines, lines_needed(content, self.columns[place].room))
                self.sheet.write_string(self.next_row, place, content, style)
            else:
                self.sheet.write_blank(self.next_row, place, None, style)
        self._done(lines * LINE_HEIGHT + _AROUND)

    def across(self, text: str, style: Format) -> None:
        """Writes a text over the whole width."""
        self.sheet.merge_range(self.next_row, 0, self.next_row, self._last, "", style)
        self.sheet.write_string(self.next_row, 0, text, style)
        width = _letters(sum(column.width for column in self.columns))
        self._done(lines_needed(text, width) * LINE_HEIGHT + _AROUND)

    def gap(self, height: float) -> None:
        """Leaves room."""
        self._done(height)

    @property
    def width(self) -> float:
        """Of all columns, in points: digits of 7 pixels, and 5 pixels of room in each column."""
        return sum(7 * column.width + 5 for column in self.columns) * 0.75

    def _done(self, height: float) -> None:
        self.height += height
        self.sheet.set_row(self.next_row, height)
        self.next_row += 1


def _letters(width: int) -> int:
    """How many letters a line holds, in a column that is as many digits wide."""
    return int(width * _LETTERS_TO_A_DIGIT) if width >= _LONG_LINE else width


def lines_needed(text: str, width: int) -> int:
    r"""How many lines text takes when it wraps in a column.

    A character of the proportional font is on the whole as wide as a digit of the smaller font
    that column widths are counted in.

    >>> lines_needed("2010/11 Q1\n153 of 770 maternities", 12)
    3
    """
    return sum(
        1 if len(line) <= width else len(textwrap.wrap(line, width)) for line in text.split("\n")
    )
