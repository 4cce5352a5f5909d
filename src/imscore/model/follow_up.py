"""An area's follow-up sheet as it was read back from last quarter's file."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.model.problems import Problem
from imscore.model.scorecard import Action


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The lines of a follow-up sheet, and whose they are.

    Attributes:
        file, sheet: where they stand. cell: which names the area, "" where none does.
        area_code, area_name: as written there, "" where they are not.
        actions: in the order of the sheet.
        problems: warnings.
    """

    file: str
    sheet: str
    cell: str
    area_code: str
    area_name: str
    actions: tuple[Action, ...]
    problems: tuple[Problem, ...] = ()
