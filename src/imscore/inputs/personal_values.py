"""What single cells hold of a person: NHS numbers, postcodes, addresses and days of birth."""

from __future__ import annotations

import re
from datetime import date

from imscore.dates import a_day

# As they are written on paper; ten digits in one piece may be any number.
_SPACED_NHS = re.compile(r"(?<![\w.-])\d{3}([ .-])\d{3}\1\d{4}(?![\w-])")
_TEN_DIGITS = re.compile(r"(?<![\d.,])\d{10}(?:\.0+)?(?![.,]?\d)")
_SPACES = dict.fromkeys(map(ord, "\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t"), " ")
# The publishers' form of eight letters has up to three spaces.
_POSTCODE = re.compile(
    r"(GIR {0,3}0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? {0,3}\d[ABD-HJLNP-UW-Z]{2})", re.I
)
_AT_THE_END = re.compile(r"[\s,]([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\W*$", re.I)
# A postcode, and a few signs around it.
_LAST = 16
_DAYS = re.compile(r"\s*\d{1,4}[-/. ]\w{1,9}[-/. ]\d{2,4}(?:[T ][\d:.]+)?\s*")
_TWO_DIGITS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")


def is_nhs_number(text: str) -> bool:
    """Whether ten digits, spaces and points aside, end in the check digit of an NHS number.

    The rule is that of the NHS Data Dictionary, NHS NUMBER (modulus 11).

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def holds_spaced_nhs_number(text: str) -> bool:
    """Whether an NHS number stands in a text, spaced as on paper.

    >>> holds_spaced_nhs_number("Ref. 943.476.5919"), holds_spaced_nhs_number("9434765919")
    (True, False)
    """
    found = _SPACED_NHS.search(text.translate(_SPACES))
    return found is not None and is_nhs_number(found.group())


def ten_digits(text: str) -> str:
    """Ten digits that stand in one piece in a text, "" where none do.

    >>> ten_digits("NHS9434765919"), ten_digits("18.7385500131"), ten_digits("9434765919.0")
    ('9434765919', '', '9434765919')
    """
    found = _TEN_DIGITS.search(text)
    return found.group()[:10] if found else ""


def is_postcode(text: str) -> bool:
    """Whether a text is a full postcode, in the form of BS 7666 or padded to eight letters.

    >>> is_postcode("SW1A 1AA"), is_postcode("M1   1AE"), is_postcode("SW1A"), is_postcode("5E1")
    (True, True, False, False)
    """
    return _POSTCODE.fullmatch(text.translate(_SPACES)) is not None


def ends_in_postcode(text: str) -> bool:
    """Whether a text of several words ends in a full postcode, as an address does.

    >>> ends_in_postcode("1 High St, BL1 1AA"), ends_in_postcode("BL1 1AA"), ends_in_postcode("5E1")
    (True, False, False)
    """
    found = _AT_THE_END.search(text[-_LAST:].translate(_SPACES))
    return found is not None and is_postcode(found[1])


def is_day(text: str) -> bool:
    """Whether a text is one day of a year, no month or period.

    >>> is_day("01/02/1989"), is_day("1989-02-01T00:00:00"), is_day("2008/09"), is_day("March 2010")
    (True, True, False, False)
    """
    if not _DAYS.fullmatch(text):
        return False
    spelt = _TWO_DIGITS.sub(r"\1/\2/20\3", text) if _TWO_DIGITS.fullmatch(text) else text
    return a_day(re.split(r"[T ](?=\d\d:)", spelt)[0]) is not None


def text_of(cell: object) -> str:
    """A cell as text, "" where it is a number of another kind than a whole one."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.strip() if isinstance(cell, str) else ""
