"""One row of a targets sheet: its indicator, period and target, each checked at its cell."""

from __future__ import annotations

from dataclasses import replace

from imscore.inputs import cells, kinds, numbers
from imscore.inputs.own_table import OwnTable
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "indicator name", "measure"),
    "area": ("area", "area code", "area name", "code", "name"),
    "period": ("period", "time period", "year", "due"),
    "target": ("target", "target value", "goal", "trajectory", "plan"),
}
_BLANK_CELL = replace(kinds.MISSING_CELL, message="{column} is blank in a row of the targets")


def read_row(found: OwnTable, row: int, catalogue: Catalogue) -> None:
    """Reads one row; a blank one, or a comment that begins with #, is passed over."""
    spelt = {name: found.text(name, row) for name in COLUMNS}
    if not any(spelt.values()) or (spelt["indicator"].startswith("#")):
        return
    before = len(found.problems)
    for name in COLUMNS:
        if not spelt[name]:
            words = {"column": name, "expected": f"a {name}"}
            found.problem(_BLANK_CELL, name, row, **words)
    about = found.indicator(row, catalogue) if spelt["indicator"] else None
    if about is None:
        return
    period = found.period(row, about) if spelt["period"] else None
    target = _target(found, row, found.raw("target", row), about) if spelt["target"] else None
    wrong = any(problem.severity == "error" for problem in found.problems[before:])
    if period is None or target is None or wrong:
        return
    found.found.append(
        {
            "area": spelt["area"],
            "indicator": about.id,
            "period": period.text,
            "period_kind": period.kind,
            "period_start": period.start,
            "period_end": period.end,
            "target": target,
            "file": found.sheet.file,
            "sheet": found.sheet.name,
            "cell": found.cell("target", row),
        }
    )


def _target(found: OwnTable, row: int, cell: object, about: Indicator) -> float | None:
    column = found.sheet.columns[found.columns["target"]][row : row + 1]
    read = numbers.read(column, counts=False)
    value, spelt = float(read.values[0]), repr(cells.text(cell))
    if read.bad[0] or value != value or (read.percent[0] and about.multiplier != 100):
        hint = numbers.how_to_write(cell)
        hint = f"Write {hint}." if hint else f"Write the target alone, {about.unit}."
        found.problem(
            kinds.NOT_A_NUMBER, "target", row, column="target", found=spelt, suggestion=hint
        )
        return None
    if value < 0:
        found.problem(kinds.NEGATIVE, "target", row, column="target", found=spelt)
        return None
    if about.kind == "proportion" and value > about.multiplier:
        words = {"column": "target", "found": spelt, "most": f"{about.multiplier} {about.unit}"}
        found.problem(kinds.TOO_LARGE, "target", row, **words)
        return None
    _check_scale(found, row, value, about, percent=bool(read.percent[0]))
    return value


def _check_scale(
    found: OwnTable, row: int, value: float, about: Indicator, *, percent: bool
) -> None:
    low, high = about.plausible
    # A cell that shows 11% holds 0.11, and so does one that is meant to be 0.11%.
    if about.kind == "proportion" and 0 < value <= 1 and not percent and value < low:
        scaled = f"{value * about.multiplier:g}"
        words = {"found": f"{value:g}", "scaled": scaled, "as_it_is": f"{value:g}"}
        kind = replace(
            kinds.AMBIGUOUS_FRACTION,
            message="target {found} may be {scaled} written as a fraction, or {as_it_is}",
            expected="{scaled}, or {as_it_is}%",
            hint="Write {scaled} if that is meant, or {as_it_is}% as text.",
        )
        found.problem(kind, "target", row, **words)
    elif not low <= value <= high:
        words = {"indicator": about.short_name, "found": f"{value:g}", "low": f"{low:g}"}
        found.problem(
            kinds.IMPLAUSIBLE,
            "target",
            row,
            high=f"{high:g}",
            unit=about.unit,
            when="",
            perhaps="",
            **words,
        )
