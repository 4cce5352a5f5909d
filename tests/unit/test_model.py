"""The nouns: places, problems, observations, scorecards as tables."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from imscore.model import (
    OBSERVATION_COLUMNS,
    Block,
    DomainSummary,
    Observations,
    Problem,
    Scorecard,
    Source,
    add_counts,
    place,
    problems_of,
)

PROBLEM = Problem(
    "error",
    "not_a_number",
    "pct.xlsx",
    "Data",
    "G8",
    "18.2 approx",
    "a number",
    "Write 18.2, or leave it blank and give the counts.",
    "value 18.2 approx is not a number",
)


def test_a_problem_in_text():
    assert PROBLEM.text == (
        "pct.xlsx: Data!G8: error: value 18.2 approx is not a number. "
        "Write 18.2, or leave it blank and give the counts."
    )


def test_a_problem_in_json_has_the_fields_relied_on():
    found = json.loads(json.dumps(PROBLEM.to_dict()))
    assert list(found) == [
        "severity",
        "code",
        "file",
        "sheet",
        "cell",
        "found",
        "expected",
        "hint",
    ]


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [
        ("Data", "G8", "pct.xlsx: Data!G8"),
        ("", "G8", "pct.xlsx: G8"),
        ("Data", "", "pct.xlsx: Data"),
        ("", "", "pct.xlsx"),
    ],
)
def test_places(sheet, cell, text):
    assert place("pct.xlsx", sheet, cell) == text
    assert Source("value", "pct.xlsx", sheet, cell).text == f"value: {text}"


def observations(**columns: str) -> Observations:
    frame = pd.DataFrame({name: ["x", "x"] for name in OBSERVATION_COLUMNS})
    frame["block"], frame["row"] = [0, 1], [8, 9]
    blocks = (Block("a.xlsx", "One", columns), Block("b.csv", "", {"numerator": "C"}))
    return Observations(frame, blocks)


def test_cells_of_figures_and_what_stands_in_for_them():
    read = observations(numerator="E", value="G")
    assert list(read.cells()) == ["G8", "C9"]
    assert list(read.cells("numerator")) == ["E8", "C9"]
    assert list(read.cells("denominator")) == ["G8", "C9"]


def test_observations_as_a_table_spell_out_file_sheet_and_cell():
    frame = observations(value="G").to_frame()
    assert frame[["file", "sheet", "cell"]].to_numpy().tolist() == [
        ["a.xlsx", "One", "G8"],
        ["b.csv", "", "C9"],
    ]
    assert list(frame.columns[: len(OBSERVATION_COLUMNS)]) == list(OBSERVATION_COLUMNS)


def test_counts_are_added_up_by_status():
    domains = (
        DomainSummary("smoking", "Smoking", True, {"worse": 1}, ()),
        DomainSummary("nutrition", "Nutrition", True, {"worse": 2, "better": 1}, ()),
    )
    card = Scorecard("5ZZ", "Anytown", "", (), domains)
    assert card.counts() == {"worse": 3, "better": 1}
    assert add_counts([]) == {}


def test_a_scorecard_without_rows_is_an_empty_table():
    assert Scorecard("5ZZ", "Anytown", "", (), ()).to_frame().empty


def test_the_problems_of_scorecards_are_each_told_once_in_their_order():
    shared, own, england = (replace(PROBLEM, cell=cell) for cell in ("G1", "G2", "G3"))
    first = Scorecard("5ZZ", "Anytown", "", (), (), (), (shared,), own_problems=(own, england))
    second = replace(first, area_code="5ZY", own_problems=(england,))
    assert first.problems == (shared, own, england)
    assert second.problems == (shared, england)
    assert problems_of([second, first]) == [shared, england, own]
