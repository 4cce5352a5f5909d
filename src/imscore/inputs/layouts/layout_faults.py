"""What is wrong with a layout file: every key that breaks a rule, or is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from imscore.errors import PeriodError
from imscore.periods import parse_marked
from imscore.suggest import did_you_mean

# What `imscore layout new` writes where only a person can tell.
FILL_IN = "FILL IN"
COUNTS = ("numerator", "denominator")
FIGURES = (*COUNTS, "value", "lower_ci", "upper_ci", "limits")
_FEWEST_ADDED = 2
FIELDS = (
    *("area_code", "area_name", "area_type", "indicator", "indicator_id", "definition", "period"),
    *(*FIGURES, "england_value", "yearly_number", "marker", "remark"),
    *("sex", "age", "category", "category_type"),
)
# One figure for all cells is none.
_BESIDE = ("england_value", "yearly_number")
SAYS = (*(name for name in FIELDS if name not in (*FIGURES, *_BESIDE)), "measure")
_KEYS: dict[str, type] = {
    "id": str,
    "name": str,
    "shape": str,
    "other_indicators": str,
    "only_with": list,
    "may_hold_fractions": bool,
    "start_years": bool,
    "sheets": list,
    "not_read": list,
    "columns": dict,
    "says": dict,
    "read_as": dict,
    "needs": list,
    "sums": dict,
}
_CHOICES = {
    "shape": ("rows", "wide"),
    "other_indicators": ("error", "set aside"),
    "says.measure": ("value", "numerator", "denominator"),
}
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[\w-]+)\s*=(.*)$""")
_SECTION = re.compile(r"^\s*\[([\w-]+)\]")


def to_fill_in(text: str) -> Iterator[str]:
    """The keys that `imscore layout new` could not tell, each with its line, as they still stand.

    Args:
        text: of the file.
    """
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _SECTION.match(line):
            section = f"{found[1]}."
        elif (entry := _KEY.match(line)) and FILL_IN in entry[2].partition("#")[0]:
            key = f"{section}{entry[1]}"
            yield f"line {number}: {key}: {FILL_IN!r} still stands there; say what it is"


def faults(data: Mapping[str, Any]) -> Iterator[str]:
    """The keys that are missing, unknown, or of another kind than they should be."""
    for key in ("id", "name", "other_indicators", "columns"):
        if key not in data:
            yield f"{key}: is missing"
    for key, value in data.items():
        if key not in _KEYS:
            near = did_you_mean(key, _KEYS)
            yield f"{key}: is not a key of a layout; {near}those are {', '.join(_KEYS)}"
        elif not isinstance(value, _KEYS[key]):
            yield f"{key}: {value!r} is of the wrong type"
        elif isinstance(value, list) and not _is_list_of_texts(value):
            yield f"{key}: must be a list of texts"
    for name, allowed in _CHOICES.items():
        section, _, key = name.rpartition(".")
        where = _table(data, section) if section else data
        if key in where and where[key] not in (*allowed, FILL_IN):
            yield f"{name}: {where[key]!r} is not one of {', '.join(allowed)}"
    if data.get("shape") != "wide" and "measure" in _table(data, "says"):
        yield 'says.measure: only where shape = "wide"; name the column of figures under [columns]'
    yield from _faults_of_columns(_table(data, "columns"))
    yield from _faults_of_says(_table(data, "says"))
    yield from _faults_of_read_as(_table(data, "read_as"))
    yield from _faults_of_sums(data)


def _faults_of_columns(columns: Mapping[str, Any]) -> Iterator[str]:
    for name, value in columns.items():
        if name not in FIELDS:
            near = did_you_mean(name, FIELDS)
            yield f"columns.{name}: is not a field; {near}those are {', '.join(FIELDS)}"
        if not _is_list_of_texts(value):
            yield f"columns.{name}: must be a list of texts"


def _faults_of_says(says: Mapping[str, Any]) -> Iterator[str]:
    for name, value in says.items():
        if name not in SAYS:
            near = did_you_mean(name, SAYS)
            yield f"says.{name}: is not a field; {near}those are {', '.join(SAYS)}"
        if not isinstance(value, str) or not value.strip():
            yield f"says.{name}: must be a text"
        elif name == "period" and value != FILL_IN and not _is_period(value):
            yield f"says.period: {value!r} is no period such as 2008/09, 2008/09 Q3 or 2007-09"


def _faults_of_read_as(read_as: Mapping[str, Any]) -> Iterator[str]:
    """A figure, or what stands for one, is never read as another: both sides must be words."""
    for old, new in read_as.items():
        if not isinstance(new, str) or not new.strip():
            yield f"read_as.{old!r}: must be a text"
        elif not _is_wordy(old) or not (_is_wordy(new) or _is_period(new)):
            yield f"read_as.{old!r}: only words can be read as others, never figures or their marks"


def _faults_of_sums(data: Mapping[str, Any]) -> Iterator[str]:
    sums = _table(data, "sums")
    if sums and data.get("shape") == "wide":
        yield 'sums: only where shape = "rows"; elsewhere add up on the sheet, in a new column'
    for name, value in sums.items():
        if name not in COUNTS:
            yield f"sums.{name}: only counts are added up: {' or '.join(COUNTS)}"
        if name in _table(data, "columns"):
            yield f"sums.{name}: stands under [columns] too; take one of them out"
        each = value if isinstance(value, list) else []
        if len(each) < _FEWEST_ADDED or not all(
            isinstance(item, str) or _is_list_of_texts(item) for item in each
        ):
            yield f"sums.{name}: must be a list of two or more headers"


def _is_wordy(text: str) -> bool:
    """Whether a text has a word of two letters or more, or names a quarter: no mark or figure."""
    return bool(re.search(r"[^\W\d_]{2}|q[1-4]", text, re.I))


def _is_period(text: str) -> bool:
    try:
        parse_marked(text)
    except PeriodError:
        return False
    return True


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key, {})
    return found if isinstance(found, Mapping) else {}


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
