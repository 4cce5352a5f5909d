"""Which indicator a row is about, and whether it is of the indicator's own sex and age."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cells import distinct_rows
from imscore.inputs.selection import Selection, count_rows, some
from imscore.inputs.sheets import ObjectArray
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean, nearest

_OUTCOMES_FRAMEWORK_NUMBER = re.compile(r"^\d+\.\d+[ivx]*\s*-\s*")
_LOOSE, _CLOSE = 0.6, 0.9


def add_indicators(selection: Selection, catalogue: Catalogue) -> None:
    """Adds `indicator` and `definition` ("" where the period decides); drops all other rows.

    An indicator's number, where the table has a column for it and knows it, comes before its name.
    """
    names, numbers = selection.texts("indicator"), selection.texts("indicator_id")
    codes, distinct = distinct_rows(names, numbers)
    found = [_find(name, number, catalogue) for name, number in distinct]
    for number, outcome in enumerate(found):
        if outcome.contradiction:
            words = {"found": outcome.indicator, "other": outcome.contradiction}
            selection.problem(
                kinds.TWO_INDICATORS, "indicator", selection.rows[codes == number], **words
            )
    selection.known["indicator"] = np.array([f.indicator for f in found], dtype=object)[codes]
    selection.known["definition"] = np.array([f.definition for f in found], dtype=object)[codes]
    selection.known["spelt"] = np.where(names != "", names, numbers)
    unknown = selection.known["indicator"] == ""
    if unknown.any():
        _report_unknown(selection, catalogue)
    selection.keep(~unknown)
    _add_given_definitions(selection, catalogue)


def _add_given_definitions(selection: Selection, catalogue: Catalogue) -> None:
    given = selection.texts("definition")
    if not (given != "").any():
        return
    for row in np.flatnonzero(given != ""):
        about = catalogue[selection.known["indicator"][row]]
        allowed = [definition.id for definition in about.definitions]
        if given[row] not in allowed:
            selection.problem(
                kinds.UNKNOWN_DEFINITION,
                "definition",
                selection.rows[[row]],
                found=given[row],
                indicator=about.short_name,
                expected=" or ".join(allowed) or "blank",
            )
    selection.known["definition"] = np.where(given != "", given, selection.known["definition"])


class _Found(NamedTuple):
    indicator: str
    definition: str
    contradiction: str = ""


def _find(name: str, number: str, catalogue: Catalogue) -> _Found:
    spellings, nothing = catalogue.spellings, ("", "")
    without = _OUTCOMES_FRAMEWORK_NUMBER.sub("", name)
    by_name = spellings.get(plain(name)) or spellings.get(plain(without)) or nothing
    by_number = spellings.get(f"#{number}") or spellings.get(plain(number)) or nothing
    if by_number[0] and by_name[0] and by_number[0] != by_name[0]:
        return _Found(*by_number, by_name[0])
    return _Found(*(by_number if by_number[0] else by_name))


def _report_unknown(selection: Selection, catalogue: Catalogue) -> None:
    unknown = selection.known["indicator"] == ""
    spelt, rows = selection.known["spelt"][unknown], selection.rows[unknown]
    field = "indicator" if "indicator" in selection.table.positions else "indicator_id"
    strict = selection.table.layout.other_indicators == "error"
    names = [name for i in catalogue.values() for name in (i.short_name, i.name)]
    for name in dict.fromkeys(spelt):
        where = rows[spelt == name]
        if not name:
            words = {"column": "indicator", "expected": "an indicator"}
            selection.problem(kinds.MISSING_CELL, field, where, **words)
        elif strict:
            hint = did_you_mean(name, [*names, *catalogue], _LOOSE)
            selection.problem(
                kinds.UNKNOWN_INDICATOR, field, where, found=repr(name), suggestion=hint
            )
        elif nearest(name, names, _CLOSE):
            hint = did_you_mean(name, names, _CLOSE)
            selection.problem(
                kinds.NEAR_INDICATOR, field, where[:1], found=repr(name), suggestion=hint
            )
    if not strict:
        others = some(spelt)
        selection.note(f"{count_rows(len(rows))} of other indicators set aside ({others})")


def keep_own_groups(selection: Selection, catalogue: Catalogue) -> None:
    """Sets aside breakdowns by category, and sexes and ages that are not the indicator's own."""
    category, kind = selection.texts("category"), selection.texts("category_type")
    named = np.where(kind != "", kind, category)
    selection.set_aside(named != "", named, "breakdowns by inequality or other category")
    for field, accepted in (("sex", "sexes"), ("age", "ages")):
        given = selection.texts(field)
        if (given != "").any():
            foreign = _foreign(selection.known["indicator"], given, accepted, catalogue)
            selection.set_aside(foreign, given, f"of another {field}")


def _foreign(
    indicator: ObjectArray, given: ObjectArray, accepted: str, catalogue: Catalogue
) -> np.ndarray:
    own = {i: {plain(t) for t in getattr(catalogue[i], accepted)} for i in catalogue}
    codes, distinct = distinct_rows(indicator, given)
    foreign = [bool(g and own[i]) and plain(g) not in own[i] for i, g in distinct]
    return np.array(foreign, dtype=bool)[codes]
