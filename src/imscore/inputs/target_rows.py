"""One row of a targets sheet: its indicator, period and target, each checked at its cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from imscore.errors import PeriodError
from imscore.inputs import cells, kinds, numbers
from imscore.inputs.cell_names import column_letters
from imscore.inputs.kinds import Kind
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.periods import KIND_WORDS, Period, parse
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean

COLUMNS = {
    "indicator": ("indicator", "indicator name", "measure"),
    "area": ("area", "area code", "area name", "code", "name"),
    "period": ("period", "time period", "year", "due"),
    "target": ("target", "target value", "goal", "trajectory", "plan"),
}
_BLANK_CELL = replace(kinds.MISSING_CELL, message="{column} is blank in a row of the targets")


@dataclass
class TargetSheet:
    """Targets and problems of one sheet while it is read.

    Attributes:
        header: the header row, from 0; `columns`: from a field to its column, from 0.
    """

    sheet: Sheet
    header: int
    columns: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    targets: list[dict[str, object]] = field(default_factory=list)

    def cell(self, name: str, row: int) -> str:
        """The place of a field in a row counted from 0, such as `D8`."""
        return f"{column_letters(self.columns[name])}{row + 1}"

    def problem(self, kind: Kind, name: str, row: int, **words: object) -> None:
        """Records a problem at a field's cell."""
        cell = self.cell(name, row)
        self.problems.append(kind.at(self.sheet.file, self.sheet.name, cell, **words))


def read_row(found: TargetSheet, row: int, catalogue: Catalogue) -> None:
    """Reads one row; a blank one, or a comment that begins with #, is passed over."""
    raw = {name: found.sheet.columns[place][row] for name, place in found.columns.items()}
    spelt = {name: cells.text(cell) for name, cell in raw.items()}
    if not any(spelt.values()) or (spelt["indicator"].startswith("#")):
        return
    before = len(found.problems)
    for name in COLUMNS:
        if not spelt[name]:
            words = {"column": name, "expected": f"a {name}"}
            found.problem(_BLANK_CELL, name, row, **words)
    about = _indicator(found, row, spelt["indicator"], catalogue) if spelt["indicator"] else None
    if about is None:
        return
    period = _period(found, row, raw["period"], about) if spelt["period"] else None
    target = _target(found, row, raw["target"], about) if spelt["target"] else None
    wrong = any(problem.severity == "error" for problem in found.problems[before:])
    if period is None or target is None or wrong:
        return
    found.targets.append(
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


def _indicator(found: TargetSheet, row: int, spelt: str, catalogue: Catalogue) -> Indicator | None:
    known = catalogue.spellings.get(plain(spelt))
    if known:
        return catalogue[known[0]]
    names = [name for i in catalogue.values() for name in (i.short_name, i.name, i.id)]
    hint = did_you_mean(spelt, names, 0.6)
    found.problem(kinds.UNKNOWN_INDICATOR, "indicator", row, found=repr(spelt), suggestion=hint)
    return None


def _period(found: TargetSheet, row: int, cell: object, about: Indicator) -> Period | None:
    spelt = cells.text(cell)
    if cells.is_date(cell):
        found.problem(kinds.PERIOD_IS_DATE, "period", row, found=spelt)
        return None
    try:
        period = parse(spelt, about.periods)
    except PeriodError as error:
        found.problem(kinds.BAD_PERIOD, "period", row, found=spelt, reason=str(error))
        return None
    if period.kind not in about.periods:
        wanted = " or ".join(KIND_WORDS[kind] for kind in about.periods)
        words = {"found": spelt, "indicator": about.short_name, "expected_kind": wanted}
        found.problem(kinds.PERIOD_KIND, "period", row, **words)
        return None
    return period


def _target(found: TargetSheet, row: int, cell: object, about: Indicator) -> float | None:
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
    found: TargetSheet, row: int, value: float, about: Indicator, *, percent: bool
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
            kinds.IMPLAUSIBLE, "target", row, high=f"{high:g}", unit=about.unit, when="", **words
        )
