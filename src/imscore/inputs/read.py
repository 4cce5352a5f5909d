"""From files to observations: open, recognise, select, check. The one way in."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imscore.errors import InputError
from imscore.inputs import duplicates, kinds, personal, quality, start_years
from imscore.inputs.area_rows import add_areas
from imscore.inputs.figures import add_figures
from imscore.inputs.hidden import blank_hidden
from imscore.inputs.indicator_rows import add_indicators, keep_own_groups
from imscore.inputs.join import join
from imscore.inputs.layouts import Table, recognise
from imscore.inputs.layouts.headers import is_header_row
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.narrowing import refuse_narrowed
from imscore.inputs.own_sheets import together, without_own_sheets
from imscore.inputs.period_rows import add_periods
from imscore.inputs.selection import Selection, start
from imscore.inputs.sheets import Opened, Sheet, open_file
from imscore.model import Observations, Problem, place
from imscore.records import Records
from imscore.reference.indicators import Catalogue

if TYPE_CHECKING:
    import pandas as pd


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


def _nothing() -> Observations:
    return Observations.of_records(Records({}), ())


@dataclass
class Reading:
    """What was read of some files so far, and what was found on the way.

    Attributes:
        problems: errors and warnings alike, in the order of the input.
        notes: what was inferred, set aside or not understood.
        sheets: as they stand, hidden ones left out; `not_read` those of files without a table.
        rows: how many rows have figures; a row of a table with periods across counts once a period.
        selections: what was read of each table, until all are joined.
        observations: what can be used of it, where none of the problems is an error.
        own_sheets: what sheets called `targets` and `commentary` hold, by name, a file each; they
            are not read otherwise.
    """

    problems: list[Problem]
    notes: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    not_read: list[Sheet] = field(default_factory=list)
    rows: int = 0
    selections: list[Selection] = field(default_factory=list)
    observations: Observations = field(default_factory=_nothing)
    own_sheets: list[dict[str, pd.DataFrame]] = field(default_factory=list)


def gather(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None = None,
    unopened: Sequence[Problem] = (),
    layout: Layout | None = None,
) -> Reading:
    """Reads as `read_files` does, and lists errors where that raises them."""
    with _no_cycles_looked_for():
        return _gather(inputs, catalogue, only_sheet, unopened, layout)


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


def _gather(
    inputs: Sequence[tuple[str, bytes]],
    catalogue: Catalogue,
    only_sheet: str | None,
    unopened: Sequence[Problem],
    layout: Layout | None,
) -> Reading:
    reading = Reading(list(unopened))
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError as error:
            reading.problems += error.problems
            continue
        reading.notes += opened.notes
        reading.sheets += opened.sheets
        opened, own, doubts = without_own_sheets(opened, catalogue)
        reading.own_sheets.append(own)
        reading.problems += doubts
        _read_tables(opened, catalogue, layout, reading)
    joined, doubts = join(reading.selections, inputs)
    # Their cells are no longer needed, and take up room.
    reading.selections.clear()
    wanted, repeated = duplicates.find(joined.records, joined.blocks)
    records = joined.records if wanted.all() else joined.records.take(wanted)
    reading.problems += repeated + doubts + quality.problems(records, joined.blocks, catalogue)
    reading.observations = Observations.of_records(
        records,
        joined.blocks,
        tuple(reading.problems),
        tuple(reading.notes),
        joined.inputs,
        together(reading.own_sheets, "targets"),
        together(reading.own_sheets, "commentary"),
    )
    return reading


def refuse(problems: Iterable[Problem]) -> None:
    """Raises InputError with all problems where one of them is an error."""
    problems = tuple(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"The input has {what}; nothing was written.", problems)


def _read_tables(
    opened: Opened, catalogue: Catalogue, layout: Layout | None, reading: Reading
) -> None:
    sheets = _visible(opened, reading)
    found = [recognise(sheet, catalogue, layout) for sheet in sheets]
    tables = [result for result in found if isinstance(result, Table)]
    if not tables:
        reading.problems += _no_table(opened, sheets, found)
        reading.not_read += opened.sheets
        return
    unread = []
    for sheet, result in zip(sheets, found, strict=True):
        if isinstance(result, list):
            reading.problems += _lesser(result)
            unread += [sheet.name] if sheet.name and sheet.height else []
        else:
            where = place(sheet.file, sheet.name, "")
            reading.notes += [f"{where}: {note}" for note in sheet.notes]
    if unread:
        reading.notes.append(f"{opened.name}: sheets with no table to read: {', '.join(unread)}")
    selections = [_read_table(table, catalogue, opened, reading) for table in tables]
    reading.selections += selections
    wrong = any(p.severity == "error" for s in selections for p in s.problems)
    if not wrong and not any(len(s.rows) for s in selections):
        reading.problems.append(_no_rows(selections[0]))


def _visible(opened: Opened, reading: Reading) -> list[Sheet]:
    """The sheets that may hold a table, without what is hidden in them."""
    visible = [blank_hidden(sheet, opened.package) for sheet in opened.sheets]
    reading.notes += [f"{place(s.file, s.name, '')}: {note}" for s, note in visible if note]
    sheets = [sheet for sheet, _ in visible if not _is_comment(sheet)]
    remarks = [s.name for s in opened.sheets if _is_comment(s) and not _says_so(s)]
    if remarks:
        where = ", ".join(filter(None, remarks)) or "all of it"
        what = "not read, since its first cell begins with #"
        reading.notes.append(f"{opened.name}: {what}: {where}")
    reading.problems += [problem for sheet in sheets for problem in personal.problems(sheet)]
    return sheets


def _no_table(
    opened: Opened, sheets: Sequence[Sheet], found: Sequence[Table | list[Problem]]
) -> list[Problem]:
    faults = [problem for result in found if isinstance(result, list) for problem in result]
    titles = ", ".join(sheet.name for sheet in sheets if sheet.name)
    nothing = kinds.NO_TABLE.at(
        opened.name, found=f"sheets looked at: {titles}" if titles else "no header row"
    )
    return faults or [nothing]


def _is_comment(sheet: Sheet) -> bool:
    """Whether the first cell begins with #: how a sheet says that it is not data.

    A `#` over a column of row numbers, in a header row, says no such thing.
    """
    begins = bool(sheet.height) and str(sheet.columns[0][0]).lstrip().startswith("#")
    return begins and not is_header_row(sheet, 0)


def _says_so(sheet: Sheet) -> bool:
    """Whether a sheet tells its reader itself that it is not read, as the template's do."""
    return "not read" in str(sheet.columns[0][0]).casefold()


