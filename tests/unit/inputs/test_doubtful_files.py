"""Encodings, kinds of file, damage and traps; what is expected was settled beforehand."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile

import pytest
from tests.builders.doubtful import ANY, Case, figure, parameters, verify
from tests.builders.made import (
    HEADER,
    ROW,
    SHEET,
    STRINGS,
    archive,
    as_csv,
    as_ods,
    as_xls,
    as_xlsb,
    as_xlsx,
    changed,
    compound,
    rezipped,
)

TABLE = [HEADER, ROW]
PLAIN, BOOK = as_csv(*TABLE), as_xlsx({"Data": TABLE})
UNREADABLE = ("unreadable_file", "")
ONE = [figure()]
LATER = changed(period="2009/10")
BOTH = [figure(), figure(period="2009/10")]
HTML = b"<html><body><table><tr><td>area_code</td></tr></table></body></html>"
XML_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)


def encoded(encoding: str, name: str = "Anytown", mark: bytes = b"") -> bytes:
    return mark + as_csv(HEADER, changed(area_name=name), encoding=encoding)


def strict() -> bytes:
    """The same workbook under the names of ISO 29500 Strict."""
    swaps = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }  # fmt: skip

    def change(part: bytes) -> bytes:
        for old, new in swaps.items():
            part = part.replace(old, new)
        return part

    with zipfile.ZipFile(io.BytesIO(BOOK)) as old:
        return rezipped(BOOK, dict.fromkeys(old.namelist(), change))


def of_sheet(pattern: str, put: str) -> bytes:
    """The workbook with a piece of its sheet's XML replaced."""

    def change(part: bytes) -> bytes:
        new = re.sub(pattern.encode(), put.encode(), part, count=1)
        assert new != part
        return new

    return rezipped(BOOK, {SHEET: change})


