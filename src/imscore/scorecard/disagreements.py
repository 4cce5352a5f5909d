"""Three-year windows held against their own years: counts taken over, disagreements told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import Block, Problem
from imscore.scorecard.rounding import decimals, half_unit
from imscore.scorecard.series import BoolArray, FloatArray, PlaceArray, numbered
from imscore.scorecard.three_years import Windows

CODE = "window_disagrees"
_DUST = 1e-9
FIGURES = ("numerator", "denominator", "value")
_TOLD = (
    *("area", "area_name", "indicator", "period", "block", "row"),
    *("pool_found", "pool_expected"),
)


def compare_windows(
    columns: dict[str, NDArray[Any]], given: PlaceArray, both: Windows, at: PlaceArray
) -> None:
    """Compares windows that the input gives with what their years add up to.

    A window with a value but not both counts, whose years agree with all that it gives, takes its
    counts, and the value that they make, from the years. A window that is withheld stays so: its
    counts are not told by way of a comparison.

    Args:
        columns: every observation; `numerator, denominator, value, parts` and `pool_note` are
            changed in place for counts taken over, `pool_note, pool_found` and `pool_expected`
            for disagreements.
        given: where the windows stand that the input gives.
        both: what the years of some of them add up to.
        at: for each of those which of `given` it is.
    """
    compared = ~np.isnan(columns["value"][given[at]])
    if not compared.any():
        return
    places = _fewest_decimals(columns, given)[at[compared]]
    pairs = _Pairs.beside(columns, both.of(compared), given[at[compared]])
    counts = ((pairs.numerator, pairs.own_numerator), (pairs.denominator, pairs.own_denominator))
    uncounted = np.logical_or.reduce([np.isnan(own) for _, own in counts])
    agrees = ~uncounted | _same_value(pairs, places)
    for count, own in counts:
        agrees &= np.isnan(own) | np.isclose(count, own, rtol=_DUST, atol=0.0)
    _take_counts(columns, pairs.of(agrees & uncounted))
    _tell(columns, pairs.of(~agrees))


class _Pairs(NamedTuple):
    """What years add up to, beside what the input gives for their window at `place`."""

    numerator: FloatArray
    denominator: FloatArray
    value: FloatArray
    own_numerator: FloatArray
    own_denominator: FloatArray
    own_value: FloatArray
    years: PlaceArray
    place: PlaceArray

    @classmethod
    def beside(cls, columns: dict[str, NDArray[Any]], years: Windows, place: PlaceArray) -> _Pairs:
        own = (columns[name][place] for name in FIGURES)
        counts = (years.numerator, years.denominator, years.value)
        return cls._make((*counts, *own, years.years, place))

    def of(self, chosen: BoolArray) -> _Pairs:
        """Some of them."""
        return _Pairs._make(column[chosen] for column in self)

    def rows(self) -> Iterator[_Pair]:
        """One pair after the other, as plain numbers."""
        return map(_Pair._make, zip(*(column.tolist() for column in self), strict=True))


class _Pair(NamedTuple):
    """One of `_Pairs`."""

    numerator: float
    denominator: float
    value: float
    own_numerator: float
    own_denominator: float
    own_value: float
    years: list[int]
    place: int

    @property
    def counted(self) -> bool:
        """Whether the input gives both counts."""
        return not np.isnan([self.own_numerator, self.own_denominator]).any()

    @property
    def by_years(self) -> str:
        """What the years add up to, in words."""
        return f"{self.numerator:,.10g} of {self.denominator:,.10g}"

    @property
    def as_given(self) -> str:
        """What the input gives, in words."""
        if self.counted:
            return f"{self.own_numerator:,.10g} of {self.own_denominator:,.10g}"
        some = not np.isnan([self.own_numerator, self.own_denominator]).all()
        return f"{self.own_value:.10g} without {'both ' if some else ''}counts"


def _fewest_decimals(columns: dict[str, NDArray[Any]], given: PlaceArray) -> FloatArray:
    """How many decimals a printed value is taken to have at least, for each given window.

    A spreadsheet stores 6.0 as 6: where others of the column have decimals, one is supposed for it.
    """
    value, numerator, denominator = (columns[name][given] for name in FIGURES[::-1])
    printed = ~np.isnan(value) & (np.isnan(numerator) | np.isnan(denominator))
    code, first = numbered([columns[name][given] for name in ("block", "indicator")])
    most = np.zeros(len(first))
    places = [min(decimals(number), 1) for number in value[printed].tolist()]
    np.maximum.at(most, code[printed], places)
    return most[code]


def window_problems(frame: pd.DataFrame, blocks: Sequence[Block]) -> list[tuple[str, Problem]]:
    """The warnings about windows that disagree with their years.

    Args:
        frame: observations after `compare_windows`.
        blocks: the tables that they came from.

    Returns:
        Pairs of the area's key, as in the frame's `area`, and the warning.
    """
    wanted = frame[(frame["pool_found"] != "").to_numpy(bool)]
    rows: Any = wanted[[*_TOLD]].itertuples(index=False)
    return [(row.area, _problem(row, blocks[int(row.block)])) for row in rows]


def _same_value(pairs: _Pairs, fewest: FloatArray) -> BoolArray:
    """Where the years' rate is the given one, rounded as the given one is."""
    places = np.maximum([decimals(number) for number in pairs.own_value.tolist()], fewest)
    halves = np.array([half_unit(number) for number in places.tolist()])
    return np.asarray(np.abs(pairs.value - pairs.own_value) <= halves + _DUST)


def _take_counts(columns: dict[str, NDArray[Any]], pairs: _Pairs) -> None:
    for name, column in zip(FIGURES, pairs, strict=False):
        columns[name][pairs.place] = column
    for pair in pairs.rows():
        columns["parts"][pair.place] = (pair.place, *pair.years)
        columns["pool_note"][pair.place] = (
            f"The window is given as {pair.as_given}; its counts are taken from its three years, "
            f"{pair.by_years}, which is {pair.value:.4g}."
        )


def _tell(columns: dict[str, NDArray[Any]], pairs: _Pairs) -> None:
    for pair in pairs.rows():
        years = pair.by_years + ("" if pair.counted else f", which is {pair.value:.4g}")
        columns["pool_found"][pair.place] = pair.as_given
        columns["pool_expected"][pair.place] = years
        columns["pool_note"][pair.place] = (
            f"The three years add up to {years}; the window is given as {pair.as_given}."
        )


def _problem(row: Any, block: Block) -> Problem:
    letters = block.columns.get("value") or block.columns.get("numerator", "")
    about = f"{row.indicator} {row.period} of {row.area_name or row.area}"
    return Problem(
        severity="warning",
        code=CODE,
        file=block.file,
        sheet=block.sheet,
        cell=f"{letters}{row.row}",
        found=row.pool_found,
        expected=f"{row.pool_expected}, the sum of its three years",
        hint="Put the window or its years right; until then the window counts as it is given.",
        message=(
            f"{about} is given as {row.pool_found}, but its three years add up to "
            f"{row.pool_expected}"
        ),
    )
