"""One table in every layout reads back as the same observations, and gives the same scorecard.

What is expected is worked out from the drawn table itself, never from a first reading.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import layouts
from tests.builders.layouts import Record
from tests.builders.made import HEADER, as_csv, as_xlsx

from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.outputs import observations as tidied
from imscore.outputs import tables, template
from imscore.pipeline import load_reference, score_areas
from imscore.reference import indicators
from imscore.scorecard.build import Choice

CATALOGUE = indicators.load()
REFERENCE = load_reference()
EVERYTHING = os.environ.get("IMSCORE_REQUIRE_ALL") == "1"
few = settings(deadline=None, max_examples=200 if EVERYTHING else 20)
PERIODS = {
    "smoking_at_delivery": [f"{y}/{(y + 1) % 100:02d}" for y in range(2003, 2011)],
    "infant_mortality": [f"{y}-{(y + 2) % 100:02d}" for y in range(2001, 2009)],
    "under18_conceptions": [str(y) for y in range(2003, 2011)],
}
# How many events there are to a thousand people at risk, and what a value is for each.
USUAL = {
    "smoking_at_delivery": (100, 300, 100),
    "infant_mortality": (3, 9, 1000),
    "under18_conceptions": (20, 60, 1000),
}
NAMES = (
    "Anytown", "Zoë’s town", 'The "Old" Borough', "Bath; Welltown", "Stokes, North", "Any\ntown",
    "O'Hara | Sons", "Łódź & Co", "=Sumtown", "+Plus", "-Minus", "@Home", "Tab\there", "北京",
    "Over/Under", "<b>Bold</b>", "St. Johns (East)", "Straße  zwei", "nördlich",
)  # fmt: skip
ENGLAND = ("E92000001", "England")
CELL = re.compile(r"(?<=: )(?:Data!)?[A-Z]+\d+\b")
Layout = Callable[[Sequence[Record]], bytes]
Figure = tuple[object, ...]


@st.composite
def tables_of(
    draw: st.DrawFn,
    *,
    kinds: Sequence[str] = ("counts", "both", "value", "marker"),
    names: Sequence[str] = tuple(USUAL),
    whole: bool = False,
) -> list[Record]:
    """A table with England perhaps among its areas.

    Args:
        kinds: what its figures may be.
        names: its indicators.
        whole: whether each area has every period of an indicator, and there are several periods.
    """
    codes = draw(st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True))
    called = draw(st.permutations(NAMES))
    areas = [(f"E080000{n:02d}", called[place]) for place, n in enumerate(codes)]
    areas += [ENGLAND] * draw(st.integers(0, 1))
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    records = []
    for indicator in chosen:
        some = st.lists(st.sampled_from(PERIODS[indicator]), min_size=2, max_size=4, unique=True)
        periods = sorted(draw(some))
        for code, name in areas:
            for period in periods:
                if whole or period == periods[-1] or draw(st.booleans()):
                    record = {"code": code, "name": name, "indicator": indicator}
                    records.append(record | {"period": period} | draw(figures(indicator, kinds)))
    return records


@st.composite
def figures(draw: st.DrawFn, indicator: str, kinds: Sequence[str]) -> Record:
    low, high, each = USUAL[indicator]
    kind = draw(st.sampled_from(kinds))
    people = draw(st.integers(1_000, 90_000))
    events = people * draw(st.integers(low, high)) // 1000
    # Never a whole number: a table of those may be one of counts.
    value = draw(st.integers(low * each // 100, high * each // 100)) / 10 + 0.05
    figure: Record = {"numerator": None, "denominator": None, "value": None, "marker": ""}
    if kind == "marker":
        return figure | {"marker": "suppressed"}
    if kind == "value":
        return figure | {"value": round(value, 2)}
    printed = round(events / people * each, 1) if kind == "both" else None
    return figure | {"numerator": events, "denominator": people, "value": printed}


def expected(records: Sequence[Record], *, named: bool = True) -> list[Figure]:
    found = []
    for r in records:
        value = r["value"]
        if r["numerator"] is not None:
            value = r["numerator"] / r["denominator"] * USUAL[r["indicator"]][2]
        name = " ".join(r["name"].split()) if named or r["name"] == "England" else ""
        found.append(
            (r["code"], name, r["indicator"], r["period"], r["numerator"], r["denominator"],
             None if value is None else float(f"{value:.12g}"), r["marker"])
        )  # fmt: skip
    return sorted(found, key=repr)


def figures_read(observations: Observations) -> list[Figure]:
    columns = [
        *("area_code", "area_name", "indicator", "period"),
        *("numerator", "denominator", "value", "marker"),
    ]
    frame = observations.frame[columns].astype(object)
    frame = frame.where(frame.notna(), None)
    return sorted(
        (
            (*row[:4], *(None if n is None else float(f"{n:.12g}") for n in row[4:7]), row[7])
            for row in frame.itertuples(index=False, name=None)
        ),
        key=repr,
    )


def read(content: bytes) -> Observations:
    name = "t.xlsx" if content.startswith(b"PK") else "t.csv"
    return read_files([(name, content)], CATALOGUE)


@pytest.mark.parametrize(
    "layout", [layouts.plain, layouts.plain_book, layouts.download, layouts.outcomes]
)
@few
@given(records=tables_of())
def test_one_row_an_observation(layout: Layout, records: list[Record]):
    assert figures_read(read(layout(records))) == expected(records)


@few
@given(
    # A lone start year says too little of an indicator that has windows as well as years.
    records=tables_of(
        kinds=("counts", "both"), names=("smoking_at_delivery", "under18_conceptions")
    )
)
def test_extract_without_names(records: list[Record]):
    assert figures_read(read(layouts.extract(records))) == expected(records, named=False)


@few
@given(records=tables_of())
def test_a_sheet_for_each_indicator(records: list[Record]):
    assert figures_read(read(layouts.sheet_each(records))) == expected(records)


@pytest.mark.parametrize("layout", [layouts.stacked, layouts.beside])
@few
@given(records=tables_of(kinds=("value", "value", "value", "marker"), whole=True))
def test_tables_on_one_sheet(layout: Layout, records: list[Record]):
    shown = [r for r in records if r["value"] is not None]
    if not shown:
        return
    assert figures_read(read(layout(records))) == expected(records)


@few
@given(records=tables_of(kinds=("value", "value", "value", "marker"), whole=True))
def test_periods_across(records: list[Record]):
    content = layouts.on_sheets(layouts.across, records)
    assert figures_read(read(content)) == expected(records)


@pytest.mark.parametrize("table", [layouts.two_rows, layouts.three_rows])
@few
@given(records=tables_of(kinds=("counts", "both", "marker"), whole=True))
def test_headers_of_several_rows(table, records: list[Record]):
    assert figures_read(read(layouts.on_sheets(table, records))) == expected(records)


@few
@given(records=tables_of())
def test_the_template_filled_in(records: list[Record]):
    book = openpyxl.load_workbook(io.BytesIO(template.render_workbook(CATALOGUE)))
    for number, row in enumerate(layouts.plain_rows(records), start=2):
        for column, cell in enumerate(row, start=1):
            place = book[template.DATA].cell(number, column, None if cell == "" else cell)
            # What a person types into a cell of text stays text.
            place.data_type = "s" if isinstance(cell, str) and cell else place.data_type
    stream = io.BytesIO()
    book.save(stream)
    assert figures_read(read(stream.getvalue())) == expected(records)


def without_places(text: str) -> list[dict[str, object]]:
    places = ("file", "sheet", "cell")
    rows = json.loads(text)["observations"]
    return [{name: cell for name, cell in row.items() if name not in places} for row in rows]


@few
@given(records=tables_of())
def test_tidy_reads_back_what_it_wrote(records: list[Record]):
    first = read(layouts.plain_book(records))
    assert figures_read(first) == expected(records)
    for content in (tidied.to_csv(first).encode(), tidied.to_xlsx(first)):
        again = read(content)
        assert without_places(tidied.to_json(again)) == without_places(tidied.to_json(first))
        assert {p.code for p in again.problems} == {p.code for p in first.problems}


@few
@given(records=tables_of())
def test_tidy_writes_the_same_in_every_format(records: list[Record]):
    found = read(layouts.plain(records))
    in_json = json.loads(tidied.to_json(found))["observations"]
    wanted = {(r["code"], r["indicator"], r["period"]): r for r in records}
    assert len(in_json) == len(wanted)
    for row in in_json:
        record = wanted[row["area_code"], row["indicator"], row["period"]]
        assert (row["numerator"], row["denominator"]) == (
            record["numerator"], record["denominator"]
        )  # fmt: skip
        assert row["marker"] == record["marker"]


def scorecards(observations: Observations) -> list[object]:
    """The scorecards as data, without what tells of the file and of the order in it."""
    cards = score_areas(observations, Choice(all_areas=True), REFERENCE)
    document = json.loads(CELL.sub("", tables.to_json(cards)))["scorecards"]
    for card in document:
        for row in card["rows"]:
            del row["sources"]
            row["notes"] = sorted(row["notes"])
    return sorted(document, key=lambda card: card["area_code"])


@settings(deadline=None, max_examples=60 if EVERYTHING else 10)
@given(
    records=tables_of(kinds=("counts", "both", "value")),
    seed=st.integers(0, 2**32),
    write=st.sampled_from([as_csv, lambda *rows: as_xlsx({"Data": rows})]),
)
def test_the_order_of_rows_and_columns_leaves_the_scorecard_as_it_is(records, seed, write):
    local = [r for r in records if r["code"] != ENGLAND[0]]
    if not local:
        return
    order = random.Random(seed)  # noqa: S311
    rows = layouts.plain_rows(records)
    columns = order.sample(range(len(HEADER)), len(HEADER))
    shuffled = [[row[c] for c in columns] for row in (HEADER, *order.sample(rows, len(rows)))]
    assert scorecards(read(write(*shuffled))) == scorecards(read(write(HEADER, *rows)))
