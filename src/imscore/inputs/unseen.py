"""Figures in the colour of their cell: in the file, and not to be seen on the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHITE = (255, 255, 255)
# Of a workbook's theme the first colour is that of its paper, nearly always white.
_PAPER, _INK = "0", "1"
_OLD = {"0": (0, 0, 0), "1": WHITE, "8": (0, 0, 0), "9": WHITE, "64": (0, 0, 0), "65": WHITE}
# Nobody tells shades apart that differ less than this in each of red, green and blue.
_NEAR = 12
Colour = tuple[int, int, int]


def styles(root: Element) -> set[int]:
    """The cell styles, by their number, whose letters have the colour of their cell.

    Args:
        root: of a workbook's styles; without a fill, a cell is taken to be white.
    """
    fonts = [colour(font.find("{*}color")) for font in root.iterfind("{*}fonts/{*}font")]
    fills = [filled(fill) for fill in root.iterfind("{*}fills/{*}fill")]
    found = set()
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font = _at(fonts, style.get("fontId"))
        fill = _at(fills, style.get("fillId")) if fills else WHITE
        if font and fill and alike(font, fill):
            found.add(number)
    return found


def filled(fill: Element, *, rule: bool = False) -> Colour | None:
    """The colour of a fill, white for none; None where it has several or is not known."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None
    kind = pattern.get("patternType", "solid" if rule else "none")
    if kind == "none":
        return WHITE
    # A rule tells its one colour as that of the background.
    told = pattern.find("{*}bgColor" if rule else "{*}fgColor")
    return colour(told) if kind == "solid" and told is not None else None


def colour(element: Element | None) -> Colour | None:
    """A colour as red, green and blue; black where none is told, None where it is not known."""
    if element is None:
        return (0, 0, 0)
    if rgb := element.get("rgb"):
        digits = rgb[-6:]
        return _parts(digits) if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else None
    if element.get("theme") in (_PAPER, _INK) and not float(element.get("tint") or 0):
        return WHITE if element.get("theme") == _PAPER else (0, 0, 0)
    return _OLD.get(element.get("indexed", ""))


def _parts(digits: str) -> Colour:
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def alike(one: Colour, other: Colour) -> bool:
    """Whether nobody tells two colours apart."""
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _at(found: list[Colour | None], number: str | None) -> Colour | None:
    place = int(number) if number and number.isdecimal() else 0
    return found[place] if place < len(found) else None
