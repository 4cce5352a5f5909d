"""Columns about people rather than areas: they have no place here and are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs import personal_values as values
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
        _OWNER + r"(date of birth|birth ?date|dob|d\.o\.b\.?|d o b|born on|day of birth)"
        r"( \(.*\))?")),
)  # fmt: skip
# DateOfBirth is date of birth.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=NHS)(?=[A-Z])")
# Over these stand counts of people as well as names: what is below them tells.
_PEOPLE = re.compile(r"(patient|mother|father|baby|child|infant|person|client|parent|carer)s?")
_FULL_NAME = re.compile(
    r"[^\W\d_][\w'’-]*\.?,? ([^\W\d_]\.? ){0,2}[^\W\d_][\w'’-]*( [^\W\d_][\w'’-]+)?"
)
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_E_MAIL_HEADER = re.compile(_OWNER + r"(contact )?e ?mail( address(es)?)?")
_POSTCODE_HEADER = re.compile(_OWNER + r"(home )?post ?code( of residence)?")
# Over these stand counts as well as days: what is below them tells.
_BORN = re.compile(
    _OWNER + r"(was )?(born|birth|births|birth ?days?|birth dt|delivered|delivery|deliveries|"
    r"(date|day) of (delivery|death)|(delivery|death) date|died|deceased|dod)"
)
# Days that differ from row to row have no business below these.
_UNDATED = re.compile(
    _OWNER + r"(notes?|remarks?|comments?|value notes?|other|info|information|details?|misc|"
    r"ref|refs|reference|id|key|mothers?|patients?|bab(y|ies)|child(ren)?|infants?|persons?|clients?)"
)
_MOSTLY = 0.7


def problems(sheet: Sheet) -> list[Problem]:
    """The columns of a sheet that seem to be about people, each as an error at its header.

    A column counts by its header's words, or by what stands in it: nearly all NHS numbers with
    a right check digit, or one that is spaced as on paper; mostly full postcodes, addresses that
    end in one or e-mail addresses; days under a header such as `Born`, or that differ from row to
    row under one such as `Note`; names of two words under a header such as `Mother`. The values
    are never quoted.
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


def _by_header(column: Column) -> tuple[int, str] | None:
    for row, cell in enumerate(column[:_HEADER_ROWS]):
        if isinstance(cell, str) and cell:
            what = of_header(cell)
            if what:
                return row, what
    return None


def of_header(text: str) -> str:
    """What a column under a header holds of people, "" where the header tells of nothing such.

    >>> of_header("DateOfBirth"), of_header("Births")
    ('dates of birth', '')
    """
    spelt = {plain(text), plain(_CAMEL.sub(" ", text))}
    return next((what for what, of in _HEADERS if any(map(of.fullmatch, spelt))), "")


def _by_values(column: Column) -> tuple[int, str] | None:
    filled = _filled(column)
    firsts = {text: row for row, text in reversed(filled)}
    held = (row for text, row in firsts.items() if values.holds_spaced_nhs_number(text))
    spaced = min(held, default=-1)
    row = spaced if spaced >= 0 else _of_ten_digits(filled)
    if row >= 0:
        return row, "NHS numbers"
    above = {plain(_CAMEL.sub(" ", t)) for t in {text for _, text in filled[:_HEADER_ROWS]}}
    for what, test, header in (
        ("full postcodes", values.is_postcode, _POSTCODE_HEADER),
        ("addresses", values.ends_in_postcode, None),
        ("e-mail addresses", _is_e_mail, _E_MAIL_HEADER),
    ):
        says_so = header is not None and any(map(header.fullmatch, above))
        row = _mostly(filled, test, 0.5, 1 if says_so else _LEAST)
        if row >= 0:
            return row, what
    return _by_days(column)


def _of_ten_digits(filled: Sequence[tuple[int, str]]) -> int:
    """The first of the numbers of ten digits, -1 where too few have the right check digit."""
    found = [(row, digits) for row, text in filled if (digits := values.ten_digits(text))]
    # Of two numbers by chance hardly any have both the right digit, let alone again and again.
    all_right = len(found) >= _LEAST and all(values.is_nhs_number(digits) for _, digits in found)
    return _mostly(found, values.is_nhs_number, _MOSTLY, 2 if all_right else _LEAST)


def _by_days(column: Column) -> tuple[int, str] | None:
    """Days below a header that says birth, or days that differ where nothing speaks of time."""
    filled = _filled(column)
    days = {text for _, text in filled if values.is_day(text)}
    if not days:
        return None
    for row, cell in enumerate(column[:_HEADER_ROWS]):
        header = plain(cell) if isinstance(cell, str) and not values.is_day(cell) else "-"
        below = [(place, text) for place, text in filled if place > row]
        mixed = len(days) < _MOSTLY * len(below)
        if _BORN.fullmatch(header) and _mostly(below, values.is_day, 0.5, 1) >= 0:
            return row, "dates of birth"
        if not mixed and _UNDATED.fullmatch(header) and len(days) >= _LEAST:
            return row, "dates of birth"
    return None


def _filled(column: Column) -> list[tuple[int, str]]:
    """Some of the cells in which something stands, with their rows."""
    step = max(len(column) // _LOOKED_AT, 1)
    texts = [(row * step, values.text_of(cell)) for row, cell in enumerate(column[::step])]
    return [(row, text) for row, text in texts if text]


def _by_names(column: Column) -> tuple[int, str] | None:
    for row, cell in enumerate(column[:_HEADER_ROWS]):
        if isinstance(cell, str) and _PEOPLE.fullmatch(plain(_CAMEL.sub(" ", cell))):
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
    right = {text for text in {text for _, text in filled} if test(text)}
    passed = [(row, text) for row, text in filled if text in right] if right else []
    enough = len({text for _, text in passed}) >= least and len(passed) >= share * len(filled)
    return passed[0][0] if enough else -1
