"""What a self-check says by theme, and what moved between the visit and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from imscore.dates import before_month, in_words
from imscore.model import Rating, SelfCheck
from imscore.periods import Period
from imscore.reference.forms import LEVELS

# The report's self-assessments were 6 to 12 months after a visit (line 378 of its text).
EARLIEST, LATEST = 6, 12
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme's levels.

    Attributes:
        rows: pieces of advice on the form.
        before, now: from a level to how many have it; `compared`: how many have both.
        moved_on, moved_back: of those, how many stand higher and how many lower now.
    """

    name: str
    rows: int
    before: Mapping[str, int]
    now: Mapping[str, int]
    compared: int
    moved_on: int
    moved_back: int


def themes(check: SelfCheck) -> list[Theme]:
    """The themes in the form's order."""
    names = dict.fromkeys(rating.theme for rating in check.ratings)
    return [_theme(name, [r for r in check.ratings if r.theme == name]) for name in names]


def _theme(name: str, ratings: list[Rating]) -> Theme:
    moves = [move for rating in ratings if (move := moved(rating)) is not None]
    return Theme(
        name,
        len(ratings),
        _counts([rating.before for rating in ratings]),
        _counts([rating.now for rating in ratings]),
        len(moves),
        sum(move > 0 for move in moves),
        sum(move < 0 for move in moves),
    )


def _counts(levels: list[str]) -> dict[str, int]:
    found = Counter(levels)
    return {level: found[level] for level in LEVELS}


def moved(rating: Rating) -> int | None:
    """How many levels higher it stands now, below nought for lower; None without both levels."""
    if not rating.before or not rating.now:
        return None
    return LEVELS.index(rating.now) - LEVELS.index(rating.before)


def months_after(check: SelfCheck) -> int | None:
    """Whole months from the visit to the self-check, None where a day is not given."""
    if check.visit is None or check.filled_in is None:
        return None
    years = check.filled_in.year - check.visit.year
    months = years * _YEAR + check.filled_in.month - check.visit.month
    return months - (check.filled_in.day < check.visit.day)


def against_visit(before: Period | None, after: Period, visit: date | None) -> str:
    """What a pair of periods cannot show, as they stand to the visit; "" where they lie around it.

    Args:
        before: the earlier period, None where there is none.
        after: the later one.
        visit: the day, None where it is not given.
    """
    if visit is None:
        return ""
    next_month, said = visit.year * _YEAR + visit.month, list[str]()
    if before and before.end > next_month:
        said.append(f"{before.text} runs on after the visit of {in_words(visit)}")
    if after.end <= next_month:
        last = in_words(before_month(after.end))
        said.append(f"no figure after the visit yet: {after.text} ended on {last}")
    elif after.start < next_month:
        months = after.end - after.start
        since = after.end - next_month
        verb = "lies" if since == 1 else "lie"
        said.append(
            f"{since} of the {months} months of {after.text} {verb} after the month of the visit"
        )
    return "; ".join(said)


def notes(check: SelfCheck) -> list[str]:
    """What has to be said of the self-check as a whole."""
    said = []
    months = months_after(check)
    if months is not None and not EARLIEST <= months <= LATEST:
        said.append(
            f"It was filled in {months} months after the visit; the report's were {EARLIEST} to "
            f"{LATEST} months after."
        )
    if not any(rating.now for rating in check.ratings):
        said.append("No level now is given.")
    return said
