"""Periods that are hardly meant, and how many rows are told to be wrong."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from imscore.inputs.examine import examine
from imscore.reference.indicators import Catalogue


@pytest.mark.parametrize("period", ["1908/09", "1947/48", "1908/09 Q3"])
def test_a_financial_year_from_before_the_nhs_is_refused(
    errors: Any, tables: SimpleNamespace, period: str
) -> None:
    content = tables.csv(tables.HEADER, tables.changed(period=period))
    assert errors(content) == [("bad_period", "D2")]


@pytest.mark.parametrize(
    ("period", "warned"),
    [("1907-09", ["D2"]), ("1947-49", ["D2"]), ("1948-50", []), ("2007-09", [])],
)
def test_calendar_years_from_before_1948_are_warned_of(
    rows: Any, tables: SimpleNamespace, period: str, warned: list[str]
) -> None:
    deaths = ("5ZZ", "Anytown", "infant_mortality", period, 50, 9000, "")
    assert [p.cell for p in rows(deaths).problems if p.code == "long_ago"] == warned


def test_the_first_financial_year_of_the_nhs_is_read(rows: Any, tables: SimpleNamespace) -> None:
    assert rows(tables.changed(period="1948/49")).frame["period"].tolist() == ["1948/49"]


def test_rows_that_slipped_are_all_counted_though_one_is_told(
    tables: SimpleNamespace, catalogue: Catalogue
) -> None:
    header = (*tables.HEADER, "sex")
    years = ("2007/08", "2008/09", "2009/10", "2010/11")
    lines = [(*tables.changed(period=year), "Persons" if n == 0 else 716)
             for n, year in enumerate(years)]  # fmt: skip
    found = examine([("t.csv", tables.csv(header, *lines))], catalogue)
    assert [(p.code, p.cell) for p in found.problems] == [("no_sex_or_age", "H3")]
    assert (found.rows, found.wrong) == (4, 3)


def test_all_figures_below_what_is_nearly_a_period_are_counted(
    problems: Any, tables: SimpleNamespace
) -> None:
    measures = ["Deaths", "Live births", "Rate"]
    content = tables.xlsx(
        ("Infant mortality per 1,000 live births",),
        ("Area", "2015", "", "", "2016", "", "", "2017q", "", ""),
        ("", *measures, *measures, *measures),
        ("Bolton", 16, 3200, 5.0, 15, 3000, 5.0, 16, 3200, 5.0),
        ("Bury", 8, 1600, 5.0, 6, 1200, 5.0, 8, 1600, 5.0),
    )
    found = [p for p in problems(content) if p.code == "nearly_a_period"]
    assert [p.cell for p in found] == ["H2"]
    assert "6 figures" in found[0].message
