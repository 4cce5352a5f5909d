"""The tables of one file: which sheets hold one, and what is said of those that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from imscore.inputs import kinds, personal
from imscore.inputs.cell_names import column_letters
from imscore.inputs.counts_beside import with_people
from imscore.inputs.hidden import blank_hidden
from imscore.inputs.layouts import Table, recognise, sheet_names, side_by_side
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED, is_header_row
from imscore.inputs.layouts.layout import Layout, folded
from imscore.inputs.layouts.nearly import has_column_of_figures, looks_like_a_table, understood
from imscore.inputs.layouts.own import prepared
from imscore.inputs.layouts.why_not import has_figures_at_the_top, reasons
from imscore.inputs.own_outputs import is_accessible, only_shows
from imscore.inputs.reading import Reading
from imscore.inputs.sheets import Opened, Sheet
from imscore.look_alikes import is_mixed, look_alikes
from imscore.model import Problem, place
from imscore.reference.indicators import Catalogue
from imscore.suggest import did_you_mean

_MOST_MIXED, _MOST_SHEETS = 3, 3
_Results = Sequence[Table | list[Problem]]


def find_tables(
    opened: Opened, catalogue: Catalogue, layout: Layout | None, reading: Reading
) -> list[Table]:
    """Finds the tables of a file, and adds to `reading` what there is to say of the other sheets.

    Args:
        opened: the file.
        catalogue: the known indicators.
        layout: the user's own, in place of those that came with the program.
        reading: gathers problems, notes, and the sheets of files without a table.

    Returns:
        The tables; none where the file holds none, which is an error in `reading`.
    """
    if layout is None and is_accessible(opened.sheets):
        reading.problems.append(kinds.OWN_ACCESSIBLE.at(opened.name))
        return []
    sheets = [part for sheet in _visible(opened, reading) for part in side_by_side.split(sheet)]
    found = [_recognised(sheet, catalogue, layout) for sheet in sheets]
    found = with_people(sheets, found, catalogue)
    tables = [result for result in found if isinstance(result, Table)]
    if tables:
        reading.problems += sheet_names.problems(tables, catalogue)
        _tell_of_the_others(opened, sheets, found, reading)
    else:
        reading.problems += _no_table(opened, sheets, found, catalogue, layout)
        reading.not_read += opened.sheets
    return tables


def _recognised(sheet: Sheet, catalogue: Catalogue, layout: Layout | None) -> Table | list[Problem]:
    if layout is None or not layout.is_of(sheet.name):
        return recognise(sheet, catalogue)
    return recognise(prepared(sheet, layout), catalogue, layout)


def without_sheets(layout: Layout, file: str, sheets: Sequence[Sheet]) -> list[Problem]:
    """A problem for each sheet that a layout is of and that is in no file.

    Args:
        layout: the user's own.
        file: to name in the problem.
        sheets: of all files.
    """
    there = [sheet.name for sheet in sheets if sheet.name]
    missing = [name for name in layout.sheets if folded(name) not in map(folded, there)]
    return [
        kinds.NO_SUCH_SHEET.at(
            file,
            found=f"{name}, which the layout is of",
            sheets=", ".join(there) or "none: a text file has no sheets",
            suggestion=did_you_mean(name, there),
        )
        for name in missing
    ]


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
    # A file that holds people's data holds them as much where it hides them.
    whole = [sheet for sheet in opened.sheets if not _is_comment(sheet)]
    people = [problem for s in (*whole, *opened.unread) for problem in personal.problems(s)]
    reading.problems += people
    reading.problems += [problem for sheet in whole for problem in sheet.doubts]
    return sheets


def _is_comment(sheet: Sheet) -> bool:
    """Whether the first cell begins with #: how a sheet says that it is not data.

    A `#` over a column of row numbers, in a header row, says no such thing.
    """
    begins = bool(sheet.height) and str(sheet.columns[0][0]).lstrip().startswith("#")
    return begins and not is_header_row(sheet, 0)


def _says_so(sheet: Sheet) -> bool:
    """Whether a sheet tells its reader itself that it is not read, as the template's do."""
    return "not read" in str(sheet.columns[0][0]).casefold()


