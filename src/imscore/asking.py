"""What is asked for beyond the area: benchmark, groups, targets, a rule, where charts begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import InputError, PeriodError, UsageError
from imscore.model import ENGLAND_NAME, FollowUp, Observations, Problem
from imscore.periods import parse
from imscore.reference.indicators import Catalogue, plain
from imscore.scorecard.choice import Choice, Stretch

if TYPE_CHECKING:
    import pandas as pd

_FROM_A_FILE = {
    "targets": "Targets are read from a file",
    "commentary": "Commentary is read from a file",
}


@dataclass(frozen=True)
class Asked:
    """What is asked for, as it is given on a command line or in a call.

    Attributes:
        benchmark: what areas are held against, None for England.
        group: `NAME=CODE,CODE`, each; `groups`: the same as names and areas.
        groups_file: a groups.toml.
        leave_out: take an area out of the group that it is held against.
        targets, commentary: a spreadsheet, or a table.
        disclosure: the name of a rule on small numbers.
        follow_up: last quarter's file with the area's actions.
        rebase, baseline: `PERIOD` or `INDICATOR=PERIOD`, each.
    """

    benchmark: str | None = None
    group: Sequence[str] = ()
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups_file: Path | None = None
    leave_out: bool = False
    targets: str | Path | pd.DataFrame | None = None
    commentary: str | Path | pd.DataFrame | None = None
    disclosure: str | None = None
    follow_up: str | Path | None = None
    rebase: Sequence[str] = ()
    baseline: Sequence[str] = ()


def complete(choice: Choice, asked: Asked, catalogue: Catalogue) -> Choice:
    """Adds to a choice what is asked for beyond it; reads groups and targets where they are named.

    Raises:
        UsageError: where a group, a rule, an indicator or a period is none.
        InputError: where groups, targets, commentary or the follow-up cannot be read or have
            errors.
    """
    if asked.targets is None and asked.commentary is None and asked == Asked():
        return choice
    groups = _groups(asked)
    benchmark = ENGLAND_NAME if asked.benchmark is None else asked.benchmark
    if asked.disclosure is not None:
        from imscore.scorecard.disclosure_profiles import find_profile

        find_profile(asked.disclosure)
    targets, doubts = _own_table("targets", asked.targets, catalogue)
    commentary, more = _own_table("commentary", asked.commentary, catalogue)
    return replace(
        choice,
        benchmark=benchmark,
        groups=groups,
        leave_out=asked.leave_out,
        disclosure=asked.disclosure or "",
        targets=targets,
        commentary=commentary,
        asked_problems=doubts + more,
        stretches=_stretches(asked, catalogue),
        follow_up=_follow_up(asked, choice),
    )


def refuse_idle_groups(given: bool, disclosure: str | None) -> None:
    """Refuses groups where they serve the rule on small numbers alone, and there is none.

    Raises:
        UsageError: since they would do nothing.
    """
    if given and disclosure in (None, "none"):
        raise UsageError(
            "Groups say here which areas a total is made of, for a rule on small numbers: give "
            "--disclosure as well."
        )


def _groups(asked: Asked) -> dict[str, Sequence[str]]:
    if not (asked.group or asked.groups or asked.groups_file):
        return {}
    from imscore.inputs.groups_file import parse_group, read_groups

    named = [parse_group(text) for text in asked.group]
    found: dict[str, Sequence[str]] = {name: list(areas) for name, areas in asked.groups.items()}
    wanted = str(asked.benchmark).strip().casefold()
    for group in named:
        if group.name.casefold() != wanted and not asked.disclosure:
            raise UsageError(
                f"--group makes {group.name}, but nothing is held against it: say --benchmark "
                f"{group.name!r} as well."
            )
    kept = list(read_groups(asked.groups_file).values()) if asked.groups_file else []
    for group in (*kept, *named):
        if group.name.casefold() in {name.casefold() for name in found}:
            raise UsageError(
                f"There is more than one group {group.name!r}: give each its own name."
            )
        found[group.name] = group.areas
    return found


def _own_table(
    what: str, given: str | Path | pd.DataFrame | None, catalogue: Catalogue
) -> tuple[pd.DataFrame | None, tuple[Problem, ...]]:
    """The targets or the commentary of a file or a table."""
    if given is None:
        return None, ()
    from imscore.inputs.files import STANDARD_INPUT, load_inputs
    from imscore.inputs.own_sheets import read_own

    if not isinstance(given, str | Path):
        return read_own(what, what, given.to_csv(index=False).encode(), catalogue)
    if str(given) == STANDARD_INPUT:
        raise UsageError(f"{_FROM_A_FILE[what]}: name one.")
    files, unopened = load_inputs([given])
    if unopened:
        raise InputError(f"The file of {what} cannot be read; nothing was written.", unopened)
    return read_own(what, *files[0], catalogue)


def _follow_up(asked: Asked, choice: Choice) -> FollowUp | None:
    if asked.follow_up is None:
        return None
    if choice.all_areas:
        raise UsageError("A follow-up is of one area: name it with --area.")
    from imscore.following import read_follow_up

    return read_follow_up(asked.follow_up)


def _stretches(asked: Asked, catalogue: Catalogue) -> tuple[Stretch, ...]:
    found = [
        *(_stretch(text, "--rebase", False, catalogue) for text in asked.rebase),
        *(_stretch(text, "--baseline", True, catalogue) for text in asked.baseline),
    ]
    fixed = [stretch.indicator for stretch in found if stretch.fixes]
    for indicator in fixed:
        if fixed.count(indicator) > 1:
            of = f" of {indicator}" if indicator else ""
            raise UsageError(f"--baseline is given more than once{of}: limits end with one period.")
    return tuple(dict.fromkeys(found))


def _stretch(text: str, option: str, fixes: bool, catalogue: Catalogue) -> Stretch:
    name, equals, period = text.rpartition("=")
    if equals and not name.strip():
        raise UsageError(f"{option} {text!r}: write PERIOD or INDICATOR=PERIOD.")
    indicator = find_indicator(catalogue, name.strip()) if equals else ""
    try:
        return Stretch(indicator, parse(period.strip()), fixes, f"{option} {text}")
    except PeriodError as error:
        raise UsageError(f"{option}: {period.strip()!r} {error}.") from None


def find_indicator(catalogue: Catalogue, wanted: str) -> str:
    """The id of the indicator of an id or name.

    Raises:
        UsageError: where there is none.
    """
    from imscore.suggest import did_you_mean

    found = wanted if wanted in catalogue else catalogue.spellings.get(plain(wanted), ("", ""))[0]
    if not found:
        names = [text for i in catalogue.values() for text in (i.id, i.name, i.short_name)]
        hint = did_you_mean(wanted, names, 0.5)
        raise UsageError(
            f"There is no indicator {wanted!r}. {hint}`imscore indicators` lists them all."
        )
    return found


def with_own_sheets(choice: Choice, observations: Observations) -> Choice:
    """The choice with the targets and commentary of the input itself, unless others are asked for.

    Observations may be scored again and again: what was asked for is left as it is.
    """
    for what in ("targets", "commentary"):
        own = getattr(observations, what)
        if own is None:
            continue
        if getattr(choice, what) is None:
            choice = replace(choice, **{what: own})
        else:
            note = f"The input's own sheet of {what} was not used: another was asked for."
            choice = replace(choice, notes=(*choice.notes, note))
    return choice


def without_figures(error: InputError, disclosure: str) -> InputError:
    """An error fit to be shown under a rule on small numbers: places and kinds, no figures."""
    from imscore.scorecard.disclosure_profiles import find_profile
    from imscore.scorecard.quiet import without_figure

    rule = find_profile(disclosure)
    if not (rule.hides_up_to or rule.no_rate_below):
        return error
    quiet = [without_figure(problem) for problem in error.problems]
    if quiet == [*error.problems]:
        return error
    return InputError(f"{error} Figures are left out by the rule {rule.name}: see the cells, or "
                      "run imscore check.", quiet)  # fmt: skip
