"""One area under several spellings: a code in another case, or here a name and there a code."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from imscore.inputs import kinds
from imscore.model import Block, Problem

_WHO = ["area", "area_code", "area_name"]


def settle(frame: pd.DataFrame, blocks: Sequence[Block]) -> tuple[pd.DataFrame, list[Problem]]:
    """Gives each area one key.

    Letters' case does not tell areas apart. An area without a code gets the code that its name has
    elsewhere in the input, where that is one code only; two codes of one name stay two areas.

    Returns:
        The frame with `area`, `area_code` and `area_type` settled; warnings on codes supposed and
        on codes with two names.
    """
    distinct = frame.drop_duplicates(_WHO)
    keys = _keys(distinct)
    if any(old != new for old, new in keys.items()):
        frame = _rekeyed(frame, keys)
    return frame, _supposed(distinct, keys, blocks) + _two_names(distinct, blocks)


def _keys(distinct: pd.DataFrame) -> dict[str, str]:
    """From each key to the one to use: the first spelling, or the code of a nameless one."""
    first: dict[str, str] = {}
    codes_of: dict[str, set[str]] = {}
    for key, code, name in distinct[_WHO].itertuples(index=False):
        first.setdefault(key.casefold(), key)
        if code and name:
            codes_of.setdefault(name.casefold(), set()).add(code.casefold())
    keys: dict[str, str] = {}
    for key, code, name in distinct[_WHO].itertuples(index=False):
        codes = codes_of.get(name.casefold(), set())
        known = next(iter(codes)) if not code and len(codes) == 1 else key.casefold()
        keys[key] = first[known]
    return keys


def _rekeyed(frame: pd.DataFrame, keys: dict[str, str]) -> pd.DataFrame:
    area = frame["area"].map(keys)
    coded = frame[frame["area_code"] != ""]
    known = coded.assign(area=coded["area"].map(keys)).drop_duplicates("area").set_index("area")
    changed = area.isin([keys[old] for old in keys if keys[old] != old]) & area.isin(known.index)
    settled = frame.assign(area=area)
    for column in ("area_code", "area_type"):
        settled[column] = settled[column].mask(changed, area.map(known[column]))
    return settled


def _supposed(
    distinct: pd.DataFrame, keys: dict[str, str], blocks: Sequence[Block]
) -> list[Problem]:
    nameless = distinct[distinct["area_code"] == ""]
    return [
        _at(row, blocks, kinds.TAKEN_AS_CODE, found=row.area_name, code=keys[str(row.area)])
        for row in nameless.itertuples(index=False)
        if keys[str(row.area)].casefold() != str(row.area).casefold()
    ]


def _two_names(distinct: pd.DataFrame, blocks: Sequence[Block]) -> list[Problem]:
    names: dict[str, dict[str, str]] = {}
    last = {}
    for row in distinct.itertuples(index=False):
        code, name = str(row.area_code), str(row.area_name)
        if code and name:
            names.setdefault(code.casefold(), {}).setdefault(name.casefold(), name)
            last[code.casefold()] = row
    return [
        _at(last[key], blocks, kinds.TWO_NAMES, found=" and ".join(spelt.values()),
            code=last[key].area_code)
        for key, spelt in names.items()
        if len(spelt) > 1
    ]  # fmt: skip


def _at(row: object, blocks: Sequence[Block], kind: kinds.Kind, **words: object) -> Problem:
    block = blocks[int(row.block)]  # type: ignore[attr-defined]
    letters = block.columns.get("area_name", "A")
    cell = f"{letters}{row.row}"  # type: ignore[attr-defined]
    return kind.at(block.file, block.sheet, cell, **words)
