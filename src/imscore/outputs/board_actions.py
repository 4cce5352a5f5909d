"""The board workbook's sheet of actions, which is filled in and read back next quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imscore.model import Scorecard
from imscore.outputs.form_sheet import write_form
from imscore.reference.forms import ACTIONS, AREA, STATUSES

if TYPE_CHECKING:
    import xlsxwriter

_WIDTHS = (30, 60, 26, 16, 16)
_SPARE = 200


def write_actions(workbook: xlsxwriter.Workbook, scorecard: Scorecard) -> None:
    """Adds the area's actions as they are kept, or those proposed, with room for more."""
    rows = [(a.theme, a.action, a.lead, a.due, a.status) for a in scorecard.actions]
    facts = {AREA: (scorecard.area_name, scorecard.area_code)}
    write_form(workbook, ACTIONS, _WIDTHS, facts, rows, {"Status": STATUSES}, _SPARE)
