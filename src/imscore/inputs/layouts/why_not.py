"""Why a sheet holds no table that is known: the headers that bar it, each at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from imscore.columns import as_column
from imscore.inputs import cells, kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.attempt import attempt
from imscore.inputs.layouts.candidate import about_lone_year
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.header_cells import period_in
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import Layout, all_layouts
from imscore.inputs.layouts.nearly import is_figure, looks_like_a_table
from imscore.inputs.layouts.period_words import is_no_observation, split
from imscore.inputs.layouts.quarters import QUARTER
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

# What bars a table bars it at the top: the rest of a long sheet tells no more.
_ROWS_LOOKED_AT, _COLUMNS_LOOKED_AT = 200, 60
_LONGEST_HEADER = 500
_ROWS_BELOW, _FEWEST, _MOST = 3, 2, 5
_WITH_QUARTER = re.compile(r"^q[1-4]\W+(\S.*)$", re.I)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\W*\d{2,4}", re.I)
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")


def has_figures_at_the_top(sheet: Sheet) -> bool:
    """Whether a sheet has a figure where reasons are looked for."""
    columns = sheet.columns[:_COLUMNS_LOOKED_AT]
    return any(is_figure(cell) for column in columns for cell in column[:_ROWS_LOOKED_AT])


def reasons(sheet: Sheet, catalogue: Catalogue, own: Layout | None = None) -> list[Problem]:
    """What stands in the way of reading a sheet.

    Args:
        sheet: on which no table was found, and nothing that could be told of one.
        catalogue: the known indicators.
        own: the user's own layout, where it is of this sheet.

    Returns:
        What an attempt to read it comes upon; else a problem for each header of figures of which
        something is not understood; nothing where there is no such header.
    """
    if not sheet.height:
        return []
    columns = [as_column(column[:_ROWS_LOOKED_AT]) for column in sheet.columns]
    top = replace(sheet, columns=columns[:_COLUMNS_LOOKED_AT])
    about = [] if own else list(_titles(top, catalogue))
    tried = attempt(top, catalogue, own)
    if tried.table and tried.needs and not about and (own or looks_like_a_table(top)):
        told = {"found": ", ".join(tried.needs).replace("_", " "), "needs": ", ".join(tried.needs)}
        return [kinds.NOT_SAID.at(sheet.file, sheet.name, **told)]
    faults = [f for f in tried.faults if f.severity == "error"]
    headers = [] if tried.table else list(_headers(top, catalogue))
    return faults or [*about, *headers][:_MOST] or list(_periods(top))


def _titles(sheet: Sheet, catalogue: Catalogue) -> Iterator[Problem]:
    """The title that may name an indicator and is not understood, where no other names one."""
    row = _header_row(sheet)
    if row is None:
        return
    said = titles.about(sheet, lines_of(sheet, range(row)), catalogue)
    if said.refusal:
        yield said.refusal
        return
    if not said.indicator:
        for text, at, column in lines_of(sheet, range(row)):
            found = understand(text, catalogue)
            if found.about_a_measure and found.unknown:
                yield titles.unclear(sheet, text, at, column, found)


def _periods(sheet: Sheet) -> Iterator[Problem]:
    """The problem of a period that is lacking, or that stands too much alone to be told."""
    row = _header_row(sheet)
    if row is None:
        return
    year = about_lone_year(sheet, row)
    if year:
        headers = [text for column in sheet.columns if (text := cells.text(column[row]))]
        words = {"found": ", ".join(headers), "column": "period", "suggestion": year}
        yield kinds.MISSING_COLUMN.at(sheet.file, sheet.name, f"A{row + 1}", **words)
        return
    for place, column in enumerate(sheet.columns):
        if period_in(column[row], None):
            cell = f"{column_letters(place)}{row + 1}"
            words = {"found": repr(cells.text(column[row]))}
            yield kinds.LONE_PERIOD.at(sheet.file, sheet.name, cell, **words)
            return


def _headers(sheet: Sheet, catalogue: Catalogue) -> Iterator[Problem]:
    first = _header_row(sheet)
    if first is None:
        return
    for row in range(first, min(sheet.height - 1, first + _ROWS_BELOW)):
        if any(is_figure(column[row]) for column in sheet.columns):
            return
        for place, column in enumerate(sheet.columns):
            text = cells.text(column[row])
            why = _why(column[row], catalogue) if _heads_figures(sheet, row, place) else ""
            if text and why:
                cell = f"{column_letters(place)}{row + 1}"
                yield kinds.HEADER_BARS.at(sheet.file, sheet.name, cell, found=repr(text), why=why)


def _header_row(sheet: Sheet) -> int | None:
    """The first row of several texts with figures below one of them, from 0."""
    for row in range(min(sheet.height - 1, HEADER_ROWS_SEARCHED)):
        texts = [place for place, column in enumerate(sheet.columns) if cells.text(column[row])]
        if len(texts) >= _FEWEST and any(_heads_figures(sheet, row, place) for place in texts):
            return row
    return None


def _heads_figures(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell is a text or a period, and a figure stands soon below it."""
    below = sheet.columns[column][row + 1 : row + 1 + _ROWS_BELOW]
    return not is_figure(sheet.columns[column][row]) and any(map(is_figure, below))


def _why(header: object, catalogue: Catalogue) -> str:
    """Why a header is not read, "" where it is a period, a known one, or heads no figures."""
    text = cells.text(header)
    if len(text) > _LONGEST_HEADER:
        return "it is longer than any header"
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    if period_in(header, None) or QUARTER.fullmatch(text) or plain(text) in wide.headers:
        return ""
    if cells.is_date(header) or _MONTH.fullmatch(text):
        return "it is a date or a month, and not a year, a quarter or three years together"
    if is_no_observation(text):
        return "it is of a plan, a part of a year or a group, not of what was observed of all"
    beside = split(text)[1] or "".join(_WITH_QUARTER.findall(text)[:1])
    if beside:
        return f"what stands beside its period is not understood: {beside!r}"
    aside = " ".join(_BRACKETS.findall(text))
    if is_of_others(text, catalogue) or (aside and is_of_others(aside, catalogue)):
        return "it names a place of its own, or a comparison"
    said = understand(text, catalogue)
    if said.unknown:
        return f"not understood: {', '.join(map(repr, said.unknown))}"
    if said.indicator or said.measure:
        return "what it says does not go with the other headers and the title"
    return "it names neither an indicator nor a count or a rate"
