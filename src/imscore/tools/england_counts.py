"""England's figures beside a group's: the input's own rows before the published series."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue
from imscore.tools.nouns import Counted, counted

FROM_INPUT, FROM_SERIES = "England, from the input", "England, from the series"
_FIGURES = ["numerator", "denominator"]


def england_counts(
    rows: pd.DataFrame, series: Sequence[EnglandFigure], catalogue: Catalogue
) -> dict[tuple[str, str, str], Counted]:
    """England's figures by indicator, definition and period.

    Args:
        rows: England's rows in the input, with counts.
        series: the published figures; counts are missing from some.
        catalogue: the indicators.

    Returns:
        Each with `FROM_INPUT` or `FROM_SERIES` for its name.
    """
    found = {
        (figure.indicator, figure.definition, figure.period): counted(
            FROM_SERIES, (figure.numerator, figure.denominator, figure.value), figure.half_unit
        )
        for figure in series
        if figure.in_use
    }
    columns = ["indicator", "definition", "period", *_FIGURES]
    for indicator, definition, period, events, people in rows[columns].itertuples(index=False):
        value = events / people * catalogue[indicator].multiplier
        found[indicator, definition, period] = counted(FROM_INPUT, (events, people, value))
    return found
