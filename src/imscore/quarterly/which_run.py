"""Which run is meant: by a number, a day or a pack's name; and what one is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.errors import InputError, UsageError
from imscore.quarterly.runs import Run


def baseline(runs: Sequence[Run], fingerprint: str = "") -> list[Run]:
    """What a run is compared with: the last complete one before it, else the last of all.

    Args:
        runs: the earlier ones in order.
        fingerprint: of what is compared. The runs right before it that were of the very same are
            passed over: made again, a pack says what it said.

    Returns:
        That run, then partial ones that may have judged what it did not, the last one first; [] for
        a first run.
    """
    earlier = list(runs)
    while earlier and earlier[-1].fingerprint == fingerprint:
        earlier.pop()
    complete = [place for place, run in enumerate(earlier) if run.state == "complete"]
    if not complete:
        return earlier[::-1]
    return [earlier[complete[-1]], *earlier[: complete[-1] : -1]]


def find(runs: Sequence[Run], wanted: str) -> Run:
    """A run by its number, its pack's name or a date, which means the last one known by its end.

    Packs are named by dates: a name that is a date means the last run of that day too.

    Raises:
        UsageError: where there is none.
    """
    dated = _is_date(wanted)
    known = [run for run in runs if str(run.id) == wanted] or [
        run for run in runs if run.pack == wanted or (dated and run.known_from[:10] <= wanted)
    ]
    if known:
        return known[-1]
    there = ", ".join(f"{run.id} ({run.started[:10]})" for run in runs[-12:]) or "none"
    raise UsageError(f"There is no run {wanted!r} in the store. It has: {there}.")


def known_on(runs: Sequence[Run], date: str) -> Run:
    """The last run known by the end of a day; or the run of a number, whatever the clock said.

    Raises:
        UsageError: where that is no date and no run's number.
        InputError: where there was no run yet.
    """
    if not _is_date(date):
        numbered = [run for run in runs if str(run.id) == date]
        if numbered:
            return numbered[0]
        raise UsageError(
            f"{date!r} is no date and no run's number: write 2026-10-15, or such as 3."
        )
    known = [run for run in runs if run.known_from[:10] <= date]
    if not known:
        first = f"the first run was on {runs[0].known_from[:10]}" if runs else "it has no run"
        raise InputError(f"The store knows nothing as of {date}: {first}.")
    return known[-1]


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
