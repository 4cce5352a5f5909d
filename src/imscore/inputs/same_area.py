"""One area under several spellings: a code in another case, or here a name and there a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from imscore.columns import coded
from imscore.inputs import area_names, kinds, near_names
from imscore.inputs.cells import BoolArray, distinct_rows
from imscore.inputs.series import first_rows
from imscore.model import Block, Problem
from imscore.records import Records
from imscore.reference import place_names, places

_WHO = ("area", "area_code", "area_name", "area_type")
_Row = Mapping[str, Any]


def settle(records: Records, blocks: Sequence[Block]) -> tuple[Records, list[Problem]]:
    """Gives each area one key.

    Letters' case, and `&` for `and`, do not tell areas apart. An area without a code gets the code
    that its name has elsewhere in the input, where that is one code only; two codes of one name
    stay two areas.

    Returns:
        The records with `area`, `area_code` and `area_type` settled; and what is doubtful: codes
        supposed, codes with two names or with another place's name, names with two codes. Codes and
        names of two plainly different places are errors.
    """
    distinct = records.rows(first_rows([records.text(n) for n in _WHO]), (*_WHO, "block", "row"))
    keys = _keys(distinct)
    if any(old != new for old, new in keys.items()):
        records = _rekeyed(records, keys)
    return records, [
        *_supposed(distinct, keys, blocks),
        *_two_names(distinct, blocks),
        *_of_others(distinct, blocks),
        *_two_codes(distinct, blocks),
        *area_names.problems(distinct, blocks),
        *near_names.problems(records, distinct, blocks),
    ]


def _keys(distinct: Sequence[_Row]) -> dict[str, str]:
    """From each key to the one to use: the first spelling, or the code of a nameless one."""
    first: dict[str, str] = {}
    codes_of: dict[str, set[str]] = {}
    for row in distinct:
        first.setdefault(_folded(row["area"]), row["area"])
        if row["area_code"] and row["area_name"]:
            codes = codes_of.setdefault(_folded(row["area_name"]), set())
            codes.add(_folded(row["area_code"]))
    keys: dict[str, str] = {}
    for row in distinct:
        codes = codes_of.get(_folded(row["area_name"]), set())
        alone = not row["area_code"] and len(codes) == 1
        keys[row["area"]] = first[next(iter(codes)) if alone else _folded(row["area"])]
    return keys


def _folded(text: str) -> str:
    """A name or code as it is compared: letters' case, and `&` for `and`, do not count."""
    return " ".join(text.casefold().replace("&", " and ").split())


def _rekeyed(records: Records, keys: Mapping[str, str]) -> Records:
    """The records with other keys; what gets another key gets that key's code and type."""
    area = records.text("area").map(keys.__getitem__)
    changed_to = {keys[old] for old in keys if keys[old] != old}
    has_code: BoolArray = ~records.text("area_code").equals("")
    settled = Records(records.columns | {"area": area})
    names = ("area_code", "area_type")
    coded_rows = settled.take(np.flatnonzero(has_code))
    known = {
        row["area"]: tuple(row[name] for name in names)
        for place in first_rows([coded_rows.text("area")])
        if (row := coded_rows.row(int(place)))["area"] in changed_to
    }
    codes, distinct = distinct_rows(area, *(settled.text(name) for name in names))
    new = [known.get(key, own) for key, *own in distinct]
    columns = {name: coded(codes, [pair[n] for pair in new]) for n, name in enumerate(names)}
    return Records(settled.columns | columns)


def _supposed(
    distinct: Sequence[_Row], keys: Mapping[str, str], blocks: Sequence[Block]
) -> list[Problem]:
    return [
        _at(row, blocks, kinds.TAKEN_AS_CODE, found=row["area_name"], code=keys[row["area"]])
        for row in distinct
        if not row["area_code"] and _folded(keys[row["area"]]) != _folded(row["area"])
    ]


def _two_names(distinct: Sequence[_Row], blocks: Sequence[Block]) -> list[Problem]:
    names: dict[str, dict[str, str]] = {}
    last = {}
    for row in distinct:
        code, name = row["area_code"], row["area_name"]
        if code and name:
            names.setdefault(code.casefold(), {}).setdefault(_folded(name), name)
            last[code.casefold()] = row
    return [
        _at(last[key], blocks, _kind(key, spelt.values()), found=" and ".join(spelt.values()),
            code=last[key]["area_code"])
        for key, spelt in names.items()
        if len(spelt) > 1 and not any(place_names.is_of_another(key, n) for n in spelt.values())
    ]  # fmt: skip


def _kind(code: str, spelt: Iterable[str]) -> kinds.Kind:
    """A doubt where all names may be of one area, an error where some are not."""
    one = place_names.was_renamed(code) or all(
        place_names.alike(name, other) for name, other in combinations(spelt, 2)
    )
    return kinds.TWO_NAMES if one else kinds.DIFFERENT_AREAS


def _of_others(distinct: Sequence[_Row], blocks: Sequence[Block]) -> list[Problem]:
    """Names that are another place's than their code."""
    told: dict[tuple[str, str], Problem] = {}
    for row in distinct:
        code, name = row["area_code"], row["area_name"]
        place = places.find(code)
        if place and place_names.is_of_another(code, name):
            words = {"found": name, "code": code, "place": place.name}
            told.setdefault((code, name), _at(row, blocks, kinds.CODE_OF_ANOTHER, **words))
    return list(told.values())


def _two_codes(distinct: Sequence[_Row], blocks: Sequence[Block]) -> list[Problem]:
    """Names that two codes have, told once, where the codes are not known to be of two places.

    A trust and an authority often share a name: where the codes say what each is, that is no doubt.
    """
    first: dict[str, _Row] = {}
    told: dict[str, Problem] = {}
    for row in distinct:
        code, name = row["area_code"], row["area_name"]
        place = places.find(code)
        # Under other spellings of its name, two codes of one place are two codes all the same.
        for key in filter(None, (code and name.casefold(), place.code if place else "")):
            other = first.setdefault(key, row)
            known = _known_of(other, row)
            if known:
                words = {"found": name or code, "first": other["area_code"], "code": code}
                told.setdefault(
                    name.casefold(), _at(row, blocks, kinds.TWO_CODES, known=known, **words)
                )
    return list(told.values())


def _known_of(one: _Row, other: _Row) -> str:
    """What is known of two codes of one name, "" where that leaves no doubt."""
    code, another = one["area_code"].upper(), other["area_code"].upper()
    if code == another:
        return ""
    place, second = places.find(code), places.find(another)
    if place and second and place.code == second.code:
        return "both are of the same place"
    for old, new in ((place, second), (second, place)):
        if old and new and new.code in old.successors:
            return f"{old.code} was replaced by {new.code}"
    if (place and second) or one["area_type"] != other["area_type"]:
        return ""
    return "they may be one area or two"


def _at(row: _Row, blocks: Sequence[Block], kind: kinds.Kind, **words: object) -> Problem:
    block = blocks[int(row["block"])]
    letters = block.columns.get("area_name", "A")
    return kind.at(block.file, block.sheet, f"{letters}{row['row']}", **words)
