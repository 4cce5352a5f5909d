"""Files, sheets, header rows and what is set aside. Expected values by hand."""

import datetime
import shutil
import subprocess

import pytest

from imscore.inputs import text_table


def codes(observations):
    return [(p.code, p.cell) for p in observations.problems]


def keys(observations):
    return observations.frame[["area", "indicator", "period"]].values.tolist()


ONE = [["5ZZ", "smoking_at_delivery", "2008/09"]]


def test_title_lines_above_the_header_and_footnotes_below(read, tables):
    content = tables.csv(
        ["Smoking in Anytown"],
        [],
        ["Source: returns"],
        tables.HEADER,
        tables.ROW,
        [],
        ["Note: provisional"],
    )
    found = read(content)
    assert keys(found) == ONE
    assert found.cells().tolist() == ["G5"]
    assert "words but no figures were not read: 7" in found.notes[0]


def test_columns_in_another_order_and_extra_columns(read, tables):
    header = ("comment on it", *reversed(tables.HEADER), "who")
    found = read(tables.csv(header, ("", *reversed(tables.ROW), "me")))
    assert keys(found) == ONE
    assert found.cells().tolist() == ["B2"]
    assert found.cells("numerator").tolist() == ["D2"]


@pytest.mark.parametrize(
    ("field", "spelling"),
    [
        ("area_code", "PCT Code"),
        ("area_name", "Local Authority"),
        ("indicator", "Measure"),
        ("period", "Financial  year"),
        ("numerator", "COUNT"),
        ("denominator", "Denom"),
        ("value", "%"),
    ],
)
def test_header_synonyms(read, tables, field, spelling):
    header = [spelling if name == field else name for name in tables.HEADER]
    assert keys(read(tables.csv(header, tables.ROW))) == ONE


def test_row_numbers_after_blank_lines_and_quoted_newlines(read, tables):
    content = tables.csv(
        tables.HEADER,
        [],
        tables.changed(area_name="Any\ntown"),
        [],
        tables.changed(period="2009/10"),
    )
    found = read(content)
    assert found.cells().tolist() == ["G3", "G5"]
    assert found.frame["area_name"].tolist() == ["Any town", "Anytown"]


def test_row_numbers_where_a_workbooks_table_starts_away_from_the_corner(read, tables):
    blank = [None, None]
    content = tables.xlsx([], [], [*blank, *tables.HEADER], [*blank, *tables.ROW])
    assert read(content).cells().tolist() == ["I4"]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators(read, tables, separator):
    content = tables.csv(tables.HEADER, tables.ROW, separator=separator)
    assert keys(read(content)) == ONE


def test_semicolons_with_decimal_commas_are_an_error_and_never_ten_times_as_much(errors, tables):
    content = tables.csv(tables.HEADER, tables.changed(value="18,5"), separator=";")
    assert errors(content) == [("not_a_number", "G2")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('indicator,commentary\nSATOD,"Plan A; plan B; plan C; plan D"\n', ","),
        ('a,b,c\n1,2,"x; y; z; p; q"\n3,4,"x; y; z; p; q"\n', ","),
        ("a,b,c\n1,2,x; y; z; p; q\n3,4,x; y; z; p; q\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("Report, of 2010\n\na;b;c\n1,5;2;3\n1,5;2;3\n", ";"),
        ("a\tb\nOne, two, three\t1,000,000\nFour, five\t2\n", "\t"),
        ('a,b\n"one\nline; another; more; more",2\n', ","),
        ("Title\na,b,c\n1\n1,2,3\n1,2\n1,2,3\n", ","),
    ],
)
def test_marks_in_prose_and_numbers_do_not_separate(text: str, mark: str) -> None:
    assert text_table.read("t.csv", text.encode()).separator == mark


def test_a_line_that_names_the_separator_is_not_a_row(read, tables):
    content = b"sep=;\r\n" + tables.csv(tables.HEADER, tables.ROW, separator=";")
    assert read(content).cells().tolist() == ["G2"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read, tables, encoding):
    text = tables.csv(tables.HEADER, tables.changed(area_name="Zoë’s town")).decode()
    assert read(text.encode(encoding)).frame["area_name"].tolist() == ["Zoë’s town"]


def test_an_unclosed_quotation_mark_never_joins_two_rows(errors, tables):
    content = (
        b"area_code,area_name,indicator,period,numerator,denominator,value\n"
        b'A1,"Anytown,smoking_at_delivery,2008/09,120,650,18.5\n'
        b'A2,"Othertown",smoking_at_delivery,2008/09,90,600,15.0\n'
    )
    assert [code for code, _ in errors(content)] == ["unreadable_file"]


def test_a_repeated_header_is_passed_over(read, tables):
    found = read(
        tables.csv(tables.HEADER, tables.ROW, tables.HEADER, tables.changed(period="2009/10"))
    )
    assert found.cells().tolist() == ["G2", "G4"]
    assert "repeat the header" in found.notes[0]


