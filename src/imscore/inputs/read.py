"""From files to observations: open, recognise, select, check. The one way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from imscore.errors import InputError
from imscore.inputs import duplicates, kinds, personal, quality, start_years
from imscore.inputs.area_rows import add_areas
from imscore.inputs.figures import add_figures
from imscore.inputs.hidden import blank_hidden, hides_something
from imscore.inputs.indicator_rows import add_indicators, keep_own_groups
from imscore.inputs.join import join
from imscore.inputs.layouts import Table, recognise
from imscore.inputs.layouts.headers import is_header_row
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.period_rows import add_periods
from imscore.inputs.selection import Selection, start
from imscore.inputs.sheets import Opened, Sheet, open_file
from imscore.model import Observations, Problem, place
from imscore.reference.indicators import Catalogue


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
    problems: list[Problem] = list(unopened)
    notes: list[str] = []
    selections: list[Selection] = []
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError as error:
            problems += error.problems
            continue
        notes += opened.notes
        selections += _read_tables(opened, catalogue, layout, problems, notes)
    observations, doubts = join(selections, inputs)
    kept, repeated = duplicates.settle(observations)
    problems += repeated + doubts + quality.problems(kept, observations.blocks, catalogue)
    refuse(problems)
    blocks, files = observations.blocks, observations.inputs
    return Observations(kept, blocks, tuple(problems), tuple(notes), files)


def refuse(problems: Iterable[Problem]) -> None:
    """Raises InputError with all problems where one of them is an error."""
    problems = tuple(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"The input has {what}; nothing was written.", problems)


def _read_tables(
    opened: Opened,
    catalogue: Catalogue,
    layout: Layout | None,
    problems: list[Problem],
    notes: list[str],
) -> list[Selection]:
    hiding = hides_something(opened.content)
    visible = [
        blank_hidden(sheet, opened.content) if hiding else (sheet, "") for sheet in opened.sheets
    ]
    notes += [f"{place(s.file, s.name, '')}: {note}" for s, note in visible if note]
    sheets = [sheet for sheet, _ in visible if not _is_comment(sheet)]
    remarks = [s.name for s in opened.sheets if _is_comment(s) and not _says_so(s)]
    if remarks:
        where = ", ".join(filter(None, remarks)) or "all of it"
        notes.append(f"{opened.name}: not read, since its first cell begins with #: {where}")
    problems += [problem for sheet in sheets for problem in personal.problems(sheet)]
    found = [recognise(sheet, catalogue, layout) for sheet in sheets]
    tables = [result for result in found if isinstance(result, Table)]
    faults = [problem for result in found if not isinstance(result, Table) for problem in result]
    if not tables:
        titles = ", ".join(sheet.name for sheet in sheets if sheet.name)
        nothing = kinds.NO_TABLE.at(
            opened.name, found=f"sheets looked at: {titles}" if titles else "no header row"
        )
        problems += faults or [nothing]
        return []
    unread = []
    for sheet, result in zip(sheets, found, strict=True):
        if isinstance(result, list):
            problems += _lesser(result)
            unread += [sheet.name] if sheet.name and sheet.height else []
    if unread:
        notes.append(f"{opened.name}: sheets with no table to read: {', '.join(unread)}")
    selections = []
    for table in tables:
        selection = _read_table(table, catalogue, opened.content)
        problems += selection.problems
        notes += selection.notes
        selections.append(selection)
    if not any(len(s.rows) for s in selections) and not any(s.problems for s in selections):
        problems.append(_no_rows(selections[0]))
    return selections


def _is_comment(sheet: Sheet) -> bool:
    """Whether the first cell begins with #: how a sheet says that it is not data.

    A `#` over a column of row numbers, in a header row, says no such thing.
    """
    begins = bool(sheet.height) and str(sheet.columns[0][0]).lstrip().startswith("#")
    return begins and not is_header_row(sheet, 0)


def _says_so(sheet: Sheet) -> bool:
    """Whether a sheet tells its reader itself that it is not read, as the template's do."""
    return "not read" in str(sheet.columns[0][0]).casefold()


def _read_table(table: Table, catalogue: Catalogue, content: bytes) -> Selection:
    selection = start(table)
    add_indicators(selection, catalogue)
    keep_own_groups(selection, catalogue)
    add_areas(selection)
    if table.layout.start_years:
        start_years.spell_out(selection, catalogue)
    add_periods(selection, catalogue)
    add_figures(selection, catalogue, content)
    # Refused already: what else they would clash with is no news.
    selection.keep(~selection.is_faulty())
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
