"""A sheet called `targets` among the sheets of an input: read as targets, never as figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from imscore.errors import InputError
from imscore.inputs import kinds
from imscore.inputs.sheets import Opened
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

if TYPE_CHECKING:
    import pandas as pd

NAME = "targets"
# A sheet of that name without any table may be about something else.
_NOTHING_THERE = (kinds.NO_TABLE.code, kinds.NO_ROWS.code)


def without_targets(
    opened: Opened, catalogue: Catalogue
) -> tuple[Opened, list[pd.DataFrame], list[Problem]]:
    """Takes the sheet called `targets` out of a file that has others.

    Args:
        opened: the file.
        catalogue: the known indicators.

    Returns:
        The file without that sheet; the sheet's targets, where there are any; and its problems,
        warnings where it holds no table at all.
    """
    rest = [sheet for sheet in opened.sheets if plain(sheet.name) != NAME]
    if not rest or len(rest) == len(opened.sheets):
        return opened, [], []
    from imscore.inputs.targets_file import read_targets

    opened = replace(opened, sheets=rest)
    try:
        found, doubts = read_targets(opened.name, opened.content, catalogue)
    except InputError as error:
        problems = [
            replace(p, severity="warning") if p.code in _NOTHING_THERE else p
            for p in error.problems
        ]
        return opened, [], problems
    return opened, [found], list(doubts)


def joined_targets(found: Sequence[pd.DataFrame]) -> pd.DataFrame | None:
    """The targets of several sheets, one below the other; None where there is no such sheet."""
    if not found:
        return None
    import pandas as pd

    return pd.concat(found, ignore_index=True)
