"""Commentary read from a file, or from the sheet of that name."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.commentary_file import read_commentary
from imscore.inputs.read import read_files

HEADER = ("indicator", "area", "period", "lead", "commentary")
ROW = ("smoking_at_delivery", "5ZZ", "2010/11 Q1", "Head of midwifery", "A second adviser starts.")
DATA = [("area_code", "indicator", "period", "numerator", "denominator"),
        ("5ZZ", "smoking_at_delivery", "2010/11 Q1", 200, 1000)]  # fmt: skip


@pytest.fixture
def read(catalogue, tables):
    def reading(*rows, header=HEADER):
        return read_commentary("c.csv", tables.csv(header, *rows), catalogue)

    return reading


@pytest.fixture
def refused(read):
    def refusing(*rows, **more):
        with pytest.raises(InputError) as caught:
            read(*rows, **more)
        return [(p.code, p.cell) for p in caught.value.problems]

    return refusing


def test_a_row(read):
    found, problems = read(ROW)
    assert problems == ()
    assert found.drop(columns="period_end").to_dict("records") == [
        {
            "area": "5ZZ", "indicator": "smoking_at_delivery", "period": "2010/11 Q1",
            "lead": "Head of midwifery", "text": "A second adviser starts.", "file": "c.csv",
            "sheet": "", "cell": "E2",
        }
    ]  # fmt: skip


def test_indicator_and_commentary_are_enough(read):
    found, _ = read(("Smoking at delivery", "Words"), header=("Indicator", "Comments"))
    assert found[["area", "period", "lead", "text"]].to_numpy().tolist() == [["", "", "", "Words"]]


def test_text_is_kept_whole_with_its_paragraphs(read):
    long = "word " * 5000
    found, _ = read((*ROW[:4], f"One.\n\n  Two.\n{long}"))
    assert found["text"].item() == f"One.\nTwo.\n{long.strip()}"


def test_a_row_still_to_be_written_is_no_commentary_and_no_problem(read):
    found, problems = read((*ROW[:3], "", ""), ("# smoking", "", "", "", "x"), ("",) * 5)
    assert (len(found), problems) == (0, ())
    assert list(found.columns) == [
        "area", "indicator", "period", "period_end", "lead", "text", "file", "sheet", "cell"
    ]  # fmt: skip


def test_a_lead_without_words_is_kept(read):
    found, _ = read((*ROW[:4], ""))
    assert found[["lead", "text"]].to_numpy().tolist() == [["Head of midwifery", ""]]


def test_every_problem_at_its_cell_at_once(refused):
    assert refused(
        ("smokng at delivery", "5ZZ", "", "", "Words"),
        ("", "5ZZ", "", "", "Words"),
        ("smoking_at_delivery", "5ZZ", "2010/13", "", "Words"),
        ("smoking_at_delivery", "5ZZ", "2010", "", "Words"),
    ) == [
        ("unknown_indicator", "A2"),
        ("missing_cell", "A3"),
        ("bad_period", "C4"),
        ("period_kind", "C5"),
    ]


def test_a_name_that_is_nearly_one_is_suggested(read):
    with pytest.raises(InputError) as caught:
        read(("smokng at delivery", "", "", "", "Words"))
    assert "Did you mean Smoking at delivery?" in caught.value.problems[0].hint


def test_twice_the_same_and_twice_different(read, refused):
    found, problems = read(ROW, ROW)
    assert len(found) == 1
    assert [(p.code, p.cell) for p in problems] == [("duplicate_same", "E3")]
    assert refused(ROW, (*ROW[:4], "Other words")) == [("duplicate_different", "E3")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (("indicator", "area", "lead"), [("missing_column", "A1")]),
        (("indicator", "aera", "commentary"), [("missing_column", "A1")]),
        (("indicator", "comment", "commentary"), [("duplicate_column", "C1")]),
        (("a", "b", "c"), [("no_table", "")]),
    ],
)
def test_headers_that_cannot_be_read(refused, header, expected):
    assert refused(ROW[:3], header=header) == expected


def test_a_sheet_of_that_name_is_read_apart(catalogue, tables):
    book = tables.workbook({"Data": DATA, "Commentary": [("Ours",), (), HEADER, ROW]})
    found = read_files([("pct.xlsx", book)], catalogue)
    assert found.commentary[["sheet", "cell"]].to_numpy().tolist() == [["Commentary", "E4"]]
    assert (len(found.frame), found.problems, found.targets) == (1, (), None)


def test_a_sheet_with_nothing_written_yet_is_no_problem(catalogue, tables):
    book = tables.workbook({"Data": DATA, "commentary": [HEADER]})
    found = read_files([("pct.xlsx", book)], catalogue)
    assert (found.problems, len(found.commentary)) == ((), 0)


def test_a_fault_on_the_sheet_is_an_error_of_the_input(catalogue, tables):
    wrong = ("smoking_at_delivery", "5ZZ", "soon", "", "Words")
    book = tables.workbook({"Data": DATA, "commentary": [HEADER, wrong]})
    with pytest.raises(InputError) as caught:
        read_files([("pct.xlsx", book)], catalogue)
    assert [p.place for p in caught.value.problems] == ["pct.xlsx: commentary!C2"]


def test_nothing_about_any_one_person_is_taken_over(refused):
    # An NHS number made up for the test; its check digit is right.
    said = "The death of 943 476 5919 is reviewed."
    assert refused((*ROW[:4], said)) == [("personal_data", "E2")]
    mails = [(*ROW[:2], f"2010/11 Q{n}", f"lead{n}@example.org", "Words") for n in range(1, 5)]
    assert refused(*mails) == [("personal_data", "D2")]
