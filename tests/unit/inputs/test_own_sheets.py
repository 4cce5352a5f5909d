"""A sheet called `targets` is read as targets, never as figures."""

import io

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference import indicators

CATALOGUE = indicators.load()
HEADER = ["area_code", "indicator", "period", "numerator", "denominator", "value"]
DATA = [HEADER, ["5ZZ", "smoking_at_delivery", "2009/10", 200, 1000, 20.0]]
TARGETS = [["indicator", "area", "period", "target"],
           ["smoking_at_delivery", "5ZZ", "2009/10", 18]]  # fmt: skip


def workbook(**sheets):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def read(**sheets):
    return read_files([("pct.xlsx", workbook(**sheets))], CATALOGUE)


@pytest.mark.parametrize("name", ["targets", "Targets", "TARGETS"])
def test_targets_are_read_apart(name):
    found = read(Data=DATA, **{name: TARGETS})
    assert found.targets[["area", "period", "target", "cell"]].to_numpy().tolist() == [
        ["5ZZ", "2009/10", 18.0, "D2"]
    ]
    assert found.frame["value"].tolist() == [20.0]
    assert found.problems == ()


def test_targets_laid_out_like_figures_are_not_read_as_figures():
    rows = [[*HEADER[:5], "target"], ["5ZZ", "smoking_at_delivery", "2010/11", "", "", 18]]
    rows[0][0] = "area"
    found = read(Data=DATA, Targets=rows)
    assert found.frame["period"].tolist() == ["2009/10"]
    assert found.targets["target"].tolist() == [18.0]


def test_a_fault_is_an_error_at_its_cell():
    with pytest.raises(InputError) as error:
        read(Data=DATA, targets=[TARGETS[0], ["smoking_at_delivery", "5ZZ", "soon", 18]])
    (problem,) = error.value.problems
    assert problem.place == "pct.xlsx: targets!C2"


def test_a_sheet_of_that_name_without_a_table_is_warned_of():
    found = read(Data=DATA, targets=[["Our targets are under review."]])
    assert found.targets is None
    assert [(p.severity, p.code, p.sheet) for p in found.problems] == [
        ("warning", "no_table", "targets")
    ]


def test_without_such_a_sheet_there_are_none():
    assert read(Data=DATA).targets is None


def test_a_workbook_of_targets_alone_is_refused():
    with pytest.raises(InputError) as error:
        read(targets=DATA)
    assert "'targets'" in error.value.problems[0].text
