"""What is said of a sheet without a table: the header that bars it, at its cell."""

from __future__ import annotations

from typing import Any

import pytest

AREA = ("Area", "Period")
SMOKING = "Smoking at delivery"


def told(problems: Any, tables: Any, *rows: object) -> list[tuple[str, str, str]]:
    found = problems(tables.xlsx(*rows))
    return [(p.code, p.cell, p.message) for p in found if p.code != "no_table"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (f"{SMOKING} (England)", "a place of its own"),
        (f"{SMOKING} (North West)", "a place of its own"),
        (f"{SMOKING} (Bury)", "a place of its own"),
        (f"England {SMOKING.lower()} (%)", "a place of its own"),
        (f"{SMOKING} (target)", "it is of a plan"),
        ("Infant mortality (per 10,000)", "not understood: 'per', '10000'"),
        ("Breastfeeding initiation (exclusive)", "not understood: 'exclusive'"),
    ],
)
def test_a_header_with_an_indicator_and_more(
    problems: Any, tables: Any, header: str, why: str
) -> None:
    ((code, cell, message),) = told(problems, tables, (*AREA, header), ("Bolton", "2010/11", 13.7))
    assert (code, cell) == ("header_not_read", "C1")
    assert repr(header) in message
    assert why in message


def test_parts_of_a_year_are_named_each_at_its_cell(problems: Any, tables: Any) -> None:
    found = told(
        problems, tables,
        ("Smoking at delivery (%), Bolton PCT, 2010/11",),
        ("", "Q1", "Q2 YTD", "Q3 YTD"),
        ("Bolton PCT", 18.1, 17.9, 18.0),
    )  # fmt: skip
    assert [(code, cell) for code, cell, _ in found] == [
        ("header_not_read", "C2"),
        ("header_not_read", "D2"),
    ]


def test_those_who_do_not_smoke(problems: Any, tables: Any) -> None:
    found = told(
        problems, tables,
        ("Smoking at delivery 2009/10",), ("Area", "% non-smokers"), ("Bolton", 58), ("Bury", 54),
    )  # fmt: skip
    assert [(code, cell) for code, cell, _ in found] == [("header_not_read", "B2")]
    assert "'non'" in found[0][2]


def test_a_header_below_a_period(problems: Any, tables: Any) -> None:
    found = told(
        problems, tables,
        ("Infant mortality",), ("Area", "2007-09", ""), ("", "Deaths (all ages)", "Live births"),
        ("Bolton", 4000, 11400),
    )  # fmt: skip
    assert [(code, cell) for code, cell, _ in found] == [("header_not_read", "B3")]


def test_months_are_said_to_be_no_period(problems: Any, tables: Any) -> None:
    found = told(
        problems, tables, ("Smoking at delivery (%)",), ("PCT", "Apr-10", "May-10"),
        ("Bolton PCT", 19.1, 18.7),
    )  # fmt: skip
    assert [cell for _, cell, _ in found] == ["B2", "C2"]
    assert "a date or a month" in found[0][2]


def test_a_title_that_is_not_understood_bars_it(problems: Any, tables: Any) -> None:
    found = told(
        problems, tables, ("Teenage births (under 18)",), ("Area", "2008", "2009"),
        ("Bolton", 18.1, 17.9), ("Bury", 16.0, 15.2),
    )  # fmt: skip
    assert [(code, cell) for code, cell, _ in found] == [("missing_column", "A1")]
    assert "'Teenage births (under 18)'" in found[0][2]


def test_one_period_over_one_figure_is_said_to_be_too_little(problems: Any, tables: Any) -> None:
    found = told(problems, tables, ("Infant mortality 2006-08",), ("LA", 2008), ("Bolton", 5.2))
    assert [(code, cell) for code, cell, _ in found] == [("header_not_read", "B2")]
    assert "'2008' is the only period here" in found[0][2]


@pytest.mark.parametrize(
    "headers", [("PCT", "Rate"), ("PCT", "Smokers", "Maternities")], ids=["value", "counts"]
)
def test_a_year_alone_in_a_title_is_not_taken_and_said(
    problems: Any, tables: Any, headers: tuple[str, ...]
) -> None:
    figures = (15.2,) if len(headers) == 2 else (152, 1000)
    content = tables.xlsx(("Smoking at delivery (%) 2009",), headers, ("Bolton", *figures))
    (problem,) = [p for p in problems(content) if p.code != "no_table"]
    assert (problem.code, problem.cell) == ("missing_column", "A2")
    assert "The title in A1 has 2009 alone" in problem.hint
    assert "2008/09 or 2009/10" in problem.hint


def test_a_sheet_of_words_has_nothing_more_to_say(problems: Any, tables: Any) -> None:
    assert told(problems, tables, ("Contents", "Page"), ("Introduction", "one")) == []
