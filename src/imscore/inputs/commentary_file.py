"""Reads commentary: a sheet or a file with what an area itself says about its figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from imscore.inputs import cells, kinds
from imscore.inputs.own_table import Form, OwnTable, read_rows, refuse_errors
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

FORM = Form(
    "commentary",
    {
        "indicator": ("indicator", "indicator name", "measure"),
        "area": ("area", "area code", "area name", "code", "name"),
        "period": ("period", "time period", "year"),
        "lead": ("lead", "lead role", "led by", "owner", "responsible"),
        "commentary": ("commentary", "comment", "comments", "narrative", "words"),
    },
    frozenset({"area", "period", "lead"}),
)
COLUMNS = ("area", "indicator", "period", "period_end", "lead", "text", "file", "sheet", "cell")
_NO_INDICATOR = replace(
    kinds.MISSING_CELL, message="{column} is blank in a row that has commentary"
)
_DIFFERENT = replace(kinds.DUPLICATE_DIFFERENT, message="{found} differs from the one in {first}")


def read_commentary(
    name: str, content: bytes, catalogue: Catalogue, only_sheet: str | None = None
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Reads a commentary file, or the sheet called `commentary` of a workbook.

    Columns indicator and commentary, and if need be area (code or name), period and lead, in any
    order, below any title; a row with neither lead nor commentary is one still to be written.

    Args:
        name: the file's name as shown.
        content: its bytes.
        catalogue: the known indicators.
        only_sheet: the sheet to read; without it `commentary`, or the only sheet there is.

    Returns:
        One line a commentary, columns as in `COLUMNS`: `area` as it stands in the file and
        `period`, each "" where none is named; `period_end` 0 there; `text` whole and as written;
        `cell` of the text; and warnings.

    Raises:
        InputError: with every problem, each at its cell, where one of them is an error.
    """
    table = read_rows(
        FORM, name, content, only_sheet, lambda table, row: _read_row(table, row, catalogue)
    )
    _settle_repeats(table)
    refuse_errors(FORM, table.problems)
    return pd.DataFrame(table.found, columns=COLUMNS), tuple(table.problems)


def _read_row(table: OwnTable, row: int, catalogue: Catalogue) -> None:
    """Reads one row; one with nothing to say, or that begins with #, is passed over."""
    said = {what: table.text(what, row) for what in ("lead", "commentary")}
    spelt = table.text("indicator", row)
    if spelt.startswith("#") or not (spelt or any(said.values())):
        return
    if not spelt:
        table.problem(_NO_INDICATOR, "indicator", row, column="indicator", expected="an indicator")
        return
    about = table.indicator(row, catalogue)
    dated = about is not None and table.text("period", row) != ""
    period = table.period(row, about) if about is not None and dated else None
    if about is None or (dated and period is None) or not any(said.values()):
        return
    table.found.append(
        {
            "area": table.text("area", row),
            "indicator": about.id,
            "period": period.text if period else "",
            "period_end": period.end if period else 0,
            "lead": said["lead"],
            "text": _paragraphs(table.raw("commentary", row)),
            "file": table.sheet.file,
            "sheet": table.sheet.name,
            "cell": table.cell("commentary", row),
        }
    )


def _paragraphs(cell: object) -> str:
    """A cell's text with its line ends kept, where it has several paragraphs."""
    lines = cell.splitlines() if isinstance(cell, str) else [cell]
    return "\n".join(filter(None, map(cells.text, lines)))


def _settle_repeats(table: OwnTable) -> None:
    """One commentary for each area, indicator and period, word for word."""
    first: dict[tuple[str, ...], dict[str, object]] = {}
    kept = []
    for said in table.found:
        key = (str(said["area"]).casefold(), str(said["indicator"]), str(said["period"]))
        other = first.setdefault(key, said)
        if other is said:
            kept.append(said)
            continue
        same = all(other[name] == said[name] for name in ("lead", "text"))
        kind = kinds.DUPLICATE_SAME if same else _DIFFERENT
        whose = " ".join(filter(None, (str(said["area"]), *key[1:])))
        where = str(said["file"]), str(said["sheet"]), str(said["cell"])
        found = f"the commentary on {whose}"
        table.problems.append(kind.at(*where, found=found, first=other["cell"]))
    table.found[:] = kept
