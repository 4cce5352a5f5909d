"""Everything that was read, as one tidy table: CSV, JSON and a workbook."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from math import isfinite
from typing import TYPE_CHECKING, Any

from imscore.errors import OutputError
from imscore.model import Observations
from imscore.outputs.harmless import cell_text
from imscore.outputs.tables import COUNTS, seen, whole

if TYPE_CHECKING:
    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

COLUMNS = (
    *("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"),
    *("marker", "file", "sheet", "cell"),
    *("area_type", "definition", "lower_ci", "upper_ci"),
)
NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
MOST_ROWS = 1_048_575  # under the headings of an .xlsx sheet


def to_csv(observations: Observations) -> str:
    """Writes the observations as CSV, columns as in `COLUMNS`, missing figures empty.

    The program reads this again. Text that a spreadsheet would run as a formula gets a leading
    apostrophe (`harmless.cell_text`), and the reader takes an apostrophe off again that stands
    before `=`, `+`, `-` or `@`. What cannot be seen is spelled out; numbers are unrounded.
    """
    lines = [",".join(COLUMNS)]
    lines += map(",".join, zip(*_columns(observations, _csv_text, ""), strict=True))
    return "\n".join(lines) + "\n"


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

    frame = _frame(observations)
    if len(frame) > MOST_ROWS:
        raise OutputError(
            f"A sheet holds {MOST_ROWS:,} observations and there are {len(frame):,}. Write .csv."
        )
    stream = io.BytesIO()
    workbook = new_workbook(stream, "Observations")
    sheet = workbook.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(COLUMNS) - 1, 14)
    sheet.write_row(0, 0, COLUMNS, workbook.add_format({"bold": True}))
    for place, (name, series) in enumerate(frame.items()):
        _write_column(sheet, place, series, is_number=name in NUMBERS)
    workbook.close()
    return stream.getvalue()


def _write_column(sheet: Worksheet, place: int, series: pd.Series[Any], *, is_number: bool) -> None:
    from imscore.outputs.workbook import safe_cell

    if is_number:
        for row, value in enumerate(series.astype(float).tolist(), start=1):
            if isfinite(value):
                sheet.write_number(row, place, value)
        return
    for row, text in enumerate(_mapped(series, safe_cell), start=1):
        if text:
            sheet.write_string(row, place, text)


def _frame(observations: Observations) -> pd.DataFrame:
    return observations.to_frame().reindex(columns=list(COLUMNS))


def _columns(
    observations: Observations, text: Callable[[str], str], missing: str
) -> list[list[str]]:
    """The table as columns of finished cells; each different text is made safe once."""
    return [
        _numbers(series, missing, counts=name in COUNTS)
        if name in NUMBERS
        else _mapped(series, text)
        for name, series in _frame(observations).items()
    ]


def _numbers(series: pd.Series[Any], missing: str, *, counts: bool) -> list[str]:
    write = _whole if counts else repr
    # Counts repeat, and so do values made of them: each different one is written once.
    values = series.astype(float).tolist()
    written = {value: write(value) for value in set(values) if isfinite(value)}
    return [written.get(value, missing) for value in values]


def _whole(count: float) -> str:
    return repr(whole(count))


def _mapped(series: pd.Series[Any], change: Callable[[str], str]) -> list[str]:
    texts = ["" if text != text or text is None else str(text) for text in series.tolist()]
    changed = {text: change(text) for text in set(texts)}
    return [changed[text] for text in texts]


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
