"""Headers that count only where no column of its own names a field: `CCG`, `Calendar year`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from imscore.reference.indicators import plain

_ONS = re.compile(r"([a-z]+)\d\d(cd|nm)")
_ENDS = {"cd": "area_code", "nm": "area_name"}
_KEYS = ("area_code", "area_name", "indicator", "period")
_NO_KIND = "any"
Positions = Mapping[str, list[int]]


def further(headers: Sequence[str], positions: Positions) -> dict[str, list[int]]:
    """The columns of fields that no header has named so far.

    Args:
        headers: of one row, "" where a column has none.
        positions: from a field to the columns that headers of its own name.

    Returns:
        From a field to its columns: several where it is not clear which one is meant.
    """
    spelt = [plain(header) for header in headers]
    found = _places(spelt, positions)
    for field, words in _lists()["fields"].items():
        here = [place for place, header in enumerate(spelt) if header in map(plain, words)]
        if here and field not in positions and not (field == "indicator" and _numbered(positions)):
            found[field] = here
    keys = [p for name in _KEYS for p in (*positions.get(name, ()), *found.get(name, ()))]
    for field, words in _lists()["behind"].items():
        here = [p for p, header in enumerate(spelt) if header in words and p > max(keys, default=p)]
        if here and not {field} & {*positions, *found}:
            found[field] = here
    return found


def _numbered(positions: Positions) -> bool:
    return "indicator_id" in positions


def _places(spelt: Sequence[str], positions: Positions) -> dict[str, list[int]]:
    """The areas' names, and codes of the same kind as the names."""
    kinds = {place: _kind_of(header) for place, header in enumerate(spelt)}
    names = [p for p, (field, _) in kinds.items() if field == "area_name"]
    codes = [p for p, (field, _) in kinds.items() if field == "area_code"]
    found: dict[str, list[int]] = {}
    if "area_name" not in positions and (len(names) == 1 or "area_code" not in positions):
        found["area_name"] = names
    named = {kinds[p][1] or _known_kind(spelt[p]) for p in
             (*positions.get("area_name", ()), *found.get("area_name", ()))}  # fmt: skip
    own = named - {_NO_KIND, ""}
    fit = [p for p in codes if not own or kinds[p][1] in {*own, _NO_KIND}]
    if "area_code" not in positions and (own or len({kinds[p][1] for p in fit}) == 1):
        found["area_code"] = fit[:1]
    return {field: places for field, places in found.items() if places}


def is_code_of_areas(header: str) -> bool:
    """Whether a header is of codes of areas, read or not.

    >>> is_code_of_areas("LAD24CD"), is_code_of_areas("RGN24CD"), is_code_of_areas("CCG code")
    (True, False, True)
    """
    return _kind_of(plain(header))[0] == "area_code"


def _kind_of(header: str) -> tuple[str, str]:
    """The field that a plain header may be of, and the kind of place; "" each where of none."""
    if ons := _ONS.fullmatch(header):
        kind = next((k for k, words in _by_kind().items() if ons[1] in words.get("ons", ())), "")
        return (_ENDS[ons[2]], kind) if kind else ("", "")
    return _by_header().get(header, ("", ""))


def _known_kind(header: str) -> str:
    return next((k for k, words in _by_kind().items() if header in words.get("known", ())), "")


@lru_cache(maxsize=1)
def _by_header() -> dict[str, tuple[str, str]]:
    return {
        plain(header): (field, kind)
        for kind, words in _by_kind().items()
        for field in ("area_code", "area_name")
        for header in words.get(field, ())
    }


def _by_kind() -> Mapping[str, Mapping[str, Sequence[str]]]:
    found: Mapping[str, Mapping[str, Sequence[str]]] = _lists()["places"]
    return found


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    path = Path(__file__).parent / "words" / "otherwise.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
