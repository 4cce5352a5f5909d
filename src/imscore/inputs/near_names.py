"""Names of areas without codes that may be one area under two names: told, never joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from imscore.inputs import kinds
from imscore.model import Block, Problem
from imscore.records import Records
from imscore.reference import place_names

# Each is held against each other: of a nation's areas without codes that would take long.
_MOST, _BEGINNING = 200, 3
_WORD = re.compile(r"\w{3,}")
_Row = Mapping[str, Any]


def problems(
    records: Records, distinct: Sequence[_Row], blocks: Sequence[Block]
) -> Iterator[Problem]:
    """Warns of names that may be spellings of one, where no period has figures of both.

    Args:
        records: of all tables.
        distinct: a row for each different code, name and type of area, with its block and row.
        blocks: the tables that they came from.
    """
    rows: dict[str, _Row] = {}
    for row in distinct:
        if row["area_name"] and not row["area_code"]:
            rows.setdefault(row["area_name"].casefold(), row)
    if not 1 < len(rows) <= _MOST:
        return
    for one, other in combinations(rows.values(), 2):
        if _may_be_one(one["area_name"], other["area_name"]) and not _meet(
            records, one["area_name"], other["area_name"]
        ):
            block = blocks[int(other["block"])]
            cell = f"{block.columns.get('area_name', 'A')}{other['row']}"
            words = {"found": repr(other["area_name"]), "other": repr(one["area_name"])}
            yield kinds.NEAR_NAMES.at(block.file, block.sheet, cell, **words)


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names may be of one area; most pairs are told apart by their first letters."""
    words, more = (_WORD.findall(each.casefold()) for each in (name, other))
    begins = {word[:_BEGINNING] for word in words} & {word[:_BEGINNING] for word in more}
    # A county is another place than the town that it is called after.
    county = {*words} ^ {*more}
    if not begins or any(f"{word}shire" in county for word in county):
        return False
    return place_names.alike(name, other)


def _meet(records: Records, one: str, other: str) -> bool:
    """Whether both have a figure of one indicator and period: then they are two areas."""
    name, when = records.text("area_name"), (records.text("indicator"), records.text("period"))
    found = []
    for each in (one, other):
        spelt = [text for text in name.present() if text.casefold() == each.casefold()]
        places = np.flatnonzero(np.logical_or.reduce([name.equals(text) for text in spelt]))
        found.append({*zip(when[0][places], when[1][places], strict=True)})
    return bool(found[0] & found[1])
