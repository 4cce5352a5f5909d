"""The columns that say which group a row is about, and of which place."""

from __future__ import annotations

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cells import distinct_rows, map_distinct
from imscore.inputs.selection import Selection
from imscore.model import ENGLAND_CODE, ENGLAND_NAME
from imscore.reference.areas import is_england
from imscore.tools.group_layout import default_grouping
from imscore.tools.group_names import (
    EVERYONE,
    OCCUPATION,
    ROUTINE_AND_MANUAL,
    kind_of,
    one_spelling,
)

_AS_GROUP = {"routine_and_manual_infant_mortality": ("infant_mortality", ROUTINE_AND_MANUAL)}


def add_groups(selection: Selection) -> None:
    """Adds `grouping`, `group` and `group_kind`, each group under one spelling."""
    given, grouping = selection.texts("category"), selection.texts("category_type")
    default = default_grouping(selection.table)
    codes, distinct = distinct_rows(grouping, given)
    named = one_spelling(
        [(str(g) or ("" if kind_of(c) == EVERYONE else default), str(c)) for g, c in distinct]
    )
    for position, column in enumerate(("grouping", "group")):
        texts = np.array([pair[position] for pair in named], dtype=object)
        selection.known[column] = texts[codes] if len(texts) else np.array([], dtype=object)
    selection.known["group_kind"] = map_distinct(selection.known["group"], kind_of)


def add_places(selection: Selection) -> None:
    """Adds `place`: name and code together, since neither alone tells every two areas apart."""
    code, name = selection.texts("area_code"), selection.texts("area_name")
    codes, distinct = distinct_rows(code, name)
    pairs = [(ENGLAND_CODE, ENGLAND_NAME) if is_england(c, n) else (c, n) for c, n in distinct]
    told = [n if n == ENGLAND_NAME else f"{n} ({c})" if n and c else n or c for c, n in pairs]
    for field, texts in (("place", told), ("code", [c for c, _ in pairs])):
        column = np.array(texts, dtype=object)
        selection.known[field] = column[codes] if len(column) else column
    nameless = selection.known["place"] == ""
    words = {"column": "area", "expected": "an area's code or name"}
    field = "area_code" if "area_code" in selection.table.positions else "area_name"
    selection.problem(kinds.MISSING_CELL, field, selection.rows[nameless], **words)
    selection.keep(~nameless)


def called(selection: Selection) -> dict[str, tuple[str, str]]:
    """From each place to its code and its name."""
    pairs = zip(selection.known["place"], selection.known["code"], strict=True)
    distinct = dict.fromkeys((str(place), str(code)) for place, code in pairs)
    return {
        place: (code, place.removesuffix(f" ({code})") if code else place)
        for place, code in distinct
    }


def merge_indicators(selection: Selection) -> None:
    """Makes one indicator with a group of what a file gives as two indicators, and keys rows."""
    known = selection.known
    for alone, (indicator, group) in _AS_GROUP.items():
        rows = known["indicator"] == alone
        for name, value in (("indicator", indicator), ("group", group), ("grouping", OCCUPATION)):
            known[name] = np.where(rows, value, known[name]).astype(object)
        known["group_kind"] = np.where(rows, kind_of(group), known["group_kind"]).astype(object)
    codes, distinct = distinct_rows(known["place"], known["grouping"], known["group"])
    keys = [f"{place}: {group or 'all'}{f' ({g})' if g else ''}" for place, g, group in distinct]
    key = np.array(keys, dtype=object)[codes] if keys else np.array([], dtype=object)
    known["area"] = known["area_name"] = key
    known["area_code"] = known["area_type"] = np.full(len(key), "", dtype=object)