def _no_table(
    opened: Opened,
    sheets: Sequence[Sheet],
    found: _Results,
    catalogue: Catalogue,
    layout: Layout | None,
) -> list[Problem]:
    faults = [problem for result in found if isinstance(result, list) for problem in result]
    titles = ", ".join(sheet.name for sheet in sheets if sheet.name)
    looked_at = f"sheets looked at: {titles}" if titles else "no header row"
    nothing = kinds.NO_TABLE.at(
        opened.name, found=f"{looked_at}{_mixed(sheets)}{_passed_over(opened)}"
    )
    return faults or [nothing, *_reasons(sheets, catalogue, layout)]


def _reasons(
    sheets: Sequence[Sheet], catalogue: Catalogue, layout: Layout | None
) -> Iterator[Problem]:
    """What bars the first sheets of which there is something to say."""
    told = (
        reasons(sheet, catalogue, layout if layout and layout.is_of(sheet.name) else None)
        for sheet in sheets
        if has_figures_at_the_top(sheet)
    )
    for problems in islice(told, _MOST_SHEETS):
        yield from problems


def _mixed(sheets: Sequence[Sheet]) -> str:
    """The first texts at the top of the sheets whose letters are of two alphabets."""
    texts = (
        (f"{column_letters(place)}{row + 1}", cell)
        for sheet in sheets
        for place, column in enumerate(sheet.columns)
        for row, cell in enumerate(column[:HEADER_ROWS_SEARCHED])
        if isinstance(cell, str)
    )
    found = [f"{cell} {text!r} holds {look_alikes(text)}" for cell, text in texts if is_mixed(text)]
    return "".join(f"; {each}" for each in found[:_MOST_MIXED])


def _passed_over(opened: Opened) -> str:
    """The hidden sheets of a file, one of which may be the one that was meant."""
    listed = ", ".join(opened.hidden)
    ways = f"unhide it, or name it with --sheet {opened.hidden[0]!r}" if opened.hidden else ""
    return f"; hidden, and passed over: {listed} ({ways})" if listed else ""


def _tell_of_the_others(
    opened: Opened, sheets: Sequence[Sheet], found: _Results, reading: Reading
) -> None:
    """Says which sheets were not read, beside those that were."""
    unread = []
    layouts = [result.layout.id for result in found if isinstance(result, Table)]
    for sheet, result in zip(sheets, found, strict=True):
        if isinstance(result, list):
            problems = [] if only_shows(sheet, layouts) else _lesser(sheet, result)
            reading.problems += problems
            unread += [sheet.name] if sheet.name and sheet.height and not problems else []
        else:
            where = place(sheet.file, sheet.name, "")
            reading.notes += [f"{where}: {note}" for note in result.sheet.notes]
    if unread:
        reading.notes.append(f"{opened.name}: sheets with no table to read: {', '.join(unread)}")


def _lesser(sheet: Sheet, faults: Sequence[Problem]) -> list[Problem]:
    """What a table that was not read is worth beside tables that were: a warning."""
    missing = [fault for fault in faults if fault.code == kinds.MISSING_COLUMN.code]
    # Headers that are nearly known matter once the sheet is read.
    lesser = {kinds.MISSING_COLUMN.code, kinds.NEAR_COLUMN.code}
    others = [fault for fault in faults if fault.code not in lesser]
    if len(missing) == 1:
        return [*map(_as_warning, missing), *others]
    if others or not (missing or looks_like_a_table(sheet)):
        return others
    # A sheet that names columns and none of figures is about the data: a list of definitions.
    if missing and not (has_column_of_figures(sheet) or looks_like_a_table(sheet)):
        return []
    return [kinds.SHEET_NOT_READ.at(sheet.file, sheet.name, found=understood(sheet))]


def _as_warning(fault: Problem) -> Problem:
    return replace(
        fault,
        severity="warning",
        code=kinds.TABLE_NOT_READ.code,
        message=f"this sheet looks like a table but was not read: {fault.message}",
    )
