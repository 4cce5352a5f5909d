"""Control charts of quarters: what the last quarter says, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from imscore.periods import parse
from imscore.reference.indicators import Catalogue
from imscore.scorecard.choice import Stretch
from imscore.scorecard.notes import why_none
from imscore.scorecard.quarter_charts import TRENDS, Chart, draw
from imscore.scorecard.quarter_rules import rule_words
from imscore.scorecard.series import figures, places
from imscore.scorecard.stretches import cut, stretches_before
from imscore.scorecard.trend_words import NOT_TESTED, Finding, listed, names_back

_QUARTER = 3
# Up to four points in a row cannot lie far enough from their mean, for the moving ranges that they
# make, to set off any of the rules: "no change" would only say that nothing could be found.
FEWEST = 5


def find_in_quarters(
    shown: pd.DataFrame,
    frame: pd.DataFrame,
    catalogue: Catalogue,
    stretches: Sequence[Stretch] = (),
) -> Iterator[Finding]:
    """Charts the quarters up to each row's own, all series in one call.

    A change of definition starts a new chart, and so does a date asked for; a quarter with no
    figure stays a gap.

    Args:
        shown: rows to be shown, of quarters; with `target`, that is held against the limits.
        frame: every judged observation.
        catalogue: the indicators.
        stretches: where charts begin anew and how far their limits are fixed.

    Returns:
        A finding a row, in order.

    Source: NHS England, Making Data Count (XmR charts).
    """
    ends = shown.assign(last_start=shown["period_start"])
    at = places(ends, frame, _QUARTER)
    whole = figures(frame, "value", at)
    value, spans = cut(whole, shown, stretches, FEWEST)
    first = _first(np.isfinite(value))
    restarted = np.zeros(len(shown), dtype=bool)
    if any(catalogue[i].definitions for i in shown["indicator"]):
        older = places(ends, frame, _QUARTER, any_definition=True)
        # Both are counted back from the last column, the two tables not being of one width.
        restarted = _first(older >= 0) > _first(at >= 0)
    polarity = [catalogue[i].polarity for i in shown["indicator"]]
    target = shown["target"].to_numpy(float) if "target" in shown else np.full(len(shown), np.nan)
    lines = draw(value, spans, polarity, target)
    for i, row in enumerate(shown.itertuples()):
        length = int(first[i])
        if np.isnan(value[i, -1]):
            words = why_none(str(row.marker), str(row.remark))
            yield Finding(NOT_TESTED, f"{row.period} is {words}.")
            continue
        names = names_back(parse(str(row.period)), value.shape[1] if spans[i].begins else length)
        before = stretches_before(whole[i], spans[i].begins, names, FEWEST)
        yield _finding(
            Chart(
                names=names[-length:],
                values=value[i, -length:],
                lines=lines[i],
                restarted=bool(restarted[i]),
                span=spans[i],
                before=tuple(before),
            )
        )


def _first(present: np.ndarray[Any, np.dtype[np.bool_]]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """How many columns back from the end each line's first true one stands; 0 where none does."""
    return np.where(present.any(axis=1), present.shape[1] - present.argmax(axis=1), 0)


def _finding(chart: Chart) -> Finding:
    neighbours = np.isfinite(chart.values[1:] - chart.values[:-1])
    start = chart.start
    if chart.points < FEWEST:
        counted = f"{chart.points} quarter{'' if chart.points == 1 else 's'}"
        why = f"a control chart of {counted} can show nothing, it takes {FEWEST}"
        return Finding(NOT_TESTED, f"{why}{start and f'; {start}'}.")
    if not neighbours.any():
        why = "a control chart takes quarters that follow one another, and there are gaps between"
        return Finding(NOT_TESTED, f"{why} all {chart.points}{start and f'; {start}'}.")
    over = f"control chart of {chart.points} quarters, {chart.names[0]} to {chart.names[-1]}"
    said = [f"{over}: {rule_words(chart)}"]
    notes = []
    if chart.lines.trial:
        said.append(f"trial limits, as {chart.too_few}")
        notes.append(
            f"Control chart on {chart.rests_on} quarters: trial limits until there are 13."
        )
    if chart.gaps:
        said.append(f"no figure for {listed(chart.gaps)}, a gap that ends every run")
        notes.append(f"No figure for {listed(chart.gaps)}: a gap in the control chart.")
    if start:
        said.append(start)
        notes.append(f"The control chart{start.removeprefix('it')}.")
    if chart.baseline:
        said.append(chart.baseline)
        notes.append(f"Of the control chart, {chart.baseline}.")
    if chart.assurance:
        said.append(chart.assurance)
    return Finding(TRENDS[chart.lines.word], f"{'; '.join(said)}.", chart.figures, tuple(notes))
