"""Warnings about figures that are hidden: kept, but without the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from imscore.model import Block, Problem

# An example in brackets.
_EXAMPLE = re.compile(r" \(such as [^)]*\)")
_ROW = re.compile(r"[A-Z]+(\d+)")
WITHHELD = "a figure that the rule on small numbers hides"


def without_figures(
    problems: Iterable[Problem], frame: pd.DataFrame, hidden: pd.Series, blocks: Sequence[Block]
) -> tuple[Problem, ...]:
    """Takes the figures out of warnings about anything hidden.

    A warning about one period often quotes another, and one about a window its years: where one
    figure of an area and indicator is hidden, no warning on its cells quotes any.

    Args:
        problems: warnings, as read or found later.
        frame: observations, as disclosed.
        hidden: which rows are hidden, aligned with the frame.
        blocks: the tables that they came from.

    Returns:
        The warnings in their order, place, severity and code unchanged.
    """
    return tuple(map(quiet_words(frame, hidden, blocks), problems))


def quiet_words(
    frame: pd.DataFrame, hidden: pd.Series, blocks: Sequence[Block]
) -> Callable[[Problem], Problem]:
    """What takes the figures out of a warning, where it stands on a row that may tell a hidden one.

    A row of a sheet that no observation shown comes from, such as one that repeats another, may
    hold a hidden figure as well.

    Args:
        frame: observations, as disclosed.
        hidden: which rows are hidden, aligned with the frame.
        blocks: the tables that they came from.
    """
    about = hidden.groupby([frame["area"], frame["indicator"]], sort=False).transform("any")
    secret, shown = (_places(frame[chosen], blocks) for chosen in (about, ~about))

    def quiet(problem: Problem) -> Problem:
        spot = _row_of(problem)
        told = not problem.cell or (spot in shown and spot not in secret)
        return problem if told else without_figure(problem)

    return quiet


def _places(frame: pd.DataFrame, blocks: Sequence[Block]) -> set[tuple[str, str, str]]:
    rows = frame[["block", "row"]].drop_duplicates().itertuples(index=False)
    return {(blocks[int(b)].file, blocks[int(b)].sheet, str(row)) for b, row in rows}


def quiet_notes(notes: Iterable[str]) -> tuple[str, ...]:
    """Takes the figures given as examples out of notes.

    >>> quiet_notes(["3 rows hold percentages stored as fractions (such as 0.03 for 3%): why"])
    ('3 rows hold percentages stored as fractions: why',)
    """
    return tuple(_EXAMPLE.sub("", note) for note in notes)


def _row_of(problem: Problem) -> tuple[str, str, str]:
    found = _ROW.fullmatch(problem.cell)
    return problem.file, problem.sheet, found.group(1) if found else ""


def without_figure(problem: Problem) -> Problem:
    """A warning or an error that names its kind and its place alone."""
    return replace(
        problem,
        found=WITHHELD,
        expected="",
        hint="Look at the cell in the input.",
        message=f"{problem.code.replace('_', ' ')}: {WITHHELD}",
    )
