"""What stands in columns of sex and age: what is neither, and what is not known as either."""

from __future__ import annotations

import re

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.selection import Selection, count_rows, some
from imscore.reference.indicators import plain

_ONE_WORD = "m f male males female females man men woman women boy boys girl girls person persons"
_ONE_SEX = frozenset(_ONE_WORD.split())
_NO_SEX = "p,mf,people,all,both,total,everyone,any,all persons,all people,both sexes,all sexes"
_NOT_SAID = "not applicable,not known,unknown,not stated,not specified,indeterminate"
_SEXES = _ONE_SEX.union(_NO_SEX.split(","), _NOT_SAID.split(","))
_NUMBER = re.compile(r"^-?[\d,]+(\.\d+)?%?$")
_AGE = re.compile(
    r"\d|\b(all|any|ages?|aged|adults?|child(ren)?|infants?|neonat\w*|babies|births?|teen\w*|"
    r"young|old|working|not|unknown|total|under|over|years?)\b"
)
_OLDEST = 120
_EXAMPLES = {"sex": "Persons or Female", "age": "All ages, 15-17 or <1 yr"}
_FEW = 2


def refuse_others(selection: Selection) -> None:
    """Drops rows whose sex or age cannot be one, and reports the first of each column.

    Such are a number or an age under `sex`, and a sex, a part of a number or more than 120 under
    `age`: cells that have slipped in from other columns, as those beside them will have.
    """
    columns = {"sex": _is_no_sex, "age": _is_no_age}
    wrong = {field: selection.texts(field).numbers(no, bool) for field, no in columns.items()}
    for field, where in wrong.items():
        if where.any():
            _report(selection, field, where)
    selection.keep(~np.logical_or(*wrong.values()))


def _report(selection: Selection, field: str, wrong: BoolArray) -> None:
    rows = selection.rows[wrong]
    more = f" (and so in {count_rows(len(rows) - 1)} more)" if len(rows) > 1 else ""
    words = {"column": field, "example": _EXAMPLES[field], "more": more}
    found = repr(selection.texts(field).take(wrong)[0])
    selection.problem(kinds.NO_SEX_OR_AGE, field, rows[:1], found=found, **words)
    selection.faulty.update(int(row) for row in rows)


def _is_no_sex(text: object) -> bool:
    return bool(re.search(r"\d", str(text)))


def _is_no_age(text: object) -> bool:
    spelt = plain(str(text))
    if not _NUMBER.match(spelt):
        return spelt in _ONE_SEX
    return not spelt.isdigit() or int(spelt) > _OLDEST


def warn_of_unknown(selection: Selection, field: str, unwanted: BoolArray) -> None:
    """Warns where most rows are set aside for what is not known as a sex or an age at all."""
    given = selection.texts(field).take(unwanted)
    if not len(given) or len(given) * _FEW <= len(unwanted):
        return
    known = _known_sex if field == "sex" else _known_age
    if any(known(text) for text in given.present()):
        return
    words = {"rows": count_rows(len(given)), "total": f"{len(unwanted):,}", "column": field}
    row = selection.rows[np.flatnonzero(unwanted)[:1]]
    selection.problem(
        kinds.GROUPS_NOT_KNOWN, field, row, found=some(given), example=_EXAMPLES[field], **words
    )


def _known_sex(text: str) -> bool:
    return plain(text) in _SEXES


def _known_age(text: str) -> bool:
    return bool(_AGE.search(plain(text)))
