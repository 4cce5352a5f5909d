"""Which area a row is about, and what kind of area that is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.inputs import kinds
from imscore.inputs.selection import Selection
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference import areas


def add_areas(selection: Selection) -> None:
    """Adds `area`, `area_code`, `area_name` and `area_type`; sets small areas and the like aside.

    England is one area whatever the file calls it. Rows without code and name are errors.
    """
    code, name = selection.texts("area_code"), selection.texts("area_name")
    given = selection.texts("area_type")
    codes, distinct = pd.factorize(pd.MultiIndex.from_arrays([code, name, given]))
    kind = np.array([areas.area_type(*triple) for triple in distinct], dtype=object)[codes]
    england = kind == "England"
    selection.known["area_code"] = np.where(england, ENGLAND_CODE, code)
    selection.known["area_name"] = np.where(england, ENGLAND_NAME, name)
    selection.known["area_type"] = kind
    selection.known["area"] = np.where(
        selection.known["area_code"] != "", selection.known["area_code"], name
    )
    nameless = selection.known["area"] == ""
    words = {"column": "area", "expected": "an area's code or name"}
    field = "area_code" if "area_code" in selection.table.positions else "area_name"
    selection.problem(kinds.MISSING_CELL, field, selection.rows[nameless], **words)
    selection.keep(~nameless)
    small = np.isin(selection.known["area_type"].astype(str), sorted(areas.SET_ASIDE_TYPES))
    selection.set_aside(small, selection.known["area_type"], "other kinds of area")
