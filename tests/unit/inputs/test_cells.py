"""What each spelling in a cell becomes: a number, a marker, an error; in texts and in codes.

Expected values by hand; marks in square brackets as in the Government Analysis Function's
"Symbols in tables: definitions and help".
"""

import datetime
import io
import math
import re
import zipfile

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from imscore.columns import Column
from imscore.inputs import cells, number_formats, numbers
from imscore.inputs.rich_text import raised

NARROW, THIN = "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"


def one(cell, *, counts=False):
    column = np.empty(1, dtype=object)
    column[0] = cell
    read = numbers.read(column, counts=counts)
    return read.values[0], read.markers[0], bool(read.bad[0]), read.remarks[0]


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (120, 120),
        (18.5, 18.5),
        ("120", 120),
        (" 120 ", 120),
        ("\N{NBSP}120\N{NBSP}", 120),
        (f"{THIN}120{NARROW}", 120),
        ("\ufeff120\u200b", 120),
        ("12.", 12),
        (".5", 0.5),
        ("007", 7),
        ("20175", 20175),
        ("-0", 0),
        ('="120"', 120),
        ("1e+05", 100_000),
        ("1,234.5", 1234.5),
        ("-5", -5),
        ("\N{MINUS SIGN}5", -5),
        ("–5", -5),
    ],
)
def test_numbers(cell, number, counts):
    assert one(cell, counts=counts) == (number, "", False, "")


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,234", 1234),
        ("1,234,567", 1_234_567),
        ("1,234.0", 1234),
        ("1\N{NBSP}234", 1234),
        (f"12{NARROW}345{NARROW}678", 12_345_678),
        (f"1{THIN}234", 1234),
    ],
)
def test_thousands_are_parted_in_counts_alone(cell, count):
    assert one(cell, counts=True)[0] == count
    value, _, bad, _ = one(cell)
    assert bad or value == count


def test_a_rounded_count_is_no_count_and_a_stray_code_no_number():
    for cell in ("1.23E+05", "1.2e+05", "5E+01", "5.0E+01"):
        assert one(cell, counts=True)[2]
    for cell in ("5E1", "5e1", "1d5"):
        assert one(cell, counts=True)[2]
        assert one(cell)[2]
    assert one("1.2e-05")[0] == 1.2e-05


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("71.7%", 71.7), ("71.7 %", 71.7), ("71.7\N{NBSP}%", 71.7), ("0.7%", 0.7), ("71.7%²", 71.7)],
)
def test_a_percent_sign_is_read_in_values_and_refused_in_counts(cell, percent):
    assert one(cell)[:3] == (percent, "", False)
    assert one(cell, counts=True)[2]


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize(
    ("cell", "number", "remark"),
    [
        ("18.2²", 18.2, "footnote ²"),
        ("18.2 ¹,²", 18.2, "footnote ¹,²"),
        ("18.2ᵃ", 18.2, "footnote ᵃ"),
        ("18.2 [1]", 18.2, "footnote [1]"),
        ("18.2[1]", 18.2, "footnote [1]"),
        ("18.2 [note 3]", 18.2, "footnote [note 3]"),
        ("18.2(a)", 18.2, "footnote (a)"),
        ("1,234.0²", 1234, "footnote ²"),
        ("18.2p", 18.2, "provisional"),
        ("18.2 p", 18.2, "provisional"),
        ("18.2 (P)", 18.2, "provisional"),
        ("18.2 [p]", 18.2, "provisional"),
        ("18.2 provisional", 18.2, "provisional"),
        ("18.2ᵖ", 18.2, "provisional"),
        ("18.2r", 18.2, "revised"),
        ("18.2 [r]", 18.2, "revised"),
        ("18.2 [e]", 18.2, "estimated, so provisional"),
        ("18.2*", 18.2, "footnote *"),
        ("30.0 *", 30.0, "footnote *"),
        ("18.2 [b]", 18.2, "break in the series"),
        ("0 [low]", 0, "low"),
        ("18.2p [1]", 18.2, "provisional; footnote [1]"),
    ],
)
def test_marks_glued_to_a_number_become_a_remark(cell, number, remark, counts):
    assert one(cell, counts=counts) == (number, "", False, remark)


