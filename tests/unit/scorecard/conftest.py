"""Observations and England figures made by hand, and the scorecards that they give."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from imscore.model import OBSERVATION_COLUMNS, Block, Observations, Row, Scorecard
from imscore.periods import parse
from imscore.reference import england as england_series
from imscore.reference import indicators
from imscore.reference.areas import area_type
from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue
from imscore.scorecard.build import Choice, Reference, build

NONE = math.nan
COLUMNS = {"numerator": "E", "denominator": "F", "value": "G", "lower_ci": "H", "upper_ci": "I"}
CATALOGUE = indicators.load()
PUBLISHED_SERIES = england_series.load(CATALOGUE)


def observed(*rows: dict[str, Any], columns: dict[str, str] = COLUMNS) -> Observations:
    """Observations of one sheet, `Data` of `pct.xlsx`, from row 2 on.

    Each row needs `indicator` and `period`; counts give the value. The area is Anytown, 5ZZ, unless
    `code` and `name` say otherwise.
    """
    records = [_record(number, row) for number, row in enumerate(rows, start=2)]
    frame = pd.DataFrame(records, columns=list(OBSERVATION_COLUMNS))
    return Observations(frame, (Block("pct.xlsx", "Data", columns),))


def _record(number: int, row: dict[str, Any]) -> dict[str, Any]:
    period, about = parse(row["period"]), CATALOGUE[row["indicator"]]
    code, name = row.get("code", "5ZZ"), row.get("name", "Anytown")
    numerator, denominator = row.get("numerator", NONE), row.get("denominator", NONE)
    value = row.get("value", numerator / denominator * about.multiplier)
    return {
        "area": code or name,
        "area_code": code,
        "area_name": name,
        "area_type": row.get("area_type", area_type(code, name, "")),
        "indicator": about.id,
        "definition": row.get("definition", about.definition_in(period)),
        "period": period.text,
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "numerator": float(numerator),
        "denominator": float(denominator),
        "value": float(value),
        "lower_ci": float(row.get("lower_ci", NONE)),
        "upper_ci": float(row.get("upper_ci", NONE)),
        "marker": row.get("marker", ""),
        "remark": row.get("remark", ""),
        "block": 0,
        "row": number,
    }


def england(
    indicator: str, period: str, value: float, definition: str | None = None, half: float = 0.0
) -> EnglandFigure:
    """An England figure of a made-up series; `half` is half of its last printed digit."""
    if definition is None:
        definition = CATALOGUE[indicator].definition_in(parse(period))
    where = f"series: {indicator} {period}"
    return EnglandFigure(
        indicator, definition, period, value, None, None, half, "2020", True, "Made up", "", where
    )


def scores(
    observations: Observations,
    figures: Sequence[EnglandFigure] = PUBLISHED_SERIES,
    catalogue: Catalogue = CATALOGUE,
    **choice: Any,
) -> list[Scorecard]:
    return build(observations, Reference(catalogue, figures), Choice(**choice))


def row_of(card: Scorecard, indicator: str) -> Row:
    (row,) = [row for row in card.rows if row.indicator == indicator]
    return row


def only_row(*arguments: Any, **choice: Any) -> Row:
    (card,) = scores(*arguments, **choice)
    (row,) = card.rows
    return row


class Made:
    """The functions above, for tests that take the fixture `made`."""

    observed = staticmethod(observed)
    england = staticmethod(england)
    scores = staticmethod(scores)
    row_of = staticmethod(row_of)
    only_row = staticmethod(only_row)
    catalogue = CATALOGUE


@pytest.fixture(scope="session")
def made() -> type[Made]:
    return Made
