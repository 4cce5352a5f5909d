"""Conditional formats that may keep figures from being seen: said, since none is worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.package import UNREADABLE, Package
from imscore.inputs.reach import column_number
from imscore.inputs.selection import Selection
from imscore.inputs.unseen import WHITE, alike, colour, filled

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RULES = b"conditionalFormatting"
_RULE = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\b([^>]*)>(.*?)</(?:\w+:)?conditionalFormatting>", re.S
)
_PLACE = re.compile(rb"""\bsqref\s*=\s*["']([^"']+)["']""")
_STYLE = re.compile(rb"""\bdxfId\s*=\s*["'](\d+)["']""")
_COLUMNS = re.compile(r"([A-Z]{1,3})\d*(?::([A-Z]{1,3})\d*)?")
_FIGURES = ("numerator", "denominator", "value")


def warn(selection: Selection, package: Package) -> None:
    """Warns of conditional formats over a table's figures that may hide some of them.

    Args:
        selection: the rows of a table.
        package: the file's parts.
    """
    sheet = selection.table.sheet
    figures = set().union(*(selection.table.letters_of(name) for name in _FIGURES))
    for place in _places(package, sheet.name):
        if figures & _columns(place):
            cell = re.split(r"[\s:]", place)[0]
            problem = kinds.UNSEEN_BY_RULE.at(sheet.file, sheet.name, cell, found=place)
            selection.problems.append(problem)


def _columns(place: str) -> set[str]:
    """The letters of the columns of ranges such as `B4:C9 E4`."""
    found: set[str] = set()
    for first, last in _COLUMNS.findall(place):
        places = range(column_number(first) - 1, column_number(last or first))
        found |= {column_letters(place) for place in places}
    return found


def _places(package: Package, sheet: str) -> list[str]:
    """The ranges of a sheet in which a conditional format makes letters white, or hides numbers.

    Whether its condition holds is not worked out. Quick where a workbook has no such format.
    """
    hiding = _hiding_rules(package)
    part = package.sheet(sheet) if hiding and sheet else b""
    # Rules stand behind all cells.
    start = part.find(_RULES)
    found: dict[str, None] = {}
    for attributes, body in _RULE.findall(part[max(start - 20, 0) :]) if start >= 0 else ():
        place = _PLACE.search(attributes)
        if place and any(int(number) in hiding for number in _STYLE.findall(body)):
            found[place.group(1).decode(errors="replace")] = None
    return list(found)


def _hiding_rules(package: Package) -> set[int]:
    from defusedxml.ElementTree import fromstring

    part = package.part("xl/styles.xml")
    if b"dxf" not in part:
        return set()
    try:
        root = fromstring(part)
    except UNREADABLE:
        return set()
    return {n for n, rule in enumerate(root.iterfind("{*}dxfs/{*}dxf")) if _hides(rule)}


def _hides(rule: Element) -> bool:
    number_format = rule.find("{*}numFmt")
    if number_format is not None and not re.search(r"[0#?@]", number_format.get("formatCode", "0")):
        return True
    font, fill = colour(rule.find("{*}font/{*}color")), rule.find("{*}fill")
    behind = filled(fill, rule=True) if fill is not None else WHITE
    has_colour = rule.find("{*}font/{*}color") is not None
    return bool(has_colour and font and behind and alike(font, behind))