@pytest.mark.parametrize("cell", ["18.2u", "18.2 u", "18.2 [u]", "18.2(u)"])
def test_an_unreliable_figure_is_read_and_marked(cell):
    assert one(cell) == (18.2, "unreliable", False, "")


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize(
    ("meaning", "spellings"),
    [
        (
            "suppressed",
            "* ** [c] c [s] s suppressed Suppressed [C] <5 ≤5 <=5 <10 fewer_than_5 less_than_5 "
            "under_5 5_or_fewer <5% >95% ≥95% disclosive",
        ),
        (
            "not_available",
            "- – — − -- .. ... : x X [x] n/a N/A na not_available not_published missing no_data "
            "null [w] [low] not_known not_recorded not_published_for_data_quality_reasons",
        ),
        ("not_applicable", "z Z [z] not_applicable ."),
        ("unreliable", "u [u]"),
    ],
)
def test_markers(meaning, spellings, counts):
    for spelt in spellings.split():
        cell = spelt.replace("_", " ")
        value, marker, bad, remark = one(cell, counts=counts)
        assert math.isnan(value), cell
        assert (marker, bad, remark) == (meaning, False, ""), cell


@pytest.mark.parametrize("cell", ["", " ", "\N{NBSP}", "\u200b", "\n"])
def test_blanks(cell):
    value, *rest = one(cell)
    assert math.isnan(value)
    assert rest == ["", False, ""]


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize(
    "cell",
    [
        True,
        False,
        datetime.date(2007, 9, 1),
        datetime.datetime(2007, 9, 1),
        datetime.time(12),
        datetime.timedelta(days=1),
        math.inf,
        "1 234",
        "12,5",
        "18,7 ",
        "12.5.1",
        "18.2 [c]",
        "18.2 [x]",
        "18.2(c)",
        "18.2(1)",
        "5 (6)",
        "18.2 approx",
        "18.2 c",
        "~5",
        "about 5",
        "1-4",
        "1 to 4",
        "5/6",
        "£5",
        "#N/A",
        "#DIV/0!",
        "#REF!",
        "nan",
        "inf",
        "1e400",
        "1e999",
        "0x1F",
        "TRUE",
        "²",
        "[1]",
        "[p]",
        "p",
        "r",
        "10⁻³",
        "½",
        "=1+1",
        "00AB",
        "twelve",
        "2007-09",
    ],
)
def test_what_is_neither_number_nor_marker_is_bad(cell, counts):
    value, marker, bad, _ = one(cell, counts=counts)
    assert bad
    assert math.isnan(value)
    assert marker == ""


@given(st.text(max_size=10), st.booleans())
def test_any_text_is_one_of_number_marker_blank_and_bad(cell, counts):
    value, marker, bad, remark = one(cell, counts=counts)
    assert not (bad and (marker or remark))
    assert math.isnan(value) or not bad
    assert math.isnan(value) or marker in ("", "unreliable")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_as_text_is_the_number(number):
    assert one(f"{number:.6f}")[0] == pytest.approx(number, abs=1e-6)


@given(st.integers(0, 10**9), st.sampled_from(["p", "r", "²", "[1]", "(a)"]))
def test_plain_digits_are_never_taken_for_a_footnote(number, mark):
    assert one(str(number), counts=True) == (number, "", False, "")
    assert one(f"{number}{mark}", counts=True)[0] == number


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("5E1", "5E1"),
        ("00AB", "00AB"),
        ("007", "007"),
        ('="5E1"', "5E1"),
        ('="00AB"', "00AB"),
        ("5e1", "5e1"),
        ("E92000001", "E92000001"),
        ("\N{NBSP}Bolton \n", "Bolton"),
        ("Stoke–on–Trent", "Stoke–on–Trent"),
        ("*", "*"),
        ("[c]", "[c]"),
        ("TRUE", "TRUE"),
        (2008.0, "2008"),
        (5.5, "5.5"),
        ("'=A1", "=A1"),
        (datetime.date(2007, 9, 1), "2007-09-01"),
    ],
)
def test_texts_and_codes_stay_what_they_are(cell, text):
    assert cells.text(cell) == text


