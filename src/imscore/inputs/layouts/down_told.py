"""What the layout and the titles say of a table with areas or indicators across."""

from __future__ import annotations

from imscore.inputs import kinds
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.down_header import LEFT, Header
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import Lines
from imscore.inputs.layouts.title_places import area as area_of
from imscore.inputs.layouts.title_places import period as period_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue


def told(
    sheet: Sheet,
    layout: Layout,
    header: Header,
    lines: Lines,
    catalogue: Catalogue,
    across: bool,
) -> tuple[dict[str, Fixed], list[str], list[Problem]]:
    """What the layout and the titles say: the period and the area, where no column does."""
    fixed = {name: Fixed(text, -1, 0) for name, text in layout.says.items() if name in LEFT}
    said: dict[str, Fixed] = {}
    by_header = any(column.period for column in header.columns)
    if not {"period"} & {*header.left, *fixed} and not by_header:
        found = period_of(sheet, lines)
        if found is None:
            return {}, [], [_missing(sheet, header, "period")]
        said["period"] = found
    if across and not {"area_code", "area_name"} & {*header.left, *fixed}:
        found = area_of(sheet, lines, catalogue)
        if found is None:
            return {}, [], [_missing(sheet, header, "area_name")]
        said["area_name"] = found
    never = titles.not_observed(sheet, lines, catalogue)
    return fixed | said, [titles.note(*item) for item in said.items()], [never] if never else []


def _missing(sheet: Sheet, header: Header, column: str) -> Problem:
    texts = [str(cells[header.row]).strip() for cells in sheet.columns]
    return kinds.MISSING_COLUMN.at(
        sheet.file, sheet.name, f"A{header.row + 1}", column=column,
        found=", ".join(text for text in texts if text),
        suggestion="" if column == "period" else "A line `Area: ...` above it can say it. ",
    )  # fmt: skip
