"""Which indicator a row is about, and whether it is of the indicator's own sex and age."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from imscore.columns import Column, coded
from imscore.inputs import groups_of_people, kinds, unknown_names
from imscore.inputs.cells import BoolArray, distinct_rows
from imscore.inputs.indicator_names import (
    MOST_NAMES,
    published,
    text_names,
    understood,
    without_number,
)
from imscore.inputs.selection import Selection, count_rows, some
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean, nearest

_LOOSE, _CLOSE = 0.6, 0.9
# A download of every indicator there is has some hundreds.
_COMPARED = 1_000


def add_indicators(selection: Selection, catalogue: Catalogue) -> None:
    """Adds `indicator` and `definition` ("" where the period decides); drops all other rows.

    An indicator's number, where the table has a column for it and knows it, comes before its name.
    """
    names, numbers = selection.texts("indicator"), selection.texts("indicator_id")
    codes, distinct = distinct_rows(names, numbers)
    found = [
        _find(name, number, catalogue, by_words=place < MOST_NAMES)
        for place, (name, number) in enumerate(distinct)
    ]
    for number, outcome in enumerate(found):
        if outcome.contradiction:
            words = {"found": outcome.indicator, "other": outcome.contradiction}
            selection.problem(
                kinds.TWO_INDICATORS, "indicator", selection.rows[codes == number], **words
            )
    selection.known["indicator"] = coded(codes, [f.indicator for f in found])
    selection.known["definition"] = coded(codes, [f.definition for f in found])
    selection.known["spelt"] = coded(codes, [name or number for name, number in distinct])
    _say_inferred(selection, distinct, found, catalogue)
    unknown = selection.known_texts("indicator").equals("")
    if unknown.any():
        _report_unknown(selection, catalogue, unknown)
    selection.keep(~unknown)
    _add_given_definitions(selection, catalogue)


def _say_inferred(
    selection: Selection,
    distinct: Sequence[tuple[str, str]],
    found: Sequence[_Found],
    catalogue: Catalogue,
) -> None:
    meant = [
        f"{name} for {catalogue[each.indicator].short_name}"
        for (name, _), each in zip(distinct, found, strict=True)
        if each.inferred
    ]
    if meant:
        selection.note(f"names of indicators taken by their words: {some(meant)}")


def _add_given_definitions(selection: Selection, catalogue: Catalogue) -> None:
    given = selection.texts("definition")
    if given.holds_only(""):
        return
    known = [selection.known_texts(name) for name in ("indicator", "definition")]
    codes, distinct = distinct_rows(*known, given)
    for number, (indicator, _, definition) in enumerate(distinct):
        about = catalogue[indicator]
        allowed = [definition.id for definition in about.definitions]
        if definition and definition not in allowed:
            selection.problem(
                kinds.UNKNOWN_DEFINITION,
                "definition",
                selection.rows[codes == number],
                found=definition,
                indicator=about.short_name,
                expected=" or ".join(allowed) or "blank",
            )
    selection.known["definition"] = coded(codes, [own or said for _, said, own in distinct])


class _Found(NamedTuple):
    indicator: str
    definition: str
    contradiction: str = ""
    inferred: bool = False


def _find(name: str, number: str, catalogue: Catalogue, *, by_words: bool) -> _Found:
    spellings = catalogue.spellings
    by_name = published(name, catalogue)
    by_number = spellings.get(f"#{number}") or spellings.get(plain(number)) or ("", "")
    # Beside a number that is not known, or is another's, a name must be one that is published.
    meant = understood(name, catalogue) if by_words and name and not by_name[0] else ("", "")
    if by_number[0] and meant[0] and by_number[0] != meant[0]:
        return _Found(*by_number, meant[0])
    if not number and meant[0]:
        return _Found(*meant, inferred=True)
    if by_number[0] and by_name[0] and by_number[0] != by_name[0]:
        return _Found(*by_number, by_name[0])
    return _Found(*(by_number if by_number[0] else by_name))


def _report_unknown(selection: Selection, catalogue: Catalogue, unknown: BoolArray) -> None:
    spelt, rows = selection.known_texts("spelt").take(unknown), selection.rows[unknown]
    field = "indicator" if "indicator" in selection.table.positions else "indicator_id"
    strict = selection.table.layout.other_indicators == "error"
    names = [name for i in catalogue.values() for name in (i.short_name, i.name)]
    near = [*names, *text_names(catalogue)]
    distinct = [name for name in spelt.present() if name]
    blank = rows[spelt.equals("")]
    if len(blank):
        words = {"column": "indicator", "expected": "an indicator"}
        selection.problem(kinds.MISSING_CELL, field, blank, **words)
    if strict:
        both = (kinds.UNKNOWN_INDICATOR, kinds.UNKNOWN_INDICATORS)
        all_spelt = selection.known_texts("spelt")
        unknown_names.tell(
            selection, field, all_spelt, distinct, both, partial(_words, (*names, *catalogue))
        )
    for name in () if strict else distinct[:_COMPARED]:
        said = plain(without_number(name))
        if nearest(said, near, _CLOSE):
            hint = did_you_mean(said, near, _CLOSE)
            where = rows[spelt.equals(name)][:1]
            selection.problem(kinds.NEAR_INDICATOR, field, where, found=repr(name), suggestion=hint)
    if not strict:
        others = some(spelt)
        selection.note(f"{count_rows(len(rows))} of other indicators set aside ({others})")


def _words(known: Sequence[str], name: str) -> dict[str, str]:
    return {"found": repr(name), "suggestion": did_you_mean(name, known, _LOOSE)}


def keep_own_groups(selection: Selection, catalogue: Catalogue) -> None:
    """Sets aside breakdowns by category, and sexes and ages that are not the indicator's own."""
    columns = selection.texts("category_type"), selection.texts("category")
    if not all(column.holds_only("") for column in columns):
        codes, distinct = distinct_rows(*columns)
        named = coded(codes, [kind or category for kind, category in distinct])
        selection.set_aside(~named.equals(""), named, "breakdowns by inequality or other category")
    groups_of_people.refuse_others(selection)
    for field, accepted in (("sex", "sexes"), ("age", "ages")):
        given = selection.texts(field)
        if not given.holds_only(""):
            foreign = _foreign(selection.known_texts("indicator"), given, accepted, catalogue)
            groups_of_people.warn_of_unknown(selection, field, foreign)
            selection.set_aside(foreign, given, f"of another {field}")


def _foreign(indicator: Column, given: Column, accepted: str, catalogue: Catalogue) -> BoolArray:
    own = {i: {plain(t) for t in getattr(catalogue[i], accepted)} for i in catalogue}
    codes, distinct = distinct_rows(indicator, given)
    foreign = [bool(g and own[i]) and plain(g) not in own[i] for i, g in distinct]
    result: BoolArray = np.array(foreign, dtype=bool)[codes]
    return result
