"""What the exit code is to tell of."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.model import Scorecard
from imscore.quarterly.changes import RunChange


def reasons(
    fail_on: Sequence[str], scorecards: Sequence[Scorecard], changes: Sequence[RunChange]
) -> list[str]:
    """What holds of that which the exit code is to tell of.

    Args:
        fail_on: the settings' words.
        scorecards: the new ones.
        changes: since the last run.

    Returns:
        A sentence for each word that something fits; [] where nothing does.
    """
    rows = [row for card in scorecards for row in card.rows]
    found = {
        "worse": sum(row.status == "worse" for row in rows),
        "newly-worse": sum(change.kind in ("now_worse", "new_worse") for change in changes),
        "worsening": sum(row.trend == "worsening" for row in rows),
        "new-problem": sum(change.kind == "new_problem" for change in changes),
    }
    words = {
        "worse": "worse than the benchmark",
        "newly-worse": "worse than the benchmark that were not",
        "worsening": "getting worse",
        "new-problem": "new problems of the input",
    }
    return [
        f"{found[word]:,} {words[word]} (fail_on {word})"
        for word in dict.fromkeys(fail_on)
        if found[word]
    ]
