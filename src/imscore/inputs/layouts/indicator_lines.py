"""Lines that hold an indicator's name alone, each over the rows of its own areas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.between import MADE_BY_HAND, is_of_a_group, lone_cells
from imscore.inputs.layouts.header_cells import has_years, period_in
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.phrases import Tokens
from imscore.inputs.layouts.table import Fixed, IndexArray
from imscore.inputs.layouts.title_lines import is_about_the_making
from imscore.inputs.layouts.title_places import period as period_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

Periods = Literal["lines", "rows", "header"]


@dataclass(frozen=True)
class Stretch:
    """Rows below one such line.

    Attributes:
        rows: the sheet's, from 0.
        heading: what the line says.
        fixed: the indicator that it names and, where lines give one, the period.
    """

    rows: IndexArray
    heading: Heading
    fixed: Mapping[str, Fixed] = field(default_factory=dict)


def stretches(
    sheet: Sheet,
    header: int,
    rows: IndexArray,
    catalogue: Catalogue,
    *,
    above: Fixed | None = None,
    periods: Periods = "header",
    places: Collection[Tokens] = (),
) -> list[Stretch] | Problem:
    """The rows below each line that names an indicator alone.

    Every row must stand below such a line, and every line between the rows must be understood: else
    the rows below it would be taken for those of the indicator above.

    Args:
        sheet: as it stands.
        header: the header's row, from 0.
        rows: those with figures, from 0.
        catalogue: the known indicators.
        above: the indicator that the titles name.
        periods: where they stand: `lines`, alone or beside an indicator's name; `rows`, so that
            what a line says of them is not needed; or the `header`.
        places: names of the table's own areas.

    Returns:
        The stretches; none where no line below the header names an indicator before the first
        figure; a problem at a line that is not understood.
    """
    if not len(rows) or sheet.height > MADE_BY_HAND:
        return []
    lines = [
        (cell, understand(cell.text, catalogue, places))
        for cell in lone_cells(sheet, header + 1)
        if cell.row < rows[-1] and not is_about_the_making(cell.text)
    ]
    named = [cell for cell, says in lines if says.is_clear]
    if not named or named[0].row > rows[0]:
        return []
    owners = {catalogue.spellings[plain(says.indicator)][0] for _, says in lines if says.is_clear}
    if above and len(owners) == 1 and catalogue.spellings[plain(above.text)][0] not in owners:
        return problem(sheet, named[0].row, named[0].column)
    found: list[Stretch] = []
    for each in _cut(sheet, rows, lines, periods):
        if isinstance(each, Problem):
            return each
        found.append(each)
    dated = ["period" in each.fixed for each in found]
    if any(dated) and not all(dated):
        line = found[dated.index(False)].fixed["indicator"]
        return problem(sheet, line.row, line.column, kinds.LINE_WITHOUT_PERIOD)
    return found


def _cut(
    sheet: Sheet,
    rows: IndexArray,
    lines: Sequence[tuple[Fixed, Heading]],
    periods: Periods,
) -> Iterator[Stretch | Problem]:
    """The rows between the lines, by what the lines above them say.

    Of indicators and periods the kind that comes first holds until the next of its kind, and
    the other begins anew below it.
    """
    fixed: dict[str, Fixed] = {}
    heading = Heading()
    outer = ""
    ends = [*(cell.row for cell, _ in lines[1:]), int(rows[-1]) + 1]
    for (cell, says), end in zip(lines, ends, strict=True):
        told = _told(sheet, cell, says, periods)
        if told is None:
            yield problem(sheet, cell.row, cell.column)
            return
        outer = outer or next(iter(told), "")
        if outer in told:
            fixed = {}
        fixed |= told
        heading = says if "indicator" in told else heading
        mine = rows[(rows > cell.row) & (rows < end)]
        if len(mine) and "indicator" not in fixed:
            yield problem(sheet, cell.row, cell.column)
            return
        if len(mine):
            yield Stretch(mine, heading, dict(fixed))


def _told(sheet: Sheet, cell: Fixed, says: Heading, periods: Periods) -> dict[str, Fixed] | None:
    """The indicator and the period that a line gives, in that order; None where it is strange."""
    if is_of_a_group(cell.text):
        return None
    dated = has_years(cell.text)
    when = (
        period_of(replace(sheet, name=""), [(cell.text, cell.row, cell.column)]) if dated else None
    )
    if dated and period_in(cell.text, None):
        when = cell
    if dated and (periods == "header" or not when):
        return None
    period = {"period": when} if when and periods == "lines" else {}
    if says.is_clear:
        return {"indicator": replace(cell, text=says.indicator)} | period
    return None if says.unknown or says.indicator or says.measure else period


def problem(
    sheet: Sheet, row: int, column: int, kind: kinds.Kind = kinds.HEADING_BETWEEN
) -> Problem:
    """The problem of a line between the rows, as it stands there."""
    text = str(sheet.columns[column][row]).strip()
    return kind.at(sheet.file, sheet.name, f"{column_letters(column)}{row + 1}", found=repr(text))
