"""Columns under a period that are not what their headers say, or that may not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.blocks import field_of
from imscore.inputs.layouts.column_headings import Found
from imscore.inputs.layouts.columns import Disputed, Reader
from imscore.inputs.layouts.fields import has_right_unit
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.quarters import Span
from imscore.inputs.layouts.table import Fixed
from imscore.model import Problem

_LIMITS = frozenset({"lower_ci", "upper_ci", "limits"})
_LACKED = {"numerator": "count", "value": "rate or percentage"}
_LISTED = 5
_Columns = Sequence[tuple[Span, Sequence[Found]]]


@dataclass
class Settled:
    """What there is to say of such columns."""

    faults: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def settle(reader: Reader, columns: _Columns, rows: np.ndarray) -> Settled:
    """Says of each such column why it was not read, or why the table cannot be.

    Args:
        reader: with what it found.
        columns: what was read under each period.
        rows: the sheet's rows with figures, from 0.
    """
    said = Settled()
    others: dict[str, list[Disputed]] = {}
    for each in reader.disputed:
        if each.first is None:
            others.setdefault(each.at.text, []).append(each)
        elif _same(reader, each.first.column, each.at.column, rows):
            said.notes.append(f"{_both(each)} hold the same: the first is read")
        else:
            said.faults.append(_twice(reader, each))
    own = {
        span: {name: column for group in found for name, column in group.figures.items()}
        for span, found in columns
    }
    for text, found in others.items():
        lost = [each for each in found if not _is_sure(own[each.span], each.at.column)]
        if lost:
            said.faults.append(_of_others(reader, text, lost, kinds.COMPARATOR_ALONE))
        else:
            said.doubts.append(_of_others(reader, text, found, kinds.COMPARATOR_COLUMN))
    said.doubts += _unread_measures(reader, own)
    return said


def _is_sure(own: Mapping[str, int], other: int) -> bool:
    """Whether what is left is the areas' own: limits to a comparator's right may be of it."""
    value = own.get("value", own.get("", -1))
    limits = [column for name, column in own.items() if name in _LIMITS]
    if value < 0:
        return "numerator" in own and not limits
    return not any(other < limit and not other < value < limit for limit in limits)


def _of_others(reader: Reader, text: str, found: Sequence[Disputed], kind: kinds.Kind) -> Problem:
    named = [_cell(each.at) for each in found]
    more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
    cells = f"{', '.join(named[:_LISTED])}{more}"
    return kind.at(*_where(reader), named[0], found=repr(text), cells=cells)


def _twice(reader: Reader, each: Disputed) -> Problem:
    words = {"column": each.measure or "the same figure", "period": each.span.period}
    return kinds.TWICE_UNDER_PERIOD.at(*_where(reader), _cell(each.at), found=_both(each), **words)


def _both(each: Disputed) -> str:
    return " and ".join(_cell(at) for at in (each.first, each.at) if at)


def _same(reader: Reader, first: int, second: int, rows: np.ndarray) -> bool:
    one, other = ([text_of(c) for c in reader.sheet.columns[n][rows]] for n in (first, second))
    return one == other


def _unread_measures(reader: Reader, own: Mapping[Span, Mapping[str, int]]) -> Iterator[Problem]:
    """Columns not understood that may hold a measure which their period lacks, each header once."""
    told = set()
    for (row, column), text in reader.unread.items():
        span = next((s for s in own if s.first <= column < s.last), None)
        if row <= reader.block.row or span is None or text in told:
            continue
        measure, why = _may_be(reader, text)
        if measure in _LACKED and not {measure, ""} & {*own[span]}:
            told.add(text)
            words = {"period": span.period, "column": _LACKED[measure], "why": why}
            cell = _cell(Fixed(text, row, column))
            yield kinds.UNREAD_MEASURE.at(*_where(reader), cell, found=repr(text), **words)


def _may_be(reader: Reader, text: str) -> tuple[str, str]:
    """The measure that a header not understood seems to be, and why it is not read."""
    loose = understand(text, reader.catalogue, reader.places, reader.about)
    named = field_of(text, reader.layout) or loose.measure
    if named and not has_right_unit(text, named, reader.about, reader.catalogue):
        return named, f"its unit is not {reader.catalogue[reader.about].unit}"
    words = ", ".join(map(repr, loose.unknown))
    return named, f"it is not clear what {words} means" if words else "it is of something else"


def _where(reader: Reader) -> tuple[str, str]:
    return reader.sheet.file, reader.sheet.name


def _cell(at: Fixed) -> str:
    return f"{column_letters(at.column)}{at.row + 1}"
