"""Quarters down and years across: each figure is of the quarter of its row, in the year above."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from operator import or_

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.bare_quarters import is_bare, starts_of, with_year
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.table import IndexArray, Part
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.periods import parse_marked

_ALL_QUARTERS = 4
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[\s'-]*\d{2,4})?"
)
_PART = re.compile(
    rf"{_MONTH}(?:\s*(?:-|–|to|/)\s*{_MONTH})?|(?:h|half|half[ -]year)\s*[12]"
    r"|(?:first|second) half|(?:month|week|wk)\s*\d{1,2}|ytd|(?:year|total) to date",
    re.I,
)


def column_of(
    sheet: Sheet, rows: IndexArray, first: int, named: Collection[int]
) -> int | Problem | None:
    """The column to the left of the years that holds quarters, and perhaps their total, alone.

    Args:
        sheet: as it stands.
        rows: those with figures, from 0.
        first: the first column under a year.
        named: columns that their headers tell.

    Returns:
        The column; None where there is none; a problem where one holds months and the like, which
        are no periods of any indicator.
    """
    for column in range(first):
        texts = [text for cell in sheet.columns[column][rows] if (text := text_of(cell))]
        quarters = [is_bare(text) for text in texts]
        parts = [
            bare or bool(_PART.fullmatch(text)) for bare, text in zip(quarters, texts, strict=True)
        ]
        whole = list(map(_is_whole_year, texts))
        if not any(parts) or not all(map(or_, parts, whole)):
            continue
        if all(map(or_, quarters, whole)):
            return column
        if column not in named:
            row, text = next(
                (int(r), t) for r in rows if _PART.fullmatch(t := text_of(sheet.columns[column][r]))
            )
            cell = f"{column_letters(column)}{row + 1}"
            return kinds.ROWS_OF_MONTHS.at(sheet.file, sheet.name, cell, found=repr(text))
    return None


def parts_by_quarter(sheet: Sheet, parts: Sequence[Part], column: int) -> list[Part] | Problem:
    """The parts with the quarter of each row in their period.

    Args:
        sheet: as it stands.
        parts: each of one year.
        column: as `column_of` gives it.

    Returns:
        The parts; or the problem of quarters that cannot be told, such as those of no financial
        year, or of a total that is not of all four.
    """
    found: list[Part] = []
    for part in parts:
        texts = [text_of(cell) for cell in sheet.columns[column][part.rows]]
        reason = _reason(part, texts)
        if reason:
            cell = f"{column_letters(column)}{int(part.rows[0]) + 1}"
            listed_texts = ", ".join(dict.fromkeys(filter(None, texts)))
            return kinds.ROWS_OF_QUARTERS.at(
                sheet.file, sheet.name, cell, found=listed_texts, reason=reason
            )
        found += _split(part, texts)
    return found


def _reason(part: Part, texts: Sequence[str]) -> str:
    year = part.fixed["period"].text
    if parse_marked(year)[0].kind != "financial_year":
        return f"{year} above them is no financial year"
    if not all(texts):
        return "one row has none"
    if any(map(_is_whole_year, texts)) and len(starts_of(texts)) < _ALL_QUARTERS:
        return "their total is not of all four"
    return ""


def _split(part: Part, texts: Sequence[str]) -> Iterator[Part]:
    told = part.fixed["period"]
    period, marks = parse_marked(told.text)
    behind = f" ({'; '.join(marks)})" if marks else ""
    for text in dict.fromkeys(texts):
        mine = np.array([each == text for each in texts], dtype=bool)
        spelt = with_year(text, period.text) or period.text
        far = {name: (c, rows[mine]) for name, (c, rows) in part.elsewhere.items()}
        fixed = {**part.fixed, "period": replace(told, text=f"{spelt}{behind}")}
        yield replace(part, rows=part.rows[mine], fixed=fixed, elsewhere=far)


def _is_whole_year(text: str) -> bool:
    return tokens(text) in listed("beside_periods", "whole_year")
