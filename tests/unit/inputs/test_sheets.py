"""What a file is, whatever its name says; its encoding, its separators, its row numbers."""

import io
import zipfile

import openpyxl
import pytest

from imscore.errors import InputError
from imscore.inputs.sheets import open_file

TEXT = "area_code,area_name\r\n5ZZ,Zoë’s town\r\n"


def cells(opened):
    (sheet,) = opened.sheets
    return [list(row) for row in zip(*sheet.columns, strict=True)]


def refusal(name, content):
    with pytest.raises(InputError) as caught:
        open_file(name, content)
    (problem,) = caught.value.problems
    assert problem.code in {"unreadable_file", "empty_file"}
    assert problem.hint
    return problem.message


ROWS = [["area_code", "area_name"], ["5ZZ", "Zoë’s town"]]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings(encoding):
    assert cells(open_file("t.csv", TEXT.encode(encoding))) == ROWS


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_utf_16_with_a_byte_order_mark(encoding, mark):
    opened = open_file("t.csv", mark + TEXT.encode(encoding))
    assert (cells(opened), opened.notes) == (ROWS, [])


def test_an_older_mac_export_is_read_as_mac_roman():
    opened = open_file("t.csv", TEXT.replace("\r\n", "\r").encode("mac_roman"))
    assert cells(opened) == ROWS
    assert "Mac Roman" in opened.notes[0]


def test_a_guess_at_the_encoding_is_said():
    assert "read as Windows-1252" in open_file("t.csv", TEXT.encode("cp1252")).notes[0]
    assert "read as UTF-16" in open_file("t.csv", TEXT.encode("utf-16-le")).notes[0]
    assert open_file("t.csv", TEXT.encode()).notes == []


