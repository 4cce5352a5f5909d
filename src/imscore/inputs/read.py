"""From files to observations: open, recognise, select, check. The one way in."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from imscore.errors import InputError
from imscore.inputs import (
    completed,
    duplicates,
    england_rows,
    gaps,
    kinds,
    own_outputs,
    quality,
    series,
    start_years,
)
from imscore.inputs.area_rows import add_areas
from imscore.inputs.as_seen import as_seen
from imscore.inputs.copied import as_shown
from imscore.inputs.figures import add_figures
from imscore.inputs.indicator_rows import add_indicators, keep_own_groups
from imscore.inputs.join import join, named
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.narrowing import refuse_narrowed
from imscore.inputs.own_sheets import together, without_own_sheets
from imscore.inputs.period_rows import add_periods
from imscore.inputs.reading import Reading
from imscore.inputs.selection import Selection, start
from imscore.inputs.sheets import Opened, open_file
from imscore.inputs.tables import find_tables, without_sheets
from imscore.inputs.unread_columns import warn_of_unread
from imscore.model import InputFile, Observations, Problem
from imscore.reference.indicators import Catalogue


@dataclass(frozen=True)
class Steps:
    """What is done with a table's rows otherwise where they are of groups inside an area.

    Attributes:
        groups: keeps the rows that are wanted, by the columns that name groups of people.
        areas: adds whom each row is about.
        last: done when all else is.
    """

    groups: Callable[[Selection, Catalogue], None] = keep_own_groups
    areas: Callable[[Selection], None] = add_areas
    last: Callable[[Selection], None] | None = None


_OF_AREAS = Steps()


def read_files(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
) -> Observations:
    """Reads every table of every file.

    Args:
        inputs: name as shown and bytes of each file.
        catalogue: the known indicators.
        only_sheet: the one sheet to read in each workbook.
        unopened: problems of files that could not be opened, to be listed with the others.
        layout: the user's own, in place of those that came with the program.

    Returns:
        The observations, England rows included, with warnings and notes.

    Raises:
        InputError: with every problem of every file, where one of them is an error.
    """
    reading = gather(inputs, catalogue, only_sheet, unopened, layout)
    refuse(reading.problems)
    return reading.observations


def gather(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
) -> Reading:
    """Reads as `read_files` does, and lists errors where that raises them."""
    with _no_cycles_looked_for():
        files = named(inputs)
        reading = select(inputs, catalogue, only_sheet, unopened, layout)
        _join(reading, files(), catalogue)
    return reading


@contextlib.contextmanager
def _no_cycles_looked_for() -> Iterator[None]:
    """Reading makes many objects and no cycles: looking for some takes time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def select(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
    steps: Steps = _OF_AREAS,
) -> Reading:
    """Reads the rows of each table as `read_files` does, by some steps, and does not join them."""
    reading = Reading(list(unopened))
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError as error:
            reading.problems += error.problems
            continue
        seen = [as_seen(sheet, opened.package) for sheet in opened.sheets]
        opened = replace(opened, sheets=seen)
        reading.notes += opened.notes
        reading.sheets += [as_shown(sheet, opened.package) for sheet in opened.sheets]
        opened, own, doubts = without_own_sheets(opened, catalogue)
        reading.own_sheets.append(own)
        reading.problems += doubts
        _read_file(opened, catalogue, layout, reading, steps)
    if layout and inputs:
        reading.problems += without_sheets(layout, inputs[0][0], reading.sheets)
    return reading


def _join(reading: Reading, files: list[InputFile], catalogue: Catalogue) -> None:
    """Puts the rows of all tables together, and checks them against each other."""
    joined, doubts = join(reading.selections, files)
    done = completed.settle(joined.records, joined.blocks, _fields(reading), catalogue)
    _tell_of_gaps(reading, done)
    # Their cells are no longer needed, and take up room.
    reading.selections.clear()
    ordered = series.in_order(done.records)
    wanted, repeated = duplicates.find(ordered, done.blocks)
    if not wanted.all():
        ordered = series.in_order(done.records.take(wanted))
    records = ordered.records
    reading.problems += repeated + doubts + quality.of_series(ordered, done.blocks, catalogue)
    reading.problems += england_rows.problems(records, done.blocks, catalogue)
    reading.observations = Observations.of_records(
        records,
        done.blocks,
        tuple(reading.problems),
        tuple(reading.notes),
        joined.inputs,
        together(reading.own_sheets, "targets"),
        together(reading.own_sheets, "commentary"),
    )


def _fields(reading: Reading) -> list[set[str]]:
    """What each block has columns for."""
    parts = (part for selection in reading.selections for part in selection.table.parts)
    return [{*part.positions, *part.elsewhere} for part in parts]


def _tell_of_gaps(reading: Reading, done: completed.Completed) -> None:
    """Adds what was put together, and what is left without a figure."""
    first = 0
    for selection in reading.selections:
        rows = len(selection.rows)
        problems, notes = gaps.told(selection, done.used[first : first + rows])
        reading.problems += problems
        reading.notes += notes
        first += rows
    # A doubt about a value by itself is told already.
    told = {(p.code, p.place) for p in reading.problems}
    reading.problems += [p for p in done.problems if (p.code, p.place) not in told]
    reading.notes += done.notes


def refuse(problems: Iterable[Problem]) -> None:
    """Raises InputError with all problems where one of them is an error."""
    problems = tuple(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"The input has {what}; nothing was written.", problems)


def _read_file(
    opened: Opened,
    catalogue: Catalogue,
    layout: Layout | None,
    reading: Reading,
    steps: Steps,
) -> None:
    tables = find_tables(opened, catalogue, layout, reading)
    selections = [start(table) for table in tables]
    for selection in selections:
        reading.rows += len(selection.rows)
        _settle_rows(selection, catalogue, opened, steps)
    own_outputs.settle(selections)
    for selection in selections:
        reading.problems += selection.problems
        reading.notes += selection.notes
        table = selection.table
        rows = (int(table.rows[record]) + 1 for record in selection.faulty)
        reading.wrong |= {(table.sheet.file, table.sheet.name, row) for row in rows}
    reading.selections += selections
    wrong = any(p.severity == "error" for s in selections for p in s.problems)
    if selections and not wrong and not any(len(s.rows) for s in selections):
        reading.problems.append(_no_rows(selections[0]))


def _settle_rows(selection: Selection, catalogue: Catalogue, opened: Opened, steps: Steps) -> None:
    add_indicators(selection, catalogue)
    steps.groups(selection, catalogue)
    refuse_narrowed(selection, catalogue)
    warn_of_unread(selection)
    steps.areas(selection)
    if selection.table.layout.start_years:
        start_years.spell_out(selection, catalogue)
    add_periods(selection, catalogue)
    add_figures(selection, catalogue, opened.package)
    # Refused already: what else they would clash with is no news.
    selection.keep(~selection.is_faulty())
    if steps.last:
        steps.last(selection)


def _no_rows(selection: Selection) -> Problem:
    sheet = selection.table.sheet
    notes = "; ".join(note.split(": ", 1)[1] for note in selection.notes)
    return kinds.NO_ROWS.at(sheet.file, sheet.name, found=f" ({notes})" if notes else "")
