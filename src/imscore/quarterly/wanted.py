"""What scorecards are asked for, as the rest of the program takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import UsageError
from imscore.model import ENGLAND_NAME
from imscore.quarterly.settings import Scorecards

if TYPE_CHECKING:
    import pandas as pd

    from imscore.reference.indicators import Catalogue
    from imscore.scorecard.choice import Choice


def choice_of(wanted: Scorecards, catalogue: Catalogue) -> Choice:
    """What is asked for, all but which of several areas: that takes the input to tell.

    Raises:
        UsageError: where a period, group, indicator or rule is none.
        InputError: where targets cannot be read or have errors.
        DefinitionError: where the file of groups is wrong.
    """
    from imscore.asking import Asked, complete
    from imscore.pipeline import to_period
    from imscore.scorecard.choice import Choice

    asked = Asked(
        benchmark=wanted.benchmark,
        groups=_groups(wanted),
        leave_out=wanted.leave_out,
        targets=wanted.targets,
        commentary=wanted.commentary,
        follow_up=wanted.follow_up,
        disclosure=wanted.disclosure,
        rebase=wanted.rebase,
        baseline=wanted.baseline,
    )
    as_of = to_period(wanted.as_of, "as_of")
    return complete(Choice(None, wanted.all_areas, as_of, wanted.exact_periods), asked, catalogue)


def of_areas(choice: Choice, wanted: Scorecards, frame: pd.DataFrame) -> Choice:
    """The choice with its areas, a group's areas in place of its name.

    Raises:
        UsageError: where a name is both a group and an area of the input.
    """
    groups = {name.casefold(): areas for name, areas in choice.groups.items()}
    found: list[str] = []
    for name in wanted.areas:
        members = groups.get(name.strip().casefold())
        if members and _is_area(frame, name):
            raise UsageError(
                f"{name!r} is both a group and an area of the input: give the group another name."
            )
        found += members or [name]
    if choice.follow_up is not None and len(found) > 1:
        raise UsageError("A follow-up is of one area: name that one, and no group.")
    return replace(choice, areas=found)


def _is_area(frame: pd.DataFrame, name: str) -> bool:
    from imscore.scorecard.areas import find_area

    try:
        find_area(frame, name)
    except UsageError:
        return False
    return True


def _groups(wanted: Scorecards) -> Mapping[str, Sequence[str]]:
    if not (wanted.group or wanted.groups):
        return {}
    from imscore.inputs.groups_file import parse_group, read_groups

    kept = list(read_groups(Path(wanted.groups)).values()) if wanted.groups else []
    named = [parse_group(text) for text in wanted.group]
    used = {name.strip().casefold() for name in (wanted.benchmark or ENGLAND_NAME, *wanted.areas)}
    found: dict[str, Sequence[str]] = {}
    for group in (*kept, *named):
        name = group.name.casefold()
        if name in {known.casefold() for known in found}:
            raise UsageError(
                f"There is more than one group {group.name!r}: give each its own name."
            )
        # A file may hold groups for other uses; one made on purpose is meant for this one.
        if group in named and name not in used and not wanted.disclosure:
            raise UsageError(
                f"There is a group {group.name}, but nothing is held against it, and it is not "
                f"among the areas: set benchmark to {group.name!r}, or name it there."
            )
        found[group.name] = group.areas
    return found
