"""Letters that only look Latin are named where a text is not known."""

from __future__ import annotations

import pytest

from imscore.inputs.examine import examine
from imscore.reference.indicators import load

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value"
ROW = "5ZZ,Anytown PCT,smoking_at_delivery,2010/11,100,500,20.0"
# Code points and names from the Unicode character database.
A, O = "U+0430 CYRILLIC SMALL LETTER A", "U+041E CYRILLIC CAPITAL LETTER O"  # noqa: E741


def said(header: str, row: str) -> str:
    found = examine([("made_up.csv", f"{header}\n{row}\n".encode())], load())
    return " ".join(f"{problem.message} {problem.hint}" for problem in found.problems)


@pytest.mark.parametrize(
    ("header", "row", "letter"),
    [
        (HEADER.replace("numerator", "numer\u0430tor"), ROW, A),
        (HEADER.replace("indicator", "indic\u0430tor"), ROW, A),
        (HEADER.replace("a", "\u0430"), ROW, A),
        (HEADER, ROW.replace("smoking_at", "smoking_\u0430t"), A),
        (HEADER, ROW.replace("2010/11", "2\u041e10/11"), O),
    ],
)
def test_a_letter_of_another_alphabet_is_named(header, row, letter):
    assert letter in said(header, row)


def test_nothing_is_said_of_latin_letters():
    assert "U+" not in said(HEADER.replace("indicator", "indicater"), ROW)


def test_all_headers_that_are_nearly_known_are_told_at_once():
    header = "area_code,area_name,indicater,period,numertor,denomnator,value"
    told = said(header, ROW)
    assert all(name in told for name in ("'indicater'", "'numertor'", "'denomnator'"))
