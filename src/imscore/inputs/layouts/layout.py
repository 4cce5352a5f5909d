"""A layout: how one kind of table names its columns, read from a TOML file in this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from imscore.errors import DefinitionError
from imscore.inputs.case_changes import cut
from imscore.inputs.layouts.layout_faults import faults as faults_of
from imscore.inputs.layouts.layout_faults import to_fill_in
from imscore.inputs.layouts.limits import limit_named
from imscore.reference.indicators import plain

# Shared by the rows-down kinds; a layout of the kind "wide" has periods across.
# Published tables have one spelling for each limit.
_MADE_BY_HAND = frozenset({"plain", "wide"})
Shape = Literal["rows", "wide"]


@dataclass(frozen=True)
class Layout:
    """How one kind of table names its columns.

    Attributes:
        other_indicators: what to do with an indicator that is not known.
        headers: from a header's plain spelling to the field.
        only_with: plain headers that must all be there, empty for none.
        needs: fields that must be there as well, for it to be a table of this kind.
        sums: from a field to the columns whose figures are added up, each by its plain spellings.
        may_hold_fractions: whether a percentage may be stored as a fraction.
        start_years: whether a lone year names the financial year that starts in it, for an
            indicator that has no calendar years.
        says: fields that no column holds, such as the area that the whole file is about.
        sheets: the names of the sheets that it is of, empty for all.
        not_read: plain headers of columns that are left out.
        read_as: from a text on the sheet, in small letters, to what it is read as.
        own: whether it is a user's.
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
    sheets: tuple[str, ...] = ()
    not_read: frozenset[str] = frozenset()
    read_as: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    needs: frozenset[str] = frozenset()
    sums: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def field(self, header: str) -> str | None:
        """The field that a header names, as it stands or cut where its letters' case changes.

        In tables that people make, a 95% limit by its words.
        """
        found = self.headers.get(plain(header)) or self.headers.get(plain(cut(header)))
        return found or (limit_named(header) if self.id in _MADE_BY_HAND else None)

    def is_of(self, sheet: str) -> bool:
        """Whether it describes a sheet, by the sheet's name."""
        return not self.sheets or folded(sheet) in map(folded, self.sheets)


def folded(text: str) -> str:
    """A text as it is compared: in small letters, with single spaces, none around it."""
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=1)
def all_layouts() -> tuple[Layout, ...]:
    """Every layout that came with the program, in the order of their files' names."""
    return tuple(_load(path) for path in sorted(Path(__file__).parent.glob("*.toml")))


def load(path: Path) -> Layout:
    """Reads a user's own layout file.

    What it says of a table with periods across comes before the spellings that are known anyway.

    Raises:
        DefinitionError: naming the file and every key that breaks a rule or is to be filled in.
    """
    own = replace(_load(path), own=True)
    if own.shape == "rows":
        return own
    known = next(layout for layout in all_layouts() if layout.shape == own.shape)
    return replace(own, headers={**known.headers, **own.headers})


def _load(path: Path) -> Layout:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise DefinitionError(f"{path}: cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: not valid TOML: {error}") from None
    faults = [*to_fill_in(text), *faults_of(data)]
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
        sheets=tuple(data.get("sheets", ())),
        not_read=frozenset(plain(header) for header in data.get("not_read", ())),
        read_as={folded(old): new for old, new in data.get("read_as", {}).items()},
        needs=frozenset(data.get("needs", ())),
        sums={name: tuple(map(_spellings, each)) for name, each in data.get("sums", {}).items()},
    )


def _spellings(header: str | list[str]) -> frozenset[str]:
    return frozenset(map(plain, [header] if isinstance(header, str) else header))


def addend(field: str, number: int) -> str:
    """The name of the further columns, from 1, that are added to a field's first (0).

    >>> addend("numerator", 0), addend("numerator", 1)
    ('numerator', 'numerator + 1')
    """
    return f"{field} + {number}" if number else field
