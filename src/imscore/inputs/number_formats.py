"""What a workbook's number formats show in place of a number that is stored.

A publisher may hide a small count behind a format such as `[<5]"*";0`: the count is in the file,
but it is not meant to be read.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from imscore.inputs import markers, unseen
from imscore.inputs.package import UNREADABLE, Package, as_package

_STYLED = rb"""<(?:\w+:)?c\s(?:[^>]*\s)?s\s*=\s*["'](?:%s)["'][^>]*>"""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)\d+["']""")
# Of the formats that workbooks need not spell out (ECMA-376, 18.8.30), those with a percent sign.
_BUILT_IN: dict[str | None, str] = {"9": "0%", "10": "0.00%"}
# Quoted words, escaped, repeated and skipped characters, and what stands in square brackets.
_TOKENS = re.compile(r'"(?P<words>[^"]*)"|[\\*](?P<kept>.)|_.|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)')
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_ADDS = re.compile(r"\d|‰|\bper (?!cent)|thousand|\bk\b", re.IGNORECASE)
_SHOWS = frozenset("0#?@")
_DATE = frozenset("ymdhs")
# Stands for letters in the colour of their cell, which show nothing whatever the format.
UNSEEN = '"";"";"";""'
# A fourth part is of texts.
_TEXT = 3


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: the words it shows, whether it shows the number, and for which.

    `own` are those of the words that stand in quotation marks or are escaped.
    """

    words: str
    own: str
    shows: bool
    percent: bool
    condition: tuple[str, float] | None


def hiding_columns(content: bytes | Package) -> set[str]:
    """The columns, by their letters, in which some sheet has a format that may hide a number.

    Cells that do not say where they are stand as "": they may be in any column.

    Looks at the list of formats, which is short however long the workbook is, and at the cells
    only where one of them may hide something. Files that are no .xlsx have none that can be seen.
    """
    return _columns_with(as_package(content), _may_hide)


def percent_columns(package: Package) -> set[str]:
    """The columns, as in `hiding_columns`, in which some sheet has a format with a percent sign."""
    return _columns_with(package, lambda sections: any(s.percent for s in sections))


def adding_columns(package: Package) -> set[str]:
    """The columns, as in `hiding_columns`, in which a format shows digits or a unit of its own."""
    return _columns_with(
        package, lambda sections: any(_ADDS.search(s.own) for s in sections if s.shows)
    )


def added(number_format: str, number: float) -> str:
    """The digits or unit that a format shows beside a number, "" where it shows none.

    >>> added('0.0" per 1,000"', 4.1), added('0.0"%"', 4.1), added('0.0" (p)"', 4.1)
    ('per 1,000', '', '')
    """
    section = _section(number_format, number)
    words = section.own.strip() if section and section.shows else ""
    return words if _ADDS.search(words) else ""


def _columns_with(package: Package, wanted: Callable[[tuple[_Section, ...]], bool]) -> set[str]:
    styles = [
        str(number).encode()
        for number, code in enumerate(codes(package) or ())
        if wanted(_sections(code))
    ]
    if not styles:
        return set()
    cell = re.compile(_STYLED % b"|".join(styles))
    return {_letters(tag) for name in package.sheets for tag in cell.findall(package.part(name))}


def _letters(tag: bytes) -> str:
    place = _PLACE.search(tag)
    return place.group(1).decode() if place else ""


def codes(package: Package) -> list[str] | None:
    """The number format of each cell style, "" where it is plain; None where they are not told.

    A style whose letters have the colour of the cell is as one with the format `UNSEEN`.
    """
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
    known = _BUILT_IN | own
    never = unseen.styles(root)
    return [
        UNSEEN if number in never else known.get(style.get("numFmtId"), "")
        for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    ]


def _may_hide(sections: tuple[_Section, ...]) -> bool:
    """Whether some part shows no number, other than a third part that only writes nought."""
    plain = not any(section.condition for section in sections)
    return any(
        not section.shows and not (plain and position == 2 and _is_nought(section.words))
        for position, section in enumerate(sections)
    )


def _is_nought(words: str) -> bool:
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
    section = _section(number_format, number)
    if section is None or section.shows:
        return ""
    if number == 0 and _is_nought(section.words):
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
        texts = _sections(number_format)[_TEXT : _TEXT + 1]
        return texts[0].words.strip() if texts and not texts[0].shows else None
    # A date is a number above nought.
    number = float(cell) if isinstance(cell, (int, float)) else 1.0
    section = _section(number_format, number)
    if section is None or section.shows or (number == 0 and _is_nought(section.words)):
        return None
    return section.words.strip()


def is_percent(number_format: str, number: float) -> bool:
    r"""Whether a format shows a number times 100 with a percent sign.

    >>> is_percent("0.0%", 0.7), is_percent('0.0"%"', 0.7), is_percent(r"0.0\%", 0.7)
    (True, False, False)
    """
    section = _section(number_format, number)
    return section is not None and section.percent


def shown_as_percent(number_format: str, number: float) -> str:
    """What a percent format shows of a number, to as many decimals as it has.

    >>> shown_as_percent("0.0%", 12.0), shown_as_percent("0%", 0.125)
    ('1200.0%', '12%')
    """
    decimals = re.search(r"[.]([0#?]+)", number_format)
    return f"{number * 100:.{len(decimals[1]) if decimals else 0}f}%"


def _section(number_format: str, number: float) -> _Section | None:
    sections = _sections(number_format)
    stated = [s for s in sections[:_TEXT] if s.condition]
    for section in stated:
        compare, limit = section.condition or ("=", 0.0)
        if _COMPARE[compare](number, limit):
            return section
    rest = [s for s in sections[:_TEXT] if s.condition is None]
    if not rest:
        return None
    if stated or len(rest) == 1:
        return rest[0]
    if len(rest) == 2:
        return rest[0] if number >= 0 else rest[1]
    return rest[0] if number > 0 else rest[1] if number < 0 else rest[2]


@lru_cache(maxsize=1024)
def _sections(number_format: str) -> tuple[_Section, ...]:
    if number_format.casefold() in ("general", ""):
        return (_Section("", "", True, False, None),)
    found, words, own, plain, condition = [], "", "", "", None
    for token in [*_TOKENS.finditer(number_format), None]:
        if token is None or token["plain"] == ";":
            found.append(_made(words, own, plain, condition))
            words, own, plain, condition = "", "", "", None
        elif token["bracket"] is not None:
            match = _CONDITION.match(token["bracket"])
            condition = (match[1], float(match[2])) if match else condition
            # Hours past 24, as in [h]:mm.
            plain += token["bracket"] if set(token["bracket"].casefold()) <= _DATE else ""
        else:
            words += token["words"] or token["kept"] or token["plain"] or ""
            own += token["words"] or token["kept"] or ""
            plain += token["plain"] or ""
    return tuple(found[: _TEXT + 1])


def _made(words: str, own: str, plain: str, condition: tuple[str, float] | None) -> _Section:
    signs = set(plain.casefold())
    shows = bool(signs & (_SHOWS | _DATE)) or "general" in plain.casefold()
    return _Section(words, own, shows, "%" in signs, condition)
