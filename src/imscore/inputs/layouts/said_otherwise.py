"""A user's layout held against the sheet: what [says] gives, and what the titles say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from imscore.errors import PeriodError
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.line_words import judged
from imscore.inputs.layouts.phrases import tokens
from imscore.inputs.layouts.table import Table
from imscore.inputs.layouts.title_lines import is_about_the_making, lines_of
from imscore.inputs.layouts.title_places import years_in
from imscore.model import Problem
from imscore.periods import parse_marked
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue, plain


def checked(table: Table, catalogue: Catalogue) -> Table:
    """The table, with a warning for each title that says otherwise than the user's layout.

    Args:
        table: read by any layout; only one that a user's own describes is looked at.
        catalogue: the known indicators.
    """
    if not table.layout.own or not table.layout.says:
        return table
    doubts = list(_problems(table, catalogue))
    told = {(doubt.cell, doubt.found) for doubt in doubts}
    # A line that names the indicator is told here once.
    others = [doubt for doubt in table.doubts if (doubt.cell, doubt.found) not in told]
    return replace(table, doubts=(*others, *doubts))


def _problems(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    sheet = table.sheet
    for text, row, column in [*lines_of(sheet, range(table.header_row - 1)), (sheet.name, -1, 0)]:
        if is_about_the_making(text):
            continue
        against = _contradicted(text, table, catalogue)
        if against:
            where = f"{column_letters(column)}{row + 1}" if row >= 0 else ""
            found = repr(" ".join(text.split()))
            yield kinds.LAYOUT_CONTRADICTED.at(
                sheet.file, sheet.name, where, found=found, says=", ".join(against)
            )


def _contradicted(text: str, table: Table, catalogue: Catalogue) -> list[str]:
    """The keys of [says] that a text says otherwise."""
    says = table.layout.says
    found = understand(text, catalogue)
    places = found.places
    against = {
        "indicator": _is_of_another(text, found, says.get("indicator", ""), catalogue),
        "period": _is_another_period(text, says.get("period", "")),
        "area_name": bool(places) and not _is_among(says.get("area_name", ""), places),
    }
    return [name for name, differs in against.items() if differs and name in says]


def _is_of_another(text: str, found: Heading, said: str, catalogue: Catalogue) -> bool:
    """Whether a text names another indicator, or the same one of a part of the people."""
    owner = catalogue.spellings.get(plain(said), ("",))[0]
    named = catalogue.spellings.get(plain(found.indicator), ("",))[0] if found.indicator else ""
    if named and named != owner:
        return True
    return bool(named) and judged(text, catalogue, (), [owner] if owner else ()).narrows


def _is_another_period(text: str, said: str) -> bool:
    try:
        period = parse_marked(said)[0]
    except PeriodError:
        return False
    named = [parse_marked(year)[0] for year in years_in(text)]
    return bool(named) and not any(
        year.start <= period.start and period.end <= year.end for year in named
    )


def _is_among(said: str, places: tuple[str, ...]) -> bool:
    own = set(tokens(said))
    return is_england_name(said) or any(own & set(tokens(place)) for place in places)
