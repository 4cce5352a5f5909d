"""From observations to verdicts: pooled, disclosed, held against a benchmark and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE, ENGLAND_NAME, Observations, Problem
from imscore.reference.areas import is_england
from imscore.scorecard.benchmark import add_benchmark
from imscore.scorecard.choice import Choice, Reference
from imscore.scorecard.disagreements import window_problems
from imscore.scorecard.judge import judge
from imscore.scorecard.pool import add_pooled
from imscore.scorecard.rows import Judged


@dataclass(frozen=True)
class Table:
    """Observations on the way to their verdicts.

    Attributes:
        name, key: of what they are held against. members: keys of its areas, where it is a group.
        line: which rule on small numbers was applied, "" where none was.
        doubts: warnings found on the way, each with the key of the area that it is about.
    """

    frame: pd.DataFrame
    name: str = ENGLAND_NAME
    key: str = ENGLAND_CODE
    members: tuple[str, ...] = ()
    line: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    doubts: tuple[tuple[str, Problem], ...] = ()


def judge_all(
    observations: Observations, reference: Reference, choice: Choice | None = None
) -> Judged:
    """Pools, discloses and judges every observation of every area and period.

    Args:
        observations: as read.
        reference: what they are judged by.
        choice: what was asked for; which areas are shown does not matter here.

    Raises:
        UsageError: where the observations were read by other indicators than they are judged by,
            or there is no such benchmark or rule on small numbers.
    """
    asked = choice or Choice()
    refuse_unknown(observations, reference)
    table = prepare(observations, reference, asked)
    frame = judge(_held(table, observations, reference, asked), reference.catalogue)
    return Judged(
        frame,
        observations,
        reference.catalogue,
        benchmark_name=table.name,
        benchmark_key=table.key,
        members=table.members,
        line=table.line,
        notes=table.notes,
        problems=table.problems,
        doubts=table.doubts,
    )


def refuse_unknown(observations: Observations, reference: Reference) -> None:
    """Refuses observations of indicators that are not among those to judge by."""
    unknown = sorted(set(observations.frame["indicator"].unique()) - set(reference.catalogue))
    if unknown:
        raise UsageError(
            f"Read by definitions that are not judged by: {', '.join(unknown)}. "
            "Give the same definitions to both."
        )


def prepare(observations: Observations, reference: Reference, choice: Choice) -> Table:
    """Pools years, makes the group that areas are held against, and hides small numbers.

    Returns:
        The one table that every figure shown comes from, ready for comparison.
    """
    pooled = add_pooled(observations.frame, reference.catalogue)
    table = Table(pooled, notes=observations.notes, problems=observations.problems)
    if not is_usual(choice):
        table = _compared(table, choice, reference)
    doubts = tuple(window_problems(table.frame, observations.blocks))
    if not choice.disclosure:
        return replace(table, doubts=doubts)
    return _disclosed(replace(table, doubts=doubts), observations, reference, choice)


def is_usual(choice: Choice) -> bool:
    """Whether areas are held against England, as they are unless told otherwise."""
    name = choice.benchmark.strip()
    usual = is_england(name, "") or is_england("", name)
    if usual and choice.leave_out:
        raise UsageError("--leave-out takes an area out of a group: name one with --benchmark.")
    return usual and not choice.groups


def _compared(table: Table, choice: Choice, reference: Reference) -> Table:
    """The table with the rows of the group that areas are held against."""
    from imscore.scorecard.comparators import find_comparator, group_rows

    found = find_comparator(table.frame, choice.benchmark, choice.groups)
    named: dict[str, Any] = {"name": found.name, "key": found.key, "members": found.members}
    if choice.leave_out and not found.members:
        raise UsageError("--leave-out takes an area out of a group: --benchmark names none.")
    if not found.members:
        return replace(table, **named)
    rows, notes = group_rows(table.frame, found, reference.catalogue)
    if rows.empty:
        raise UsageError(
            f"The group {found.name} has no figure: there is no indicator and period that all of "
            "its areas have counts for."
        )
    rows["parts"] = pd.Series([()] * len(rows), index=rows.index, dtype=object)
    frame = pd.concat([table.frame, rows], ignore_index=True)
    return replace(table, **named, frame=frame, notes=(*table.notes, *notes))


def _disclosed(
    table: Table, observations: Observations, reference: Reference, choice: Choice
) -> Table:
    """The table without what a rule on small numbers hides, in figures and in words."""
    from imscore.scorecard.disclosure import disclose
    from imscore.scorecard.disclosure_profiles import find_profile
    from imscore.scorecard.quiet import LEFT_OUT, in_series, may_be_told, quiet_notes

    rule = find_profile(choice.disclosure)
    shown = disclose(
        table.frame,
        rule,
        reference.catalogue,
        _made_of(table.frame, choice.groups),
        {table.key: table.members} if table.members else {},
    )
    frame, problems, doubts, notes = shown.frame, table.problems, table.doubts, table.notes
    if rule.hides_up_to or rule.no_rate_below:
        # What was rounded may be told exactly by a warning as well.
        secret = in_series(frame, shown.hidden | bool(rule.rounds_to))
        told = may_be_told(frame, secret, observations.blocks)
        problems = tuple(filter(told, problems))
        doubts = tuple((area, problem) for area, problem in doubts if told(problem))
        notes = (*quiet_notes(notes), *((LEFT_OUT,) if secret.any() else ()))
        frame = frame.drop(columns="not_known", errors="ignore")
        if rule.hides_up_to:
            frame = frame.assign(unchecked=secret)
    return replace(
        table,
        frame=frame,
        line=shown.line,
        notes=(*notes, *shown.notes),
        problems=problems,
        doubts=doubts,
    )


def _made_of(frame: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Areas of the input that a group of their name says the parts of."""
    from imscore.scorecard.areas import find_area

    found: dict[str, Sequence[str]] = {}
    for name, areas in groups.items():
        try:
            key = find_area(frame, name)
        except UsageError:
            continue
        found[key] = [find_area(frame, area) for area in areas]
    return found


def _held(
    table: Table, observations: Observations, reference: Reference, choice: Choice
) -> pd.DataFrame:
    """The observations with what each is held against."""
    if table.key == ENGLAND_CODE:
        return add_benchmark(table.frame, observations, reference.england, choice.exact_periods)
    from imscore.scorecard.against import hold_against
    from imscore.scorecard.comparators import Comparator

    held = Comparator(table.name, table.key, table.members)
    own = table.frame[(table.frame["area"] == table.key).to_numpy(bool)]
    return hold_against(table.frame, own, held, reference.catalogue, leave_out=choice.leave_out)
