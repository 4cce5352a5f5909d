"""What a workbook's number formats show in place of a number that is stored.

A publisher may hide a small count behind a format such as `[<5]"*";0`: the count is in the file,
but it is not meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from imscore.inputs import markers, unseen
from imscore.inputs.format_sections import TEXT, Section, section_for, sections
from imscore.inputs.package import UNREADABLE, Package, as_package

_STYLED = rb"""<(?:\w+:)?c\s(?:[^>]*\s)?s\s*=\s*["'](?:%s)["'][^>]*>"""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)\d+["']""")
# Of the formats that need not be spelt out (ECMA-376, 18.8.30), those that show other figures.
BUILT_IN: dict[str | None, str] = {"9": "0%", "10": "0.00%", "12": "# ?/?", "13": "# ??/??"}
# Stands for letters in the colour of their cell, which show nothing whatever the format.
UNSEEN = '"";"";"";""'


def hiding_columns(content: bytes | Package) -> set[str]:
    """The columns, by their letters, in which some sheet has a format that may hide a number.

    Cells that do not say where they are stand as "": they may be in any column.

    Looks at the list of formats, which is short however long the workbook is, and at the cells
    only where one of them may hide something. Files that are no .xlsx have none that can be seen.
    """
    return columns_with(as_package(content), _may_hide)


def percent_columns(package: Package) -> set[str]:
    """The columns, as in `hiding_columns`, in which some sheet has a format with a percent sign."""
    return columns_with(package, lambda parts: any(part.percent for part in parts))


def columns_with(
    package: Package, wanted: Callable[[tuple[Section, ...]], bool], part: bytes | None = None
) -> set[str]:
    """The columns, as in `hiding_columns`, of which some format is wanted; in one sheet or all."""
    styles = [
        str(number).encode()
        for number, code in enumerate(codes(package) or ())
        if wanted(sections(code))
    ]
    if not styles:
        return set()
    cell = re.compile(_STYLED % b"|".join(styles))
    parts = map(package.part, package.sheets) if part is None else [part]
    return {_letters(tag) for each in parts for tag in cell.findall(each)}


def _letters(tag: bytes) -> str:
    place = _PLACE.search(tag)
    return place.group(1).decode() if place else ""


def codes(package: Package) -> list[str] | None:
    """The number format of each cell style, "" where it is plain; None where they are not told.

    A style whose letters have the colour of the cell is as one with the format `UNSEEN`.
    """
    return package.once("number formats", _codes)


def _codes(package: Package) -> list[str] | None:
    from defusedxml.ElementTree import fromstring

    styles = package.part("xl/styles.xml")
    if not styles:
        return None
    try:
        root = fromstring(styles)
    except UNREADABLE:
        return None
    own = {
        f.get("numFmtId"): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    known = BUILT_IN | own
    never = unseen.styles(root)
    return [
        UNSEEN if number in never else known.get(style.get("numFmtId"), "")
        for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    ]


def _may_hide(parts: tuple[Section, ...]) -> bool:
    """Whether some part shows no number, other than a third part that only writes nought."""
    plain = not any(section.condition for section in parts)
    return any(
        not section.shows and not (plain and position == 2 and is_nought(section.words))
        for position, section in enumerate(parts)
    )


def is_nought(words: str) -> bool:
    """Whether words are a way of writing nought: a dash, or nothing."""
    return words.strip() in ("", "-", "–", "0", "nil")


def shown_instead(number_format: str, number: float) -> str:
    """The marker that a format shows in a number's place, "" where it shows the number.

    A nought that is shown as a dash or as nothing is a way of writing nought.

    >>> shown_instead('[<5]"*";0', 3.0), shown_instead('[<5]"*";0', 7.0)
    ('suppressed', '')
    >>> shown_instead('#,##0;-#,##0;"-"', 0.0), shown_instead('"-"', 3.0)
    ('', 'not_available')
    """
    if number_format == UNSEEN:
        return "suppressed"
    section = section_for(number_format, number)
    if section is None or section.shows:
        return ""
    if number == 0 and is_nought(section.words):
        return ""
    return markers.of_cell(section.words.strip().casefold()) or "suppressed"


def covered(number_format: str, cell: object) -> str | None:
    """What a format shows in place of a cell, "" for nothing; None where it shows the cell.

    >>> covered('[<5]"*";0', 3.0), covered('[<5]"*";0', 7.0), covered(";;;", "Anytown")
    ('*', None, '')
    """
    if number_format == UNSEEN:
        return ""
    if isinstance(cell, str):
        texts = sections(number_format)[TEXT : TEXT + 1]
        return texts[0].words.strip() if texts and not texts[0].shows else None
    # A date is a number above nought.
    number = float(cell) if isinstance(cell, (int, float)) else 1.0
    section = section_for(number_format, number)
    if section is None or section.shows or (number == 0 and is_nought(section.words)):
        return None
    return section.words.strip()


def is_percent(number_format: str, number: float) -> bool:
    r"""Whether a format shows a number times 100 with a percent sign.

    >>> is_percent("0.0%", 0.7), is_percent('0.0"%"', 0.7), is_percent(r"0.0\%", 0.7)
    (True, False, False)
    """
    section = section_for(number_format, number)
    return section is not None and section.percent


def shown_as_percent(number_format: str, number: float) -> str:
    """What a percent format shows of a number, to as many decimals as it has.

    >>> shown_as_percent("0.0%", 12.0), shown_as_percent("0%", 0.125)
    ('1200.0%', '12%')
    """
    decimals = re.search(r"[.]([0#?]+)", number_format)
    return f"{number * 100:.{len(decimals[1]) if decimals else 0}f}%"
