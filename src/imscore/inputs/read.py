"""From files to observations: open, recognise, select, check. The one way in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from imscore.errors import InputError
from imscore.inputs import duplicates, kinds
from imscore.inputs.area_rows import add_areas
from imscore.inputs.figures import add_figures
from imscore.inputs.indicator_rows import add_indicators, keep_own_groups
from imscore.inputs.layouts import Table, column_letters, recognise
from imscore.inputs.period_rows import add_periods
from imscore.inputs.selection import Selection, start
from imscore.inputs.sheets import Opened, Sheet, open_file
from imscore.model import OBSERVATION_COLUMNS, Block, InputFile, Observations, Problem
from imscore.reference.indicators import Catalogue

_FLOATS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_WHOLE = ("period_start", "period_end", "block", "row")


def read_files(
    inputs: Sequence[tuple[str, bytes]], catalogue: Catalogue, only_sheet: str | None = None
) -> Observations:
    """Reads every table of every file.

    Args:
        inputs: name as shown and bytes of each file.
        catalogue: the known indicators.
        only_sheet: the one sheet to read in each workbook.

    Returns:
        The observations, England rows included, with warnings and notes.

    Raises:
        InputError: with every problem of every file, where one of them is an error.
    """
    problems: list[Problem] = []
    notes: list[str] = []
    selections: list[Selection] = []
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError as error:
            problems += error.problems
            continue
        notes += opened.notes
        selections += _read_tables(opened, catalogue, problems, notes)
    observations = _join(selections, inputs)
    kept, repeated = duplicates.settle(observations)
    problems += repeated + _two_names(kept, observations.blocks)
    refuse(problems)
    return Observations(kept, observations.blocks, tuple(problems), tuple(notes), observations.inputs)


def refuse(problems: Iterable[Problem]) -> None:
    """Raises InputError with all problems where one of them is an error."""
    problems = tuple(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"The input has {what}; nothing was written.", problems)


def _read_tables(
    opened: Opened, catalogue: Catalogue, problems: list[Problem], notes: list[str]
) -> list[Selection]:
    sheets = [sheet for sheet in opened.sheets if not _is_comment(sheet)]
    found = [recognise(sheet) for sheet in sheets]
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
    """Whether the first cell begins with #: how a sheet says that it is not data."""
    return bool(sheet.height) and str(sheet.columns[0][0]).lstrip().startswith("#")


def _read_table(table: Table, catalogue: Catalogue, content: bytes) -> Selection:
    selection = start(table)
    add_indicators(selection, catalogue)
    keep_own_groups(selection, catalogue)
    add_areas(selection)
    add_periods(selection, catalogue)
    add_figures(selection, catalogue, content)
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


def _join(selections: Sequence[Selection], inputs: Sequence[tuple[str, bytes]]) -> Observations:
    blocks = tuple(_block(selection.table) for selection in selections)
    frames = [_frame(selection, number) for number, selection in enumerate(selections)]
    frame = pd.concat(frames, ignore_index=True) if frames else _empty()
    files = tuple(InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in inputs)
    return Observations(frame, blocks, inputs=files)


def _block(table: Table) -> Block:
    columns = {field: column_letters(place) for field, place in table.positions.items()}
    return Block(table.sheet.file, table.sheet.name, columns)


def _frame(selection: Selection, number: int) -> pd.DataFrame:
    known = selection.known | {
        "block": np.full(len(selection.rows), number),
        "row": selection.rows + selection.table.header_row + 1,
    }
    return _typed(pd.DataFrame({name: known[name] for name in OBSERVATION_COLUMNS}))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    types = dict.fromkeys(_FLOATS, float) | dict.fromkeys(_WHOLE, "int64")
    return frame.astype({name: types.get(name, object) for name in frame})


def _empty() -> pd.DataFrame:
    return _typed(pd.DataFrame({name: [] for name in OBSERVATION_COLUMNS}))


def _two_names(frame: pd.DataFrame, blocks: Sequence[Block]) -> list[Problem]:
    named = frame[(frame["area_code"] != "") & (frame["area_name"] != "")]
    distinct = named.drop_duplicates(["area_code", "area_name"])
    problems = []
    for code, group in distinct.groupby("area_code", sort=False):
        folded = {name.casefold() for name in group["area_name"]}
        if len(folded) > 1:
            last = group.iloc[-1]
            block = blocks[int(last["block"])]
            letters = block.columns.get("area_name", "A")
            names = " and ".join(group["area_name"])
            problems.append(
                kinds.TWO_NAMES.at(
                    block.file, block.sheet, f"{letters}{last['row']}", found=names, code=code
                )
            )
    return problems


def load_bytes(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Reads the files' bytes and gives each the shortest name that tells it from the others.

    Raises:
        InputError: naming each file that is not there or cannot be read.
    """
    problems, loaded = [], []
    names = [path.name for path in paths]
    for path in paths:
        name = path.name if names.count(path.name) == 1 else str(path)
        try:
            loaded.append((name, path.read_bytes()))
        except OSError as error:
            problems.append(_unopened(path, error))
    if problems:
        raise InputError("The input cannot be read.", problems)
    return loaded


def _unopened(path: Path, error: OSError) -> Problem:
    from imscore.suggest import did_you_mean

    if isinstance(error, FileNotFoundError):
        try:
            beside = [entry.name for entry in path.parent.iterdir()]
        except OSError:
            beside = []
        hint = did_you_mean(path.name, beside, 0.6) or "Check the name and the folder."
        return kinds.UNREADABLE.at(str(path), found="there is no such file", hint=hint.strip())
    what = "it is a folder" if isinstance(error, IsADirectoryError) else str(error.strerror)
    return kinds.UNREADABLE.at(
        str(path), found=f"the file cannot be read: {what}", hint="Name a file that can be read."
    )
