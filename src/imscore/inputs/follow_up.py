"""Reads an area's follow-up sheet back from last quarter's board workbook, line by line."""

from __future__ import annotations

from dataclasses import replace

from imscore.dates import last_day
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.forms import Filled, read_form, refuse
from imscore.model import Action, FollowUp, Source
from imscore.reference.forms import ACTIONS, AREA, STATUSES
from imscore.reference.indicators import plain
from imscore.suggest import did_you_mean

_ACTION, _DUE, _STATUS = (ACTIONS.columns.index(name) for name in ("Action", "Due", "Status"))
_NO_AREA = replace(
    kinds.MISSING_CELL, message="the area is blank: lines may be of any area", hint="Put it back."
)
_BLANK = replace(kinds.MISSING_CELL, message="{column} is blank in a row that has other text")


def read_follow_up(name: str, content: bytes) -> FollowUp:
    """Reads the sheet `Actions` of a workbook, or a file that has nothing but its table.

    Args:
        name: the file's name as shown.
        content: its bytes.

    Returns:
        Every line as it is written, and which area the sheet says that it is of.

    Raises:
        InputError: with every problem, each at its cell, where one of them is an error: headings
            changed, merged cells, text outside the table, a status that is not on the list.
    """
    filled = read_form(ACTIONS, name, content)
    actions = tuple(_action(filled, row, texts) for row, texts in filled.rows())
    row, facts = filled.facts.get(AREA, (0, []))
    if AREA in filled.facts and not any(facts):
        filled.say(_NO_AREA, row, 1, column="the area", expected="its name, in C its code")
    refuse(filled)
    area_name, area_code = [*facts, "", ""][:2]
    sheet = filled.sheet
    cell = f"B{row + 1}" if area_name or area_code else ""
    problems = tuple(filled.problems)
    return FollowUp(sheet.file, sheet.name, cell, area_code, area_name, actions, problems)


def _action(filled: Filled, row: int, texts: list[str]) -> Action:
    theme, action, lead, due, status = texts
    if not action.strip():
        words = {"column": "action", "expected": "what is to be done"}
        filled.say(_BLANK, row, _ACTION, **words)
    if status.strip() and plain(status) not in STATUSES:
        hint = did_you_mean(status, STATUSES, 0.5)
        words = {"found": repr(status), "statuses": ", ".join(STATUSES), "suggestion": hint}
        filled.say(kinds.UNKNOWN_STATUS, row, _STATUS, **words)
    if due.strip() and last_day(due) is None:
        filled.say(kinds.UNCLEAR_DUE, row, _DUE, found=repr(due))
    where = f"{column_letters(0)}{row + 1}"
    source = Source("action", filled.sheet.file, filled.sheet.name, where)
    return Action(theme, action, lead, due, status, source)
