"""Hostile workbooks are refused before they are opened, honest ones that look odd are read."""

import io
import re
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.errors import InputError
from imscore.inputs import binary_reach, guard, parts, reach
from imscore.inputs.compound import Container, DamagedError

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def rebuilt(content, more=None, **changes):
    """A workbook with some parts changed by functions; `more` are parts to add."""
    named = {"sheet": SHEET, "strings": STRINGS, "styles": "xl/styles.xml"}
    by_part = {named[name]: change for name, change in changes.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, by_part.get(name, bytes)(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def with_rows(tables, rows):
    content = tables.xlsx(tables.HEADER, tables.ROW)
    return rebuilt(
        content, sheet=lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )


FAR = [
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    b'<row spans="1:9" r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
    b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    b'<row r="1048576">' + b"<c/>" * 16_383 + b"<c><v>1</v></c></row>",
    b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
    b'<row r="3"><c r="ZZZZ99999999"><v>1</v></c></row>',
]


@pytest.mark.parametrize("row", FAR)
def test_a_stray_cell_far_away_is_refused_however_it_is_written(problems, tables, row):
    (problem,) = problems(with_rows(tables, row))
    assert problem.code == "unreadable_file"
    assert "a sheet spans" in problem.message


def test_a_prefixed_sheet_is_looked_through_too(problems, tables):
    def prefixed(part):
        part = re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")
        return part.replace(b"</x:sheetData>", FAR[0].replace(b"<", b"<x:") + b"</x:sheetData>")

    content = rebuilt(tables.xlsx(tables.HEADER, tables.ROW), sheet=prefixed)
    content = content.replace(b"x:/", b"/x:")
    assert problems(content)[0].code == "unreadable_file"


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1048576"><c r="XFD1048576" s="0"/></row>',
        b"".join(b'<row r="%d"/>' % number for number in range(3, 300_000)),
        b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 100_000)),
    ],
)
def test_blank_cells_and_rows_below_the_table_do_no_harm(read, tables, rows):
    assert read(with_rows(tables, rows)).cells().tolist() == ["G2"]


@pytest.mark.parametrize("said", [b"A1:A1", b"A1:XFD1048576"])
def test_a_sheet_that_lies_about_its_size_is_read_whole(read, tables, said):
    content = rebuilt(
        tables.xlsx(tables.HEADER, tables.ROW, tables.changed(period="2009/10")),
        sheet=lambda part: part.replace(b"A1:G3", said),
    )
    assert read(content).cells().tolist() == ["G2", "G3"]


def test_cells_without_names_are_read(read, tables):
    content = rebuilt(
        tables.xlsx(tables.HEADER, tables.ROW),
        sheet=lambda part: re.sub(rb'(<c|<row) r="\w+"', rb"\1", part),
    )
    assert read(content).frame["numerator"].tolist() == [120]


@pytest.mark.parametrize("part", ["sheet", "strings", "styles"])
@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
    ],
)
def test_a_document_type_is_refused_in_any_part(problems, tables, part, declaration):
    def declare(xml):
        head, rest = xml.split(b"?>", 1)
        return head + b"?>" + declaration + rest

    content = rebuilt(tables.xlsx(tables.HEADER, tables.ROW), **{part: declare})
    (problem,) = problems(content)
    assert "declares a document type" in problem.message


def test_a_document_type_in_another_encoding_is_refused(problems, tables):
    def declare(xml):
        return (
            xml.decode()
            .replace("UTF-8", "UTF-16")
            .replace("?>", "?><!DOCTYPE a>", 1)
            .encode("utf-16")
        )

    content = rebuilt(tables.xlsx(tables.HEADER, tables.ROW), strings=declare)
    assert "declares a document type" in problems(content)[0].message


def test_comments_in_a_part_are_no_declarations(read, tables):
    content = rebuilt(
        tables.xlsx(tables.HEADER, tables.ROW),
        sheet=lambda part: part.replace(b"<sheetData>", b"<!-- made by hand --><sheetData>"),
    )
    assert read(content).cells().tolist() == ["G2"]


