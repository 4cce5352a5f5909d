"""How finely a figure that stands in a spreadsheet was rounded."""

from __future__ import annotations


def decimals(value: float) -> int:
    """How many decimals a spreadsheet shows of a number, at most 10.

    >>> decimals(13.6), decimals(16.0)
    (1, 0)
    """
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def half_unit(places: float) -> float:
    """Half of the last of so many decimals: 0.05 for one."""
    return float(0.5 * 10.0**-places)
