"""Everything that can be said of some files at once: what `imscore check` shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imscore.inputs import kinds
from imscore.inputs.layouts.describe import describe
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.read import gather
from imscore.inputs.sheets import Sheet
from imscore.model import Observations, Problem
from imscore.reference.indicators import Catalogue

_SHEETS_DESCRIBED = 20
_ROW = re.compile(r"[A-Z]+(\d+)")
# Errors of a header or a column: their cell is not in a row of figures.
_OF_COLUMNS = frozenset(
    kind.code
    for kind in (
        *(kinds.MISSING_COLUMN, kinds.DUPLICATE_COLUMN, kinds.TWO_PERIOD_COLUMNS),
        *(kinds.PERSONAL_DATA, kinds.SECOND_HEADER, kinds.NEARLY_A_PERIOD),
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
        observations: what was read, None where errors stand in the way.
    """

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    rows: int
    read: int | None
    wrong: int
    observations: Observations | None = None


def examine(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
) -> Examined:
    """Reads files as `read_files` does, and tells what it found instead of refusing them."""
    reading = gather(inputs, catalogue, only_sheet, unopened, layout)
    described = [describe(sheet) for sheet in reading.not_read[:_SHEETS_DESCRIBED]]
    notes = (*reading.notes, *(" ".join(sentences) for sentences in described))
    failed = any(problem.severity == "error" for problem in reading.problems)
    return Examined(
        tuple(reading.problems),
        notes,
        tuple(reading.sheets),
        reading.rows,
        None if failed else len(reading.observations.records),
        _count_wrong(reading.problems, reading.wrong),
        None if failed else reading.observations,
    )


def _count_wrong(problems: Sequence[Problem], told_elsewhere: set[tuple[str, str, int]]) -> int:
    """How many rows have an error, those included of which another row's error speaks."""
    errors = [p for p in problems if p.severity == "error"]
    places = [(p, _ROW.fullmatch(p.cell)) for p in errors]
    rows = [(p.code, (p.file, p.sheet, int(at.group(1)))) for p, at in places if at]
    headers = {place for code, place in rows if code in _OF_COLUMNS}
    return len((told_elsewhere - headers) | {p for code, p in rows if code not in _OF_COLUMNS})
