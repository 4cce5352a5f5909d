"""How a table names its groups: the header words, and what they say of the grouping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import Table
from imscore.inputs.layouts.layout import Layout, all_layouts
from imscore.model import Problem
from imscore.reference.indicators import plain

# A header of this kind names the grouping as well as the group.
_GROUP_HEADERS = (
    *("group", "category", "population group", "ethnic group", "ethnicity", "age group"),
    *("deprivation quintile", "deprivation decile", "occupation group", "socio-economic group"),
    *("ns-sec", "mother's country of birth", "registration type"),
)
_GROUPING_HEADERS = ("category type", "grouping", "kind of group", "dimension", "inequality")
_UNNAMED = ("group", "category", "population group")


def layout() -> Layout:
    """The layout of tables with groups: every column that one-row layouts know, and groups."""
    known = [each for each in all_layouts() if each.shape == "rows" and not each.start_years]
    headers = {text: name for each in known for text, name in each.headers.items()}
    headers |= {plain(header): "category" for header in _GROUP_HEADERS}
    headers |= {plain(header): "category_type" for header in _GROUPING_HEADERS}
    own = next(each for each in known if each.id == "plain")
    return replace(
        own, id="groups", name="table with groups", headers=headers, other_indicators="set aside"
    )


def two_columns(table: Table) -> Iterator[Problem]:
    """A problem where two columns both name groups: which group a row is of cannot be told."""
    header = [plain(str(column[table.header_row - 1])) for column in table.sheet.columns]
    named = [n for n, text in enumerate(header) if table.layout.headers.get(text) == "category"]
    if len(named) > 1:
        cells = [f"{column_letters(place)}{table.header_row}" for place in named]
        where = (table.sheet.file, table.sheet.name, cells[1])
        yield kinds.TWO_GROUP_COLUMNS.at(*where, found=" and ".join(cells))


def default_grouping(table: Table) -> str:
    """What groups are called that no column names the grouping of; "" where there are none."""
    position = table.positions.get("category")
    if position is None:
        return ""
    header = str(table.sheet.columns[position][table.header_row - 1]).strip()
    return "group" if plain(header) in _UNNAMED else header
