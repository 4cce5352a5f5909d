"""How a printed figure was rounded, and whether two figures agree within it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import numpy as np
from numpy.typing import NDArray

from imscore.inputs.cells import BoolArray, FloatArray
from imscore.parallel import in_order

_FLOATING_DUST = 1e-9
_BLOCK = 1 << 16
# Where a number stands so often in a column, each different one is looked at once.
_SELDOM = 8


def rounding(printed: FloatArray) -> FloatArray:
    """Half of each number's last printed digit.

    A spreadsheet stores 16.0 as 16: where other values of the column have decimals, one is
    supposed for it too.
    """
    finite = np.where(np.isfinite(printed), printed, 0.0)
    codes, different = _factorised(finite)
    places = decimals(different)
    at_least = 1 if len(places) and places.max() >= 1 else 0
    half: FloatArray = 0.5 * 10.0 ** -np.maximum(places, at_least)
    return half if codes is None else half[codes]


def _factorised(numbers: FloatArray) -> tuple[NDArray[np.intp] | None, FloatArray]:
    """Codes of equal numbers and the different ones; no codes where most are different."""
    import pandas as pd

    some = numbers[:_BLOCK]
    if len(np.unique(some)) * _SELDOM > len(some):
        return None, numbers
    codes, different = pd.factorize(numbers)
    return codes, different


def agree(printed: FloatArray, computed: FloatArray, tolerance: FloatArray) -> BoolArray:
    """Where a printed value is what was computed, rounded."""
    dust = _FLOATING_DUST * np.maximum(1.0, np.abs(computed))
    result: BoolArray = np.abs(printed - computed) <= tolerance + dust
    return result


def another_power_of_ten(
    printed: FloatArray, computed: FloatArray, tolerance: FloatArray
) -> BoolArray:
    """Where a printed value is what was computed, its decimal point moved."""
    found = np.zeros(len(printed), dtype=bool)
    for power in (-4, -3, -2, -1, 1, 2, 3, 4):
        scale = 10.0**power
        found |= agree(printed * scale, computed, tolerance * scale)
    return found & (printed > 0)


def decimals(values: FloatArray, most: int = 10) -> NDArray[np.int64]:
    """How many decimals each number shows, at most `most`.

    >>> decimals(np.array([18.7, 16.0, 0.125])).tolist()
    [1, 0, 3]
    """
    blocks = [values[start : start + _BLOCK] for start in range(0, len(values), _BLOCK)]
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *in_order(partial(_decimals, most=most), blocks)])


def _decimals(values: FloatArray, most: int) -> NDArray[np.int64]:
    shown = np.full(len(values), most)
    left = np.arange(len(values))
    for places in range(most):
        rest = values[left]
        exact = np.abs(rest - np.round(rest, places)) <= 1e-12 * np.maximum(1, np.abs(rest))
        shown[left[exact]] = places
        # Most show none or one: few have to be looked at again.
        left = left[~exact]
        if not len(left):
            break
    return shown


def hundredfold(fractions: FloatArray) -> FloatArray:
    """Fractions as percentages, the decimal point moved as on paper: 0.181 is 18.1.

    >>> hundredfold(np.array([0.181, 0.29])).tolist()
    [18.1, 29.0]
    """
    different, codes = np.unique(fractions, return_inverse=True)
    moved = np.array([float(Decimal(repr(float(f))).scaleb(2)) for f in different], dtype=float)
    result: FloatArray = moved[codes]
    return result


def plain_number(number: float) -> str:
    """A number as a person would type it.

    >>> plain_number(620.0), plain_number(0.187)
    ('620', '0.187')
    """
    return str(int(number)) if float(number).is_integer() else repr(float(number))
