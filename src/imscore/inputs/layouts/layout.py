"""A layout: how one kind of table names its columns, read from a TOML file in this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from imscore.reference.indicators import plain

# Shared by the rows-down kinds; a layout of the kind "wide" has periods across.
Shape = Literal["rows", "wide"]


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
    """

    id: str
    name: str
    shape: Shape
    other_indicators: Literal["error", "set aside"]
    headers: Mapping[str, str]
    only_with: frozenset[str]
    may_hold_fractions: bool
    start_years: bool


@lru_cache(maxsize=1)
def all_layouts() -> tuple[Layout, ...]:
    """Every layout that came with the program, in the order of their files' names."""
    return tuple(load(path) for path in sorted(Path(__file__).parent.glob("*.toml")))


def load(path: Path) -> Layout:
    """Reads one layout file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Layout(
        id=data["id"],
        name=data["name"],
        shape=data.get("shape", "rows"),
        other_indicators=data["other_indicators"],
        headers={plain(h): field for field, spelt in data["columns"].items() for h in spelt},
        only_with=frozenset(plain(header) for header in data.get("only_with", ())),
        may_hold_fractions=data.get("may_hold_fractions", True),
        start_years=data.get("start_years", False),
    )