def test_a_second_header_with_other_columns_is_an_error(errors, tables):
    swapped = ["area_code", "area_name", "indicator", "period", "denominator", "numerator", "value"]
    content = tables.csv(tables.HEADER, tables.ROW, swapped, tables.changed(area_code="B"))
    assert ("second_header", "D3") in errors(content)


def test_a_totals_row_without_keys_is_an_error(errors, tables):
    content = tables.csv(tables.HEADER, tables.ROW, ["Total", "", "", "", 120, 650, 18.5])
    assert errors(content) == [("missing_cell", "C3")]


@pytest.mark.parametrize(
    ("field", "cell"), [("area_code", "A2"), ("indicator", "C2"), ("period", "D2")]
)
def test_blank_keys_are_errors(errors, tables, field, cell):
    blank = {field: ""} | ({"area_name": ""} if field == "area_code" else {})
    assert errors(tables.csv(tables.HEADER, tables.changed(**blank))) == [("missing_cell", cell)]


@pytest.mark.parametrize("column", ["indicator", "period"])
def test_a_missing_column_is_an_error(errors, tables, column):
    header = [name for name in tables.HEADER if name != column]
    row = [c for name, c in zip(tables.HEADER, tables.ROW, strict=True) if name != column]
    assert errors(tables.csv(header, row)) == [("missing_column", "A1")]


def test_a_slip_in_a_header_is_named(problems, tables):
    header = ["perid" if name == "period" else name for name in tables.HEADER]
    (problem,) = problems(tables.csv(header, tables.ROW))
    assert "Is 'perid' meant to be 'period'?" in problem.hint


def test_two_columns_of_one_field_are_an_error(errors, tables):
    content = tables.csv((*tables.HEADER, "percentage"), (*tables.ROW, 18.5))
    assert errors(content) == [("duplicate_column", "H1")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n ",
        b"\xef\xbb\xbf",
        b"%PDF-1.7 ...",
        b"<html><table>",
        b'{"a": 1}',
        b"PK\x03\x04rubbish",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rubbish",
        b"\xff\xfeabc",
        b"\xff\xfe\x00\xd8",
        bytes(range(256)),
        b"hello\nworld\n",
        b'a,"b\n',
        b'sep="\na"b',
        b"sep=\na,b",
    ],
)
def test_what_is_no_table_is_an_error_with_a_message(problems, content):
    (problem,) = problems(content)
    assert problem.severity == "error"
    assert problem.message


