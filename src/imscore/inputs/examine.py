"""Everything that can be said of some files at once: what `imscore check` shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imscore.errors import InputError
from imscore.inputs import kinds
from imscore.inputs.layouts import Table, recognise
from imscore.inputs.layouts.describe import describe
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.read import read_files
from imscore.inputs.selection import start
from imscore.inputs.sheets import Sheet, open_file
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_SHEETS_DESCRIBED = 20
_ROW = re.compile(r"[A-Z]+(\d+)")
# Errors of a header or a column: their cell is not in a row of figures.
_OF_COLUMNS = frozenset(
    kind.code
    for kind in (
        *(kinds.MISSING_COLUMN, kinds.DUPLICATE_COLUMN, kinds.TWO_PERIOD_COLUMNS),
        *(kinds.PERSONAL_DATA, kinds.SECOND_HEADER),
    )
)


@dataclass(frozen=True)
class Examined:
    """What was found in some files.

    Attributes:
        problems: errors and warnings alike, in the order of the input.
        notes: what was inferred, set aside or not understood.
        sheets: the sheets that could be opened, hidden ones left out.
        rows: how many rows have figures; a row of a table with periods across counts once a period.
        read: how many of them were read, None where errors stand in the way.
        wrong: how many have an error.
    """

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    rows: int
    read: int | None
    wrong: int


def examine(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
) -> Examined:
    """Reads files as `read_files` does, and tells what it found instead of refusing them."""
    read: int | None = None
    notes: tuple[str, ...] = ()
    try:
        observations = read_files(inputs, catalogue, only_sheet, unopened, layout)
        problems, notes = observations.problems, observations.notes
        read = len(observations.frame)
    except InputError as error:
        problems = error.problems
    sheets, rows, puzzles = _look_through(inputs, catalogue, only_sheet, layout, not notes)
    return Examined(problems, (*notes, *puzzles), sheets, rows, read, _count_wrong(problems))


def _count_wrong(problems: Sequence[Problem]) -> int:
    errors = (p for p in problems if p.severity == "error" and p.code not in _OF_COLUMNS)
    places = ((p.file, p.sheet, _ROW.fullmatch(p.cell)) for p in errors)
    return len({(file, sheet, found.group(1)) for file, sheet, found in places if found})


def _look_through(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None,
    layout: Layout | None,
    want_notes: bool,
) -> tuple[tuple[Sheet, ...], int, list[str]]:
    """The sheets, how many rows of them have figures, and what no layout fits."""
    sheets: list[Sheet] = []
    puzzles: list[str] = []
    rows = 0
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError:
            continue
        puzzles += opened.notes if want_notes else []
        found = [recognise(sheet, catalogue, layout) for sheet in opened.sheets]
        tables = [table for table in found if isinstance(table, Table)]
        rows += sum(len(start(table).rows) for table in tables)
        if not tables:
            described = [describe(sheet) for sheet in opened.sheets[:_SHEETS_DESCRIBED]]
            puzzles += [" ".join(sentences) for sentences in described]
        sheets += opened.sheets
    return tuple(sheets), rows, puzzles
