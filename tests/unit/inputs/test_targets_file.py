"""Targets read from a file, or from the sheet of that name."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.targets_file import read_targets

HEADER = ("indicator", "area", "period", "target")
ROW = ("smoking_at_delivery", "5ZZ", "2010/11", 15)


@pytest.fixture
def read(catalogue, tables):
    def reading(*rows, header=HEADER):
        return read_targets("t.csv", tables.csv(header, *rows), catalogue)

    return reading


@pytest.fixture
def refused(read):
    def refusing(*rows, **more):
        with pytest.raises(InputError) as caught:
            read(*rows, **more)
        return [(p.code, p.cell) for p in caught.value.problems]

    return refusing


def test_a_trajectory(read):
    found, problems = read(ROW, ("Smoking at delivery", "Anytown", "2011-12", "14.5%"))
    assert problems == ()
    assert found["indicator"].tolist() == ["smoking_at_delivery"] * 2
    assert found["area"].tolist() == ["5ZZ", "Anytown"]
    assert found["period"].tolist() == ["2010/11", "2011/12"]
    assert found["target"].tolist() == [15, 14.5]
    assert found["cell"].tolist() == ["D2", "D3"]


def test_a_workbooks_sheet_called_targets(catalogue, tables):
    book = tables.workbook({"Data": [("x",)], "Targets": [("Our targets",), (), HEADER, ROW]})
    found, _ = read_targets("t.xlsx", book, catalogue)
    assert found[["sheet", "cell", "target"]].to_numpy().tolist() == [["Targets", "D4", 15]]


def test_a_workbook_without_that_sheet(catalogue, tables):
    book = tables.workbook({"Data": [("x",)], "Target": [HEADER, ROW]})
    with pytest.raises(InputError) as caught:
        read_targets("t.xlsx", book, catalogue)
    assert "Did you mean Target?" in caught.value.problems[0].hint


def test_the_columns_in_any_order_and_the_code_before_the_name(read):
    header = ("Period", "Area name", "Area code", "Target", "Indicator")
    found, _ = read(("2010/11", "Anytown", "5ZZ", 15, "smoking_at_delivery"), header=header)
    assert found["area"].tolist() == ["5ZZ"]


def test_every_problem_at_its_cell_at_once(refused):
    assert refused(
        ("smokng at delivery", "5ZZ", "2010/11", 15),
        ("smoking_at_delivery", "", "2010/13", "about 15"),
        ("smoking_at_delivery", "5ZZ", "2010", -1),
        ("smoking_at_delivery", "5ZZ", "2010/11", 101),
        ("smoking_at_delivery", "5ZZ", "2010/11", ""),
    ) == [
        ("unknown_indicator", "A2"),
        ("missing_cell", "B3"),
        ("bad_period", "C3"),
        ("not_a_number", "D3"),
        ("period_kind", "C4"),
        ("negative", "D4"),
        ("too_large", "D5"),
        ("missing_cell", "D6"),
    ]


def test_a_future_period_is_what_a_target_is_for(read):
    assert len(read(("smoking_at_delivery", "5ZZ", "2039/40", 5))[0]) == 1


def test_a_fraction_may_be_a_percentage(refused, read):
    assert refused(("smoking_at_delivery", "5ZZ", "2010/11", 0.15)) == [
        ("ambiguous_fraction", "D2")
    ]
    assert read(("smoking_at_delivery", "5ZZ", "2010/11", "0.15%"))[0]["target"].tolist() == [0.15]


def test_an_unlikely_target_is_doubted(read):
    _, problems = read(("smoking_at_delivery", "5ZZ", "2010/11", 95))
    assert [(p.code, p.cell) for p in problems] == [("implausible", "D2")]


def test_twice_the_same_and_twice_different(read, refused):
    found, problems = read(ROW, ROW)
    assert len(found) == 1
    assert [(p.code, p.cell) for p in problems] == [("duplicate_same", "D3")]
    assert refused(ROW, (*ROW[:3], 14)) == [("duplicate_different", "D3")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("indicator", "area", "period", "traget"), [("missing_column", "A1")]),
        (("indicator", "area", "target", "target"), [("missing_column", "A1"),
                                                     ("duplicate_column", "D1")]),
        (("a", "b", "c", "d"), [("no_table", "")]),
    ],
)  # fmt: skip
def test_headers_that_cannot_be_read(refused, header, expected):
    assert refused(ROW, header=header) == expected


def test_a_header_without_rows(refused):
    assert refused() == [("no_rows", "")]
