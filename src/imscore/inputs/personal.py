"""Columns about people rather than areas: they have no place here and are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.case_changes import cut
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import plain
from imscore.reference.place_names import is_place

_HEADER_ROWS = 60
_LOOKED_AT = 500
_LEAST = 3
_OWNER = r"((patient|mother|father|baby|child|infant|maternal|person|client)(s|'s|’s)? )?"
_HEADERS = (
    ("NHS numbers", re.compile(_OWNER + r"nhs ?(number|num|no|nbr)\.?( \(.*\))?|nhsnumber")),
    ("names of people", re.compile(
        _OWNER + r"(forenames?|fore name|surname|first ?names?|last ?name|family ?name|given ?name|"
        r"middle ?names?|maiden ?name)( ?\(.*\))?|"
        r"(patient|mother|father|baby|child|infant|person|client)(s|'s|’s)? (full )?name")),
    ("dates of birth", re.compile(
        _OWNER + r"(date of birth|birth ?date|dob|d\.o\.b\.?|d o b)( \(.*\))?")),
)  # fmt: skip
# Over these stand counts of people as well as names: what is below them tells.
_PEOPLE = re.compile(r"(patient|mother|father|baby|child|infant|person|client|parent|carer)s?")
_FULL_NAME = re.compile(
    r"[^\W\d_][\w'’-]*\.?,? ([^\W\d_]\.? ){0,2}[^\W\d_][\w'’-]*( [^\W\d_][\w'’-]+)?"
)
# As they are written on paper; ten digits in one piece may be any number.
_SPACED_NHS = re.compile(r"(?<![\w.-])\d{3}([ -])\d{3}\1\d{4}(?![\w-])")
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_E_MAIL_HEADER = re.compile(_OWNER + r"(contact )?e ?mail( address(es)?)?")
_POSTCODE = re.compile(
    r"(GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? ?\d[ABD-HJLNP-UW-Z]{2})", re.IGNORECASE
)
_POSTCODE_HEADER = re.compile(_OWNER + r"(home )?post ?code( of residence)?")


def problems(sheet: Sheet) -> list[Problem]:
    """The columns of a sheet that seem to be about people, each as an error at its header.

    A column counts by its header's words, or by what stands in it: nearly all NHS numbers with
    a right check digit, or one that is spaced as on paper; mostly full postcodes or e-mail
    addresses; names of two words under a header such as `Mother`. The values are never quoted.
    """
    found = []
    for position, column in enumerate(sheet.columns):
        found_in = _by_header(column) or _by_values(column) or _by_names(column)
        row, what = found_in or (-1, "")
        if what:
            from imscore.inputs.cell_names import column_letters

            cell = f"{column_letters(position)}{row + 1}"
            found.append(kinds.PERSONAL_DATA.at(sheet.file, sheet.name, cell, found=what))
    return found


def is_nhs_number(text: str) -> bool:
    """Whether ten digits, spaces aside, end in the check digit of an NHS number.

    The rule is that of the NHS Data Dictionary, NHS NUMBER (modulus 11).

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"\d{10}", digits) or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def is_postcode(text: str) -> bool:
    """Whether a text is a full postcode, in the form of BS 7666.

    >>> is_postcode("SW1A 1AA"), is_postcode("SW1A"), is_postcode("5E1"), is_postcode("E08000001")
    (True, False, False, False)
    """
    return _POSTCODE.fullmatch(text) is not None


def _by_header(column: Column) -> tuple[int, str] | None:
    for row, cell in enumerate(column[:_HEADER_ROWS]):
        if isinstance(cell, str) and cell:
            for what, pattern in _HEADERS:
                if any(map(pattern.fullmatch, (plain(cell), plain(cut(cell))))):
                    return row, what
    return None


def _by_values(column: Column) -> tuple[int, str] | None:
    filled = _filled(column)
    for row, text in filled:
        spaced = _SPACED_NHS.search(text)
        if spaced and is_nhs_number(spaced.group()):
            return row, "NHS numbers"
    above = [plain(cut(text)) for _, text in filled[:_HEADER_ROWS]]
    for what, test, share, header in (
        ("NHS numbers", is_nhs_number, 0.7, None),
        ("full postcodes", is_postcode, 0.5, _POSTCODE_HEADER),
        ("e-mail addresses", _is_e_mail, 0.5, _E_MAIL_HEADER),
    ):
        says_so = header is not None and any(map(header.fullmatch, above))
        first = _mostly(filled, test, share, 1 if says_so else _LEAST)
        if first >= 0:
            return first, what
    return None


def _filled(column: Column) -> list[tuple[int, str]]:
    """Some of the cells in which something stands, with their rows."""
    step = max(len(column) // _LOOKED_AT, 1)
    texts = [(row * step, _text(cell)) for row, cell in enumerate(column[::step])]
    return [(row, text) for row, text in texts if text]


def _by_names(column: Column) -> tuple[int, str] | None:
    for row, cell in enumerate(column[:_HEADER_ROWS]):
        if isinstance(cell, str) and _PEOPLE.fullmatch(plain(cut(cell))):
            below = [(place, text) for place, text in _filled(column) if place > row]
            if _mostly(below, _is_full_name, 0.5, 1) >= 0:
                return row, "names of people"
    return None


def _is_full_name(text: str) -> bool:
    return _FULL_NAME.fullmatch(text) is not None and not is_place(text)


def _is_e_mail(text: str) -> bool:
    return _E_MAIL.fullmatch(text) is not None


def _mostly(
    filled: Sequence[tuple[int, str]], test: Callable[[str], bool], share: float, least: int
) -> int:
    """The first row that passes a test, -1 where too few of the filled ones do."""
    passed = [(row, text) for row, text in filled if test(text)]
    enough = len({text for _, text in passed}) >= least and len(passed) >= share * len(filled)
    return passed[0][0] if enough else -1


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else ""
