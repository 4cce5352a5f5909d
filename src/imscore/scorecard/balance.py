"""The section on balance: on which sides there are figures, where there are none, what lags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from imscore.model import Row, Section
from imscore.periods import Period, parse
from imscore.reference.definitions import DOMAIN_NAMES, SIDES, Indicator
from imscore.reference.indicators import Catalogue

HEADING = "How balanced this is"
_TAGS = (
    "Each indicator's sides are set in its file, and imscore indicators lists them: the report of "
    "2010 is organised along these lines and defines none of them. Quick: what is done can show in "
    "the figures of the next year. They are counted, and no score is made of them."
)
# A rate of one group is a level: a gap takes the group and what it is part of, side by side.
_GAP = "gap"
_GAP_SHOWN_BY = "figures by group, in imscore gap"
_YEAR = 12


def balance_section(rows: Sequence[Row], catalogue: Catalogue) -> Section:
    """Says how a scorecard is balanced and where it is blind.

    Args:
        rows: of one area; what has no figure counts as not there.
        catalogue: what could be there.
    """
    has = {row.indicator for row in rows if row.value is not None}
    without = {row.indicator for row in rows} - has
    known = list(catalogue.values())
    return Section(
        code="balance",
        heading=HEADING,
        paragraphs=(
            *_lag(rows, catalogue),
            *_blind(known, has, without),
            f"Figures there are: {'; '.join(_pair(line, known, has) for line in SIDES)}.",
        ),
        notes=(_TAGS,),
    )


def _pair(line: str, known: Sequence[Indicator], has: set[str]) -> str:
    told = []
    for side, words in SIDES[line].items():
        mine = _on(line, side, known)
        number = f"{sum(indicator.id in has for indicator in mine)} of {len(mine)}"
        told.append(f"{words} {number if mine else 'none'}")
    return " against ".join(told)


def _on(line: str, side: str, known: Sequence[Indicator]) -> list[Indicator]:
    return [indicator for indicator in known if getattr(indicator.balance, line) == side]


def _blind(known: Sequence[Indicator], has: set[str], without: set[str]) -> Iterator[str]:
    """What domains and what sides have no figure, and which indicators would give one."""
    domains = {
        f"{name[0].lower()}{name[1:]}": [i for i in known if i.domain == domain]
        for domain, name in DOMAIN_NAMES.items()
    }
    sides = {
        words: _on(line, side, known)
        for line, both in SIDES.items()
        for side, words in both.items()
    }
    told = [
        f"{name} ({' or '.join(_named(i, without) for i in mine)})"
        for name, mine in (*domains.items(), *sides.items())
        if mine and not any(indicator.id in has for indicator in mine)
    ]
    if not sides[_GAP]:
        told.append(f"{_GAP} ({_GAP_SHOWN_BY})")
    if told:
        yield f"Blind to (what would show it): {'; '.join(told)}."


def _named(indicator: Indicator, without: set[str]) -> str:
    held = " [there, without a figure]" if indicator.id in without else ""
    return f"{indicator.short_name}{held}"


def _lag(rows: Sequence[Row], catalogue: Catalogue) -> Iterator[str]:
    """Until when the newest outcome can show anything, from the periods of the figures alone."""
    shown = [row for row in rows if row.value is not None and row.indicator in catalogue]
    periods = [parse(row.period) for row in shown]
    found = zip(shown, periods, strict=True)
    outcome = next((pair for pair in found if _is_outcome(*pair, catalogue)), None)
    if outcome is None:
        return
    name, window = catalogue[outcome[0].indicator].name, outcome[1]
    last, years = window.end // _YEAR - 1, (window.end - window.start) // _YEAR
    newest = (max(period.end for period in periods) - 1) // _YEAR
    now = max(last + 1, newest)
    told = f"in {now}"
    if years > 1:
        told = f"in part from {_window(now - years + 1, now)} on, in full first in "
        told += _window(now, now + years - 1)
    yield (
        f"The outcome lags. {name} is of {window.text}, and nothing done after {last} can show in "
        f"it. What is done in {now} shows {told}, which is published later still."
    )


def _is_outcome(row: Row, period: Period, catalogue: Catalogue) -> bool:
    whole_years = period.kind in ("calendar_year", "three_calendar_years")
    return whole_years and catalogue[row.indicator].balance.measure == "outcome"


def _window(first: int, last: int) -> str:
    return f"{first}-{last % 100:02}"
