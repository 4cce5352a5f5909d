"""The follow-up sheet of a scorecard: lines to begin with, and a section on those kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from imscore.dates import before_month, in_words, last_day
from imscore.model import Action, FollowUp, Row, Section, place
from imscore.periods import parse
from imscore.reference.advice import advice_for
from imscore.reference.forms import ACTIONS, ENDED, PROPOSED, STATUSES
from imscore.reference.indicators import plain
from imscore.scorecard.advised import worse

HEADING = "Actions"
_PROPOSED_EACH = 2
_NO_STATUS = "without a status"
_NOT_READ = "Change them on the sheet Actions of the board workbook: this table is not read back."


def proposed_actions(rows: Sequence[Row]) -> tuple[Action, ...]:
    """Lines to begin a follow-up with, from the advice on what is worse, marked as proposed.

    Args:
        rows: of one area.

    Returns:
        The most frequent advice on each indicator that is worse than its benchmark or getting
        worse; lead and due are left to the area.
    """
    found = [
        Action(line.table.theme, line.words, status=PROPOSED)
        for row in worse(rows)
        for line in advice_for(row.indicator)[:_PROPOSED_EACH]
    ]
    return tuple(dict.fromkeys(found))


def actions_section(kept: FollowUp, rows: Sequence[Row]) -> Section:
    """Shows the lines kept, how many stand where, and which are overdue.

    No clock is asked: due days are held against the end of the newest figure of the scorecard,
    which lies behind whoever reads it.

    Args:
        kept: from last quarter's file; it has lines.
        rows: of the area.
    """
    newest = max((parse(row.period).end for row in rows), default=0)
    until = before_month(newest) if newest else date.min
    late = [_is_late(action, until) for action in kept.actions]
    counts = Counter(plain(action.status) or _NO_STATUS for action in kept.actions)
    told = [f"{counts[s]} {s}" for s in (*STATUSES, _NO_STATUS) if counts[s]]
    return Section(
        code="actions",
        heading=HEADING,
        paragraphs=(f"{_numbered(len(kept.actions))}: {', '.join(told)}.", *_late(late, until)),
        headers=ACTIONS.columns,
        rows=tuple(map(_cells, kept.actions, late)),
        notes=(f"Kept from {place(kept.file, kept.sheet, '')}. {_NOT_READ}",),
    )


def _numbered(number: int) -> str:
    return "1 action" if number == 1 else f"{number} actions"


def _is_late(action: Action, until: date) -> bool:
    due = last_day(action.due)
    return due is not None and due <= until and plain(action.status) not in ENDED


def _late(late: Sequence[bool], until: date) -> Iterator[str]:
    number = sum(late)
    said = f"overdue by {in_words(until)}, when the newest figure here ends"
    if number:
        yield f"{_numbered(number)} {'was' if number == 1 else 'were'} {said}."
    else:
        yield f"None was {said}; later days are not looked at."


def _cells(action: Action, late: bool) -> tuple[str, ...]:
    status = f"{action.status} (overdue)".strip() if late else action.status
    return (action.theme, action.action, action.lead, action.due, status)
