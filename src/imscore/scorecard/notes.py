"""What has to be said beside a row: how its figure was come by and what it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imscore.model import ENGLAND_NAME, FEW_EVENTS
from imscore.reference.definitions import Indicator
from imscore.scorecard.disclosure_words import BY_RULE
from imscore.scorecard.judge import AS_GIVEN

MARKER_WORDS = {
    "suppressed": "suppressed in the file",
    "not_available": "not available in the file",
    "not_applicable": "not applicable",
    "unreliable": "marked unreliable in the file",
}
NO_FIGURE = "without a figure"
# The Office for National Statistics' bound for rates of death.
FEWEST_DEATHS = 20


def why_none(marker: str, remark: str) -> str:
    """Why an observation shows no figure: by a rule on small numbers, or as its file says.

    >>> why_none("suppressed", ""), why_none("suppressed", "hidden by the rule under5")
    ('suppressed in the file', 'hidden by the rule under5')
    """
    return remark if remark.startswith(BY_RULE) else MARKER_WORDS.get(marker, NO_FIGURE)


def row_notes(row: Any, indicator: Indicator, benchmark: str = ENGLAND_NAME) -> tuple[str, ...]:
    """The notes of one judged observation, most weighty first.

    Args:
        row: the observation.
        indicator: its own.
        benchmark: the name of what it is held against.
    """
    return tuple(_notes(row, indicator, benchmark))


def _notes(row: Any, indicator: Indicator, benchmark: str) -> Iterator[str]:
    if row.marker:
        yield _marker(row)
    elif row.remark:
        yield f"The file says of this figure: “{row.remark}”."
    if row.pool_note:
        yield row.pool_note
    elif row.parts:
        yield "Pooled from the yearly counts in the file."
    yield from _few(row, indicator)
    yield from _comparison(row, benchmark)
    yield from _definition(row, indicator)
    if row.newer_year:
        yield (
            f"Single years up to {row.newer_year} are in the input, but no three-year window "
            f"later than {row.period}: that takes the counts of three years in a row."
        )
    if row.period_kind == "calendar_year" and indicator.kind == "pooled_rate":
        yield (
            f"{row.period} alone: no three-year rate could be made, which takes the counts of "
            "three years in a row."
        )
    if row.period_kind == "three_calendar_years":
        yield (
            "Three-year windows overlap: read the change since the one before as a direction only."
        )
    yield from row.trend_notes


def _marker(row: Any) -> str:
    words = why_none(row.marker, row.remark)
    said = f": “{row.remark}”" if row.remark and words != row.remark else ""
    return f"{row.period} is {words}{said}."


def _few(row: Any, indicator: Indicator) -> Iterator[str]:
    counted = row.value == row.value and row.numerator == row.numerator
    if counted and indicator.kind == "pooled_rate" and row.numerator < FEWEST_DEATHS:
        yield (
            f"{FEW_EVENTS}: a rate on {row.numerator:,.10g} {indicator.events}, fewer than "
            f"{FEWEST_DEATHS}."
        )


def _comparison(row: Any, benchmark: str) -> Iterator[str]:
    has_value = row.value == row.value
    if has_value and not row.method:
        yield "There are neither counts nor an interval to judge chance by: not compared."
    if row.method == AS_GIVEN:
        yield "No counts are given: the interval is the file's own."
    held = getattr(row, "benchmark_note", "")
    if held:
        yield held
    elif has_value and row.benchmark_value != row.benchmark_value:
        yield (
            f"No {benchmark} figure is known for {row.period} by the same definition: not compared."
        )
    elif has_value and row.benchmark_period != row.period:
        yield (
            f"{benchmark}'s figure is for {row.benchmark_period}, the year that holds "
            f"{row.period}: none is known for the quarter."
        )
    doubt = getattr(row, "benchmark_doubt", "")
    if has_value and doubt:
        yield (
            f"England's figure is the input's own row, {row.benchmark_value:.4g}; published is "
            f"{doubt}: check that row before the verdict is used."
        )
    if row.benchmark_close:
        yield (
            f"{benchmark}'s figure is known only as {row.benchmark_value:g}; the verdict could "
            "differ within its rounding."
        )


def _definition(row: Any, indicator: Indicator) -> Iterator[str]:
    for definition in indicator.definitions:
        if definition.id == row.definition:
            yield f"Definition: {definition.words}"
