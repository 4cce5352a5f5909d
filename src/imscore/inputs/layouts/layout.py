"""A layout: how one kind of table names its columns, read from a TOML file in this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from imscore.errors import DefinitionError
from imscore.reference.indicators import plain

# Shared by the rows-down kinds; a layout of the kind "wide" has periods across.
Shape = Literal["rows", "wide"]
FIELDS = (
    *("area_code", "area_name", "area_type", "indicator", "indicator_id", "definition", "period"),
    *("numerator", "denominator", "value", "lower_ci", "upper_ci", "marker", "remark"),
    *("sex", "age", "category", "category_type"),
)
_KEYS: dict[str, type] = {
    "id": str,
    "name": str,
    "shape": str,
    "other_indicators": str,
    "only_with": list,
    "may_hold_fractions": bool,
    "start_years": bool,
    "columns": dict,
    "says": dict,
}
_CHOICES = {"shape": ("rows", "wide"), "other_indicators": ("error", "set aside")}


@dataclass(frozen=True)
class Layout:
    """How one kind of table names its columns.

    Attributes:
        other_indicators: what to do with an indicator that is not known.
        headers: from a header's plain spelling to the field.
        only_with: plain headers that must all be there, empty for none.
        may_hold_fractions: whether a percentage may be stored as a fraction.
        start_years: whether a lone year names the financial year that starts in it, for an
            indicator that has no calendar years.
        says: fields that no column holds, such as the area that the whole file is about.
    """

    id: str
    name: str
    shape: Shape
    other_indicators: Literal["error", "set aside"]
    headers: Mapping[str, str]
    only_with: frozenset[str]
    may_hold_fractions: bool = True
    start_years: bool = False
    says: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def all_layouts() -> tuple[Layout, ...]:
    """Every layout that came with the program, in the order of their files' names."""
    return tuple(load(path) for path in sorted(Path(__file__).parent.glob("*.toml")))


def load(path: Path) -> Layout:
    """Reads one layout file, the program's or a user's own.

    Raises:
        DefinitionError: naming the file and every key that breaks a rule.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DefinitionError(f"{path}: cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: not valid TOML: {error}") from None
    faults = list(_faults(data))
    if faults:
        raise DefinitionError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return Layout(
        id=data["id"],
        name=data["name"],
        shape=data.get("shape", "rows"),
        other_indicators=data["other_indicators"],
        headers={plain(h): name for name, spelt in data["columns"].items() for h in spelt},
        only_with=frozenset(plain(header) for header in data.get("only_with", ())),
        may_hold_fractions=data.get("may_hold_fractions", True),
        start_years=data.get("start_years", False),
        says=data.get("says", {}),
    )


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("id", "name", "other_indicators", "columns"):
        if key not in data:
            yield f"{key}: is missing"
    for key, value in data.items():
        if key not in _KEYS:
            yield f"{key}: is not a key of a layout; those are {', '.join(_KEYS)}"
        elif not isinstance(value, _KEYS[key]):
            yield f"{key}: {value!r} is of the wrong type"
    for key, allowed in _CHOICES.items():
        if key in data and data[key] not in allowed:
            yield f"{key}: {data[key]!r} is not one of {', '.join(allowed)}"
    for table in ("columns", "says"):
        for name, value in _table(data, table).items():
            if name not in FIELDS and (table, name) != ("says", "measure"):
                yield f"{table}.{name}: is not a field; those are {', '.join(FIELDS)}"
            good = isinstance(value, str) if table == "says" else _is_list_of_texts(value)
            if not good:
                wanted = "a text" if table == "says" else "a list of texts"
                yield f"{table}.{name}: must be {wanted}"


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key, {})
    return found if isinstance(found, Mapping) else {}


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
