"""What is said of a file beside figures that are hidden: nothing that could tell one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from imscore.model import Block, Problem
from imscore.scorecard.hidden_ranges import BoolArray

# An example in brackets.
_EXAMPLE = re.compile(r" \(such as [^)]*\)")
_ROW = re.compile(r"[A-Z]+(\d+)")
WITHHELD = "a figure that the rule on small numbers hides"
LEFT_OUT = (
    "Warnings about series with a figure that the rule hides are left out here, whether there are "
    "any or not, since a warning can tell a figure: imscore check lists them."
)
# About files, columns, areas and periods: whether there is one of these, and what it quotes, does
# not hang on any figure.
_OF_NO_FIGURE = frozenset(
    (
        *("unreadable_file", "empty_file", "no_such_sheet", "no_table", "missing_column"),
        *("unread_column", "table_not_read", "duplicate_column", "personal_data"),
        *("unknown_indicator", "near_indicator", "two_indicators", "unknown_definition"),
        *("missing_cell", "bad_period", "period_is_date", "period_kind", "future_period"),
        *("second_header", "code_is_number", "taken_as_code", "two_names", "two_codes"),
        *("different_areas", "near_england", "near_column", "two_period_columns"),
        *("merged_rows", "unseen_formats", "missing_quarters", "title_of_a_quarter"),
        *("provisional", "other_area", "sheet_heading", "unknown_status", "unclear_due"),
    )
)


def in_series(frame: pd.DataFrame, hidden: pd.Series) -> BoolArray:
    """Which rows are of an area and indicator of which a figure is hidden.

    Args:
        frame: observations, as disclosed.
        hidden: which rows are hidden, aligned with the frame.
    """
    series = [frame["area"], frame["indicator"]]
    return hidden.groupby(series, sort=False).transform("any").to_numpy(bool)


def may_be_told(
    frame: pd.DataFrame, secret: BoolArray, blocks: Sequence[Block]
) -> Callable[[Problem], bool]:
    """Tells whether a warning may be passed on: one that can tell no hidden figure.

    A warning about one period hangs on another, and one about a window on its years, so none of a
    series with a hidden figure is passed on. A row of a sheet that no observation shown comes from,
    such as one that repeats another, may hold a hidden figure as well.

    Args:
        frame: observations, as disclosed.
        secret: from `in_series`.
        blocks: the tables that they came from.
    """
    never, shown = (_places(frame[chosen], blocks) for chosen in (secret, ~secret))

    def told(problem: Problem) -> bool:
        if not problem.cell or problem.code in _OF_NO_FIGURE:
            return True
        spot = _row_of(problem)
        return spot in shown and spot not in never

    return told


def _places(frame: pd.DataFrame, blocks: Sequence[Block]) -> set[tuple[str, str, str]]:
    rows = frame[["block", "row"]].drop_duplicates().itertuples(index=False)
    own = [(blocks[int(b)], int(row)) for b, row in rows]
    return {(block.file, block.sheet, str(row)) for block, row in own} | {
        (other.file, other.sheet, str(row + other.below))
        for block, row in own
        for other in block.elsewhere.values()
    }


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
    """An error that names its kind and its place alone, where it may quote a figure."""
    if problem.code in _OF_NO_FIGURE or not problem.cell:
        return problem
    return replace(
        problem,
        found=WITHHELD,
        expected="",
        hint="Look at the cell in the input.",
        message=f"{problem.code.replace('_', ' ')}: {WITHHELD}",
    )