def test_letters_of_no_encoding_are_said():
    note = open_file("t.csv", b"a,b\n\x81\xe9,1\n").notes[0]
    assert "some letters are of neither" in note


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_line_ends_and_separators(end, separator):
    text = end.join(separator.join(row) for row in ROWS) + end
    assert cells(open_file("t.csv", text.encode())) == ROWS


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_first_line_that_names_the_separator(first, end):
    text = end.join([first, "a,b;c", "1,5;2"])
    assert cells(open_file("t.csv", text.encode())) == [["a,b", "c"], ["1,5", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_quoted_newline_is_part_of_its_row(end):
    text = f'a,b{end}"one{end}two",1{end}three,2{end}'
    found = cells(open_file("t.csv", text.encode()))
    assert [row[1] for row in found] == ["b", "1", "2"]


NOT_TABLES = [
    (b"%PDF-1.7\n", "PDF"),
    (b"<html><body><table>", "web page (HTML)"),
    (b"\xef\xbb\xbf\r\n<TABLE border=1>", "web page (HTML)"),
    ('<html xmlns:x="urn:schemas-microsoft-com:office:excel">'.encode("utf-16"), "web page (HTML)"),
    (b"<!DOCTYPE html>\n<html>", "web page (HTML)"),
    (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "XML spreadsheet of Excel 2003",
    ),
    (b'<?xml version="1.0"?><rows><row/></rows>', "XML"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
    (b'{"a": 1}', "JSON"),
    (b'[{"a": 1}]', "JSON"),
    (b"{\\rtf1\\ansi", "RTF"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"SQLite format 3\x00", "database"),
    (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    (b"\x00\x00\x01\x02" * 50, "not a text file"),
    (b"", "empty"),
    (b"\xff\xfe\r\x00\n\x00", "empty"),
]


@pytest.mark.parametrize(("content", "words"), NOT_TABLES)
@pytest.mark.parametrize("name", ["t.xls", "t.csv", "standard input"])
def test_what_is_no_table_is_called_what_it_is(name, content, words):
    assert words in refusal(name, content)


def test_a_first_cell_that_begins_with_a_sign_is_no_web_page():
    assert cells(open_file("t.csv", b"<5,a\n1,2\n")) == [["<5", "a"], ["1", "2"]]
    assert cells(open_file("t.csv", b"[c],a\n1,2\n")) == [["[c]", "a"], ["1", "2"]]


@pytest.mark.parametrize("name", ["~$pct.xlsx", "folder/~$pct.xlsx", "folder\\~$pct.xls"])
def test_an_owner_file_is_not_the_spreadsheet(name):
    content = b"\x07Analyst" + b" " * 157
    assert "who has the spreadsheet open" in refusal(name, content)


def zipped(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["[Content_Types].xml", "word/document.xml"], "Word document"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "slides"),
        (["Index/Document.iwa"], "Apple Numbers"),
        (["pct.csv", "notes.txt"], "zip archive (of pct.csv, notes.txt)"),
        ([], "cannot be opened"),
    ],
)
def test_other_zipped_files_are_called_what_they_are(names, words):
    assert words in refusal("t.xlsx", zipped(*names))


@pytest.mark.parametrize(
    ("stream_name", "words"),
    [("EncryptedPackage", "protected by a password"), ("WordDocument", "Word document")],
)
def test_compound_files_that_hold_no_sheets(stream_name, words):
    assert words in refusal("t.xlsx", compound(stream_name))


def compound(stream_name):
    """A compound file with one empty stream, after Microsoft's description."""
    import struct

    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(
        entry(n, k) for n, k in (("Root Entry", 5), (stream_name, 2), ("", 0), ("", 0))
    )
    return bytes(header) + table + directory


def entry(name, kind):
    import struct

    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    start = struct.pack("<HBBIII", len(text) + 2, kind, 1, none, none, 1 if kind == 5 else none)
    return text.ljust(64, b"\x00") + start + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)


def test_a_workbook_with_the_name_of_a_text_is_read_with_a_note(tables):
    opened = open_file("t.csv", tables.xlsx(["a"], ["1"]))
    assert cells(opened) == [["a"], ["1"]]
    assert "its name says .csv, but it is an Excel workbook (.xlsx)" in opened.notes[0]


def test_a_text_with_the_name_of_a_workbook_is_read_with_a_note():
    opened = open_file("t.xlsx", TEXT.encode())
    assert cells(opened) == ROWS
    assert "its name says .xlsx, but it is text (CSV)" in opened.notes[0]


@pytest.mark.parametrize("name", ["t.xlsx", "t.XLSM", "t", "standard input", "t.dat"])
def test_a_name_that_fits_or_says_nothing_gets_no_note(tables, name):
    assert open_file(name, tables.xlsx(["a"], ["1"])).notes == []


def with_parts(content, change, more=()):
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
        for name in more:
            new.writestr(name, b"x")
    return stream.getvalue()


def test_macros_are_never_run_and_this_is_said(tables):
    content = with_parts(tables.xlsx(["a"], ["1"]), bytes, ["xl/vbaProject.bin"])
    opened = open_file("t.xlsm", content)
    assert cells(opened) == [["a"], ["1"]]
    assert "macros; none of them was run" in opened.notes[0]


def test_links_to_other_workbooks_are_not_followed(tables):
    content = with_parts(tables.xlsx(["a"], ["1"]), bytes, ["xl/externalLinks/externalLink1.xml"])
    assert cells(open_file("t.xlsx", content)) == [["a"], ["1"]]


def test_the_strict_kind_of_workbook_is_read(tables):
    def strict(part):
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    content = with_parts(tables.xlsx(["a", "b"], ["x", 1.5]), strict)
    assert cells(open_file("t.xlsx", content)) == [["a", "b"], ["x", 1.5]]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_part_of_a_workbook_is_refused(tables, share):
    content = tables.xlsx(tables.HEADER, *[tables.ROW] * 50)
    assert "damaged or not whole" in refusal("t.xlsx", content[: int(share * len(content))])


def test_a_workbook_that_another_program_wrote():
    book = openpyxl.Workbook()
    book.active.append(["a", 1.5, True])
    stream = io.BytesIO()
    book.save(stream)
    assert cells(open_file("t.xlsx", stream.getvalue())) == [["a", 1.5, True]]


def test_one_very_long_line_does_not_make_a_long_file_wide():
    content = b"," * 16_000 + b"\n" + b"x\n" * 100_000
    assert "too large" in refusal("t.csv", content)
