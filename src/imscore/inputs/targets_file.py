"""Reads local targets: a sheet or a file with indicator, area, period and target."""

from __future__ import annotations

import pandas as pd

from imscore.inputs import kinds
from imscore.inputs.own_table import Form, OwnTable, read_rows, refuse_errors
from imscore.inputs.target_rows import COLUMNS, read_row
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

FORM = Form("targets", COLUMNS)


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
    table = read_rows(
        FORM, name, content, only_sheet, lambda table, row: read_row(table, row, catalogue)
    )
    _settle_repeats(table)
    if not table.found and not table.problems:
        table.problems.append(kinds.NO_ROWS.at(name, table.sheet.name, found=""))
    refuse_errors(FORM, table.problems)
    return pd.DataFrame(table.found), tuple(table.problems)


def _settle_repeats(table: OwnTable) -> None:
    """One target for each area, indicator and period; the same one again is only worth a word."""
    first: dict[tuple[str, str, str], dict[str, object]] = {}
    kept = []
    for target in table.found:
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
        table.problems.append(said)
    table.found[:] = kept