@pytest.mark.parametrize("code", ["5E1", "00AB", "5K7"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_codes_come_through_a_file_as_they_stand(read, tables, code, kind):
    found = read(getattr(tables, kind)(tables.HEADER, tables.changed(area_code=code)))
    assert found.frame["area_code"].tolist() == [code]
    assert found.problems == ()


@pytest.mark.parametrize("code", [50, 50.0, "5.0E+01", "5.00E+01"])
def test_a_code_that_a_spreadsheet_changed_is_pointed_out(read, tables, code):
    found = read(tables.xlsx(tables.HEADER, tables.changed(area_code=code)))
    assert [(p.code, p.cell) for p in found.problems] == [("code_is_number", "A2")]


def test_a_period_that_a_spreadsheet_made_a_date_is_an_error_that_says_so(problems, tables):
    row = tables.changed(period=datetime.date(2007, 9, 1))
    (problem,) = problems(tables.xlsx(tables.HEADER, row, formats={3: "mmm-yy"}))
    assert (problem.code, problem.cell) == ("period_is_date", "D2")
    (problem,) = problems(tables.csv(tables.HEADER, tables.changed(period="Sep-07")))
    assert (problem.code, problem.cell) == ("bad_period", "D2")
    assert "spreadsheet program makes one of a text such as 2007-09" in problem.message


def test_marks_reach_the_remark_of_the_observation(read, tables):
    row = tables.changed(numerator="120p", period="2008/09 (provisional)", value="18.5²")
    frame = read(tables.csv(tables.HEADER, row)).frame
    assert frame["remark"].tolist() == ["provisional; footnote ²"]
    assert frame["period"].tolist() == ["2008/09"]
    assert frame["value"].tolist() == [pytest.approx(100 * 120 / 650)]


def test_a_publishers_note_stands_before_the_marks(read, tables):
    content = tables.csv((*tables.HEADER, "note"), (*tables.changed(value="18.5r"), "As agreed"))
    assert read(content).frame["remark"].tolist() == ["As agreed; revised"]


def test_an_unreliable_figure_is_kept_with_its_marker(read, tables):
    frame = read(tables.csv(tables.HEADER, tables.changed(value="18.5u"))).frame
    assert frame["marker"].tolist() == ["unreliable"]
    assert frame["value"].tolist() == [pytest.approx(100 * 120 / 650)]


@pytest.mark.parametrize(
    ("number_format", "number", "marker"),
    [
        ("0", 3, ""),
        ("General", 3, ""),
        ("#,##0.0", 3, ""),
        ('"*"', 3, "suppressed"),
        (r"\*", 3, "suppressed"),
        ("**", 3, "suppressed"),
        ('"*";"*";"*"', 0, "suppressed"),
        ('[<5]"*";0', 3, "suppressed"),
        ('[<5]"*";0', 5, ""),
        ('[<=5]"*";#,##0', 5, "suppressed"),
        ('[=0]0;[<5]"<5";0', 0, ""),
        ('[=0]0;[<5]"<5";0', 4, "suppressed"),
        ('[=0]0;[<5]"<5";0', 40, ""),
        ('[<5]"[c]";General', 3, "suppressed"),
        ('[<5]"[c]";General', 30, ""),
        ('"..";0', 3, "not_available"),
        (";;;", 3, "suppressed"),
        ("0;-0;;@", 0, ""),
        ("0;-0;;@", 3, ""),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 0, ""),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 1234, ""),
        ('0;-0;"*"', 0, "suppressed"),
        ('0" births"', 3, ""),
        ("[Red]0;[Blue]-0", 3, ""),
        ("d mmm yyyy", 3, ""),
        ("[h]:mm", 3, ""),
    ],
)
def test_what_a_number_format_shows_instead(number_format, number, marker):
    assert number_formats.shown_instead(number_format, number) == marker


