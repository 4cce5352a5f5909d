"""Years held against their own quarters: counts that do not add up, values that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from imscore.inputs import kinds, series
from imscore.inputs.cells import FloatArray
from imscore.inputs.rounding import agree, rounding
from imscore.model import Block, Problem
from imscore.records import Records, combined
from imscore.reference.definitions import Indicator

_WHO = ("area", "indicator", "definition")
# The kinds of a year and of its quarters, and the month in which it starts, from 0.
_FAMILIES = (
    ("financial_year", "financial_quarter", 3),
    ("calendar_year", "calendar_quarter", 0),
)
_YEAR, _QUARTERS = 12, 4
_DUST = 1e-9
# More years than this that disagree are told in one line for each sheet and indicator.
_TOLD_SINGLY = 10


class _Year(NamedTuple):
    """A year and what its quarters give, in the columns of the frame that holds all of them."""

    place: int
    numerator: float
    denominator: float
    value: float
    scale: float
    slack: float
    quarters: int
    counted: int
    valued: int
    sum_numerator: float
    sum_denominator: float
    least: float
    most: float

    @property
    def found(self) -> str:
        """What the input gives for the year."""
        counts = (self.numerator, self.denominator)
        return (
            f"{self.value:.6g}"
            if np.isnan(counts).any()
            else "{:,.10g} of {:,.10g}".format(*counts)
        )

    @property
    def expected(self) -> str:
        """What its quarters tell of it."""
        sums = f"{self.sum_numerator:,.10g} of {self.sum_denominator:,.10g}"
        if self.counted < _QUARTERS and self.valued == _QUARTERS:
            return f"its four quarters are {self.least:.6g} to {self.most:.6g}"
        if self.counted < _QUARTERS:
            return f"those of its quarters that are given add up to {sums}"
        if np.isnan(self.numerator):
            made = self.sum_numerator / self.sum_denominator * self.scale
            return f"its four quarters add up to {sums}, which is {made:.4g}"
        return f"its four quarters add up to {sums}"


def problems(
    records: Records, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """Warns of years that their quarters contradict.

    A year's counts are the sums of those of its four quarters; where the year has a value only, it
    is what these sums make, rounded as it is. Some of the quarters never have more than the year.
    Where quarters have values only, the year's lies between the least and the most of them.
    """
    kind = records.text("period_kind")
    for year, quarter, first in _FAMILIES:
        years, quarters = (np.flatnonzero(kind.equals(name)) for name in (year, quarter))
        if len(years) and len(quarters):
            beside = _beside(records, years, quarters, first)
            beside["scale"] = _scale(records.take(beside["place"].to_numpy()), catalogue)
            yield from _told(records, beside[_off(beside)], blocks, catalogue)


def _scale(records: Records, catalogue: Mapping[str, Indicator]) -> FloatArray:
    multiplier = {name: float(catalogue[name].multiplier) for name in catalogue}
    scale: FloatArray = records.text("indicator").numbers(multiplier.__getitem__, float)
    return scale


def _beside(
    records: Records, years: series.IndexArray, quarters: series.IndexArray, first: int
) -> pd.DataFrame:
    """One row a year that has quarters, in the columns of `_Year` but for `scale`."""
    when = (records.numbers("period_start").astype(np.int64) - first) // _YEAR
    key, _ = combined([*(records.text(name) for name in _WHO), when])
    names = ("numerator", "denominator", "value")
    part = pd.DataFrame({name: records.numbers(name)[quarters] for name in names})
    part["counted"] = part["numerator"].notna() & part["denominator"].notna()
    part["half"] = rounding(part["value"].to_numpy())
    made = part.groupby(key[quarters]).agg(
        quarters=("half", "size"),
        counted=("counted", "sum"),
        valued=("value", "count"),
        sum_numerator=("numerator", "sum"),
        sum_denominator=("denominator", "sum"),
        least=("value", "min"),
        most=("value", "max"),
        half=("half", "max"),
    )
    whole = pd.DataFrame({name: records.numbers(name)[years] for name in names})
    whole["place"] = years
    whole["key"] = key[years]
    joined = whole.join(made, on="key", how="inner")
    joined["slack"] = joined.pop("half") + rounding(joined["value"].to_numpy())
    return joined


def _off(years: pd.DataFrame) -> pd.Series[bool]:
    """Which years are not what their quarters make, as far as that can be known."""
    counted = years["numerator"].notna() & years["denominator"].notna()
    whole = years["counted"] == _QUARTERS
    more, less = pd.Series(False, years.index), pd.Series(False, years.index)
    for count in ("numerator", "denominator"):
        dust = _DUST * years[count].abs()
        more |= years[f"sum_{count}"] > years[count] + dust
        less |= years[f"sum_{count}"] < years[count] - dust
    sums = more | (less & whole & counted)
    made = years["sum_numerator"] / years["sum_denominator"].where(lambda d: d > 0) * years["scale"]
    value = years["value"]
    printed, worked_out = value.to_numpy(), made.to_numpy()
    other = ~agree(printed, worked_out, rounding(printed)) & made.notna() & value.notna()
    ranged = (value < years["least"] - years["slack"]) | (value > years["most"] + years["slack"])
    ranged &= (years["valued"] == _QUARTERS) & ~whole
    return sums | (other & whole & ~counted) | ranged


def _told(
    records: Records,
    years: pd.DataFrame,
    blocks: Sequence[Block],
    catalogue: Mapping[str, Indicator],
) -> Iterator[Problem]:
    place = years["place"].to_numpy()
    table = series.tables(blocks)[records.numbers("block")[place]]
    for _, group in years.groupby([table, records.text("indicator")[place]], sort=False):
        told = [*group[[*_Year._fields]].itertuples(index=False)]
        many = len(told) > _TOLD_SINGLY
        for fields in told[:1] if many else told:
            yield _problem(records, _Year(*fields), len(told) if many else 1, blocks, catalogue)


def _problem(
    records: Records,
    year: _Year,
    number: int,
    blocks: Sequence[Block],
    catalogue: Mapping[str, Indicator],
) -> Problem:
    row: Mapping[str, Any] = records.row(year.place)
    words = {
        "indicator": catalogue[row["indicator"]].short_name,
        "area": row["area_name"] or row["area_code"],
        "period": row["period"],
        "by_quarters": year.expected,
        "more": f"; and so are {number - 1:,} more years of it here" if number > 1 else "",
    }
    return series.at(kinds.YEAR_DISAGREES, row, blocks, found=year.found, **words)
