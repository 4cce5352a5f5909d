"""A funnel over the areas of an input: which lie outside what chance alone would give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue
from imscore.scorecard.comparators import GROUP_TYPE
from imscore.scorecard.funnel_notes import funnel_notes
from imscore.stats.counts import FloatArray, Limits
from imscore.stats.funnel import proportion_funnel, rate_funnel_at
from imscore.stats.funnel_errors import proportion_error, rate_error
from imscore.stats.funnel_points import (
    Significance,
    proportion_significance,
    rate_significance,
    significance,
)
from imscore.stats.overdispersion import Overdispersion, adjusted_funnel, overdispersion

FEWEST_AREAS = 2
_LEVELS = {"95": 0.95, "998": 0.998}


@dataclass(frozen=True)
class Funnel:
    """One indicator and period over all areas.

    Attributes:
        areas: a line an area: `area, area_code, area_name, numerator, denominator, value,
            lower_95, upper_95, lower_998, upper_998`, `funnel_95` and `funnel_998` (`lower`,
            `similar`, `higher`), `outlier` (`better`, `worse`, `similar`; `lower` and `higher`
            without judgement) at 99.8%.
        baseline: the middle, in the indicator's unit; `baseline_name`: whose value it is.
        dispersion: how much more the areas differ than chance would have them.
        adjusted: whether the limits allow for that.
        notes: how it was made and what was left out.
    """

    areas: pd.DataFrame
    baseline: float
    baseline_name: str
    dispersion: Overdispersion
    adjusted: bool
    notes: tuple[str, ...]


def funnel(
    frame: pd.DataFrame,
    catalogue: Catalogue,
    indicator: str,
    period: str,
    *,
    definition: str | None = None,
    baseline: float | None = None,
    baseline_name: str = ENGLAND_NAME,
    adjust: bool = False,
) -> Funnel:
    """Makes the funnel of one indicator and period.

    Args:
        frame: observations after pooling and disclosure.
        catalogue: the indicators.
        indicator: its id.
        period: canonical text.
        definition: which of the indicator's definitions, where the input holds several.
        baseline: the middle, in the indicator's unit; without it England's value in the input,
            else that of the areas together.
        baseline_name: whose value it is.
        adjust: widen the limits for overdispersion, where there is any (additive, the extreme
            tenths pulled in).

    Raises:
        UsageError: where fewer than two areas have counts, the baseline leaves no room for chance,
            or the input has the period by several definitions and none is named.

    Source: Spiegelhalter (2005), Stat. Med. 24 and Qual. Saf. Health Care 14.
    """
    about = catalogue[indicator]
    rows = frame[(frame["indicator"] == indicator) & (frame["period"] == period)]
    rows = rows[rows["definition"] == _definition(rows, definition, about, period)]
    upper = rows["area_type"].isin([*NOT_LOCAL_TYPES, GROUP_TYPE])
    local = rows[~upper]
    counted = local["numerator"].notna() & (local["denominator"] > 0) & local["value"].notna()
    areas = local[counted].reset_index(drop=True)
    if len(areas) < FEWEST_AREAS:
        raise UsageError(
            f"A funnel takes two areas or more with both counts; {about.short_name} {period} has "
            f"{len(areas)}."
        )
    middle, whose = _baseline(rows, areas, about, baseline, baseline_name)
    value, error = _errors(areas, about, middle)
    found = overdispersion(value, error, middle)
    limits, verdicts = _exact(areas, about, middle)
    widened = adjust and found.tau_squared > 0
    if widened:
        limits, verdicts = _adjusted(value, error, about, middle, found)
    told = tuple(funnel_notes(rows[upper], local[~counted], about, middle, whose, found, adjust))
    table = _table(areas, value, limits, verdicts, about)
    return Funnel(table, middle, whose, found, widened, told)


def _definition(rows: pd.DataFrame, wanted: str | None, about: Indicator, period: str) -> str:
    there = sorted(rows["definition"].unique())
    if wanted is not None or len(there) < 2:
        return wanted if wanted is not None else "".join(there)
    raise UsageError(
        f"{about.short_name} {period} is there by {len(there)} definitions: name one of "
        f"{', '.join(there)}."
    )


def _baseline(
    rows: pd.DataFrame, areas: pd.DataFrame, about: Indicator, given: float | None, name: str
) -> tuple[float, str]:
    england = rows.loc[(rows["area_code"] == ENGLAND_CODE) & rows["value"].notna(), "value"]
    if given is not None:
        middle, whose = given, name
    elif len(england):
        middle, whose = float(england.iloc[0]), ENGLAND_NAME
    else:
        middle = float(areas["numerator"].sum() / areas["denominator"].sum() * about.multiplier)
        whose = "the areas together"
    highest = about.multiplier if about.kind == "proportion" else np.inf
    if not 0 < middle < highest:
        raise UsageError(
            f"{whose}: {middle:g} {about.unit} leaves no room for chance: there is no funnel."
        )
    return middle, whose


def _errors(areas: pd.DataFrame, about: Indicator, middle: float) -> tuple[FloatArray, FloatArray]:
    count, total = (areas[name].to_numpy(float) for name in ("numerator", "denominator"))
    error = proportion_error if about.kind == "proportion" else rate_error
    return count / total * about.multiplier, error(total, middle, multiplier=about.multiplier)


def _exact(
    areas: pd.DataFrame, about: Indicator, middle: float
) -> tuple[list[Limits], Significance]:
    count, total = (areas[name].to_numpy(float) for name in ("numerator", "denominator"))
    scale = about.multiplier
    proportion = about.kind == "proportion"
    at = proportion_funnel if proportion else rate_funnel_at
    judged = proportion_significance if proportion else rate_significance
    limits = [at(total, middle, confidence=level, multiplier=scale) for level in _LEVELS.values()]
    return limits, judged(count, total, middle, multiplier=scale)


def _adjusted(
    value: FloatArray, error: FloatArray, about: Indicator, middle: float, found: Overdispersion
) -> tuple[list[Limits], Significance]:
    ceiling = float(about.multiplier) if about.kind == "proportion" else np.inf
    limits = [
        adjusted_funnel(error, middle, found, confidence=level, ceiling=ceiling)
        for level in _LEVELS.values()
    ]
    return limits, Significance(*(significance(value, part) for part in limits))


def _table(
    areas: pd.DataFrame,
    value: FloatArray,
    limits: list[Limits],
    verdicts: Significance,
    about: Indicator,
) -> pd.DataFrame:
    good = {"low_is_good": ("better", "worse"), "high_is_good": ("worse", "better")}
    low, high = good.get(about.polarity, ("lower", "higher"))
    names = ["area", "area_code", "area_name", "numerator", "denominator"]
    sides = {
        f"{side}_{level}": getattr(part, side)
        for level, part in zip(_LEVELS, limits, strict=True)
        for side in ("lower", "upper")
    }
    outlier = pd.Series(verdicts.at_998).replace({"lower": low, "higher": high})
    return areas[names].assign(
        value=value,
        **sides,
        funnel_95=verdicts.at_95.astype(object),
        funnel_998=verdicts.at_998.astype(object),
        outlier=outlier.to_numpy(object),
    )
