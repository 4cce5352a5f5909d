"""One table of observations laid out in the ways that published and local files are.

A record is a dict with `code, name, indicator, period, numerator, denominator, value, marker`;
figures that are not there are None, and a marker stands where there are none at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.builders.made import HEADER, as_csv, as_xlsx

Record = dict[str, Any]
SUPPRESSED = "*"
TITLES = {
    "smoking_at_delivery": "Smoking at delivery",
    "infant_mortality": "Infant mortality",
    "under18_conceptions": "Under 18 conceptions",
}
# Number, name, sex and age as Fingertips has them; the framework's own names.
FINGERTIPS = {
    "smoking_at_delivery": (20301, "Smoking status at time of delivery", "Female", "All ages"),
    "infant_mortality": (92196, "Infant mortality rate", "Persons", "<1 yr"),
    "under18_conceptions": (20401, "Under 18s conception rate / 1,000", "Female", "<18 yrs"),
}
FRAMEWORK = {
    "smoking_at_delivery": "2.03 - Smoking status at time of delivery",
    "infant_mortality": "4.01 - Infant mortality",
    "under18_conceptions": "2.04 - Under 18 conceptions",
}
NOTE = "Value suppressed for disclosure control due to small count"
# The heading rows of the publishers' files.
DOWNLOAD = (
    "Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code", "Area Name",
    "Area Type", "Sex", "Age", "Category Type", "Category", "Time period", "Value",
    "Lower CI 95.0 limit", "Upper CI 95.0 limit", "Lower CI 99.8 limit", "Upper CI 99.8 limit",
    "Count", "Denominator", "Value note", "Recent Trend",
    "Compared to England value or percentiles", "Column not used", "Time period Sortable",
    "New data", "Compared to goal", "Time period range",
)  # fmt: skip
EXTRACT = (
    "IndicatorId", "Category", "CategoryType", "Age", "Sex", "Trend", "Denominator",
    "CategoryTypeId", "UpperCI", "Value", "Count", "AreaCode", "SexID", "AgeID", "Year",
    "LowerCI", "CategoryId",
)  # fmt: skip
OUTCOMES = (
    "Indicator", "Time Period", "Parent Code", "Parent Name", "Area Code", "Area Name", "Value",
    "Lower CI", "Upper CI", "Count", "Denominator", "Sex", "Age", "Note",
)  # fmt: skip


def cell(record: Record, field: str) -> Any:
    """A figure as it stands in a cell: the marker where there are none, blank where one lacks."""
    if record["marker"]:
        return SUPPRESSED
    return "" if record[field] is None else record[field]


def plain_rows(records: Sequence[Record]) -> list[tuple[Any, ...]]:
    return [
        (r["code"], r["name"], r["indicator"], r["period"],
         *(cell(r, field) for field in ("numerator", "denominator", "value")))
        for r in records
    ]  # fmt: skip


def plain(records: Sequence[Record]) -> bytes:
    return as_csv(HEADER, *plain_rows(records))


def plain_book(records: Sequence[Record]) -> bytes:
    return as_xlsx({"Data": [HEADER, *plain_rows(records)]})


def shown_value(record: Record) -> Any:
    """The value of a publication, which has one wherever there are counts."""
    if record["marker"]:
        return ""
    if record["value"] is not None:
        return record["value"]
    each = 100 if record["indicator"] == "smoking_at_delivery" else 1000
    return record["numerator"] / record["denominator"] * each


def published(record: Record, header: Sequence[str], **cells: Any) -> list[Any]:
    """A row of a publication: its cells by heading, others blank."""
    blank = {"Value": shown_value(record)}
    for heading, field in (("Count", "numerator"), ("Denominator", "denominator")):
        blank[heading] = "" if record["marker"] or record[field] is None else record[field]
    known = blank | {heading.replace("_", " "): cell for heading, cell in cells.items()}
    return [known.get(heading, "") for heading in header]


def download(records: Sequence[Record]) -> bytes:
    rows = []
    for r in records:
        number, name, sex, age = FINGERTIPS[r["indicator"]]
        rows.append(published(
            r, DOWNLOAD, Indicator_ID=number, Indicator_Name=name, Area_Code=r["code"],
            Area_Name=r["name"], Sex=sex, Age=age, Time_period=r["period"],
            Value_note=NOTE if r["marker"] else "",
        ))  # fmt: skip
    return as_csv(DOWNLOAD, *rows, encoding="utf-8-sig")


def extract(records: Sequence[Record]) -> bytes:
    rows = []
    for r in records:
        number, _, sex, age = FINGERTIPS[r["indicator"]]
        rows.append(published(r, EXTRACT, IndicatorId=number, AreaCode=r["code"], Sex=sex, Age=age,
                              Year=r["period"][:4]))  # fmt: skip
    return as_csv(EXTRACT, *rows)


def outcomes(records: Sequence[Record]) -> bytes:
    sheets: dict[str, list[Any]] = {"County & UA": [OUTCOMES], "England": [OUTCOMES]}
    for r in records:
        _, _, sex, age = FINGERTIPS[r["indicator"]]
        row = published(
            r, OUTCOMES, Indicator=FRAMEWORK[r["indicator"]], Time_Period=r["period"],
            Area_Code=r["code"], Area_Name=r["name"], Sex=sex, Age=age,
            Note=NOTE if r["marker"] else "",
        )  # fmt: skip
        sheets["England" if r["name"] == "England" else "County & UA"].append(row)
    return as_xlsx(sheets)


def sheet_each(records: Sequence[Record]) -> bytes:
    """A sheet for each indicator, which alone names it."""
    header = [name for name in HEADER if name != "indicator"]
    sheets = {}
    for indicator, title in TITLES.items():
        rows = plain_rows([r for r in records if r["indicator"] == indicator])
        if rows:
            sheets[title] = [header, *([*row[:2], *row[3:]] for row in rows)]
    return as_xlsx(sheets)


def grid(records: Sequence[Record], fields: Sequence[str]) -> list[list[Any]]:
    """One row an area, a group of columns for each period; every area has every period."""
    held = {(r["code"], r["period"]): r for r in records}
    areas = list(dict.fromkeys((r["code"], r["name"]) for r in records))
    periods = list(dict.fromkeys(r["period"] for r in records))
    return [
        [*area, *(cell(held[area[0], p], f) for p in periods for f in fields)] for area in areas
    ]


def across(records: Sequence[Record]) -> list[list[Any]]:
    periods = dict.fromkeys(r["period"] for r in records)
    return [["Area code", "Area name", *periods], *grid(records, ["value"])]


def two_rows(records: Sequence[Record]) -> list[list[Any]]:
    """Each period over its count, denominator and rate."""
    periods = list(dict.fromkeys(r["period"] for r in records))
    top = ["", "", *(part for p in periods for part in (p, "", ""))]
    under = ["Area code", "Area name", *["Number", "Denominator", "Rate"] * len(periods)]
    return [top, under, *grid(records, ["numerator", "denominator", "value"])]


def three_rows(records: Sequence[Record]) -> list[list[Any]]:
    """The indicator over each period over its count, denominator and rate."""
    table = two_rows(records)
    title = TITLES[records[0]["indicator"]]
    return [["", "", title, *[""] * (len(table[0]) - 3)], *table]


def by_indicator(records: Sequence[Record]) -> list[list[Record]]:
    return [found for name in TITLES if (found := [r for r in records if r["indicator"] == name])]


def on_sheets(table: Callable[[Sequence[Record]], list[list[Any]]], records: Sequence[Record]):
    parts = by_indicator(records)
    return as_xlsx({TITLES[part[0]["indicator"]]: table(part) for part in parts})


def stacked(records: Sequence[Record]) -> bytes:
    """Tables one below the other on a sheet, each under its title."""
    rows: list[list[Any]] = []
    for part in by_indicator(records):
        rows += [[TITLES[part[0]["indicator"]]], *across(part), []]
    return as_xlsx({"Sheet1": [*rows, ["Source: returns"]]})


def beside(records: Sequence[Record]) -> bytes:
    """The indicators side by side, each over its periods, for the same areas."""
    top: list[Any] = ["", ""]
    under: list[Any] = ["Area code", "Area name"]
    lines: dict[str, list[Any]] = {}
    for part in by_indicator(records):
        table = across(part)
        top += [TITLES[part[0]["indicator"]], *[""] * (len(table[0]) - 3)]
        under += table[0][2:]
        for row in table[1:]:
            lines.setdefault(row[0], row[:2]).extend(row[2:])
    return as_xlsx({"Sheet1": [top, under, *lines.values()]})
