"""Which area a row is about, and what kind of area that is."""

from __future__ import annotations

import re

import numpy as np

from imscore.inputs import cells, kinds
from imscore.inputs.selection import Selection
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference import areas

_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[Ee]\+\d+$")


def add_areas(selection: Selection) -> None:
    """Adds `area`, `area_code`, `area_name` and `area_type`; sets small areas and the like aside.

    England is one area whatever the file calls it. Rows without code and name are errors.
    """
    code, name = selection.texts("area_code"), selection.texts("area_name")
    given = selection.texts("area_type")
    codes, distinct = cells.distinct_rows(code, name, given)
    kind = np.array([areas.area_type(*triple) for triple in distinct], dtype=object)[codes]
    england = kind == "England"
    plain_names = [areas.without_footnote(str(n), str(c)) for c, n, _ in distinct]
    name = np.array(plain_names, dtype=object)[codes]
    other = [bool(n) and not areas.is_england_name(n) for n in plain_names]
    for row in np.flatnonzero(england & np.array(other, dtype=bool)[codes]):
        words = {"found": f"{ENGLAND_NAME} and {name[row]}", "code": code[row]}
        selection.problem(kinds.TWO_NAMES, "area_name", selection.rows[[row]], **words)
    selection.known["area_code"] = np.where(england, ENGLAND_CODE, code)
    selection.known["area_name"] = np.where(england, ENGLAND_NAME, name)
    selection.known["area_type"] = kind
    selection.known["area"] = np.where(
        selection.known["area_code"] != "", selection.known["area_code"], name
    )
    changed = np.flatnonzero(cells.map_distinct(selection.cells("area_code"), _was_a_code))
    for row in changed[:1]:
        selection.problem(kinds.CODE_IS_NUMBER, "area_code", selection.rows[[row]], found=code[row])
    _report_like_england(selection)
    nameless = selection.known["area"] == ""
    words = {"column": "area", "expected": "an area's code or name"}
    field = "area_code" if "area_code" in selection.table.positions else "area_name"
    selection.problem(kinds.MISSING_CELL, field, selection.rows[nameless], **words)
    selection.keep(~nameless)
    small = np.isin(selection.known["area_type"].astype(str), sorted(areas.SET_ASIDE_TYPES))
    selection.set_aside(small, selection.known["area_type"], "other kinds of area")


def _report_like_england(selection: Selection) -> None:
    """England's row under a name that is not understood would leave other figures in its place."""
    code, name = selection.known["area_code"], selection.known["area_name"]
    kind = selection.known["area_type"]
    for spelt in dict.fromkeys(zip(code, name, kind, strict=True)):
        if spelt[2] in ("England", "Other country") or not areas.is_like_england(*spelt[:2]):
            continue
        where = selection.rows[(code == spelt[0]) & (name == spelt[1])][:1]
        field = "area_name" if spelt[1] else "area_code"
        found = f"{spelt[1] or spelt[0]}"
        selection.problem(kinds.NEAR_ENGLAND, field, where, found=repr(found))


def _was_a_code(cell: object) -> bool:
    """Whether a spreadsheet holds the code as a number, as it does with 5E1 typed into a cell."""
    return bool(_SCIENTIFIC.match(cell)) if isinstance(cell, str) else True
