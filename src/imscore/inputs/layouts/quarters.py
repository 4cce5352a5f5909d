"""Quarters below the year that they are of, in a header of periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.sheets import Sheet

QUARTER = re.compile(r"(?:q|qtr|quarter)\.?\s*[1-4]", re.I)


@dataclass(frozen=True)
class Span:
    """The columns under one period: from `first` up to, not including, `last`.

    Attributes:
        measure: words beside the period that say what the figures are, "" for none.
        passed: words beside it that change nothing, "" for none.
        limits: fields with their columns, of limits headed in the period's own row.
    """

    period: str
    first: int
    last: int
    measure: str = ""
    passed: str = ""
    limits: tuple[tuple[str, int], ...] = ()


def among_quarters(sheet: Sheet, below: range, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Cells in a row of quarters that are none, such as `Total`."""
    firsts = {span.first for span in spans}
    for row in below:
        if not any(QUARTER.fullmatch(str(sheet.columns[c][row]).strip()) for c in firsts):
            continue
        for column in range(spans[0].first, len(sheet.columns)):
            if column not in firsts and is_filled(sheet.columns[column][row]):
                yield row, column


def quarters_of(sheet: Sheet, below: range, span: Span) -> list[Span]:
    """The quarters under a year, each with its columns; the year itself where none stand there."""
    found = [
        (column, text)
        for column in range(span.first, span.last)
        for row in below
        if QUARTER.fullmatch(text := str(sheet.columns[column][row]).strip())
    ]
    if not found:
        return [span]
    return [
        replace(span, period=f"{span.period} {text}", first=c, last=_end(sheet, below, c, span))
        for c, text in found
    ]


def _end(sheet: Sheet, below: range, first: int, span: Span) -> int:
    """Where the columns of a quarter end: at the next cell of its row, such as `Total`."""
    row = next(r for r in below if QUARTER.fullmatch(str(sheet.columns[first][r]).strip()))
    further = range(first + 1, span.last)
    return next((c for c in further if is_filled(sheet.columns[c][row])), span.last)
