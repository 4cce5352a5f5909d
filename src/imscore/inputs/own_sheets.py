"""Sheets called `targets` and `commentary` among those of an input: never read as figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from imscore.errors import InputError
from imscore.inputs import kinds
from imscore.inputs.sheets import Opened
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("targets", "commentary")
# A sheet of that name without any table may be about something else.
_NOTHING_THERE = (kinds.NO_TABLE.code, kinds.NO_ROWS.code)


def without_own_sheets(
    opened: Opened, catalogue: Catalogue
) -> tuple[Opened, dict[str, pd.DataFrame], list[Problem]]:
    """Takes the sheets called `targets` and `commentary` out of a file that has others.

    Args:
        opened: the file.
        catalogue: the known indicators.

    Returns:
        The file without those sheets; what they hold, by their names, where there is anything;
        and their problems, warnings where a sheet holds no table at all.
    """
    found: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name in NAMES:
        rest = [sheet for sheet in opened.sheets if plain(sheet.name) != name]
        if not rest or len(rest) == len(opened.sheets):
            continue
        opened = replace(opened, sheets=rest)
        try:
            found[name], doubts = read_own(name, opened.name, opened.content, catalogue)
            problems += doubts
        except InputError as error:
            problems += [
                replace(p, severity="warning") if p.code in _NOTHING_THERE else p
                for p in error.problems
            ]
    return opened, found, problems


def read_own(
    what: str, name: str, content: bytes, catalogue: Catalogue
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Reads targets or commentary from a file.

    Args:
        what: one of `NAMES`.
        name: the file's name as shown.
        content: its bytes.
        catalogue: the known indicators.

    Raises:
        InputError: with every problem, where one of them is an error.
    """
    if what == "targets":
        from imscore.inputs.targets_file import read_targets as read
    else:
        from imscore.inputs.commentary_file import read_commentary as read
    return read(name, content, catalogue)


def together(found: Sequence[Mapping[str, pd.DataFrame]], name: str) -> pd.DataFrame | None:
    """What the sheets of that name hold, one below the other; None where there is no such sheet."""
    parts = [sheets[name] for sheets in found if name in sheets]
    if not parts:
        return None
    import pandas as pd

    return pd.concat(parts, ignore_index=True)
