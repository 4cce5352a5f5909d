"""Sheets of an indicator's people alone, such as live births, beside those that name it."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.inputs.layouts import Table, recognise
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_Result = Table | list[Problem]


def with_people(
    sheets: Sequence[Sheet], found: Sequence[_Result], catalogue: Catalogue
) -> list[_Result]:
    """Reads sheets of people alone as those of the one indicator that the others name.

    Only where the sheets that were read have no people of their own: what a sheet gives beside its
    counts is not put in doubt by another.

    Args:
        sheets: of one file.
        found: what was found on each.
        catalogue: the known indicators.
    """
    tables = [result for result in found if isinstance(result, Table)]
    named = {name for table in tables for name in _indicators(table)}
    taken = any("denominator" in table.positions for table in tables)
    if len(named) != 1 or "" in named or taken:
        return list(found)
    indicator = next(iter(named))
    return [
        result if isinstance(result, Table) else _people(sheet, catalogue, indicator) or result
        for sheet, result in zip(sheets, found, strict=True)
    ]


def _people(sheet: Sheet, catalogue: Catalogue, indicator: str) -> Table | None:
    found = recognise(sheet, catalogue, people_of=indicator)
    return found if isinstance(found, Table) else None


def _indicators(table: Table) -> set[str]:
    """The indicators that a table's headers and titles name, "" for those that a column names."""
    return {
        part.fixed["indicator"].text if "indicator" in part.fixed else "" for part in table.parts
    }
