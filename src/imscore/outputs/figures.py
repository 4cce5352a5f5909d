"""Figures as people read them: one decimal, never rounded twice, never minus nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from imscore.model import Row

NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class Signs:
    """How a minus, an en dash and the status symbols are drawn.

    Attributes:
        minus: before a number below nought. dash: where there is nothing to say.
        symbols: whether symbols and sparklines outside ASCII may be used.
    """

    minus: str
    dash: str
    symbols: bool


TYPESET = Signs("−", "–", symbols=True)
PLAIN = Signs("-", "-", symbols=False)


def number(value: float, signs: Signs = PLAIN, *, signed: bool = False, places: int = 1) -> str:
    """Writes a figure with one decimal, halves away from nought.

    Halves are judged at twelve significant digits, so that 5.35 held as 5.3499999999999996 reads
    as a person, or a spreadsheet, would round it.

    Args:
        value: finite.
        signs: which minus.
        signed: whether to put a plus before a figure above nought.
        places: how many decimals, where one does not do.

    >>> number(5.35), number(-0.04), number(1234.56), number(6.4, signed=True)
    ('5.4', '0.0', '1,234.6', '+6.4')
    """
    rounded = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not rounded:
        return f"{0:.{places}f}"
    sign = signs.minus if rounded < 0 else "+" if signed else ""
    return f"{sign}{abs(rounded):,}"


def count(value: float) -> str:
    """Writes a count: whole where it is whole, else with one decimal.

    >>> count(7812.0), count(112.25)
    ('7,812', '112.3')
    """
    return f"{value:,.0f}" if value == round(value) else number(value)


def people(value: float) -> int:
    """Rounds to whole people, away from nought, leaving out dust from binary arithmetic.

    >>> people(-40.2), people(40.0000000001), people(0.0)
    (41, 40, 0)
    """
    return math.ceil(round(abs(value), 6))


def with_unit(figure: str, unit: str) -> str:
    """Puts the unit after a figure: a percent sign joined on, words after a space.

    >>> with_unit("18.3", "%"), with_unit("5.9", "per 1,000"), with_unit("5.9", "")
    ('18.3%', '5.9 per 1,000', '5.9')
    """
    return f"{figure}{unit}" if unit == "%" else f"{figure} {unit}".rstrip()


def short_unit(row: Row) -> str:
    """The unit without the population, which stands beside it: `per 1,000`."""
    return row.unit.removesuffix(row.population).rstrip() if row.population else row.unit


def interval(lower: float | None, upper: float | None, signs: Signs = PLAIN) -> str:
    """Writes an interval, or "" where a limit is missing.

    >>> interval(16.38, 20.2), interval(None, 20.2)
    ('16.4 to 20.2', '')
    """
    if lower is None or upper is None:
        return ""
    return f"{number(lower, signs)} to {number(upper, signs)}"


def value(row: Row, unit: str, signs: Signs = PLAIN) -> str:
    """Writes a row's value with its unit, or the word for why there is none."""
    marker = row.marker.replace("_", " ")
    if row.value is None:
        return marker or NO_FIGURE
    figure = with_unit(number(row.value, signs), unit)
    return f"{figure} ({marker})" if marker else figure


def counts(row: Row, *, bare: bool = False) -> str:
    """Writes `112 of 612 maternities`, or for a rate `45 in 7,812 live births`.

    A rate's events need not happen to its population (conceptions under 15 count in a rate per
    females aged 15 to 17), hence the other word.

    Args:
        row: whose counts; where only one is there, it stands alone with what it counts.
        bare: whether to leave out what is counted where both are there.
    """
    if row.numerator is None and row.denominator is None:
        return ""
    joint = "of" if row.unit == "%" else "in"
    if bare or (row.numerator is not None and row.denominator is not None):
        both = f"{_count(row.numerator)} {joint} {_count(row.denominator)}"
        return both if bare else f"{both} {row.population}".rstrip()
    if row.numerator is None:
        return f"{_count(row.denominator)} {row.population}".rstrip()
    return f"{_count(row.numerator)} {row.events}".rstrip()


def _count(value: float | None) -> str:
    return "?" if value is None else count(value)
