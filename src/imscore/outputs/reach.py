"""How far scorecards' figures reach: what tells an old one from today's."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.errors import PeriodError
from imscore.model import Scorecard
from imscore.outputs.harmless import harmless
from imscore.periods import parse

_LONGEST = 60


def reach(scorecards: Sequence[Scorecard]) -> str:
    """Says of which period the newest figure is, and what was asked for.

    Returns:
        Such as `Newest figure: 2010/11 Q1.` or `Figures up to the end of 2009, as asked for;
        newest figure: 2009/10 Q3.`; of areas that differ, the ends of what they have; "" where
        no row has a figure and nothing was asked for.
    """
    asked = dict.fromkeys(str(card.made_with.get("as_of") or "") for card in scorecards)
    parts = [f"figures up to the end of {_plain(text)}, as asked for" for text in asked if text]
    newest = sorted({_newest(card) for card in scorecards} - {""}, key=_end)
    if len(newest) == 1:
        parts.append(f"newest figure: {_plain(newest[0])}")
    elif newest:
        parts.append(f"newest figures of areas: {_plain(newest[0])} to {_plain(newest[-1])}")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _newest(card: Scorecard) -> str:
    """The period that ends last of those with a figure, the shortest of several."""
    return max((row.period for row in card.rows if row.value is not None), key=_end, default="")


def _end(text: str) -> tuple[int, int, str]:
    try:
        period = parse(text)
    except PeriodError:
        return 0, 0, text
    return period.end, period.start, text


def _plain(text: str) -> str:
    return harmless(text, _LONGEST)
