"""Reads local targets: a sheet or a file with indicator, area, period and target."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from imscore.errors import InputError
from imscore.inputs import cells, kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.sheets import Sheet, open_file
from imscore.inputs.target_rows import COLUMNS, TargetSheet, read_row
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean

SHEET_NAME = "targets"
_HEADER_ROWS = 60
_FEW = 2


def read_targets(
    name: str, content: bytes, catalogue: Catalogue, only_sheet: str | None = None
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Reads a targets file, or the sheet called `targets` of a workbook.

    Columns indicator, area (code or name), period and target, in any order, below any title;
    several periods of one area and indicator are a trajectory.

    Args:
        name: the file's name as shown.
        content: its bytes.
        catalogue: the known indicators.
        only_sheet: the sheet to read; without it `targets`, or the only sheet there is.

    Returns:
        One line a target: `area` as it stands in the file, `indicator` (id), `period,
        period_kind, period_start, period_end`, `target` in the indicator's unit, `file`, `sheet`,
        `cell`; and warnings.

    Raises:
        InputError: with every problem, each at its cell, where one of them is an error.
    """
    sheet = _sheet(name, content, only_sheet)
    found = _columns(sheet)
    for row in range(found.header + 1, sheet.height):
        read_row(found, row, catalogue)
    _settle_repeats(found)
    if not found.targets and not found.problems:
        found.problems.append(kinds.NO_ROWS.at(name, sheet.name, found=""))
    errors = sum(problem.severity == "error" for problem in found.problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"The targets have {what}; nothing was written.", found.problems)
    return pd.DataFrame(found.targets), tuple(found.problems)


def _sheet(name: str, content: bytes, only_sheet: str | None) -> Sheet:
    sheets = open_file(name, content, only_sheet).sheets
    named = [sheet for sheet in sheets if plain(sheet.name) == SHEET_NAME]
    chosen = named or sheets
    if len(chosen) != 1:
        listed = ", ".join(sheet.name for sheet in sheets) or "none"
        hint = did_you_mean(SHEET_NAME, [sheet.name for sheet in sheets])
        problem = kinds.NO_SUCH_SHEET.at(name, found=SHEET_NAME, sheets=listed, suggestion=hint)
        raise InputError("There is no sheet of targets.", [problem])
    return chosen[0]


def _columns(sheet: Sheet) -> TargetSheet:
    best: dict[str, list[int]] = {}
    header = 0
    for row in range(min(sheet.height, _HEADER_ROWS)):
        spelt = [plain(cells.text(column[row])) for column in sheet.columns]
        there = {
            field_: [n for n, text in enumerate(spelt) if text in names]
            for field_, names in COLUMNS.items()
        }
        there = {field_: places for field_, places in there.items() if places}
        if len(there) > len(best):
            best, header = there, row
    problems = _header_problems(sheet, header, best)
    if problems:
        raise InputError("The targets have no header row that can be read.", problems)
    return TargetSheet(sheet, header, {field_: places[0] for field_, places in best.items()})


def _header_problems(sheet: Sheet, row: int, found: dict[str, list[int]]) -> list[Problem]:
    if len(found) < _FEW:
        kind = replace(
            kinds.NO_TABLE,
            message="no table of targets was found: {found}",
            expected="a header row with indicator, area, period and target",
            hint="Name the columns indicator, area, period and target.",
        )
        return [kind.at(sheet.file, sheet.name, found="no header row")]
    headers = [cells.text(column[row]) for column in sheet.columns]
    used = {place for places in found.values() for place in places}
    rest = [text for place, text in enumerate(headers) if text and place not in used]
    problems = []
    for name in COLUMNS:
        places = found.get(name, [])
        # A code and the name beside it say the same area: the code is the surer of the two.
        if name == "area" and len(places) > 1:
            places.sort(key=lambda place: "code" not in plain(headers[place]))
            continue
        where = f"{column_letters(places[1] if len(places) > 1 else 0)}{row + 1}"
        if not places:
            hint = did_you_mean(name, rest)
            words = {"column": name, "found": ", ".join(filter(None, headers)), "suggestion": hint}
            problems.append(kinds.MISSING_COLUMN.at(sheet.file, sheet.name, where, **words))
        elif len(places) > 1:
            both = " and ".join(f"{column_letters(place)}{row + 1}" for place in places)
            problems.append(
                kinds.DUPLICATE_COLUMN.at(sheet.file, sheet.name, where, found=both, column=name)
            )
    return problems


def _settle_repeats(found: TargetSheet) -> None:
    """One target for each area, indicator and period; the same one again is only worth a word."""
    first: dict[tuple[str, str, str], dict[str, object]] = {}
    kept = []
    for target in found.targets:
        key = (str(target["area"]).casefold(), str(target["indicator"]), str(target["period"]))
        other = first.setdefault(key, target)
        if other is target:
            kept.append(target)
            continue
        what = f"the target of {target['area']} for {target['indicator']} {target['period']}"
        where = str(target["file"]), str(target["sheet"]), str(target["cell"])
        if other["target"] == target["target"]:
            said = kinds.DUPLICATE_SAME.at(*where, found=what, first=other["cell"])
        else:
            said = kinds.DUPLICATE_DIFFERENT.at(
                *where,
                found=what,
                this=target["target"],
                other=other["target"],
                first=other["cell"],
            )
        found.problems.append(said)
    found.targets[:] = kept
