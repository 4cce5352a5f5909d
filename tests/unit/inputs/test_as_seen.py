"""What a cell shows is what is read, in each kind of workbook."""

from __future__ import annotations

import io
import math
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from tests.builders.made import as_ods, rezipped

from imscore.errors import InputError
from imscore.inputs import seen_numbers
from imscore.inputs.examine import examine
from imscore.inputs.ods_cells import of_number
from imscore.inputs.read import read_files
from imscore.outputs.marked import to_xlsx
from imscore.reference.indicators import load

HEADER = ("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value")
# The same ten sheets made with one spreadsheet library and saved by LibreOffice in two formats.
FILES = Path(__file__).with_name("files")
KINDS = ("xlsx", "xls", "ods")


def book(cells, formats):
    """One row of data with number formats by the names of its fields."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    sheet = made.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    for column, (name, cell) in enumerate(zip(HEADER, cells, strict=True)):
        shape = made.add_format({"num_format": formats[name]}) if name in formats else None
        if cell != "":
            sheet.write(1, column, cell, shape)
    made.close()
    return stream.getvalue()


def one(content, name="t.xlsx"):
    (row,) = read_files([(name, content)], load()).frame.to_dict("records")
    return row


def refused(content, name="t.xlsx", sheet=None):
    with pytest.raises(InputError) as caught:
        read_files([(name, content)], load(), sheet)
    return [(p.code, p.cell, p.message) for p in caught.value.problems if p.severity == "error"]


def smoking(value, shape, **fields):
    cells = {"area_code": "5ZZ", "area_name": "Anytown", "indicator": "smoking_at_delivery"}
    cells |= {"period": "2008/09", "value": value} | fields
    return book([cells.get(name, "") for name in HEADER], {"value": shape})


# What each shows was looked up in two spreadsheet programs.
@pytest.mark.parametrize(
    ("shape", "stored", "shown"),
    [
        ('"<"0', 5, "<5"),
        ('"<"0', 4.6, "<5"),
        ('"<5"', 3, None),
        ('">"0.0', 18.7, ">18.7"),
        ('0.0" u"', 18.71, "18.71 u"),
        ('0.0"*"', 18.7, "18.7*"),
        (r"0.0\%", 0.187, "0.187%"),
        ('0.0"%"', 9.8, "9.8%"),
        ('"c. "0.0%', 0.187, "c. 18.7%"),
        ('0"/11"', 2010, "2010/11"),
        ('"E"00000000', 8000001, "E08000001"),
        ("[$£-809]#,##0", 5, "£5"),
        ("General", 18.7, None),
        ("#,##0", 3821, None),
        ("#,##0.00_);(#,##0.00)", 18.7, None),
        ("#,##0;[Red]-#,##0", -5, None),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 716, None),
        ("0.0E+00", 1871, None),
        ("# ##0", 3821, None),
        ("+0.0;-0.0", 1.5, None),
        ("0.0%", 0.187, None),
    ],
)
def test_words_and_signs_stand_beside_the_number(shape, stored, shown):
    assert seen_numbers.seen(shape, stored) == shown


@pytest.mark.parametrize(
    ("shape", "stored"),
    [
        ("0,", 716000),
        ("0.0,,", 716000),
        (r"0\.0", 79),
        ('0"."0', 79),
        ('"1"0.0', 8.7),
        ('0"0"', 1.87),
        ("# ?/?", 0.25),
        ("#.##0,0", 18.7),
        ("0.0;0.0", -18.7),
    ],
)
def test_another_figure_than_is_stored_is_no_number(shape, stored):
    ((code, cell, message),) = refused(smoking(stored, shape))
    assert (code, cell) == ("number_format", "G2")
    assert f"{stored:g} is shown otherwise" in message
    assert shape in message


@pytest.mark.parametrize(
    ("shape", "words"),
    [('">"0.0', ">18.7"), ('"not "0.0', "not 18.7"), ('0.0" per 100"', "18.7 per 100")],
)
def test_words_that_are_no_mark_are_refused(shape, words):
    ((code, cell, message),) = refused(smoking(18.7, shape))
    assert (code, cell) == ("number_format", "G2")
    assert repr(words) in message


def test_a_count_shown_as_less_than_five_is_suppressed_and_copied_so():
    cells = ("5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 4, 500, "")
    content = book(cells, {"numerator": '"<"0'})
    row = one(content)
    assert row["marker"] == "suppressed"
    assert math.isnan(row["numerator"])
    found = examine([("t.xlsx", content)], load())
    copy = openpyxl.load_workbook(io.BytesIO(to_xlsx(found.sheets, found.problems)))
    assert copy["Data"]["E2"].value == "<4"


@pytest.mark.parametrize(
    ("shape", "marker", "remark"),
    [
        ('0.0" u"', "unreliable", ""),
        ('0.0"p"', "", "provisional"),
        ('0.0" (p)"', "", "provisional"),
    ],
)
def test_a_mark_in_the_format_is_the_figures_mark(shape, marker, remark):
    row = one(smoking(18.71, shape))
    assert (row["value"], row["marker"], row["remark"]) == (18.71, marker, remark)


def test_a_percent_sign_that_is_only_words_does_not_scale():
    assert one(smoking(0.7, r"0.0\%"))["value"] == 0.7


def test_a_rate_with_a_percent_sign_in_its_format_is_refused():
    content = smoking(9.8, '0.0"%"', indicator="under18_conceptions", period="2008")
    assert [(code, cell) for code, cell, _ in refused(content)] == [("not_a_number", "G2")]


@pytest.mark.parametrize("header", ["Percentage", "%", "per cent"])
def test_a_rate_under_a_header_that_says_percent_is_refused(header):
    lines = [",".join((*HEADER[:6], header)), "5ZZ,Anytown,infant_mortality,2007-09,,,4.4"]
    assert [cell for _, cell, _ in refused("\n".join(lines).encode(), "t.csv")] == ["G1"]


def test_a_year_shown_as_a_financial_year_is_one():
    cells = ("5ZZ", "Anytown", "smoking_at_delivery", 2010, 90, 500, "")
    assert one(book(cells, {"period": '0"/11"'}))["period"] == "2010/11"


def test_a_text_shown_as_a_marker_is_that_marker():
    row = one(smoking("18.7", '0.0;-0.0;0.0;"n/a"'))
    assert row["marker"] == "not_available"
    assert math.isnan(row["value"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("sheet", "field", "first", "marker"),
    [
        ("few", "numerator", math.nan, "suppressed"),
        ("star", "numerator", math.nan, "suppressed"),
        ("column", "numerator", math.nan, ""),
        ("percent", "value", 18.7, ""),
        ("unit", "value", 18.7, "unreliable"),
    ],
)
def test_each_kind_of_workbook_is_read_as_it_is_shown(kind, sheet, field, first, marker):
    content = (FILES / f"second_look.{kind}").read_bytes()
    row = read_files([(f"t.{kind}", content)], load(), sheet).frame.to_dict("records")[0]
    assert row[field] == pytest.approx(first, nan_ok=True)
    assert row["marker"] == marker


@pytest.mark.parametrize("kind", KINDS)
def test_a_hidden_row_is_not_read_from_any_kind(kind):
    content = (FILES / f"second_look.{kind}").read_bytes()
    found = read_files([(f"t.{kind}", content)], load(), "row")
    assert found.frame["area_name"].tolist() == ["Anytown"]
    assert f"t.{kind}: row: hidden row 3 not read" in found.notes


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize(
    ("sheet", "problems"),
    [
        ("error", [("not_a_number", "E2")]),
        ("scaled", [("number_format", "E2")]),
        ("rate", [("not_a_number", "G2"), ("not_a_number", "G3")]),
    ],
)
def test_what_shows_no_figure_is_refused_in_any_kind(kind, sheet, problems):
    content = (FILES / f"second_look.{kind}").read_bytes()
    found = refused(content, f"t.{kind}", sheet)
    assert [(code, cell) for code, cell, _ in found] == problems


def test_raised_digits_of_an_ods_are_no_part_of_the_number():
    content = (FILES / "second_look.ods").read_bytes()
    found = read_files([("t.ods", content)], load(), "raised")
    assert found.frame["numerator"].tolist() == [71, 90]


def ods(change, by):
    rows = [HEADER, ("5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 407, 2500, "")]

    def changed(part):
        assert change in part
        return part.replace(change, by)

    return rezipped(as_ods(rows), {"content.xml": changed})


@pytest.mark.parametrize(
    ("shown", "numerator", "marker"),
    [("*", math.nan, "suppressed"), ("&lt;500", math.nan, "suppressed"), ("407*", 407, "")],
)
def test_the_text_beside_a_number_is_what_counts(shown, numerator, marker):
    row = one(ods(b"<text:p>407<", f"<text:p>{shown}<".encode()), "t.ods")
    assert row["numerator"] == pytest.approx(numerator, nan_ok=True)
    assert row["marker"] == marker


@pytest.mark.parametrize("shown", ["40.7", "#DIV/0!", "4<text:tab/>07", "TRUE"])
def test_another_text_beside_a_number_is_refused(shown):
    found = refused(ods(b"<text:p>407<", f"<text:p>{shown}<".encode()), "t.ods")
    assert [(code, cell) for code, cell, _ in found] == [("number_format", "E2")]


def test_a_text_with_a_tab_in_it_is_no_number():
    old = b'office:value-type="float" office:value="407"><text:p>407<'
    new = b'office:value-type="string"><text:p>4<text:tab/>07<'
    found = refused(ods(old, new), "t.ods")
    assert [cell for _, cell, _ in found] == ["E2"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (3821.0, "3,821"),
        (3821.0, "3.821"),
        (3821.0, "3 821"),
        (18.71, "18.7"),
        (18.71, "18,7"),
        (1871.0, "1.9E+03"),
        (0.0, "-"),
        (7.0, "###"),
    ],
)
def test_a_number_in_another_spelling_is_itself(stored, shown):
    assert of_number(stored, shown) is None


def test_a_number_merged_over_areas_in_an_ods_is_refused():
    rows = [
        HEADER,
        ("5ZA", "Anytown", "smoking_at_delivery", "2008/09", 407, 2500, ""),
        ("5ZB", "Bigtown", "smoking_at_delivery", "2008/09", "", 2500, ""),
    ]
    value = b'office:value="407"'
    spanned = value + b' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    content = rezipped(as_ods(rows), {"content.xml": lambda part: part.replace(value, spanned)})
    found = refused(content, "t.ods")
    assert [(code, cell) for code, cell, _ in found] == [("merged_over_areas", "E2")]


def test_what_stands_under_a_merged_cell_of_an_ods_is_not_read():
    old = b'<table:table-cell office:value-type="float" office:value="407"><text:p>407</text:p></'
    found = read_files(
        [("t.ods", ods(old + b"table:table-cell>", old.replace(b"table-cell", b"covered-table-cell")
          + b"table:covered-table-cell>"))],
        load(),
    )  # fmt: skip
    assert found.frame["numerator"].isna().all()
    assert any("cells under merged cells" in note and "E2" in note for note in found.notes)