def twice() -> bytes:
    """A workbook whose archive holds its sheet twice, the second with other figures."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old:
        sheet = old.read(SHEET).replace(b"<v>120</v>", b"<v>130</v>")
    with pytest.warns(UserWarning, match="Duplicate name"):
        return rezipped(BOOK, {}, {SHEET: sheet})


def links(target: str) -> bytes:
    part = f'<Relationships><Relationship Id="rId9" Target="{target}" TargetMode="External"/>'
    return rezipped(
        BOOK, {}, {"xl/externalLinks/_rels/a.xml.rels": f"{part}</Relationships>".encode()}
    )


def cyclic_xls() -> bytes:
    """A compound file whose third sector is followed by itself."""
    content = bytearray(as_xls(TABLE))
    struct.pack_into("<I", content, 512 + 4 * 3, 3)
    return bytes(content)


def misplaced_xls() -> bytes:
    """An .xls workbook whose sheet is said to begin beyond its end."""
    content = as_xls(TABLE)
    place = content.index(b"D\0a\0t\0a\0") - 8
    return content[:place] + struct.pack("<I", 0x7FFFFFFF) + content[place + 4 :]


TEXTS = [
    Case("UTF-8", encoded("utf-8", "Zoë’s town"), figures=ONE),
    Case("UTF-8 with a mark", encoded("utf-8-sig"), figures=ONE),
    Case("UTF-8 with two marks", b"\xef\xbb\xbf" + encoded("utf-8-sig"), figures=ONE),
    Case("UTF-16 little end first", encoded("utf-16-le", mark=b"\xff\xfe"), figures=ONE),
    Case("UTF-16 big end first", encoded("utf-16-be", mark=b"\xfe\xff"), figures=ONE),
    Case("UTF-16 without a mark", encoded("utf-16-le"), UNREADABLE, ONE, noted="UTF-16"),
    Case("UTF-32", encoded("utf-32"), (ANY, ANY), ONE),
    Case("Windows-1252", encoded("cp1252", "Zoë’s town"), figures=ONE, noted="1252"),
    Case("byte that no encoding has", PLAIN.replace(b"Anytown", b"Any\x81town"), (ANY, ANY), ONE,
         noted="1252"),
    Case("NUL in the text", PLAIN.replace(b"Anytown", b"Any\0town"), UNREADABLE),
    Case("tabs", as_csv(*TABLE, separator="\t"), figures=ONE),
    Case("semicolons", as_csv(*TABLE, separator=";"), figures=ONE),
    Case("upright bars", as_csv(*TABLE, separator="|"), figures=ONE),
    Case("sep= line", b"sep=;\r\n" + as_csv(*TABLE, separator=";"), figures=ONE),
    Case("sep= line that names a tab", b"sep=\t\r\n" + as_csv(*TABLE, separator="\t"),
         figures=ONE),
    Case("semicolons and decimal commas", as_csv(
         HEADER, changed(numerator="", denominator="", value="18,5"), separator=";"),
         ("not_a_number", "G2"),
         [figure(numerator=None, denominator=None, value=18.5)]),
    Case("carriage returns alone", as_csv(HEADER, ROW, LATER, newline="\r"), figures=BOTH),
    Case("line feeds alone", as_csv(HEADER, ROW, LATER, newline="\n"), figures=BOTH),
    Case("line ends of both kinds", as_csv(*TABLE, newline="\n") + as_csv(LATER), figures=BOTH),
    Case("no line end at the end", PLAIN.rstrip(), figures=ONE),
    Case("end-of-file mark of DOS", PLAIN + b"\x1a", (ANY, ANY), ONE),
    Case("error after a quoted line break",
         as_csv(HEADER, changed(area_name="Any\ntown"), changed(period="2009/10", value="twelve")),
         ("not_a_number", "G3")),
    Case("quotation mark not closed", PLAIN.replace(b"Anytown", b'"Anytown'), UNREADABLE),
    Case("quotation mark inside a field", PLAIN.replace(b"Anytown", b'Any"town'), (ANY, ANY), ONE),
    Case("quotation marks not doubled", PLAIN.replace(b"Anytown", b'"Any"town"'), (ANY, ANY)),
    Case("each line in quotation marks",
         b"\r\n".join(b'"' + line + b'"' for line in PLAIN.split()), (ANY, ANY), ONE),
    Case("separator at each line's end", PLAIN.replace(b"\r\n", b",\r\n"), figures=ONE),
    Case("many blank columns", PLAIN.replace(b"\r\n", b"," * 300 + b"\r\n"), figures=ONE),
    Case("empty", b"", ("empty_file", "")),
    Case("white space alone", b" \r\n\t\r\n", ("empty_file", "")),
    Case("mark alone", b"\xef\xbb\xbf", ("empty_file", "")),
    Case("noughts alone", bytes(4096), (ANY, ANY)),
]  # fmt: skip
KINDS = [
    Case("web page as .xls", HTML, UNREADABLE, file="t.xls"),
    Case("web page in UTF-16", HTML.decode().encode("utf-16"), UNREADABLE, file="t.xls"),
    Case("XML of Excel 2003 as .xls", XML_2003, UNREADABLE, file="t.xls"),
    Case("PDF", b"%PDF-1.4\n" + PLAIN, UNREADABLE, file="t.xlsx"),
    Case("RTF", b"{\\rtf1 " + PLAIN, UNREADABLE, file="t.csv"),
    Case("JSON", b'{"area_code": "5ZZ"}', UNREADABLE, file="t.csv"),
    Case("gzip", gzip.compress(PLAIN), UNREADABLE, file="t.csv.gz"),
    Case("picture", b"\x89PNG\r\n\x1a\n" + bytes(99), UNREADABLE, file="t.xlsx"),
    Case("text as .xlsx", PLAIN, figures=ONE, noted="CSV", file="t.xlsx"),
    Case("text as .xls", as_csv(*TABLE, separator="\t"), figures=ONE, noted="CSV", file="t.xls"),
    Case("workbook as .csv", BOOK, figures=ONE, noted="Excel", file="t.csv"),
    Case("workbook as .xls", BOOK, figures=ONE, noted="xlsx", file="t.xls"),
    Case(".xls", as_xls(TABLE), figures=ONE, file="t.xls"),
    Case(".xls as .xlsx", as_xls(TABLE), figures=ONE, noted=".xls", file="t.xlsx"),
    Case(".xlsb", as_xlsb(TABLE), figures=ONE, file="t.xlsb"),
    Case(".ods", as_ods(TABLE), figures=ONE, file="t.ods"),
    Case("macros are not run", rezipped(BOOK, {}, {"xl/vbaProject.bin": b"Sub Auto_Open"}),
         figures=ONE, noted="macros", file="t.xlsm"),
    Case("strict OOXML", strict, UNREADABLE, ONE, file="t.xlsx"),
    Case("owner file", b"\x07someone" + bytes(157), UNREADABLE, file="~$t.xlsx"),
    Case("Word document", archive({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}),
         UNREADABLE, file="t.xlsx"),
    Case("zip of a text file", archive({"t.csv": PLAIN}), UNREADABLE, file="t.zip"),
    Case("zip in a zip", archive({"t.xlsx": BOOK}), UNREADABLE, file="t.xlsx"),
    Case("empty zip", archive({}), (ANY, ""), file="t.xlsx"),
    Case("under a password", compound({"EncryptionInfo": bytes(99), "EncryptedPackage": BOOK}),
         UNREADABLE, file="t.xlsx"),
    Case("SYLK", b"ID;PWXL;N;E\r\nC;Y1;X1;K\"area_code\"\r\nE\r\n", (ANY, ANY), file="t.slk"),
    Case("pointer to a file kept elsewhere", b"version https://git-lfs.github.com/spec/v1\n",
         UNREADABLE, file="t.csv"),
]  # fmt: skip
CELL = '<c r="E2"><v>120</v></c>'
DAMAGED = [
    *(
        Case(f"workbook cut off at {share}%", BOOK[: len(BOOK) * share // 100], UNREADABLE,
             file="t.xlsx")
        for share in (1, 25, 50, 90, 99)
    ),
    Case(".xls cut off", as_xls(TABLE)[:1500], (ANY, ANY), file="t.xls"),
    Case(".xls whose sectors run in a circle", cyclic_xls, (ANY, ANY), file="t.xls"),
    Case(".xls whose sheet begins nowhere", misplaced_xls, (ANY, ANY), file="t.xls"),
    Case("no sheet's part", rezipped(BOOK, {}, without=[SHEET]), (ANY, ANY)),
    Case("no shared texts", rezipped(BOOK, {}, without=[STRINGS]), (ANY, ANY)),
    Case("shared text that is not there",
         of_sheet('<c r="B2" t="s"><v>8</v></c>', '<c r="B2" t="s"><v>99999</v></c>'),
         (ANY, ANY)),
    Case("no list of parts", rezipped(BOOK, {}, without=["[Content_Types].xml"]), (ANY, ANY), ONE),
    Case("no styles", rezipped(BOOK, {}, without=["xl/styles.xml"]), (ANY, ANY), ONE),
    Case("sheet's part twice in the archive", twice, (ANY, ANY)),
    Case("cell twice", of_sheet(re.escape(CELL), CELL + CELL.replace("120", "130")),
         ("unreadable_file", ANY)),
    Case("row twice", of_sheet(r'(<row r="2".*?</row>)', r"\1\1"), (ANY, ANY), ONE),
    Case("cell outside its row", of_sheet(re.escape(CELL), CELL.replace("E2", "E9")),
         (ANY, ANY)),
    Case("number that is none", of_sheet(re.escape(CELL), CELL.replace("120", "1,2,0")),
         (ANY, ANY)),
    Case("number not a number", of_sheet(re.escape(CELL), CELL.replace("120", "NaN")),
         (ANY, ANY)),
    Case("number infinite", of_sheet(re.escape(CELL), CELL.replace("120", "1e999")),
         (ANY, ANY)),
    Case("number in a cell of text", of_sheet(re.escape(CELL), CELL.replace("<c ", '<c t="str" ')),
         figures=ONE),
    Case("XML cut off inside", rezipped(BOOK, {SHEET: lambda part: part[: len(part) // 2]}),
         (ANY, ANY)),
    Case("entity of its own", of_sheet(r"\?>\n?", '?><!DOCTYPE a [<!ENTITY b "120">]>'),
         UNREADABLE),
    Case("entity from elsewhere",
         rezipped(BOOK, {STRINGS: lambda p: p.replace(
             b"?>", b'?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', 1)}),
         UNREADABLE),
    Case("link to elsewhere is not followed", links("http://127.0.0.1:9/x.xlsx"), figures=ONE),
    Case("absurd merged range", of_sheet(
         "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
         (ANY, ANY), ONE),
    Case("stray cell far away", of_sheet(
         "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
         UNREADABLE),
    Case("size that lies", of_sheet(r'<dimension ref="\w+:\w+"', '<dimension ref="A1:XFD1048576"'),
         figures=ONE),
    Case("a hundred thousand blank rows", of_sheet("</sheetData>", "".join(
         f'<row r="{n}"/>' for n in range(3, 100_003)) + "</sheetData>"), figures=ONE),
    Case("part that leads out of the archive", rezipped(BOOK, {}, {"../../evil.xml": b"<a/>"}),
         UNREADABLE, ONE),
    Case("unpacks to a thousand times its size", rezipped(BOOK, {}, {
         "xl/media/image1.png": bytes(100_000_000)}), UNREADABLE),
]  # fmt: skip


@pytest.mark.parametrize("case", parameters([*TEXTS, *KINDS, *DAMAGED]))
def test_doubtful_file(case):
    verify(case)
