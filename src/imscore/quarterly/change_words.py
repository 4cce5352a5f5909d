"""What changed, in words: one line, a list for a terminal, Markdown, JSON."""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from collections.abc import Sequence

from imscore.quarterly.changes import KINDS, RunChange

TITLES: dict[str, str] = {
    "now_worse": "now worse than the benchmark",
    "new_worse": "new and worse than the benchmark",
    "now_worsening": "now getting worse",
    "less_good": "no longer better than the benchmark",
    "figure_gone": "figure{s} no longer in the input",
    "indicator_gone": "indicator{s} no longer there",
    "not_read": "indicator{s} not read this time",
    "not_compared": "no longer compared",
    "new_problem": "new problem{s} of the input",
    "setting_changed": "setting{s} changed",
    "definition_changed": "definition{s} changed",
    "england_revised": "England figure{s} revised",
    "revised": "figure{s} revised",
    "period_gone": "latest period{s} older than before",
    "period_missing": "period{s} missing",
    "other_move": "other move{s}",
    "now_better": "now better than the benchmark",
    "less_bad": "no longer worse than the benchmark",
    "now_improving": "now getting better",
    "trend_changed": "trend{s} changed otherwise",
    "new_indicator": "new indicator{s}",
    "new_period": "new period{s}",
    "england_new": "new England figure{s}",
    "program_changed": "program changed",
}
FIRST = "This is the first: there is no earlier run to compare with."
NOTHING = "Nothing changed."
_SPECIAL = re.compile(r"([\\`*_\[\]|~<>#])")


def one_line(changes: Sequence[RunChange], since: str) -> str:
    """Says in one line what changed, worst first.

    Args:
        changes: worst first.
        since: the earlier run's name, "" where there is none.

    Returns:
        Such as `2 now worse than the benchmark, 3 figures revised since run 3 of 2026-07-15`.
    """
    if not since:
        return "no earlier run to compare with"
    return f"{counted(changes)} since {since}"


def counted(changes: Sequence[RunChange]) -> str:
    """How many changes of each kind there are, worst first."""
    counts = Counter(change.kind for change in changes)
    parts = [f"{counts[kind]:,} {_title(kind, counts[kind])}" for kind in KINDS if counts[kind]]
    return ", ".join(parts) or "nothing changed"


def heading_of(kind: str, number: int) -> str:
    """A kind of change as a heading: `Figures revised`."""
    words = _title(kind, number)
    return words[0].upper() + words[1:]


def to_text(
    changes: Sequence[RunChange],
    since: str,
    now: str,
    most: int | None = 20,
    note: str = "",
    width: int = 80,
) -> str:
    """A list for a terminal: a heading for each kind, the worst first.

    Args:
        changes: worst first.
        since: the earlier run's name, "" where there is none.
        now: the later run's name.
        most: how many to list of a kind, None for all.
        note: what has to be said below.
        width: how many columns a line has.
    """
    lines = _lines(changes, since, most, heading="{}:", item="  {}") + _below(note)
    wrapped = [_wrapped(line, width) for line in lines]
    return f"What changed: {_span(since, now)}\n\n" + "\n".join(wrapped) + "\n"


def _wrapped(line: str, width: int) -> str:
    """A line in as many as it takes, those that follow set in further."""
    return textwrap.fill(line, width, subsequent_indent="    ", break_on_hyphens=False) or line


def to_markdown(changes: Sequence[RunChange], since: str, note: str = "") -> str:
    """The same in Markdown, text from files escaped; the same changes give the same bytes."""
    plain = [_escaped(change) for change in changes]
    lines = _lines(plain, since, None, heading="## {}\n", item="- {}") + _below(note)
    title = f"# What changed since {since}" if since else "# What changed"
    return f"{title}\n\n" + "\n".join(lines) + "\n"


def to_json(changes: Sequence[RunChange], since: str, now: str, note: str = "") -> str:
    """`{"compared_with", "run", "changes": [...], "note"}`; statuses and values as they are."""
    document = {
        "compared_with": since,
        "run": now,
        "changes": [change.to_dict() for change in changes],
        "note": note,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _below(note: str) -> list[str]:
    return ["", note] if note else []


def _span(since: str, now: str) -> str:
    return f"{now} against {since}" if since else now


def _lines(
    changes: Sequence[RunChange], since: str, most: int | None, *, heading: str, item: str
) -> list[str]:
    if not since:
        return [FIRST]
    lines: list[str] = []
    for kind in KINDS:
        mine = [change.sentence for change in changes if change.kind == kind]
        if mine:
            title = heading_of(kind, len(mine))
            lines += [*([""] if lines else []), heading.format(f"{title} ({len(mine):,})")]
            lines += [item.format(text) for text in mine[:most]]
            more = len(mine) - len(mine[:most])
            lines += [item.format(f"... and {more:,} more")] if more else []
    return lines or [NOTHING]


def _title(kind: str, number: int) -> str:
    return TITLES[kind].format(s="" if number == 1 else "s")


def _escaped(change: RunChange) -> RunChange:
    from dataclasses import replace

    return replace(change, sentence=_SPECIAL.sub(r"\\\1", change.sentence.replace("&", "&amp;")))
