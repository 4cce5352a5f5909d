"""Marks for the data behind each row: timely, complete, valid; by rules that are written here.

A mark is `good`, `fair`, `poor` or `not known`, and comes with its reason.

**Timeliness**: how long before the newest period that could be expected the row's own ends. That
is the newest of the same indicator that other areas of the file or the England series have, of
the same kind of period where there is one, and no later than `--as-of`. Where neither has any it
is the last such period by the end of `--as-of`; without that it is not known. Good: none that is
newer. Fair: up to a year newer. Poor: more.

**Completeness**: the five years up to the row's period, or as many of them as the file has for
any area. Good: every period has a figure. Fair: up to one in five is missing or held back. Poor:
more, or the row's own figure is held back. Where the file says of how many the status is not
known, up to 5 for every 100 in the denominator is good, up to 15 fair, more poor, and the lower
mark counts. Not known: the file has one period only, and says nothing of that.

**Validity**: what the checks found at the cells of these five years. Poor: at the row's own
figure counts and value, window and years, or value and interval disagree, or it is outside what
has been seen. Fair: any other doubt there, or any at an earlier figure: a jump beyond chance, a
count that is not whole, a mark as provisional or unreliable. Good: none. Not known: there is no
figure, it has no counts to be checked against, or a rule on small numbers hides a figure of the
series, which a doubt could tell.

The bounds are the project's own: no publisher's standard covers all of these indicators.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from imscore.model import Observations, Quality
from imscore.periods import Period
from imscore.reference.england import EnglandFigure
from imscore.scorecard.completeness import complete
from imscore.scorecard.runs import runs
from imscore.scorecard.timeliness import timely
from imscore.scorecard.validity import valid


def add_quality(
    shown: pd.DataFrame,
    frame: pd.DataFrame,
    observations: Observations,
    england: Sequence[EnglandFigure],
    as_of: Period | None,
) -> pd.DataFrame:
    """Marks the data behind each row.

    Args:
        shown: rows to be shown, of any number of areas.
        frame: every judged observation.
        observations: as read, for their warnings and cells.
        england: the published series.
        as_of: what was asked for, None where it was not.

    Returns:
        The rows with `quality`.
    """
    behind = runs(shown, frame)
    marks = zip(
        timely(shown, frame, england, as_of),
        complete(shown, frame, behind),
        valid(shown, frame, observations, behind),
        strict=True,
    )
    found = [Quality(*each) for each in marks]
    return shown.assign(quality=pd.Series(found, index=shown.index, dtype=object))
