"""Kinds of area, told from their codes."""

from __future__ import annotations

import re
from functools import lru_cache

from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference.place_names import is_place
from imscore.suggest import nearest

# Prefixes of the Office for National Statistics' nine-character codes.
_GSS_TYPES = {
    "E92": "England",
    "E12": "Region",
    "E06": "Unitary authority",
    "E07": "District",
    "E08": "Metropolitan borough",
    "E09": "London borough",
    "E10": "County",
    "E11": "Metropolitan county",
    "E16": "Primary care trust",
    "E17": "Primary care trust",
    "E18": "Strategic health authority",
    "E19": "Strategic health authority cluster",
    "E38": "Clinical commissioning group or sub-ICB location",
    "E40": "NHS region",
    "E54": "Integrated care board",
    "E01": "Small area",
    "E02": "Small area",
    "E05": "Ward",
    "K04": "Other country",
    "K03": "Other country",
    "K02": "Other country",
    "W92": "Other country",
    "S92": "Other country",
    "N92": "Other country",
}
# Codes that the NHS Organisation Data Service gave.
_ODS_TYPES = (
    (re.compile(r"^(5[A-Z0-9]{2}|T[A-Z]{2})$"), "Primary care trust"),
    (re.compile(r"^Q3[0-9]$"), "Strategic health authority"),
    (re.compile(r"^U[0-9]{5}$"), "Primary care network"),
    (re.compile(r"^[A-Y][0-9]{5}$"), "General practice"),
)
_OTHER_COUNTRIES = {
    "england and wales",
    "england & wales",
    "wales",
    "scotland",
    "northern ireland",
    "united kingdom",
    "great britain",
    "uk",
}
_TYPE_WORDS = (
    ("country", "England"),
    ("england", "England"),
    ("gp", "General practice"),
    ("general practice", "General practice"),
    ("ward", "Ward"),
    ("lsoa", "Small area"),
    ("msoa", "Small area"),
    ("pcn", "Primary care network"),
    ("deprivation decile", "Other grouping"),
    ("region", "Region"),
    ("sha", "Strategic health authority"),
    ("pct", "Primary care trust"),
)
_GLUED_DIGIT = re.compile(r"(?<=[A-Za-z)]{2})\d$")
# Rows that a table has beside its areas.
_NO_AREA = re.compile(
    r"^\s*(grand |sub-?)?totals?$|^\s*(overall|average|mean|median|minimum|maximum)$|"
    r"^\s*(all areas|not (stated|known)|unknown|unallocated|other)\b|"
    r"^\W*(of which|of whom|of these|thereof|including|excluding)\b",
    re.I,
)
_REGION = re.compile(r"\bregion$", re.I)
SET_ASIDE_TYPES = frozenset(
    {
        "Other country",
        "General practice",
        "Primary care network",
        "Ward",
        "Small area",
        "Other grouping",
    }
)
NOT_LOCAL_TYPES = frozenset(
    {
        "England",
        "Region",
        "NHS region",
        "Strategic health authority",
        "Strategic health authority cluster",
    }
)
_ENGLAND_NAMES = re.compile(
    rf"^(eng|{ENGLAND_CODE}|((all|all of|whole of|the whole of|total)\s+)?{ENGLAND_NAME}"
    r"(\s*[-(:,]?\s*(total|average|mean|overall|all|national))?\s*\)?)"
    r"\s*[*†‡]*\s*([(\[]\w{1,2}[)\]])?$",
    re.IGNORECASE,
)
_LIKE_ENGLAND = re.compile(r"^\s*(england|english|national\b|e ?9 ?2)", re.IGNORECASE)
_NEARLY, _LONGEST_SLIP, _SHARED_LETTERS = 0.8, 9, 5
_ENGLAND_CODES = {ENGLAND_CODE, "ENG", "E92", "ENGLAND"}


def area_type(code: str, name: str, given: str) -> str:
    """The kind of an area, from its code, else from what the file calls it, else "".

    >>> area_type("E08000001", "Bolton", ""), area_type("", "Bolton", "County & UA")
    ('Metropolitan borough', 'County & UA')
    >>> area_type("ENG", "", ""), area_type("", "England and Wales", "Country")
    ('England', 'Other country')
    """
    name = without_footnote(name, code)
    if _is_other_country(name):
        return "Other country"
    if not code and _NO_AREA.match(name):
        return "Other grouping"
    if is_england(code, name):
        return "England"
    code = code.upper()
    if re.match(r"^[EKWSN][0-9]{8}$", code) and code[:3] in _GSS_TYPES:
        return _GSS_TYPES[code[:3]]
    if re.match(r"^[WSN][0-9]{8}$", code):
        return "Other country"
    for pattern, kind in _ODS_TYPES:
        if pattern.match(code):
            return kind
    return _from_words(given) or ("Region" if _REGION.search(name) else "")


def without_footnote(name: str, code: str) -> str:
    """The name without a footnote's digit glued to it, where that is certain.

    Certain is: the area has a code, which tells it from others, or what is left is a country, a
    total or the like. `Area1` and `Area2` stay two areas.

    >>> without_footnote("ENGLAND AND WALES6", ""), without_footnote("Area1", "")
    ('ENGLAND AND WALES', 'Area1')
    >>> without_footnote("Hackney7", "E09000012")
    'Hackney'
    """
    bare = _GLUED_DIGIT.sub("", name.strip())
    if bare == name.strip():
        return name
    known = _is_other_country(bare) or is_england_name(bare) or _NO_AREA.match(bare)
    return bare if code or known else name


def is_england(code: str, name: str) -> bool:
    """Whether an area is England, by code or, where there is none, by name.

    >>> is_england("E92000001", ""), is_england("", "ENGLAND"), is_england("E12000007", "England")
    (True, True, False)
    """
    code = "".join(code.upper().split())
    if code in _ENGLAND_CODES:
        return True
    return is_england_name(name) and not _tells_a_kind(code)


def is_like_england(code: str, name: str) -> bool:
    """Whether a name or code that is not read as England's looks much like it.

    >>> is_like_england("", "English average"), is_like_england("", "Englnd")
    (True, True)
    >>> is_like_england("", "Bolton")
    False
    """
    if _LIKE_ENGLAND.match(name) or (_LIKE_ENGLAND.match(code) and not _tells_a_kind(code)):
        return True
    folded = name.casefold().strip()
    # Nearly no name has so many of its letters; those that have are looked at closely.
    alike = len(folded) <= _LONGEST_SLIP and len(set(folded) & set("england")) >= _SHARED_LETTERS
    return alike and not is_place(name) and nearest(folded, ["england"], _NEARLY) is not None


def _is_other_country(name: str) -> bool:
    folded = name.strip().casefold()
    return folded in _OTHER_COUNTRIES or bool(re.match(r"england (and|&) wales\b", folded))


def _tells_a_kind(code: str) -> bool:
    """Whether a code is of a form that says which kind of area it is, and that is not England."""
    return (code[:3] in _GSS_TYPES and len(code) == 9) or any(p.match(code) for p, _ in _ODS_TYPES)


def is_england_name(name: str) -> bool:
    """Whether a name is one of those that tables give to the row for England.

    >>> is_england_name("England (total)"), is_england_name("New England")
    (True, False)
    """
    return bool(_ENGLAND_NAMES.match(name.strip()))


@lru_cache(maxsize=64)
def _from_words(given: str) -> str:
    words = given.casefold()
    for start, kind in _TYPE_WORDS:
        if words == start or re.match(rf"{start}s?\b", words):
            return kind
    return given
