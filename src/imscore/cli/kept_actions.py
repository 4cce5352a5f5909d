"""Keeps a board workbook whose actions were filled in from being written over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import ImscoreError, InputError, OutputError

if TYPE_CHECKING:
    from imscore.model import Action, Scorecard

BOARD = "xlsx"
_OTHERWISE = (
    "Take them over with --follow-up {path} -o another file, or name another file; nothing was "
    "written over."
)


def deliver_scorecards(cards: Sequence[Scorecard], format_name: str, output: str | None) -> None:
    """Writes scorecards to a file or to stdout, never over actions that were filled in.

    Args:
        cards: in their order.
        format_name: a key of `REPORT_FORMATS`.
        output: a path, `-` or None.

    Raises:
        OutputError: where the file could not be written, or actions would be lost.
    """
    from imscore.cli.deliver import deliver
    from imscore.outputs import render

    if format_name == BOARD:
        refuse_lost_actions(Path(str(output)), cards)
    deliver(render(cards, format_name), output)


def refuse_lost_actions(path: Path, cards: Sequence[Scorecard]) -> None:
    """Refuses to write over a board workbook with actions that the new one would not have.

    Proposed lines as imscore wrote them are no loss.

    Args:
        path: where a workbook is to be written.
        cards: what it will hold.

    Raises:
        OutputError: where actions would be lost, or the sheet of actions was changed so that it
            cannot be read back.
    """
    if not path.is_file() or not _has_actions(path):
        return
    from imscore.following import read_follow_up

    try:
        there = read_follow_up(path).actions
    except InputError as error:
        first = error.problems[0].text if error.problems else str(error)
        raise OutputError(
            f"{path} has a sheet of actions that was changed and cannot be taken over as it is "
            f"({first}). {_OTHERWISE.format(path=path)}"
        ) from error
    except ImscoreError:
        return
    kept = {_words(action) for card in cards for action in card.actions}
    lost = [action for action in there if not _is_proposal(action) and _words(action) not in kept]
    if lost:
        lines = "1 action" if len(lost) == 1 else f"{len(lost)} actions"
        raise OutputError(
            f"{path} holds {lines} that would be lost. {_OTHERWISE.format(path=path)}"
        )


def _has_actions(path: Path) -> bool:
    """Whether it is a workbook with a sheet of actions; what cannot be opened is none."""
    from imscore.inputs.package import Package
    from imscore.reference.forms import ACTIONS

    try:
        return bool(Package(path.read_bytes()).sheet(ACTIONS.sheet))
    except OSError:
        return False


def _is_proposal(action: Action) -> bool:
    """Whether a line is as it was proposed."""
    from imscore.reference.advice import all_advice
    from imscore.reference.forms import PROPOSED

    known = {(advice.table.theme, advice.words) for advice in all_advice()}
    as_proposed = (action.lead, action.due, action.status) == ("", "", PROPOSED)
    return as_proposed and (action.theme, action.action) in known


def _words(action: Action) -> tuple[str, ...]:
    texts = (action.theme, action.action, action.lead, action.due, action.status)
    return tuple(" ".join(text.split()) for text in texts)
