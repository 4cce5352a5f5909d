"""Of files that are versions of one another by their names, the newest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

# A year alone or with what follows it (2026-09, 20260930, 2026 Q3, 2009-10), or after it
# (Q3 2026, 30-09-2026, 30092026), and a time of day. Any other number tells files apart.
_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}(?:[-_. ]?Q[1-4]|(?:[-_. ]?\d\d){{0,2}})"
    rf"|(?:Q[1-4][-_. ]?|{_DAY}[-_. ]{_MONTH}[-_. ]|(?<![A-Z]){_DAY}{_MONTH}){_YEAR})"
    r"(?:[-_ T]\d\d[-_.]?\d\d(?:[-_.]?\d\d)?)?(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def newest(
    paths: Sequence[Path], changed: Callable[[Path], int]
) -> tuple[list[Path], list[str], list[str]]:
    """Takes the newest of files whose names differ in a date only.

    Args:
        paths: files.
        changed: when one was changed, in any unit.

    Returns:
        The files to read, a sentence for each that older ones are passed over for, and one for
        files whose names differ in other numbers: those are read, each as a file of its own.
    """
    kept, passed_over, notes = [], [], []
    for group in _grouped(paths, _DATE):
        by_name = all(_year_first(path) for path in group)
        taken = max(group, key=lambda p: (_date(p) if by_name else [changed(p)], p.name))
        kept.append(taken)
        how = "by the dates in their names" if by_name else "by when they were changed"
        older = sorted(path.name for path in group if path != taken)
        if older:
            passed_over.append(
                f"{taken.name} is taken as the newest {how}; not read: {', '.join(older)}. Set "
                "take = all where these are files of their own"
            )
    for group in _grouped(kept, _DIGITS):
        if len(group) > 1:
            names = ", ".join(sorted(path.name for path in group))
            notes.append(f"names that differ in a number that is no date, all read: {names}")
    return kept, passed_over, notes


def _grouped(paths: Sequence[Path], sign: re.Pattern[str]) -> list[list[Path]]:
    alike: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        alike.setdefault((path.parent, sign.sub("#", path.name)), []).append(path)
    return list(alike.values())


def _year_first(path: Path) -> bool:
    found = _DATE.search(path.name)
    return bool(found and re.match(_YEAR, found.group()))


def _date(path: Path) -> list[int]:
    return [int(d) for found in _DATE.findall(path.name) for d in _DIGITS.findall(found)]
