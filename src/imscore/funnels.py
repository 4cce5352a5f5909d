"""From observations to a funnel that outputs can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from imscore.errors import PeriodError, UsageError
from imscore.model import ENGLAND_NAME, FunnelArea, FunnelCard, Observations
from imscore.periods import parse
from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.reference.definitions import Indicator
from imscore.scorecard.benchmark import add_benchmark
from imscore.scorecard.choice import Choice, Reference
from imscore.scorecard.disclosure_words import HIDES
from imscore.scorecard.funnels import FEWEST_AREAS, funnel
from imscore.scorecard.prepare import prepare, refuse_unknown

_LISTED = 6


def make_funnel(
    observations: Observations,
    reference: Reference,
    indicator: str,
    period: str | None = None,
    *,
    definition: str | None = None,
    adjust: bool = False,
    disclosure: str = "",
    groups: Mapping[str, Sequence[str]] | None = None,
) -> FunnelCard:
    """Makes the funnel of one indicator over the local areas of an input.

    Args:
        observations: as read.
        reference: what they are judged by; England's published value is the middle where the
            input has none.
        indicator: its id.
        period: which; the latest that two areas or more have both counts for, where left out.
        definition: which of the indicator's definitions; the one in force where left out.
        adjust: widen the limits for overdispersion.
        disclosure: a rule on small numbers, "" for none.
        groups: from the name of a total in the input to the areas that it is made of, for the rule.

    Raises:
        UsageError: where there is no such rule, period or definition, or too few areas.
    """
    refuse_unknown(observations, reference)
    table = prepare(observations, reference, Choice(disclosure=disclosure, groups=groups or {}))
    about = reference.catalogue[indicator]
    mine = table.frame[(table.frame["indicator"] == indicator).to_numpy(bool)]
    wanted = _period(mine, about, period, disclosure)
    chosen = _definition(mine, about, wanted, definition)
    middle = _england(table.frame, observations, reference, (indicator, chosen, wanted))
    made = funnel(
        table.frame,
        reference.catalogue,
        indicator,
        wanted,
        definition=chosen,
        baseline=middle,
        baseline_name=ENGLAND_NAME,
        adjust=adjust,
    )
    return FunnelCard(
        indicator=indicator,
        name=about.name,
        unit=about.unit,
        polarity=about.polarity,
        period=wanted,
        definition=chosen,
        baseline=made.baseline,
        baseline_name=made.baseline_name,
        adjusted=made.adjusted,
        dispersion=float(made.dispersion.ratio),
        areas=tuple(_areas(made.areas)),
        notes=made.notes + table.notes,
        problems=table.problems,
        disclosure=table.line,
    )


def _areas(table: pd.DataFrame) -> list[FunnelArea]:
    """The areas, the highest value first."""
    names = list(FunnelArea.__dataclass_fields__)
    ordered = table.sort_values(["value", "area"], ascending=[False, True], kind="stable")
    columns: Any = (ordered[name].tolist() for name in names)
    return [FunnelArea(*line) for line in zip(*columns, strict=True)]


def _counted(mine: pd.DataFrame) -> pd.DataFrame:
    """Rows of local areas with both counts, by period, the latest period last."""
    local = ~mine["area_type"].isin(NOT_LOCAL_TYPES)
    counted = mine["numerator"].notna() & (mine["denominator"] > 0) & mine["value"].notna()
    return mine[(local & counted).to_numpy(bool)].sort_values(
        ["period_end", "period_start"], ascending=[True, False], kind="stable"
    )


def _period(mine: pd.DataFrame, about: Indicator, wanted: str | None, rule: str) -> str:
    counted = _counted(mine)
    enough = counted.groupby("period", sort=False)["area"].nunique() >= FEWEST_AREAS
    there = [str(period) for period in enough[enough].index]
    if wanted is None:
        if not there:
            raise UsageError(
                f"A funnel takes two areas or more with both counts and a value; no period of "
                f"{about.short_name} has them.{_hidden(mine, rule)}"
            )
        return there[-1]
    try:
        found = parse(wanted).text
    except PeriodError as error:
        raise UsageError(f"--period: {wanted!r} {error}.") from None
    if found not in there:
        latest = ", ".join(there[-_LISTED:]) or "none"
        raise UsageError(
            f"{about.short_name} {found} has not two areas with both counts and a value. Latest "
            f"that do: {latest}.{_hidden(mine[mine['period'] == found], rule)}"
        )
    return found


def _hidden(rows: pd.DataFrame, rule: str) -> str:
    """How many areas a rule on small numbers leaves out of the funnel, "" for none."""
    areas = rows.loc[rows["remark"].str.startswith(HIDES), "area"].nunique()
    if not areas:
        return ""
    return f" The rule {rule} hides figures of {areas} area{'' if areas == 1 else 's'}."


def _definition(mine: pd.DataFrame, about: Indicator, period: str, wanted: str | None) -> str:
    there = sorted(mine.loc[mine["period"] == period, "definition"].unique().tolist())
    if wanted is not None and wanted not in there:
        listed = ", ".join(name or "the only one" for name in there)
        raise UsageError(f"{about.short_name} {period} has no definition {wanted!r}: {listed}.")
    if wanted is not None:
        return wanted
    in_force = about.definition_in(parse(period))
    return str(in_force if in_force in there else there[-1])


def _england(
    frame: pd.DataFrame,
    observations: Observations,
    reference: Reference,
    key: tuple[str, str, str],
) -> float | None:
    """England's value of the very period, of the input or else published; None for neither."""
    held = add_benchmark(frame, observations, reference.england, True)
    rows = held
    for name, wanted in zip(("indicator", "definition", "period"), key, strict=True):
        rows = rows[(rows[name] == wanted).to_numpy(bool)]
    known = rows["benchmark_value"].dropna()
    return float(known.iloc[0]) if len(known) else None
