"""Years that stand for the period that starts in them, spelled out by what the indicator has."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from imscore.inputs import cells
from imscore.inputs.selection import Selection
from imscore.reference.indicators import Catalogue


def spell_out(selection: Selection, catalogue: Catalogue) -> None:
    """Turns a lone start year into the financial year, for indicators without calendar years.

    Where an indicator has windows of three years as well as single ones, a start year does not
    say which is meant: it is then left to be refused as no period.
    """
    codes, distinct = cells.distinct_rows(selection.known["indicator"], selection.texts("period"))
    spelt = [_spelt(catalogue[i].periods, str(year)) for i, year in distinct]
    selection.replace_texts("period", np.array(spelt, dtype=object)[codes])
    changed = [s for s, (_, year) in zip(spelt, distinct, strict=True) if s != year]
    if changed:
        selection.note(
            f"a year is the one in which the financial year starts (such as {changed[0]})"
        )


def _spelt(kinds: Sequence[str], year: str) -> str:
    if not re.fullmatch(r"\d{4}", year):
        return year
    if "three_calendar_years" in kinds:
        return f"{year} (start year)"
    if "calendar_year" in kinds:
        return year
    return f"{year}/{(int(year) + 1) % 100:02d}"
