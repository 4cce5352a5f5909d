"""Everything that was read, as one tidy table: CSV, JSON and a workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from imscore.columns import Column
from imscore.errors import OutputError
from imscore.model import Observations
from imscore.outputs.harmless import cell_text
from imscore.outputs.lines import Cells, Numbers, Texts, lines
from imscore.outputs.tables import COUNTS, seen, whole

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COLUMNS = (
    *("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"),
    *("marker", "file", "sheet", "cell"),
    *("area_type", "definition", "lower_ci", "upper_ci"),
)
NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
# Below it every whole number is exact as a float.
_EXACT = 2.0**53
MOST_ROWS = 1_048_575  # under the headings of an .xlsx sheet


def to_csv(observations: Observations) -> str:
    """Writes the observations as CSV, columns as in `COLUMNS`, missing figures empty.

    The program reads this again. Text that a spreadsheet would run as a formula gets a leading
    apostrophe (`harmless.cell_text`), and the reader takes an apostrophe off again that stands
    before `=`, `+`, `-` or `@`. What cannot be seen is spelled out; numbers are unrounded.
    """
    return b"".join(csv_pieces(observations)).decode()


def csv_pieces(observations: Observations) -> Iterator[bytes]:
    """Writes what `to_csv` does, in UTF-8 and piece by piece, so that it is never held whole."""
    yield (",".join(COLUMNS) + "\n").encode()
    if len(observations.records):
        yield from lines(_csv_columns(observations), len(observations.records))


def _csv_columns(observations: Observations) -> list[Cells]:
    found: list[Cells] = []
    for name in COLUMNS:
        end = "\n" if name == COLUMNS[-1] else ","
        if name in NUMBERS:
            counts = name in COUNTS
            found.append(Numbers(observations.records.numbers(name), end, counts=counts))
        elif name == "cell":
            # Letters and row each for themselves: together hardly two are alike.
            found.append(Texts(_letters(observations), ""))
            found.append(Numbers(observations.records.numbers("row"), end, counts=True))
        else:
            found.append(Texts(_texts(observations, name, _csv_text), end))
    return found


def _letters(observations: Observations) -> Column:
    return Column(observations.records.numbers("block"), observations.letters())


def to_json(observations: Observations) -> str:
    """Writes `{"observations": [...], "problems": [...]}`, one observation a line.

    Returns:
        Numbers unrounded, null where a figure is missing; text as it is in the input.
    """
    columns = _columns(observations, _json_text, "null")
    line = "  {" + ", ".join(f'"{name}": %s' for name in COLUMNS) + "}"
    records = ",\n".join(line % cells for cells in zip(*columns, strict=True))
    problems = json.dumps(
        [problem.to_dict() for problem in observations.problems], ensure_ascii=False, indent=1
    )
    return seen(f'{{\n "observations": [\n{records}\n ],\n "problems": {problems}\n}}\n')


def to_xlsx(observations: Observations) -> bytes:
    """Writes a workbook with one sheet, `Data`: headings in row 1, one observation a row.

    Text is never a formula or a link; missing figures are empty cells; the same observations give
    the same bytes.

    Raises:
        OutputError: where there are more observations than a sheet has rows.
    """
    from imscore.outputs.workbook import new_workbook

    height = len(observations.records)
    if height > MOST_ROWS:
        raise OutputError(
            f"A sheet holds {MOST_ROWS:,} observations and there are {height:,}. Write .csv."
        )
    stream = io.BytesIO()
    workbook = new_workbook(stream, "Observations")
    sheet = workbook.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    sheet.write_row(0, 0, COLUMNS, workbook.add_format({"bold": True}))
    for place, name in enumerate(COLUMNS):
        _write_column(sheet, place, observations, name)
    workbook.close()
    return stream.getvalue()


def _write_column(sheet: Worksheet, place: int, observations: Observations, name: str) -> None:
    from imscore.outputs.workbook import safe_cell

    if name in NUMBERS:
        for row, value in enumerate(observations.records.numbers(name).tolist(), start=1):
            if isfinite(value):
                sheet.write_number(row, place, value)
        return
    for row, text in enumerate(_texts(observations, name, safe_cell), start=1):
        if text:
            sheet.write_string(row, place, text)


def _columns(
    observations: Observations, text: Callable[[str], str], missing: str
) -> list[list[str]]:
    """The table as columns of finished cells; each different text is made safe once."""
    found = []
    for name in COLUMNS:
        if name in NUMBERS:
            numbers = observations.records.numbers(name)
            found.append(_numbers(numbers, missing, counts=name in COUNTS))
        else:
            found.append(_texts(observations, name, text)[:].tolist())
    return found


def _texts(observations: Observations, name: str, change: Callable[[str], str]) -> Column:
    """A column of finished texts; a cell that is missing is as a blank one."""
    records, blocks = observations.records, observations.blocks
    if not len(records):
        return Column.full(0, "")
    if name in ("file", "sheet"):
        column = Column(records.numbers("block"), [getattr(block, name) for block in blocks])
    elif name == "cell":
        letters = _letters(observations)
        rows = records.numbers("row").tolist()
        column = Column.of([f"{c}{row}" for c, row in zip(letters, rows, strict=True)])
    else:
        column = records.text(name)
    return column.map(lambda cell: change("" if cell is None or cell != cell else str(cell)))


def _numbers(numbers: NDArray[Any], missing: str, *, counts: bool) -> list[str]:
    """Numbers as they are written."""
    there = np.isfinite(numbers)
    if not there.any():
        return [missing] * len(numbers)
    known = np.where(there, numbers, 0)
    if counts and bool((known == np.floor(known)).all()) and known.max() < _EXACT:
        shown = list(map(repr, known.astype(np.int64).tolist()))
    else:
        shown = list(map(_whole if counts else repr, known.tolist()))
    for place in np.flatnonzero(~there):
        shown[place] = missing
    return shown


def _whole(count: float) -> str:
    return repr(whole(count))


def _json_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _csv_text(text: str) -> str:
    if text.isalnum():
        # Codes and cells are most of what is written, and can do no harm.
        return text
    safe = cell_text(text)
    if any(mark in safe for mark in ',"\n\r'):
        quoted = safe.replace('"', '""')
        return f'"{quoted}"'
    return safe
