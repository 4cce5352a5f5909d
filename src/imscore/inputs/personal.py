"""Columns about people rather than areas: they have no place here and are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import plain

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
_POSTCODE = re.compile(
    r"(GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? ?\d[ABD-HJLNP-UW-Z]{2})", re.IGNORECASE
)
_POSTCODE_HEADER = re.compile(_OWNER + r"(home )?post ?code( of residence)?")


def problems(sheet: Sheet) -> list[Problem]:
    """The columns of a sheet that seem to be about people, each as an error at its header.

    A column counts by its header's words, or by what stands in it: nearly all NHS numbers with
    a right check digit, or mostly full postcodes. The values are never quoted.
    """
    found = []
    for position, column in enumerate(sheet.columns):
        row, what = _by_header(column) or _by_values(column) or (-1, "")
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
                if pattern.fullmatch(plain(cell)):
                    return row, what
    return None


def _by_values(column: Column) -> tuple[int, str] | None:
    step = max(len(column) // _LOOKED_AT, 1)
    texts = [(row * step, _text(cell)) for row, cell in enumerate(column[::step])]
    filled = [(row, text) for row, text in texts if text]
    says_so = any(_POSTCODE_HEADER.fullmatch(plain(text)) for _, text in filled[:_HEADER_ROWS])
    for what, test, share, least in (
        ("NHS numbers", is_nhs_number, 0.7, _LEAST),
        ("full postcodes", is_postcode, 0.5, 1 if says_so else _LEAST),
    ):
        first = _mostly(filled, test, share, least)
        if first >= 0:
            return first, what
    return None


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
