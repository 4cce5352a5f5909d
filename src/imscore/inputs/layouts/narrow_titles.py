"""Titles above a table that names its indicators itself: whether one makes them of a part."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.groups import speaks_of_a_group
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.line_words import judged
from imscore.inputs.layouts.part_titles import is_of_a_part
from imscore.inputs.layouts.table import Table
from imscore.inputs.layouts.title_lines import is_about_the_making, lines_of
from imscore.inputs.layouts.unit_notes import indicators_of
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_LAYOUTS = ("plain", "imscore_tidy", "wide")


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless a title says that an indicator's figures are of a group of people.

    A title that names an indicator and has words that are not understood, or speaks of a group
    and names none, may be that of the workbook: then there is a warning.

    Args:
        table: of any layout; only those of our own with a column of indicators are looked at, for
            a published one is known as a whole.
        catalogue: the known indicators.
    """
    if table.layout.id not in _LAYOUTS or not _names_indicators_itself(table):
        return table
    doubts = []
    # A title may name several indicators.
    names = {indicator.short_name for indicator in catalogue.values()}
    of = [{*catalogue[name].sexes} for name in indicators_of(table, catalogue)]
    sexes = set.intersection(*of) if of else set[str]()
    lines = [*lines_of(table.sheet, range(table.header_row - 1)), (table.sheet.name, -1, 0)]
    in_row = Counter(row for _, row, _ in lines)
    for text, row, column in lines:
        found = understand(text, catalogue)
        found = replace(found, unknown=tuple(word for word in found.unknown if word not in names))
        narrow = speaks_of_a_group(" ".join(found.unknown)) or _is_of_an_age(text, found)
        # Several texts in a row are headings of columns.
        if not found.indicator and in_row[row] == 1:
            narrow = narrow or _narrows(text, catalogue)
        whole = is_of_a_part(text, sexes)
        doubtful = bool(found.indicator and found.unknown) and row >= 0
        if is_about_the_making(text) or not (whole or narrow or doubtful):
            continue
        certain = whole or (narrow and found.indicator)
        kind = kinds.NARROWING_TITLE if certain else kinds.DOUBTFUL_TITLE
        problem = kind.at(
            table.sheet.file,
            table.sheet.name,
            f"{column_letters(column)}{row + 1}" if row >= 0 else "",
            found=repr(" ".join(text.split())),
            words=", ".join(map(repr, found.unknown)) or "none of everyone",
        )
        if kind is kinds.NARROWING_TITLE:
            return [problem]
        doubts.append(problem)
    return replace(table, doubts=(*table.doubts, *doubts)) if doubts else table


def _names_indicators_itself(table: Table) -> bool:
    """Whether a column, a row's label or a header names the indicators, and no title does."""
    if any({"indicator", "indicator_id"} & {*part.positions} for part in table.parts):
        return True
    told = [part.fixed["indicator"].row for part in table.parts if "indicator" in part.fixed]
    return bool(told) and min(told) >= table.header_row - 1


def _narrows(text: str, catalogue: Catalogue) -> bool:
    """Whether a line that names no indicator says whose figures these are, or which."""
    said = judged(text, catalogue)
    return said.narrows and not said.of_a_theme


def _is_of_an_age(text: str, found: Heading) -> bool:
    """Whether an age stands among the words that are not understood."""
    ages = re.findall(r"(?:under|over|below|aged)[\s-]*(\d{1,2})", text, re.I)
    return any(re.match(rf"{age}s?$", word) for age in ages for word in found.unknown)
