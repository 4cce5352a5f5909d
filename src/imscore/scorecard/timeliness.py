"""How new the figure of each row is, held against the newest that could be expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from imscore.model import Mark
from imscore.periods import Period, parse
from imscore.reference.england import EnglandFigure
from imscore.scorecard.series import numbered, texts

_QUARTER, _YEAR = 3, 12


class _Newest(NamedTuple):
    """A period that could be expected: the month after it, its name, and whose it is."""

    end: int
    name: str
    whose: str


_ByKind = Mapping[tuple[str, str], _Newest]


def timely(
    shown: pd.DataFrame,
    frame: pd.DataFrame,
    england: Sequence[EnglandFigure],
    as_of: Period | None,
) -> Iterator[Mark]:
    """Marks how new each row's figure is, by the rule in `quality`.

    Args:
        shown: rows to be shown.
        frame: every judged observation.
        england: the published series.
        as_of: what was asked for, None where it was not.

    Returns:
        A mark a row, in order.
    """
    until = as_of.end if as_of else None
    in_file, published = _in_file(frame, until), _published(england, until)
    columns = ("indicator", "period_kind", "period_end", "period")
    for indicator, kind, end, period in zip(*(shown[c].tolist() for c in columns), strict=True):
        key = (indicator, kind)
        known = [found[key] for found in (published, in_file) if key in found]
        if not known and (indicator, "") in published:
            known = [published[indicator, ""]]
        step = _QUARTER if kind.endswith("quarter") else _YEAR
        yield _mark(period, end, step, known, as_of)


def _mark(period: str, end: int, step: int, known: Sequence[_Newest], as_of: Period | None) -> Mark:
    if known:
        newest = max(known, key=lambda found: found.end)
        late, what = newest.end - end, f"{newest.whose} newest, {newest.name}"
        what += f" (of what ends by {as_of.text})" if as_of else ""
    elif as_of:
        late = (as_of.end - end) // step * step
        what = f"the last such period by the end of {as_of.text}, as asked for"
    else:
        why = "neither other areas of the file nor the England series say what could be expected"
        return Mark("not known", why)
    if late < step:
        return Mark("good", f"{period} is held against {what}: there is no newer one")
    return Mark("fair" if late <= _YEAR else "poor", f"{period} ends {_span(late)} before {what}")


def _span(months: int) -> str:
    years, rest = divmod(months, _YEAR)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((years, "year"), (rest, "month"))
        if number
    ]
    return " and ".join(parts)


def _in_file(frame: pd.DataFrame, until: int | None) -> _ByKind:
    """The file's newest of each indicator and kind of period, where more than one area has any."""
    if until is not None:
        frame = frame[(frame["period_end"] <= until).to_numpy(bool)]
    indicator, kind, area, name = texts(frame, ("indicator", "period_kind", "area", "period"))
    end = frame["period_end"].to_numpy(np.int64)
    code, first = numbered([indicator, kind])
    order = np.argsort(end, kind="stable")
    last = first.copy()
    last[code[order]] = order
    several = np.zeros(len(first), dtype=bool)
    several[code[area != area[first][code]]] = True
    return {
        (indicator[at], kind[at]): _Newest(int(end[at]), name[at], "the file's")
        for at in last[several].tolist()
    }


def _published(england: Sequence[EnglandFigure], until: int | None) -> _ByKind:
    """The England series' newest by indicator and kind of period, and "" for any kind."""
    found: dict[tuple[str, str], _Newest] = {}
    for figure in england:
        period = parse(figure.period)
        if not figure.in_use or (until is not None and period.end > until):
            continue
        newest = _Newest(period.end, period.text, "the England series'")
        for key in ((figure.indicator, period.kind), (figure.indicator, "")):
            if key not in found or found[key].end < newest.end:
                found[key] = newest
    return found