def test_a_truncated_workbook_is_an_error(problems, tables):
    whole = tables.xlsx(tables.HEADER, tables.ROW)
    assert problems(whole[: len(whole) // 2])[0].code == "unreadable_file"


def test_an_unknown_sheet_is_an_error_with_a_suggestion(problems, tables):
    (problem,) = problems(tables.xlsx(tables.HEADER, tables.ROW), sheet="Dta")
    assert (problem.code, "Did you mean Data?" in problem.hint) == ("no_such_sheet", True)
    assert problems(tables.csv(tables.HEADER, tables.ROW), sheet="Data")[0].code == "no_such_sheet"


def test_a_workbook_with_no_sheet_that_fits(problems, tables):
    (problem,) = problems(tables.workbook({"About": [["Hello"]], "More": []}))
    assert problem.code == "no_table"
    assert "About, More" in problem.message


def test_a_header_without_rows_is_an_error(errors, tables):
    assert [code for code, _ in errors(tables.csv(tables.HEADER))] == ["no_rows"]


def test_several_sheets_and_a_sheet_that_is_not_data(read, tables):
    content = tables.workbook(
        {
            "About": [["#", "x"], tables.HEADER, tables.ROW],
            "Smoking": [tables.HEADER, tables.ROW],
            "Later": [tables.HEADER, tables.changed(period="2009/10")],
        }
    )
    found = read(content)
    assert found.frame["period"].tolist() == ["2008/09", "2009/10"]
    assert "begins with #: About" in found.notes[0]
    assert [found.blocks[b].sheet for b in found.frame["block"]] == ["Smoking", "Later"]


def test_several_files_one_of_them_bad_are_all_reported(problems, tables):
    found = problems(
        a_csv=tables.csv(tables.HEADER, tables.changed(value="twelve")),
        b_xlsx=b"PK\x03\x04",
        c_csv=tables.csv(tables.HEADER, tables.changed(value=17)),
    )
    assert {(p.file, p.code) for p in found if p.severity == "error"} == {
        ("a.csv", "not_a_number"),
        ("b.xlsx", "unreadable_file"),
    }
    assert ("c.csv", "value_disagrees") in {(p.file, p.code) for p in found}


def test_hidden_sheets_are_named_and_not_read(read, tables):
    import io

    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(
            tables.workbook(
                {"Data": [tables.HEADER, tables.ROW], "Old": [tables.HEADER, tables.ROW]}
            )
        )
    )
    book["Old"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert len(found.frame) == 1
    assert "hidden sheets were not read: Old" in found.notes[0]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_xls_and_ods_read_as_xlsx_does(tmp_path, read, tables, kind):
    source = tmp_path / "t.xlsx"
    source.write_bytes(tables.xlsx([], tables.HEADER, tables.ROW, tables.changed(period="2009/10")))
    subprocess.run(
        [
            shutil.which("soffice"),
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            tmp_path,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    content = (tmp_path / f"t.{kind}").read_bytes()
    there, here = read(**{f"t_{kind}": content}), read(source.read_bytes())
    assert there.frame.equals(here.frame)
    assert there.cells().tolist() == ["G3", "G4"]


# The Fingertips layout.
FINGERTIPS = (
    "Indicator ID",
    "Indicator Name",
    "Parent Code",
    "Area Code",
    "Area Name",
    "Area Type",
    "Sex",
    "Age",
    "Category Type",
    "Category",
    "Time period",
    "Value",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
    "Count",
    "Denominator",
    "Value note",
)
SATOD = "Smoking status at time of delivery (current method)"


def fingertips(**changes):
    row = {
        "Indicator ID": 93085,
        "Indicator Name": SATOD,
        "Parent Code": "E92000001",
        "Area Code": "E08000001",
        "Area Name": "Bolton",
        "Area Type": "County & UA",
        "Sex": "Female",
        "Age": "All ages",
        "Category Type": "",
        "Category": "",
        "Time period": "2018/19",
        "Value": 13.5,
        "Lower CI 95.0 limit": 12.3,
        "Upper CI 95.0 limit": 14.8,
        "Count": 459,
        "Denominator": 3391,
        "Value note": "",
    }
    return [(row | changes)[name] for name in FINGERTIPS]


def test_a_download_is_recognised_by_its_content(read, tables):
    found = read(tables.csv(FINGERTIPS, fingertips()))
    assert keys(found) == [["E08000001", "smoking_at_delivery", "2018/19"]]
    assert found.frame["definition"].tolist() == ["known_status"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Sex": "Male"}, "of another sex (Male)"),
        ({"Age": "<18 yrs"}, "of another age (<18 yrs)"),
        ({"Category Type": "Deprivation deciles", "Category": "Most deprived"}, "breakdowns"),
        ({"Area Code": "E05000001", "Area Type": "Ward"}, "other kinds of area (Ward)"),
        ({"Area Code": "P82001", "Area Type": "GPs"}, "other kinds of area (General practice)"),
        ({"Area Code": "K04000001", "Area Name": "England and Wales"}, "other kinds of area"),
        ({"Indicator ID": 90000, "Indicator Name": "Excess winter deaths"}, "of other indicators"),
    ],
)
def test_what_is_not_wanted_is_set_aside_and_counted(read, tables, changes, words):
    found = read(tables.csv(FINGERTIPS, fingertips(), fingertips(**changes, Value=99)))
    assert len(found.frame) == 1
    assert any(
        f"1 row {'' if words.startswith('of other i') else 'set aside: '}{words}" in note
        for note in found.notes
    )


def test_a_number_and_a_name_of_two_indicators_is_an_error(errors, tables):
    assert errors(tables.csv(FINGERTIPS, fingertips(**{"Indicator ID": 92196}))) == [
        ("two_indicators", "B2")
    ]


def test_a_file_of_breakdowns_alone_says_why_nothing_is_left(problems, tables):
    (problem,) = problems(tables.csv(FINGERTIPS, fingertips(Sex="Male")))
    assert problem.code == "no_rows"
    assert "of another sex" in problem.message


def test_ids_in_a_column_of_ids(read, tables):
    header = ["indicator_id" if name == "indicator" else name for name in tables.HEADER]
    assert keys(read(tables.csv(header, tables.ROW))) == ONE


@pytest.mark.parametrize("period", [datetime.date(2007, 9, 1), datetime.datetime(2007, 9, 1, 12)])
def test_a_period_that_became_a_date_is_an_error(problems, tables, period):
    content = tables.xlsx(tables.HEADER, tables.changed(period=period), formats={3: "mmm-yy"})
    (problem,) = problems(content)
    assert (problem.code, problem.cell) == ("period_is_date", "D2")


def test_a_stray_cell_far_away_is_refused_before_it_fills_the_memory(problems):
    import io

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Data")
    sheet.write("A1", "area_code")
    sheet.write("XFD1048576", 1)
    book.close()
    (problem,) = problems(stream.getvalue())
    assert problem.code == "unreadable_file"
    assert "spans 17,179,869,184 cells" in problem.message


def test_a_file_that_unpacks_to_too_much_is_refused(problems, monkeypatch, tables):
    from imscore.inputs import guard

    monkeypatch.setattr(guard, "_MOST_BYTES", 1_000)
    assert "too large" in problems(tables.xlsx(tables.HEADER, tables.ROW))[0].message
