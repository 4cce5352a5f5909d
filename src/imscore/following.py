"""Last quarter's follow-up joined to this quarter's scorecard of the same area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from imscore.errors import InputError, UsageError
from imscore.inputs import follow_up, kinds
from imscore.inputs.files import STANDARD_INPUT, load_inputs
from imscore.model import FollowUp, Scorecard
from imscore.reference.same_area import in_words, same_area
from imscore.scorecard.follow_up import actions_section


def read_follow_up(path: str | Path) -> FollowUp:
    """Reads the follow-up sheet of a file.

    Raises:
        UsageError: where it is standard input.
        InputError: with every problem, where the file cannot be read or something in it is wrong.
    """
    if str(path) == STANDARD_INPUT:
        raise UsageError("The follow-up is read from a file: name one.")
    files, unopened = load_inputs([path])
    if unopened:
        raise InputError("The follow-up cannot be read; nothing was written.", unopened)
    return follow_up.read_follow_up(*files[0])


def with_follow_up(cards: Sequence[Scorecard], kept: FollowUp | None) -> list[Scorecard]:
    """The scorecards, the lines kept in place of those proposed, and a section on them.

    Args:
        cards: one, where there is a follow-up.
        kept: from `read_follow_up`, None where there is none.

    Raises:
        UsageError: where there are several scorecards: a follow-up is of one area.
        InputError: where the follow-up is of another area.
    """
    if kept is None:
        return list(cards)
    if len(cards) != 1:
        raise UsageError("A follow-up is of one area: name it with --area.")
    card = cards[0]
    _check_area(card, kept)
    sections = card.sections
    if kept.actions:
        sections = (actions_section(kept, card.rows), *sections)
    return [
        replace(
            card,
            # Lines that were cleared were not wanted: they are not proposed again.
            actions=kept.actions,
            sections=sections,
            notes=(*card.notes, *_notes(card, kept)),
            own_problems=(*card.own_problems, *kept.problems),
        )
    ]


def _check_area(card: Scorecard, kept: FollowUp) -> None:
    theirs, own = (kept.area_name, kept.area_code), (card.area_name, card.area_code)
    if not same_area(theirs, own):
        words = {"found": in_words(theirs), "area": in_words(own)}
        problem = kinds.OTHER_AREA.at(kept.file, kept.sheet, kept.cell, **words)
        raise InputError("The follow-up is of another area; nothing was written.", [problem])


def _notes(card: Scorecard, kept: FollowUp) -> list[str]:
    if not kept.actions:
        return [
            f"{kept.file}: the follow-up has no lines, and none is proposed anew; leave out "
            "--follow-up for proposals."
        ]
    if not kept.cell:
        return [
            f"{kept.file}: the follow-up does not say which area it is of; it was taken to be of "
            f"{card.area_name or card.area_code}."
        ]
    return []