def test_what_unpacks_to_a_hundred_times_its_size_is_refused(problems, tables):
    content = rebuilt(
        tables.xlsx(tables.HEADER, tables.ROW), {"xl/media/image1.png": bytes(70_000_000)}
    )
    assert "unpacks from" in problems(content)[0].message


def test_a_part_that_lies_about_its_size_is_refused_unread(problems, tables):
    content = bytearray(
        rebuilt(tables.xlsx(tables.HEADER, tables.ROW), {"xl/media/a.bin": bytes(200_000_000)})
    )
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/a.bin"))
    struct.pack_into("<I", content, place + 24, 10)
    assert "damaged" in problems(bytes(content))[0].message


def test_one_long_text_shared_by_many_cells_is_refused(problems, tables):
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>8</v></c></row>' % (n, n) for n in range(3, 9000)
    )
    content = rebuilt(
        with_rows(tables, rows), strings=lambda part: part.replace(b"Anytown", b"A" * 30_000)
    )
    assert "the same again and again" in problems(content)[0].message


def test_a_long_note_that_stands_once_is_read(read, tables):
    content = tables.workbook(
        {"Data": [tables.HEADER, tables.ROW], "About": [["x" * 30_000], ["y" * 3_000]]}
    )
    assert read(content).cells().tolist() == ["G2"]


def test_an_archive_under_a_password_says_so():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    content = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    with pytest.raises(InputError) as caught:
        guard.check("t.xlsx", bytes(content))
    assert "password" in caught.value.problems[0].message


# OpenDocument: a cell or row that is repeated stands once in the file.
ODS = "<table:table>{}</table:table>"
FILLED = '<table:table-cell {} office:value="1"><text:p>1</text:p></table:table-cell>'
BLANK = '<table:table-cell table:number-columns-repeated="16384"/>'


def ods_row(cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


@pytest.mark.parametrize(
    ("rows", "corner", "refused"),
    [
        (ods_row(FILLED) + ods_row(BLANK, 1_048_575), (1, 1), False),
        (ods_row(FILLED) + ods_row(BLANK, 9) + ods_row(FILLED), (11, 1), False),
        (ods_row(FILLED, 200), (200, 1), False),
        (ods_row(FILLED.format('table:number-columns-repeated="16384"'), 500), (500, 16_384), True),
        (ods_row(BLANK + FILLED, 1) + ods_row(FILLED, 1000), (1001, 16_385), True),
    ],
)
def test_repeated_cells_of_an_ods_file_are_counted(rows, corner, refused):
    found = reach.of_ods_content(ODS.format(rows).encode())
    assert ((found.rows, found.columns), found.is_too_large) == (corner, refused)


def test_a_long_text_repeated_in_an_ods_file_is_too_much():
    row = ods_row(FILLED.replace("<text:p>1", "<text:p>" + "a" * 100_000), 9_000)
    assert reach.of_ods_content(ODS.format(row).encode()).is_too_large


# Binary workbooks, put together by hand after Microsoft's descriptions.
def xls_record(kind, *data):
    return struct.pack("<HH", kind, 2 * len(data)) + struct.pack(f"<{len(data)}H", *data)


def test_the_cells_of_an_xls_stream_are_found():
    stream = b"".join(
        [
            xls_record(0x0809, 0x0600, 0x0010),
            xls_record(0x0203, 4, 7, 0, 0, 0, 0, 0),  # a number in H5
            xls_record(0x00BD, 9, 2, 0, 0, 0, 0, 0, 0, 3),  # two small numbers in C10:D10
            xls_record(0x0201, 65_535, 255, 0),  # a blank cell
        ]
    )
    found, password = binary_reach.of_xls_stream(stream)
    assert (found.rows, found.columns, found.filled, password) == (10, 8, 3, False)


def test_an_xls_stream_under_a_password_is_told():
    assert binary_reach.of_xls_stream(xls_record(0x002F, 1, 0))[1]


def test_the_cells_of_an_xlsb_sheet_are_found():
    def record(kind, *data):
        return bytes([kind, 4 * len(data)]) + struct.pack(f"<{len(data)}I", *data)

    part = b"\x81\x01\x00" + record(0, 41) + record(5, 6, 0, 0, 0) + record(1, 16_383, 0)
    found = binary_reach.of_xlsb_sheet(part)
    assert (found.rows, found.columns, found.filled) == (42, 7, 1)


def test_a_compound_file_whose_sectors_run_in_a_circle_is_refused():
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)  # the directory begins in sector 1
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 1, *[0xFFFFFFFF] * 126)  # 1 is followed by 1
    with pytest.raises(DamagedError, match="circle"):
        Container(bytes(header) + table + bytes(512))