def test_a_count_hidden_by_its_format_is_not_disclosed(read, tables):
    hidden = '[<5]"*";0'
    rows = [
        tables.changed(numerator=3, value=""),
        tables.changed(area_code="B", area_name="B", numerator=120, value=""),
    ]
    content = tables.xlsx(tables.HEADER, *rows, formats={4: hidden})
    assert number_formats.hiding_columns(content) == {"E"}
    found = read(content)
    assert np.isnan(found.frame["numerator"][0])
    assert np.isnan(found.frame["value"][0])
    assert found.frame["marker"].tolist() == ["suppressed", ""]
    assert found.frame["numerator"][1] == 120
    assert any("number formats do not show" in note for note in found.notes)
    assert not any("3 of" in note for note in found.notes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'<c r="(\w+)" s="(\d+)"', rb"<c s='\2' r='\1'"),
        (rb'<c r="(\w+)" s="(\d+)"', rb'<c s="\2"'),
    ],
)
def test_other_ways_to_write_a_cell_hide_no_less(tables, old, new):
    content = tables.xlsx(tables.HEADER, tables.changed(numerator=3), formats={4: '[<5]"*";0'})
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(stream, "w") as other:
        for name in whole.namelist():
            other.writestr(name, re.sub(old, new, whole.read(name)))
    assert number_formats.hiding_columns(stream.getvalue()) in ({"E"}, {""})


def test_a_format_that_writes_nought_as_a_dash_hides_nothing(read, tables):
    accounting = '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-'
    content = tables.xlsx(
        tables.HEADER, tables.changed(numerator=0, value=""), formats={4: accounting}
    )
    assert number_formats.hiding_columns(content) == set()
    assert read(content).frame["value"].tolist() == [0]


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [("0.0%", True), ('0.0"%"', False), (r"0.0\%", False), ("[Red]0%;-0%", True), ("0", False)],
)
def test_only_a_bare_percent_sign_multiplies_by_100(number_format, percent):
    assert number_formats.is_percent(number_format, 0.7) is percent


def with_raised(tables, plain_too=False):
    """A workbook whose value is the text 18.5, and behind it a raised 2."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, tables.HEADER)
    sheet.write_row(1, 0, tables.ROW[:6])
    sheet.write_rich_string(1, 6, "18.5", book.add_format({"font_script": 1}), "2")
    if plain_too:
        sheet.write_row(2, 0, tables.changed(area_code="B", area_name="B", value="18.52"))
    book.close()
    return stream.getvalue()


def test_raised_digits_are_a_footnote_and_not_decimals(read, tables):
    frame = read(with_raised(tables)).frame
    assert frame["remark"].tolist() == ["footnote ²"]
    assert frame["value"].tolist() == [pytest.approx(100 * 120 / 650)]


def test_raised_digits_saved_in_the_cell_itself_count_too(tables):
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("18.5", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    stream = io.BytesIO()
    book.save(stream)
    column = np.array(["18.52"], dtype=object)
    assert raised([column], stream.getvalue()) == {"18.52": "18.5²"}


def test_a_text_that_may_or_may_not_hold_raised_digits_is_an_error(problems, tables):
    found = problems(with_raised(tables, plain_too=True))
    assert [(p.code, p.cell) for p in found] == [("not_a_number", "G2"), ("not_a_number", "G3")]
    assert "18.5² or 18.52" in found[0].message or "18.52 or 18.5²" in found[0].message


def test_a_damaged_workbook_has_no_formats_and_no_raised_digits(tables):
    column = np.array(["18.52"], dtype=object)
    for content in (b"", b"PK\x03\x04", with_raised(tables)[:900]):
        assert number_formats.hiding_columns(content) == set()
        assert raised([column], content) == {}


def test_formats_that_cannot_be_looked_at_are_an_error(problems, tables, monkeypatch):
    from imscore.inputs import second_look

    monkeypatch.setattr(second_look, "look", lambda *_: [])
    content = tables.xlsx(tables.HEADER, tables.ROW, formats={4: '[<5]"*";0'})
    assert "xl/styles.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert ("unseen_formats", "E2") in [(p.code, p.cell) for p in problems(content)]


BLANKS = st.sampled_from(
    ["", " ", "\u200b", "\u00a0", '=""', '="5E1"', "'=", "'", "é", "5", ".5", "-"]
)


@given(texts=st.lists(BLANKS | st.text(max_size=3), max_size=8))
def test_a_cell_is_filled_where_its_text_can_be_seen(texts):
    found = cells.filled(Column.of(texts))
    assert found.tolist() == [cells.text(text) != "" for text in texts]
