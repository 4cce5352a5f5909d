"""What has to be said beside a funnel."""

from __future__ import annotations

import pandas as pd

from imscore.reference.definitions import Indicator
from imscore.stats.overdispersion import Overdispersion

_LISTED = 6


def funnel_notes(
    upper: pd.DataFrame,
    uncounted: pd.DataFrame,
    about: Indicator,
    middle: float,
    whose: str,
    found: Overdispersion,
    adjust: bool,
) -> list[str]:
    """Says what the middle is, what was left out and what sets the areas apart.

    Args:
        upper: rows of totals.
        uncounted: areas whose counts are not shown.
        about: the indicator.
        middle: in its unit.
        whose: whose value the middle is.
        found: how much more the areas differ than chance would have them.
        adjust: whether wider limits were asked for.
    """
    joint = "" if about.unit == "%" else " "
    notes = [f"The middle of the funnel is {middle:.4g}{joint}{about.unit}, {whose}."]
    for part, why in (
        (upper, "totals of areas are no areas of the funnel"),
        (uncounted, "no counts are shown"),
    ):
        names = list(dict.fromkeys(part["area_name"].where(part["area_name"] != "", part["area"])))
        if names:
            more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
            notes.append(f"Left out: {', '.join(names[:_LISTED])}{more} ({why}).")
    more_than_chance = found.tau_squared > 0
    if not (adjust and more_than_chance):
        notes.append(_limits_words(about))
    told = f"The dispersion of the areas is {found.ratio:.3g}, where chance alone gives about 1"
    if adjust and more_than_chance:
        notes.append(f"{told}; the limits are widened for it (additive, extremes pulled in).")
    elif adjust:
        notes.append(f"{told}: no more than chance allows, so the limits are not widened.")
    elif more_than_chance:
        notes.append(f"{told}; the limits do not allow for it, and can be widened for it.")
    if adjust and more_than_chance and about.kind != "proportion":
        notes.append("Widened limits of a rate rest on a normal distribution, not on counts.")
    return notes


def _limits_words(about: Indicator) -> str:
    if about.kind == "proportion":
        return (
            "Limits are p ± z√(p(1 − p)/n) about the middle p, at each area's own denominator n, "
            "cut off at 0 and 100%."
        )
    return (
        "Limits are exact Poisson ones at each area's own population, and an area is outside where "
        "the chance of as few events as its own, or of as many, is less than 1 in 40 (95%) or 1 in "
        "1,000 (99.8%)."
    )
