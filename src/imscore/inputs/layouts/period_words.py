"""A period in a header with words beside it, such as `2007/08 Actual` or `2008/09 (n)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from imscore.inputs.layouts.header_cells import has_years, period_in
from imscore.inputs.layouts.phrases import Phrases, listed, tokens

_BRACKETED = re.compile(r"\s*([(\[][^()\[\]]*[)\]])\s*")
_WHOLE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_AT_THE_ENDS = " :;,.-–—/|"
_LONGEST = 60


@dataclass(frozen=True)
class Worded:
    """A header that names a period.

    Attributes:
        period: as it stands there, with its marks.
        measure: the words that say whether the figures are counts or rates, "" for none.
        passed: words that change nothing, such as `Actual`, "" for none.
        may_be_title: whether its words are as likely those of a title line.
    """

    period: str
    measure: str = ""
    passed: str = ""
    may_be_title: bool = False


@lru_cache(maxsize=4096)
def worded(text: str) -> Worded | None:
    """The period of a header that has words beside it; None where one of them is not understood.

    >>> worded("2007/08 Outturn"), worded("2008/09 target")
    (Worded(period='2007/08', measure='', passed='Outturn', may_be_title=False), None)
    >>> worded("2008/09 (n)").measure, worded("Lower CI (2007-09)").period
    ('(n)', '2007-09')
    """
    period, words = split(text)
    if not period:
        return None
    kinds = _kinds_of(tokens(words))
    if not kinds:
        return None
    if "provisional" in kinds:
        period = f"{period} (provisional)"
    measure = words if kinds & {"measure", "figures"} else ""
    return Worded(period, measure, words if kinds == {"passed"} else "", "figures" in kinds)


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, str]:
    """The one period in a text and the words beside it, each "" where there is none."""
    if len(text) > _LONGEST or not has_years(text):
        return "", ""
    pieces = _BRACKETED.sub(r" \1 ", text).split()
    for length in range(len(pieces) - 1, 0, -1):
        for start in range(len(pieces) - length + 1):
            run = " ".join(pieces[start : start + length]).strip(_AT_THE_ENDS)
            whole = _WHOLE.fullmatch(run)
            period = period_in(whole[1] if whole else run, None)
            if period and (whole or not run.endswith(")")):
                around = [*pieces[:start], *pieces[start + length :]]
                words = " ".join(around).strip(_AT_THE_ENDS)
                return ("", "") if has_years(words) else (period, words)
    return "", ""


def is_no_observation(text: str) -> bool:
    """Whether a header is of a target, a plan and the like, its period not counted."""
    words = tokens(split(text)[1] or text)
    never = listed("never_observed") | listed("rows", "no_observation")
    return bool(words) and (words in never or (words[0],) in never or (words[-1],) in never)


def _kinds_of(words: tuple[str, ...]) -> set[str]:
    """The kinds of all words, empty where one is not understood."""
    found: set[str] = set()
    place, free = 0, range(len(words))
    while place < len(words):
        here = _phrases().at(words, place, free)
        if here is None:
            return set()
        found.add(here[1])
        place += here[0]
    return found


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases(
        {
            "measure": listed("counts") | listed("rates"),
            "provisional": listed("provisional"),
            "passed": listed("beside_periods", "passed"),
            "figures": listed("beside_periods", "figures"),
        }
    )
