"""Reads named groups of areas: a groups.toml, or NAME=CODE,CODE on the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imscore.errors import DefinitionError, UsageError
from imscore.suggest import did_you_mean

_KEYS = {"areas": list, "note": str, "source": str}


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of areas.

    Attributes:
        name: what `--benchmark` takes.
        areas: codes or names, as given.
        note: why these, "" where nothing is said.
        source: who put them together, such as the publisher of statistical neighbours, or "".
    """

    name: str
    areas: tuple[str, ...]
    note: str = ""
    source: str = ""


def read_groups(path: Path) -> dict[str, Group]:
    """Reads a file of groups: one table a group, its name the table's.

    `areas` is a list of codes or names; `note` and `source` may stand beside it.

    Raises:
        DefinitionError: naming the file and every key that breaks a rule, all of them at once.
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
    return {
        name: Group(
            name, tuple(a.strip() for a in t["areas"]), t.get("note", ""), t.get("source", "")
        )
        for name, t in data.items()
    }


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    if not data:
        yield 'it holds no group; begin one with ["Its name"] and areas = ["5ZZ", "5ZY"]'
    names = [name.strip().casefold() for name in data]
    for name, table in data.items():
        if not isinstance(table, Mapping):
            yield f'{name}: is no group; write ["{name}"] and below it areas = ["5ZZ", "5ZY"]'
            continue
        if not name.strip() or names.count(name.strip().casefold()) > 1:
            yield f"{name!r}: each group needs a name of its own"
        if "areas" not in table:
            yield f"{name}.areas: is missing"
        for key, value in table.items():
            if key not in _KEYS:
                yield f"{name}.{key}: is not a key. {did_you_mean(key, _KEYS, 0.6)}".rstrip()
            elif not isinstance(value, _KEYS[key]):
                yield f"{name}.{key}: must be a {'list' if key == 'areas' else 'text'}"
        areas = table.get("areas")
        if isinstance(areas, list):
            yield from _area_faults(name, areas)


def _area_faults(name: str, areas: list[object]) -> Iterator[str]:
    wrong = [area for area in areas if not isinstance(area, str) or not area.strip()]
    if wrong:
        listed = ", ".join(repr(area) for area in wrong)
        yield f"{name}.areas: a code or a name in quotes is wanted, not {listed}"
    folded = [area.strip().casefold() for area in areas if isinstance(area, str)]
    twice = sorted({area for area in folded if area and folded.count(area) > 1})
    if twice:
        yield f"{name}.areas: given twice: {', '.join(twice)}"
    if len(set(folded) - {""}) < 2 and not wrong:
        yield f"{name}.areas: a group is made of two areas or more"


def parse_group(text: str) -> Group:
    """Reads a group as `--group` takes it.

    Raises:
        UsageError: where it is not NAME=CODE,CODE with two areas or more.

    >>> parse_group("Neighbours=5ZZ, 5ZY").areas
    ('5ZZ', '5ZY')
    """
    name, equals, listed = text.partition("=")
    areas = [area.strip() for area in listed.split(",")]
    faults = [fault.partition(": ")[2] for fault in _area_faults(name, list(areas))]
    if not equals or not name.strip():
        faults = ["write NAME=CODE,CODE"]
    if faults:
        raise UsageError(f"--group {text!r}: {'; '.join(faults)}.")
    return Group(name.strip(), tuple(areas))
