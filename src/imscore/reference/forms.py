"""Sheets that people fill in and the program reads back: their headings, in one place.

Whatever writes such a sheet and whatever reads it takes it from here, so that the two agree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill in: a title, lines of facts and of guidance, then one table.

    Attributes:
        sheet: its name. title: its first line.
        facts: labels in column A, the fact in column B (and the area's code in column C).
        guidance: lines that tell how to fill it in; also those of earlier versions, once there are.
        columns: headings of the table, from column A on.
    """

    sheet: str
    title: str
    facts: tuple[str, ...]
    guidance: tuple[str, ...]
    columns: tuple[str, ...]


AREA = "Area"
PROPOSED = "proposed"
# Statuses of an action, and those of them that end it.
STATUSES = (PROPOSED, "not started", "under way", "done", "dropped")
ENDED = ("done", "dropped")
ACTIONS = Form(
    sheet="Actions",
    title="Actions",
    facts=(AREA,),
    guidance=(
        "Fill in the table, add rows below it, clear those not wanted. Leave the headings and "
        "these lines as they are.",
        "Next quarter: imscore report FILE --follow-up THIS-FILE -o ANOTHER-FILE takes the rows "
        "over as they stand.",
        "A lead is a role, not a person. Due: 2011-03-31, 31/03/2011, March 2011 or 2010/11 Q4.",
        "Status proposed: taken by imscore from what other areas were advised in 2010; nobody has "
        "decided it yet.",
    ),
    columns=("Theme", "Action", "Lead role", "Due", "Status"),
)
# Levels of a self-check, the lowest first. They are this project's own: the report speaks of a
# self-assessment and of levels elsewhere, and words none.
LEVELS = ("not begun", "under way", "in place")
VISIT, FILLED_IN = "Visit", "Filled in"
SELF_CHECK = Form(
    sheet="Self-check",
    title="Self-check",
    facts=(AREA, VISIT, FILLED_IN),
    guidance=(
        "Area: its name in column B, its code in column C. Visit and Filled in: days, such as "
        "2010-03-31 or 31/03/2010.",
        "Levels: not begun, under way, in place. They are imscore's own. Leave a level blank where "
        "it is not known or the advice was not given.",
        "The rows are the headings of the report's seven tables of advice. Keep every row: what "
        "else there is to say goes under Remark.",
        "Read it back: imscore selfcheck THIS-FILE",
    ),
    columns=("Theme", "What was advised", "Level at the visit", "Level now", "Remark"),
)
