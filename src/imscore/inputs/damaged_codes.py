"""Codes that a program or a hand has changed: numbers, dates, letters for digits, lost noughts."""

from __future__ import annotations

import re

from imscore.inputs import kinds
from imscore.reference import places
from imscore.reference.place_names import is_place

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ]{_MONTH}(?:[-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{2,4}}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d(?:[T ].*)?",
    re.I,
)
_SIGNED = re.compile(r"^[=+\-@]+")
_NINE = re.compile(r"[EWSNK]\d{8}")
_NEARLY_NINE = re.compile(r"[EWSNKL][\dOILl|]{8}", re.I)
_LETTERS = str.maketrans("OoIlL|", "001111")
# Of the four signs that the codes of authorities had, the first was often a nought. Commissioning
# groups had three of their own.
_CUT = re.compile(r"0\w{1,2}")
_THREE = re.compile(r"\b(ccg|commissioning|icb|sub icb|health board)\b", re.I)


def kind_of(code: str, name: str, *, beside_known: bool) -> tuple[kinds.Kind, str] | None:
    """What has become of a code, and what it may have been; None where nothing tells.

    A code is doubted only where its name is that of a known place, or other codes of its column
    are of known places: lists of an area's own may number their areas as they like.

    Args:
        code: as it stands, not blank.
        name: of the area, "" where the file gives none.
        beside_known: whether other codes of the column are those of known places.

    Returns:
        The kind of problem, and the code that is perhaps meant, "" where it cannot be told.
    """
    if places.find(code) is not None or _NINE.fullmatch(code.upper()):
        return None
    meant = _repaired(code)
    if meant:
        return kinds.CHANGED_CODE, meant
    looks = _NUMBER.fullmatch(code) or _DATE.fullmatch(code) or _CUT.fullmatch(code)
    if not looks or not (beside_known or is_place(name)):
        return None
    if _DATE.fullmatch(code):
        return kinds.CODE_IS_DATE, ""
    if _NUMBER.fullmatch(code):
        return kinds.CODE_IS_NUMBER, ""
    return None if _THREE.search(name) else (kinds.CUT_CODE, "")


def _repaired(code: str) -> str:
    """The known code that a code is but for a sign before it or letters that look like digits."""
    bare = _SIGNED.sub("", code).strip()
    if _NEARLY_NINE.fullmatch(bare):
        bare = bare[0].upper() + bare[1:].translate(_LETTERS)
        return bare if bare != code and _NINE.fullmatch(bare) else ""
    return bare if bare != code and places.find(bare) is not None else ""