def test_column_numbers_agree_with_another_program():
    from xlsxwriter.utility import xl_cell_to_rowcol

    for letters in ("A", "Z", "AA", "IV", "XFD"):
        assert reach.column_number(letters) == xl_cell_to_rowcol(f"{letters}1")[1] + 1


def test_a_wide_or_long_honest_sheet_is_not_refused():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    wide = book.add_worksheet("Wide")
    for row in range(20):
        wide.write_row(row, 0, range(800))
    book.add_worksheet("Long").write("A200000", "a footnote")
    book.close()
    guard.check("t.xlsx", stream.getvalue())


def test_a_binary_sheet_of_empty_records_is_refused():
    with pytest.raises(binary_reach.ImpossibleError, match="hold nothing"):
        binary_reach.of_xlsb_sheet(b"\x25\x00" * 1_000_100)
    with pytest.raises(binary_reach.ImpossibleError, match="hold nothing"):
        binary_reach.of_xls_stream(b"\x5c\x00\x00\x00" * 1_000_100)


def test_a_sector_of_a_compound_file_is_listed_once():
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, 0, *[0xFFFFFFFF] * 107)
    with pytest.raises(DamagedError, match="circle"):
        Container(bytes(header) + bytes(1024))


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        ("xl/styles.xml", b"<xf/>" * 600_001, "tags"),
        ("xl/workbook.xml", b'<sheet name="a" r:id="rId1"/>' * 2, "one and the same part"),
        (
            "xl/workbook.xml",
            b"".join(b'<sheet name="%d" r:id="rId%d"/>' % (n, n) for n in range(5_001)),
            "lists 5,001 sheets",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b'<Relationship Target="worksheets/sheet1.xml"/>'
            b'<Relationship Target="./worksheets/sheet1.xml"/>',
            "one and the same part",
        ),
        ("xl/worksheets/sheet1.xml", b'<sheetData><c t="s"><v>-1</v></c>', "cannot be found"),
    ],
)
def test_parts_that_no_spreadsheet_program_writes(name, part, words):
    assert words in parts.fault(name, part)


def test_parts_of_an_honest_workbook_have_no_fault(tables):
    book = tables.workbook({f"S{n}": [tables.HEADER, tables.ROW] for n in range(60)})
    with zipfile.ZipFile(io.BytesIO(book)) as found:
        assert [parts.fault(name, found.read(name)) for name in found.namelist()] == [""] * len(
            found.namelist()
        )
        assert parts.repeated(found.infolist()) == ""


@given(st.text(alphabet=",;|\t\n \x00ab1.", max_size=60))
@settings(max_examples=300, deadline=None)
def test_text_that_passes_the_quick_look_has_no_more_fields_than_may_be(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "MOST_CELLS", 20)
        content = text.encode()
        fields, filled = reach.of_text(content)
        if reach.is_ordinary_text(content):
            assert fields <= 20
            assert filled >= reach.LEAST_FILLED * fields
    assert reach.is_ordinary_text(b"a,1\n" * 10)
    assert not reach.is_ordinary_text(b",,,;\n" * 10)
