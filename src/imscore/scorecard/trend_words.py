"""What a test of a series found, and the words that the tests share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from imscore.periods import Period

NOT_TESTED = "not_tested"
_MOST_LISTED = 6
_MEANINGS = {
    ("increasing", "low_is_good"): "worsening",
    ("increasing", "high_is_good"): "improving",
    ("decreasing", "low_is_good"): "improving",
    ("decreasing", "high_is_good"): "worsening",
}


class Finding(NamedTuple):
    """What is said of one row's trend.

    Attributes:
        trend: `improving`, `worsening`, `increasing`, `decreasing`, `no_change`, `not_tested`.
        reason: why it was not tested, or what was tested and how.
        spc: the control chart in figures, None where there is none.
        notes: what has to be said beside the row.
    """

    trend: str
    reason: str
    spc: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()


def meaning(direction: str, polarity: str) -> str:
    """A direction in the light of which way is good.

    >>> meaning("increasing", "low_is_good"), meaning("increasing", "no_judgement")
    ('worsening', 'increasing')
    """
    return _MEANINGS.get((direction, polarity), direction)


def figure(value: float, places: int = 1) -> str:
    """A figure as the outputs round it: halves away from nought, dust left out.

    >>> figure(5.3499999999999996), figure(-0.04), figure(-1.26, 2)
    ('5.4', '0.0', '-1.26')
    """
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(f"{value:.12g}").quantize(step, ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,}"


def names_back(last: Period, width: int) -> list[str]:
    """The names of the periods up to `last`, oldest first."""
    return list(_names_back(last, width))


@lru_cache(maxsize=1024)
def _names_back(last: Period, width: int) -> tuple[str, ...]:
    """Areas are shown at the same periods by the thousand."""
    return tuple(_back(last, width))[::-1]


def _back(last: Period, width: int) -> Iterator[str]:
    for _ in range(width):
        yield last.text
        last = last.before()


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, the first few of them where there are many.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(list("abcdefgh"))
    ('a', 'a, b and c', 'a, b, c, d, e, f and 2 more')
    """
    shown = list(names[:_MOST_LISTED])
    more = len(names) - len(shown)
    *first, last = [*shown, f"{more} more"] if more else shown
    return f"{', '.join(first)} and {last}" if first else last
