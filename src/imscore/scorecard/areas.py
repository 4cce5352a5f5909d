"""Which areas a scorecard is asked for."""

from __future__ import annotations

import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE
from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.suggest import did_you_mean

_LISTED = 12


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
        local = [key for key, (_, _, kind) in known.items() if kind not in NOT_LOCAL_TYPES]
        candidates = local or list(known)
        if len(candidates) == 1:
            return candidates[0]
        raise UsageError(_which(known, candidates))
    folded = wanted.strip().casefold()
    by_code = [key for key, (code, _, _) in known.items() if code.casefold() == folded]
    by_name = [key for key, (_, names, _) in known.items() if folded in names]
    found = by_code or by_name
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{wanted!r} is the name of {len(found)} areas: {_list(known, found)}.")
    names = [name for _, names, _ in known.values() for name in names]
    codes = [code for code, _, _ in known.values() if code]
    hint = did_you_mean(wanted, [*_shown_names(frame), *names, *codes], 0.6)
    raise UsageError(f"There is no area {wanted!r} in the input. {hint}{_there(known)}")


def local_areas(frame: pd.DataFrame) -> list[str]:
    """The keys of all local areas, in the order of their names."""
    known = _known(frame)
    local = [key for key, (_, _, kind) in known.items() if kind not in NOT_LOCAL_TYPES]
    return sorted(local, key=lambda key: (sorted(known[key][1])[:1], key))


def _known(frame: pd.DataFrame) -> dict[str, tuple[str, set[str], str]]:
    """From an area's key to its code, its folded names and its kind; England left out."""
    distinct = frame[["area", "area_code", "area_name", "area_type"]].drop_duplicates()
    known: dict[str, tuple[str, set[str], str]] = {}
    for key, code, name, kind in distinct.itertuples(index=False):
        if code != ENGLAND_CODE:
            _, names, first_kind = known.get(key, (code, set(), kind))
            known[key] = (code, names | ({name.casefold()} if name else set()), first_kind or kind)
    return known


def _shown_names(frame: pd.DataFrame) -> list[str]:
    return [str(name) for name in frame["area_name"].unique() if name]


def _which(known: dict[str, tuple[str, set[str], str]], candidates: list[str]) -> str:
    if not candidates:
        return "The input holds England only: a scorecard is of a local area."
    return (
        f"The input holds {len(candidates)} areas: {_list(known, candidates)}. "
        "Say which with --area, or take --all-areas."
    )


def _there(known: dict[str, tuple[str, set[str], str]]) -> str:
    return f"It holds: {_list(known, list(known))}."


def _list(known: dict[str, tuple[str, set[str], str]], keys: list[str]) -> str:
    words = [
        f"{key} ({', '.join(sorted(known[key][1]))})" if known[key][0] and known[key][1] else key
        for key in keys[:_LISTED]
    ]
    more = len(keys) - _LISTED
    return ", ".join(words) + (f" and {more} more" if more > 0 else "")
