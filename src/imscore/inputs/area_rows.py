"""Which area a row is about, and what kind of area that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from imscore.codes import Codes, first_of_each
from imscore.columns import coded
from imscore.inputs import cells, damaged_codes, kinds
from imscore.inputs.layouts.groups import is_group, is_never_an_area, is_no_observation
from imscore.inputs.layouts.phrases import is_known_place
from imscore.inputs.selection import Selection
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference import areas, places

_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[Ee]\+\d+$")
# General practices have a letter and five digits.
_MALFORMED = re.compile(r"^[EWSNK](?:\d{6,7}|\d{9,10})$")
_ENGLAND = re.compile(rf"\b{ENGLAND_NAME}\b", re.IGNORECASE)


class _Who(NamedTuple):
    area: str
    code: str
    name: str
    type: str
    named: str


def _who(code: str, name: str, given: str) -> _Who:
    kind = areas.area_type(code, name, given)
    named = areas.without_footnote(name, code)
    if kind == "England":
        return _Who(ENGLAND_CODE, ENGLAND_CODE, ENGLAND_NAME, kind, named)
    return _Who(code or named, code, named, kind, named)


def add_areas(selection: Selection) -> None:
    """Adds `area`, `area_code`, `area_name` and `area_type`; sets small areas and the like aside.

    England is one area whatever the file calls it. Rows without code and name are errors.
    """
    _set_aside_what_is_no_area(selection)
    code, name = selection.texts("area_code"), selection.texts("area_name")
    given = selection.texts("area_type")
    codes, distinct = cells.distinct_rows(code, name, given)
    found = [_who(*triple) for triple in distinct]
    for number, who in enumerate(found):
        if who.type == "England" and who.named and not areas.is_england_name(who.named):
            words = {"found": f"{ENGLAND_NAME} and {who.named}", "code": distinct[number][0]}
            where = selection.rows[codes == number]
            doubt = kinds.TWO_NAMES if _speaks_of_england(who) else kinds.DIFFERENT_AREAS
            selection.problem(doubt, "area_name", where, **words)
    for position, column in enumerate(("area", "area_code", "area_name", "area_type")):
        selection.known[column] = coded(codes, [who[position] for who in found])
    changed = np.flatnonzero(selection.cells("area_code").numbers(_was_a_code, bool))
    for row in changed[:1]:
        selection.problem(kinds.CODE_IS_NUMBER, "area_code", selection.rows[[row]], found=code[row])
    _report_malformed(selection, codes, found)
    _report_damaged(selection, codes, found, told=bool(len(changed)))
    _report_england_of_others(selection, codes, found, [code for code, *_ in distinct])
    _report_like_england(selection, codes, found)
    nameless = selection.known_texts("area").equals("")
    words = {"column": "area", "expected": "an area's code or name"}
    field = "area_code" if "area_code" in selection.table.positions else "area_name"
    selection.problem(kinds.MISSING_CELL, field, selection.rows[nameless], **words)
    selection.keep(~nameless)
    kind = selection.known_texts("area_type")
    small = kind.numbers(lambda name: name in areas.SET_ASIDE_TYPES, bool)
    selection.set_aside(small, kind, "other kinds of area")


def _set_aside_what_is_no_area(selection: Selection) -> None:
    """Sets rows without a code aside that are called as a target or a group of people is."""
    code, name = selection.texts("area_code"), selection.texts("area_name")
    unwanted = code.equals("") & name.numbers(_is_no_area, bool)
    selection.set_aside(unwanted, name, "no areas")


def _is_no_area(text: object) -> bool:
    name = cells.text(text)
    if not name or is_never_an_area(name):
        return bool(name)
    no_area = is_no_observation(name) or is_group(name)
    return no_area and not areas.is_like_england("", name) and not is_known_place(name)


def _speaks_of_england(who: _Who) -> bool:
    return areas.is_like_england("", who.named) or bool(_ENGLAND.search(who.named))


def _report_malformed(selection: Selection, codes: Codes, found: Sequence[_Who]) -> None:
    """Codes with a digit too few or too many, each once."""
    told = set()
    for number, who in enumerate(found):
        if _MALFORMED.match(who.code) and who.code not in told:
            told.add(who.code)
            where = selection.rows[codes == number][:1]
            words = {"found": who.code, "digits": len(who.code) - 1}
            selection.problem(kinds.MALFORMED_CODE, "area_code", where, **words)


def _report_damaged(
    selection: Selection, codes: Codes, found: Sequence[_Who], *, told: bool
) -> None:
    """Codes that are perhaps others, each once; of numbers and dates the first tells of all."""
    known = any(places.find(who.code) for who in found if who.code)
    doubts: dict[str, tuple[int, kinds.Kind, str]] = {}
    for number, who in enumerate(found):
        doubt = damaged_codes.kind_of(who.code, who.named, beside_known=known) if who.code else None
        if doubt and not _MALFORMED.match(who.code):
            doubts.setdefault(who.code, (number, *doubt))
    first = dict(zip(*map(np.ndarray.tolist, first_of_each(codes)[::-1]), strict=True))
    seen = {kinds.CODE_IS_NUMBER} if told else set[kinds.Kind]()
    for code, (number, kind, meant) in doubts.items():
        if kind not in seen:
            where = selection.rows[[first[number]]]
            selection.problem(kind, "area_code", where, found=code, meant=meant)
        seen |= {kind} & {kinds.CODE_IS_NUMBER, kinds.CODE_IS_DATE}


def _report_england_of_others(
    selection: Selection, codes: Codes, found: Sequence[_Who], given: Sequence[str]
) -> None:
    """England's name beside the code of a known place: one of the two is wrong."""
    for number, who in enumerate(found):
        place = places.find(who.code) if areas.is_england_name(who.named) else None
        if place is not None and who.type != ENGLAND_NAME:
            words = {"found": who.name, "code": given[number], "place": place.name}
            where = selection.rows[codes == number][:1]
            selection.problem(kinds.CODE_OF_ANOTHER, "area_name", where, **words)


def _report_like_england(selection: Selection, codes: Codes, found: Sequence[_Who]) -> None:
    """England's row under a name that is not understood would leave other figures in its place."""
    told = set()
    for number, who in enumerate(found):
        spelt = who.code, who.name
        if who.type in ("England", "Other country") or not areas.is_like_england(*spelt):
            continue
        if areas.is_england_name(who.named) and places.find(who.code):
            continue
        if spelt not in told:
            told.add(spelt)
            where = selection.rows[codes == number][:1]
            field = "area_name" if who.name else "area_code"
            selection.problem(kinds.NEAR_ENGLAND, field, where, found=repr(who.name or who.code))


def _was_a_code(cell: object) -> bool:
    """Whether a spreadsheet holds the code as a number, as it does with 5E1 typed into a cell."""
    return bool(_SCIENTIFIC.match(cell)) if isinstance(cell, str) else True
