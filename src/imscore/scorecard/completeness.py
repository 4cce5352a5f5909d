"""How complete the five years behind each row are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from imscore.model import QUALITY_MARKS, Mark
from imscore.periods import parse
from imscore.scorecard.notes import why_none
from imscore.scorecard.runs import Run
from imscore.scorecard.trend_words import figure, listed, names_back

_FEW = 0.2
# The column that holds of how many the status is not known, where an input has one.
NOT_KNOWN_COLUMN = "not_known"
_SMALL, _LARGE = 0.05, 0.15


def complete(shown: pd.DataFrame, frame: pd.DataFrame, runs: Sequence[Run]) -> Iterator[Mark]:
    """Marks how complete the figures behind each row are, by the rule in `quality`.

    Args:
        shown: rows to be shown.
        frame: every judged observation.
        runs: their five years.

    Returns:
        A mark a row, in order.
    """
    withheld = frame["value"].isna().to_numpy()
    markers, remarks = (shown[name].to_numpy(object) for name in ("marker", "remark"))
    shares = _shares(shown)
    for i, (period, run) in enumerate(zip(shown["period"], runs, strict=True)):
        names = names_back(parse(period), len(run.at))
        missing = [name for name, at in zip(names, run.at, strict=True) if at < 0]
        held = [n for n, at in zip(names, run.at, strict=True) if at >= 0 and withheld[at]]
        if held and held[-1] == period:
            words = why_none(markers[i], remarks[i])
            yield Mark("poor", f"{period} is {words}")
            continue
        yield _lower(_gaps(names, missing, held, run.what), shares[i])


def _gaps(names: Sequence[str], missing: list[str], held: list[str], what: str) -> Mark:
    if len(names) < 2:
        return Mark("not known", f"{names[0]} alone is in the file, so that no gap can be seen")
    span = f"of the {len(names)} {what} {names[0]} to {names[-1]}"
    said = [
        f"{len(found)} {span} {'is' if len(found) == 1 else 'are'} {how}: {listed(found)}"
        for found, how in ((missing, "missing"), (held, "held back or without a figure"))
        if found
    ]
    if not said:
        return Mark("good", f"none {span} is missing")
    share = (len(missing) + len(held)) / len(names)
    return Mark("fair" if share <= _FEW else "poor", "; ".join(said))


def _shares(shown: pd.DataFrame) -> list[Mark | None]:
    """The mark for the share with status not known, None where the file does not say."""
    if NOT_KNOWN_COLUMN not in shown.columns:
        return [None] * len(shown)
    unknown = shown[NOT_KNOWN_COLUMN].to_numpy(float)
    counted = shown["denominator"].to_numpy(float)
    return [_share(*pair) for pair in zip(unknown.tolist(), counted.tolist(), strict=True)]


def _share(unknown: float, counted: float) -> Mark | None:
    if not (np.isfinite(unknown) and counted > 0):
        return None
    share = unknown / counted
    mark = "good" if share <= _SMALL else "fair" if share <= _LARGE else "poor"
    told = f"{unknown:,.10g} for a denominator of {counted:,.10g} ({figure(100 * share)}%)"
    return Mark(mark, f"status not known of {told}")


def _lower(gaps: Mark, share: Mark | None) -> Mark:
    """The lower mark with both reasons; gaps that cannot be seen leave it to the share."""
    if share is None:
        return gaps
    marks = [mark for mark in (gaps.mark, share.mark) if mark != "not known"]
    return Mark(min(marks, key=QUALITY_MARKS.index), f"{gaps.reason}; {share.reason}")
