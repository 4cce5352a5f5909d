"""What the rows of a table with periods across are about: areas, indicators, measures, groups."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import field_of
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headings import Heading
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import Tokens, tokens
from imscore.inputs.layouts.row_names import MIXED, sorted_rows
from imscore.inputs.layouts.table import Fixed, IndexArray
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue, plain

_WHO = ("area_code", "area_name")


@dataclass(frozen=True)
class Labelled:
    """Rows with one label, or all rows of a table that has no labels.

    Attributes:
        rows: the sheet's, from 0.
        says: the indicator and the measure that the label names, each "" where it does not.
        label: the label's cell, None where there is none.
        area_rows: the row that holds each row's area, itself or one above it.
    """

    rows: IndexArray
    area_rows: IndexArray
    says: Heading = field(default_factory=Heading)
    label: Fixed | None = None


@dataclass(frozen=True)
class Reading:
    """The rows of a table, sorted by what they are.

    Attributes:
        groups: rows that are read.
        positions: the columns to the left, without those of labels.
        notes: what was set aside.
        not_areas: what the rows are, where no area can be told from them; else "".
    """

    groups: tuple[Labelled, ...]
    positions: Mapping[str, int]
    notes: tuple[str, ...] = ()
    not_areas: str = ""


def read(
    sheet: Sheet,
    layout: Layout,
    rows: IndexArray,
    left: Mapping[str, int],
    catalogue: Catalogue,
    about: str,
    header: int,
    of_one_area: bool = False,
) -> Reading:
    """Sorts the rows of a table by their labels and areas.

    Args:
        sheet: as it stands.
        layout: its headers name measures.
        rows: those with figures, from 0.
        left: from a field to its column, as `left_columns` finds them.
        catalogue: the known indicators.
        about: the id of the indicator that the titles name, "" for none.
        header: the row of periods, from 0.
        of_one_area: whether it is said outright of which area all rows are.
    """
    left = dict(left)
    notes: list[str] = []
    labels = [left.pop(name) for name in ("indicator", "measure") if name in left]
    place = left.get("area_name")
    if place is not None and "area_code" not in left:
        kept, what = sorted_rows(sheet, layout, rows, place, catalogue, about)
        if what == MIXED and of_one_area:
            # What is no measure of the area that was said is set aside with the other labels.
            what = "measures"
        if what == "measures" and not labels:
            labels, place = [left.pop("area_name")], None
        elif what:
            return Reading((), left, not_areas=what)
        else:
            notes += _left_out(sheet, rows[~kept], place)
            rows = rows[kept]
    area_rows, blank = _area_rows(sheet, rows, left, bool(labels))
    if blank:
        notes.append("blank cells for the area stand for the area above them")
    whole = Labelled(rows, area_rows)
    if not labels:
        return Reading((whole,), left, tuple(notes))
    if "area_name" not in left and "area_code" not in left:
        between = _headings_between(sheet, layout, rows, labels[0], header)
        if between:
            return Reading((), left, not_areas=f"measures under headings such as {between!r}")
    groups, other = _by_label(sheet, layout, whole, labels, catalogue, about)
    notes += _left_out(sheet, other, labels[0], "other indicators or measures ")
    return Reading(tuple(groups), left, tuple(notes), "" if groups else "not understood")


def _headings_between(
    sheet: Sheet, layout: Layout, rows: IndexArray, column: int, header: int
) -> str:
    """A text without figures among labels: it may be the area of the rows below it."""
    for row in range(header + 1, int(rows[-1])):
        text = text_of(sheet.columns[column][row])
        if text and row not in rows and field_of(text, layout) is None:
            return text
    return ""


def _area_rows(
    sheet: Sheet, rows: IndexArray, left: Mapping[str, int], labelled: bool
) -> tuple[IndexArray, bool]:
    """The row of each row's area: the nearest above that has one, among rows with labels."""
    who = [left[name] for name in _WHO if name in left]
    if not who or not labelled:
        return rows, False
    named = np.zeros(len(rows), dtype=bool)
    for column in who:
        cells = sheet.columns[column][rows]
        named |= np.fromiter((is_filled(cell) for cell in cells), bool, len(cells))
    if named.all() or not named[0]:
        return rows, False
    last = np.maximum.accumulate(np.where(named, np.arange(len(rows)), 0))
    # Over a gap an area does not reach.
    gaps = np.cumsum(np.r_[0, np.diff(rows) > 1])
    reached = gaps[last] == gaps
    return np.where(reached, rows[last], rows), True


def _by_label(
    sheet: Sheet,
    layout: Layout,
    whole: Labelled,
    labels: Sequence[int],
    catalogue: Catalogue,
    about: str,
) -> tuple[list[Labelled], IndexArray]:
    """The rows of each label that is understood, and the rows of all others."""
    texts = [[text_of(cell) for cell in sheet.columns[c][whole.rows]] for c in labels]
    keys = list(zip(*texts, strict=True))
    groups, others = [], []
    for key in dict.fromkeys(keys):
        mine = np.array([k == key for k in keys], dtype=bool)
        rows = whole.rows[mine]
        says = _says(key, layout, catalogue, about)
        if says is None:
            others.append(rows)
        else:
            label = Fixed(" ".join(key), int(rows[0]), labels[0])
            groups.append(Labelled(rows, whole.area_rows[mine], says, label))
    return groups, np.concatenate(others) if others else whole.rows[:0]


def _says(texts: Sequence[str], layout: Layout, catalogue: Catalogue, about: str) -> Heading | None:
    """What the labels of a row say together; None where one of them is not understood."""
    indicator, measure = "", ""
    for text in filter(None, texts):
        owner = catalogue.spellings[plain(indicator)][0] if indicator else about
        found = fields.read(text, layout, catalogue, owner)
        if found is None or found.measure == "both" or is_of_others(text, catalogue, owner):
            return None
        indicator, measure = found.indicator or indicator, found.measure or measure
    return Heading(indicator, measure) if indicator or measure else None


def _left_out(sheet: Sheet, rows: IndexArray, column: int, what: str = "") -> Iterator[str]:
    if not len(rows):
        return
    names = list(dict.fromkeys(text_of(cell) for cell in sheet.columns[column][rows]))
    listed_names = "; ".join(names[:5]) + (f"; and {len(names) - 5} more" if len(names) > 5 else "")
    count = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    kind = what or "no areas "
    yield f"{count} set aside: {kind}({listed_names}; column {column_letters(column)})"


def names_of_areas(sheet: Sheet, rows: IndexArray, left: Mapping[str, int]) -> Collection[Tokens]:
    """The names in the column of areas, as a title may repeat one."""
    if "area_name" not in left:
        return frozenset()
    cells = sheet.columns[left["area_name"]][rows]
    return frozenset(tokens(text_of(cell)) for cell in set(map(str, cells)) if len(str(cell)) > 2)