def _read_table(table: Table, catalogue: Catalogue, opened: Opened, reading: Reading) -> Selection:
    selection = start(table)
    reading.rows += len(selection.rows)
    add_indicators(selection, catalogue)
    keep_own_groups(selection, catalogue)
    refuse_narrowed(selection, catalogue)
    add_areas(selection)
    if table.layout.start_years:
        start_years.spell_out(selection, catalogue)
    add_periods(selection, catalogue)
    add_figures(selection, catalogue, opened.package)
    # Refused already: what else they would clash with is no news.
    selection.keep(~selection.is_faulty())
    reading.problems += selection.problems
    reading.notes += selection.notes
    return selection


def _lesser(faults: list[Problem]) -> list[Problem]:
    """Beside tables that were read, a table with one column missing is worth a warning."""
    missing = [fault for fault in faults if fault.code == kinds.MISSING_COLUMN.code]
    if len(missing) != 1 or len(faults) != 1:
        return [fault for fault in faults if fault not in missing]
    fault = missing[0]
    column = fault.expected.removeprefix("a column called ")
    return [
        kinds.TABLE_NOT_READ.at(
            fault.file, fault.sheet, fault.cell, found=fault.found, column=column
        )
    ]


def _no_rows(selection: Selection) -> Problem:
    sheet = selection.table.sheet
    notes = "; ".join(note.split(": ", 1)[1] for note in selection.notes)
    return kinds.NO_ROWS.at(sheet.file, sheet.name, found=f" ({notes})" if notes else "")
