"""The columns to the left of the periods: who, and perhaps what, each row is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import numpy as np

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import LEFT, field_of
from imscore.inputs.layouts.groups import is_header_of_groups
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.sheets import Sheet

_CODE = re.compile(r"^\s*([EWKSN]\d{8}|5[A-Z0-9]{2}|T[A-Z]{2}|Q\d{2})\s*$")

_MOSTLY = 0.9


def left_columns(
    sheet: Sheet,
    data: np.ndarray,
    first: int,
    named: Mapping[str, int],
    groups: Collection[int | None] = (),
) -> tuple[dict[str, int], list[str]]:
    """Finds the columns of area and indicator, by their headers, else by what they hold.

    Args:
        sheet: as it stands.
        data: the sheet's rows with data, from 0.
        first: the first column under a period.
        named: columns found by their headers.
        groups: columns of groups of people, by their headers, or of quarters: never areas.

    Returns:
        From a field to its column, and a note for each that had no header.
    """
    found, notes = dict(named), []
    texts = {c: _texts(sheet, data, c) for c in range(first)}
    codes = [c for c, cells in texts.items() if _mostly_codes(cells)]
    if codes and "area_code" not in named:
        # A header over the codes may be meant for the names beside them, and is taken so.
        found = {name: c for name, c in found.items() if c != codes[0]}
        found["area_code"] = codes[0]
        notes.append(f"column {column_letters(codes[0])} was taken for area codes")
    if "area_name" not in found:
        wordy = [c for c, cells in texts.items() if c not in {*found.values(), *groups} and cells]
        # The nearest to the figures: names stand beside them, ranks and notes further left.
        labelled = {"indicator", "measure"} & {*found}
        if wordy and ("area_code" in found or not labelled):
            found["area_name"] = wordy[-1]
            notes.append(f"column {column_letters(wordy[-1])} was taken for area names")
    return found, notes


def named_columns(
    sheet: Sheet, layout: Layout, header: range, first: int
) -> tuple[dict[str, int], dict[int, str]]:
    """The columns to the left by their headers.

    Args:
        sheet: as it stands.
        layout: its headers.
        header: the rows of the header.
        first: the first column under a period.

    Returns:
        From a field to its column; and columns of groups of people, such as ages, with their
        headers.
    """
    found: dict[str, int] = {}
    groups: dict[int, str] = {}
    for row in header:
        for column in range(first):
            text = str(sheet.columns[column][row]).strip()
            name = field_of(text, layout) or ""
            if name in LEFT and column not in found.values():
                # Of two columns of labels one names the indicator, the other the measure.
                found["measure" if name == "indicator" and name in found else name] = column
            elif is_header_of_groups(text):
                groups[column] = text
    return found, groups


def _mostly_codes(cells: list[str]) -> bool:
    """Whether nearly all are codes: a few rows, such as places not stated, have none."""
    return sum(bool(_CODE.match(text)) for text in cells) > _MOSTLY * len(cells)


def _texts(sheet: Sheet, data: np.ndarray, column: int) -> list[str]:
    cells = sheet.columns[column][data]
    return [cell for cell in cells if isinstance(cell, str) and cell.strip()]
