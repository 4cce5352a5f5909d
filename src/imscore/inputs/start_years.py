"""Years that stand for the period that starts in them, spelled out by what the indicator has."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from imscore.inputs import cells, kinds
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue

_YEAR = re.compile(r"\d{4}")
_WHY = "may be that year alone or the first of three (the layout says that years are start years)"


def spell_out(selection: Selection, catalogue: Catalogue) -> None:
    """Turns a lone start year into the financial year, for indicators without calendar years.

    Where an indicator has windows of three years as well as single ones, a start year does not
    say which is meant: that is an error, and the rows are dropped.
    """
    codes, distinct = cells.distinct_rows(selection.known["indicator"], selection.texts("period"))
    unclear = [_may_be_two(catalogue[i].periods, year) for i, year in distinct]
    for number, (_, year) in enumerate(distinct):
        if unclear[number]:
            where = selection.rows[codes == number]
            selection.problem(kinds.BAD_PERIOD, "period", where, found=year, reason=_WHY)
    spelt = [_spelt(catalogue[i].periods, year) for i, year in distinct]
    selection.replace_texts("period", np.array(spelt, dtype=object)[codes])
    selection.keep(~np.array(unclear, dtype=bool)[codes])
    changed = [s for s, (_, year) in zip(spelt, distinct, strict=True) if s != year]
    if changed:
        selection.note(
            f"a year is the one in which the financial year starts (such as {changed[0]})"
        )


def _may_be_two(periods: Sequence[str], year: str) -> bool:
    return bool(_YEAR.fullmatch(year)) and "three_calendar_years" in periods


def _spelt(periods: Sequence[str], year: str) -> str:
    if not _YEAR.fullmatch(year) or "calendar_year" in periods:
        return year
    return f"{year}/{(int(year) + 1) % 100:02d}"
