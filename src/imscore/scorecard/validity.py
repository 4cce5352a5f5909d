"""What is doubtful about the figures behind each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from imscore.model import Mark, Observations
from imscore.scorecard.doubts import GRAVE, Doubt, Doubts
from imscore.scorecard.runs import Run
from imscore.scorecard.trend_words import listed

_UNTOLD = Mark("not known", "what the checks find is not told where a rule hides figures")


def valid(
    shown: pd.DataFrame, frame: pd.DataFrame, observations: Observations, runs: Sequence[Run]
) -> Iterator[Mark]:
    """Marks how far the figures behind each row can be trusted, by the rule in `quality`.

    Args:
        shown: rows to be shown.
        frame: every judged observation; `unchecked` where warnings are left out by a rule.
        observations: for their cells, and the warnings that may be told.
        runs: the rows' five years.

    Returns:
        A mark a row, in order.
    """
    doubts = Doubts(frame, observations)
    has_value = shown["value"].notna().tolist()
    counts = [shown[name].to_numpy(float) for name in ("numerator", "denominator")]
    counted = (np.isfinite(counts[0]) & (counts[1] > 0)).tolist()
    unchecked = shown["unchecked"].tolist() if "unchecked" in shown else [False] * len(shown)
    lines = zip(shown.index, shown["parts"], runs, has_value, counted, unchecked, strict=True)
    for place, parts, run, with_value, with_counts, untold in lines:
        # A row pooled of years that stands nowhere itself has its last year's place.
        own = doubts.about(dict.fromkeys((place, *parts)))
        earlier = [d for d in doubts.about(at for at in run.at[:-1] if at >= 0) if d not in own]
        mark = _mark(own, earlier, with_value, with_counts)
        yield _UNTOLD if untold and mark.mark == "good" else mark


def _mark(own: list[Doubt], earlier: list[Doubt], with_value: bool, with_counts: bool) -> Mark:
    if not with_value:
        return Mark("not known", "there is no figure to check")
    said = [listed([doubt.words for doubt in own])] if own else []
    if earlier:
        said.append(f"earlier figures: {listed([doubt.words for doubt in earlier])}")
    if any(doubt.code in GRAVE for doubt in own):
        return Mark("poor", "; ".join(said))
    if said:
        return Mark("fair", "; ".join(said))
    if not with_counts:
        return Mark("not known", "the value is given without counts to check it against")
    return Mark("good", "the checks found nothing doubtful at its cells")
