"""Which areas a scorecard is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference.areas import NOT_LOCAL_TYPES, is_england
from imscore.suggest import did_you_mean

_LISTED = 12


@dataclass
class _Area:
    """An area of the input: its names as they stand there, by their folded spelling."""

    key: str
    code: str
    kind: str
    names: dict[str, str] = field(default_factory=dict)

    @property
    def local(self) -> bool:
        return self.kind not in NOT_LOCAL_TYPES

    @property
    def words(self) -> str:
        names = ", ".join(sorted(self.names.values()))
        return f"{self.key} ({names})" if self.code and names else self.key


def find_area(frame: pd.DataFrame, wanted: str | None) -> str:
    """The key of the area meant.

    Args:
        frame: observations.
        wanted: a code or a name, letters' case aside; None where the input has one local area.

    Raises:
        UsageError: where no area, or more than one, is meant; it lists those there are.
    """
    known = _known(frame)
    if wanted is None:
        return _only(known)
    folded = wanted.strip().casefold()
    by_code = [area for area in known if area.code and area.code.casefold() == folded]
    found = by_code or [area for area in known if folded in area.names]
    if len(found) == 1:
        return found[0].key
    if found:
        raise UsageError(
            f"{wanted!r} is the name of {len(found)} areas: {_list(found)}. Give the code, or make "
            "their codes alike in the input."
        )
    raise UsageError(_unknown(known, wanted))


def local_areas(frame: pd.DataFrame) -> list[str]:
    """The keys of all local areas, in the order of their names."""
    local = [area for area in _known(frame) if area.local]
    return [area.key for area in sorted(local, key=lambda a: (sorted(a.names)[:1], a.key))]


def named_areas(names: Iterable[str], frame: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Finds the areas that a table beside the observations names.

    Args:
        names: codes or names as they stand there, letters' case aside.
        frame: observations.

    Returns:
        From each name to its area's key; and from each that is no area of the input, or the name
        of several, to why it is none.
    """
    known = frame[["area", "area_code", "area_name"]].drop_duplicates()
    keys: dict[str, set[str]] = {}
    for key, code, name in known.itertuples(index=False):
        for spelt in filter(None, (code, name)):
            keys.setdefault(spelt.casefold(), set()).add(key)
    codes = {str(code).casefold(): str(key) for key, code, _ in known.itertuples(index=False)}
    found: dict[str, str] = {}
    why: dict[str, str] = {}
    for name in names:
        folded = str(name).casefold()
        meant = {codes[folded]} if folded in codes else keys.get(folded, set())
        if len(meant) == 1:
            found[name] = next(iter(meant))
        elif meant:
            why[name] = f"{name} is the name of {len(meant)} areas: give the code"
        else:
            spelt = [str(text) for text in [*known["area_name"], *known["area_code"]] if text]
            why[name] = f"{name} is not in the input. {did_you_mean(name, spelt, 0.6)}".rstrip()
    return found, why


def _known(frame: pd.DataFrame) -> list[_Area]:
    """Every area of the input but England, in its order."""
    distinct = frame[["area", "area_code", "area_name", "area_type"]].drop_duplicates()
    known: dict[str, _Area] = {}
    for key, code, name, kind in distinct.itertuples(index=False):
        if code != ENGLAND_CODE:
            area = known.setdefault(key, _Area(key, code, kind))
            area.kind = area.kind or kind
            if name:
                area.names.setdefault(name.casefold(), name)
    return list(known.values())


def _only(known: Sequence[_Area]) -> str:
    candidates = [area for area in known if area.local] or known
    if not candidates:
        raise UsageError("The input holds England only: a scorecard is of a local area.")
    if len(candidates) > 1:
        raise UsageError(
            f"The input holds {len(candidates)} areas: {_list(candidates)}. "
            "Say which with --area (imscore report takes --all-areas too)."
        )
    return candidates[0].key


def _unknown(known: Sequence[_Area], wanted: str) -> str:
    there = f"It holds: {_list(known)}."
    if is_england(wanted.strip(), "") or is_england("", wanted):
        return f"{ENGLAND_NAME} is what areas are held against: ask for a local area. {there}"
    names = [name for area in known for name in area.names.values()]
    codes = [area.code for area in known if area.code]
    hint = did_you_mean(wanted, [*names, *codes], 0.6)
    return f"There is no area {wanted!r} in the input. {hint}{there}"


def _list(areas: Sequence[_Area]) -> str:
    more = len(areas) - _LISTED
    words = ", ".join(area.words for area in areas[:_LISTED])
    return words + (f" and {more} more" if more > 0 else "")
