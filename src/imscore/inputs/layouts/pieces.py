"""From headings and rows to parts: each of one indicator, one period and one measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import FIGURES, Block
from imscore.inputs.layouts.column_headings import Found
from imscore.inputs.layouts.counts_or_rates import are_whole, ask
from imscore.inputs.layouts.quarters import Span
from imscore.inputs.layouts.rows import Labelled, Reading
from imscore.inputs.layouts.table import Fixed, IndexArray, Part
from imscore.inputs.layouts.titles import About
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.periods import parse_marked
from imscore.reference.indicators import Catalogue

_AREA = ("area_code", "area_name")


@dataclass(frozen=True)
class Told:
    """What holds for a whole block.

    Attributes:
        fixed: fields that the layout or a title line says.
        about: what the titles say of the indicator.
    """

    fixed: Mapping[str, Fixed]
    about: About
    catalogue: Catalogue


@dataclass
class Gave:
    """What a block gave."""

    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """A column over some rows; `name` is its field, "" where it may be a count or a rate."""

    indicator: Fixed
    name: str
    column: int
    span: Span
    group: Labelled
    area: Fixed | None
    marker: int | None = None


def pieces(
    sheet: Sheet,
    block: Block,
    columns: Sequence[tuple[Span, Sequence[Found]]],
    reading: Reading,
    told: Told,
) -> Gave:
    """The parts of a block, those of one record still apart.

    Args:
        sheet: as it stands.
        block: the header and its rows.
        columns: what stands under each period.
        reading: what the rows are about.
        told: what holds for all of it.

    Returns:
        The parts, notes on where their indicator was found, and why some could not be told.
    """
    gave = Gave()
    found = [
        piece
        for span, groups in columns
        for group in groups
        for rows in reading.groups
        for piece in _of(span, group, rows, reading, told, gave)
    ]
    unsettled = [piece for piece in found if not piece.name]
    for indicator in dict.fromkeys(piece.indicator.text for piece in unsettled):
        mine = [piece for piece in unsettled if piece.indicator.text == indicator]
        if are_whole(c for piece in mine for c in sheet.columns[piece.column][piece.group.rows]):
            first = mine[0]
            cell = f"{column_letters(first.column)}{int(first.group.rows[0]) + 1}"
            gave.faults.append(ask(sheet, cell, first.indicator.text, told.catalogue))
            found = [piece for piece in found if piece not in mine]
    gave.parts = [_part(block, piece, reading, told) for piece in found]
    for piece in found:
        if not piece.group.says.indicator:
            gave.notes.append(taken_from(piece.indicator))
    return gave


def _of(
    span: Span, group: Found, rows: Labelled, reading: Reading, told: Told, gave: Gave
) -> list[_Piece]:
    named = _indicator(group, rows, told)
    if named is None:
        if told.about.refusal and told.about.refusal not in gave.faults:
            gave.faults.append(told.about.refusal)
        elif not (group.indicator or rows.says.indicator):
            gave.notes.append(_of_no_indicator(group))
        return []
    has_area = bool({*_AREA} & {*reading.positions, *told.fixed})
    if group.area is not None and has_area:
        return []
    marker = group.figures.get("marker")
    result = []
    counted = (rows.says.measure or group.measure or told.about.measure) == "numerator"
    # Beside counts they are limits of the count, not of a rate.
    passed = dict(span.limits) if counted and span.limits else {}
    if passed:
        gave.notes.append(_of_counts(passed))
    for name, column in group.figures.items():
        if name == "marker" or name in passed:
            continue
        if name and rows.says.measure and name != rows.says.measure:
            continue
        own = _measure(rows.says.measure, group.measure)
        if own is None:
            continue
        measure = name or own or told.about.measure
        measure = measure if measure in FIGURES else ""
        mark = marker if measure == "value" else None
        result.append(_Piece(named, measure, column, span, rows, group.area, mark))
    return result


def _of_counts(limits: Mapping[str, int]) -> str:
    letters = ", ".join(map(column_letters, limits.values()))
    return f"column {letters} not read: limits of counts"


def _measure(label: str, heading: str) -> str | None:
    """The measure that a row's label and its column's heading say; None where they contradict.

    The label of a rate may be the indicator's mere name.
    """
    if label in ("", "value"):
        return heading or label
    return label if heading in ("", "value", label) else None


def _of_no_indicator(group: Found) -> str:
    letters = ", ".join(column_letters(column) for column in group.figures.values())
    return f"column {letters} not read: nothing says for certain which indicator it is of"


def _indicator(group: Found, rows: Labelled, told: Told) -> Fixed | None:
    """The indicator that column and row name between them; None where they name two, or none."""
    by_row = rows.label if rows.says.indicator else None
    if group.indicator and by_row and group.indicator.text != rows.says.indicator:
        return None
    if group.indicator:
        return group.indicator
    if by_row:
        return Fixed(rows.says.indicator, by_row.row, by_row.column)
    return None if told.about.refusal else told.about.indicator


def _part(block: Block, piece: _Piece, reading: Reading, told: Told) -> Part:
    period = Fixed(_marked(piece.span.period, told.about), block.row, piece.span.first)
    fixed = {**told.fixed, "period": period, "indicator": piece.indicator}
    if piece.area is not None:
        fixed["area_name"] = piece.area
    positions = {name: c for name, c in reading.positions.items() if name not in fixed}
    elsewhere: dict[str, tuple[int, IndexArray]] = {}
    if (piece.group.area_rows != piece.group.rows).any():
        elsewhere = {n: (c, piece.group.area_rows) for n, c in positions.items() if n in _AREA}
        positions = {name: c for name, c in positions.items() if name not in elsewhere}
    positions[piece.name or "value"] = piece.column
    if piece.marker is not None:
        positions["marker"] = piece.marker
    return Part(piece.group.rows, positions, fixed, elsewhere)


def _marked(period: str, about: About) -> str:
    """The period, provisional where a title says that its figures are."""
    if not about.provisional or any("provisional" in mark for mark in parse_marked(period)[1]):
        return period
    return f"{period} (provisional)"


def taken_from(named: Fixed) -> str:
    """The sentence that says where an indicator was found."""
    place = (
        f"{column_letters(named.column)}{named.row + 1}" if named.row >= 0 else "the sheet's name"
    )
    return f"the indicator, {named.text}, is taken from {place}"
