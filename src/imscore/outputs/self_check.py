"""The self-check to fill in: a row for each heading of the report's tables of advice."""

from __future__ import annotations

import io

from imscore.outputs.form_sheet import write_form
from imscore.outputs.language import with_language
from imscore.outputs.workbook import new_workbook
from imscore.reference.advice import headings
from imscore.reference.forms import LEVELS, SELF_CHECK

_WIDTHS = (34, 62, 20, 14, 50)


def render_self_check() -> bytes:
    """Makes an .xlsx file to fill in, the same bytes each time."""
    stream = io.BytesIO()
    workbook = new_workbook(stream, "imscore self-check: how far the advice has come")
    rows = [(advice.table.theme, advice.words, "", "", "") for advice in headings()]
    choices = dict.fromkeys(("Level at the visit", "Level now"), LEVELS)
    write_form(workbook, SELF_CHECK, _WIDTHS, {}, rows, choices)
    workbook.close()
    return with_language(stream.getvalue())
