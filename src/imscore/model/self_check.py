"""An area's own assessment of what it made of the advice it was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from imscore.model.problems import Problem
from imscore.model.row import Source


@dataclass(frozen=True, slots=True)
class Rating:
    """How far one piece of advice has come.

    Attributes:
        theme, advice: as on the form.
        before, now: levels at the visit and now, "" where none is given.
        remark: the area's own words. source: the cell of the level now.
    """

    theme: str
    advice: str
    before: str
    now: str
    remark: str
    source: Source


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A self-check as it was filled in.

    Attributes:
        file, sheet: where it stands. cell: which names the area, "" where none does.
        area_name, area_code: as written, "" where they are not.
        visit, filled_in: days, None where they are not given.
        ratings: one for each piece of advice, in the form's order.
        problems: warnings.
    """

    file: str
    sheet: str
    cell: str
    area_name: str
    area_code: str
    visit: date | None
    filled_in: date | None
    ratings: tuple[Rating, ...]
    problems: tuple[Problem, ...] = ()
