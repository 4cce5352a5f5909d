"""Hostile files, each made by a function: what they attack, and what has to come of them.

What is read has to be the one figure that the harmless part of the file holds.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

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
    compound,
    rezipped,
)
from tests.builders.made import changed as cells_changed

REFUSED, READ = "refused", "read"
BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
LINKS, ROOT_LINKS = "xl/_rels/workbook.xml.rels", "_rels/.rels"
MILLION = 1_000_000
LAUGHS = b"<!DOCTYPE a [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True)
class Hostile:
    """A file's name, what makes it, what has to come of it, and words that a refusal has."""

    file: str
    make: Callable[[], bytes]
    outcome: str
    words: str = ""


def plain() -> bytes:
    return as_xlsx({"Data": [HEADER, ROW]})


def changed(**parts: Callable[[bytes], bytes]) -> bytes:
    """The plain workbook with its sheet, strings, styles, book, links or types changed."""
    named = {"sheet": SHEET, "strings": STRINGS, "styles": STYLES, "book": BOOK}
    named |= {"links": LINKS, "types": TYPES, "roots": ROOT_LINKS}
    return rezipped(plain(), {named[name]: change for name, change in parts.items()})


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def swapped(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, new, 1)

    return swapped


def rows(more: bytes) -> bytes:
    return changed(sheet=swap(b"</sheetData>", more + b"</sheetData>"))


def declared(declaration: bytes) -> Callable[[bytes], bytes]:
    return swap(b"?>", b"?>" + declaration)


def entries(number: int, size: int) -> bytes:
    return rezipped(plain(), {}, {f"xl/media/{n}.png": bytes(size) for n in range(number)})


def nested() -> bytes:
    inner = archive({"0.bin": bytes(50_000_000)})
    return archive({f"{n}.zip": inner for n in range(20)})


def overlapping() -> bytes:
    """A thousand entries whose places are all the same one, which holds ten megabytes."""
    name = b"xl/media/image1.png"
    content = rezipped(plain(), {}, {name.decode(): bytes(10 * MILLION)})
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        start, count = found.start_dir, len(found.infolist())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    end = content.rindex(b"PK\x05\x06")
    entry = content[place:end]
    listed = content[start:end] + b"".join(
        entry.replace(b"image1", b"im%04d" % n) for n in range(1000)
    )
    finish = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, *[count + 1000] * 2, len(listed), start, 0
    )
    return content[:start] + listed + finish


def said_size(size: int) -> bytes:
    """Its sheet has forty megabytes of blanks and says another size in every list."""
    content = bytearray(rows(b" " * 40 * MILLION))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            name = SHEET.encode()
            if content[place:].find(name) in (30, 46):
                struct.pack_into("<I", content, place + offset, size)
    return bytes(content)


def twice(part: str, change: Callable[[bytes], bytes], name: str = "") -> bytes:
    """The plain workbook with a part that is there a second time, and says something else."""
    import warnings

    content = plain()
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        other = change(found.read(part))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rezipped(content, {}, {name or part: other})


def locked() -> bytes:
    content = bytearray(plain())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + offset] |= 1
    return bytes(content)


def many_sheets() -> bytes:
    """Sixty-five thousand sheets that are one and the same part."""
    entry = b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>'
    more = b"".join(entry % (n, n) for n in range(2, 65_000))
    return changed(book=swap(b"</sheets>", more + b"</sheets>"))


def many_large_sheets() -> bytes:
    """A thousand sheets that are one and the same part of ten thousand rows."""
    entry = b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>'
    more = b"".join(entry % (n, n) for n in range(2, 1_000))
    filled = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 10_000)
    )
    return changed(
        book=swap(b"</sheets>", more + b"</sheets>"),
        sheet=swap(b"</sheetData>", filled + b"</sheetData>"),
    )


def merged(*ranges: str) -> bytes:
    named = "".join(f'<mergeCell ref="{r}"/>' for r in ranges)
    return changed(
        sheet=swap(b"</sheetData>", f"</sheetData><mergeCells>{named}</mergeCells>".encode())
    )


def many_styles(number: int) -> bytes:
    style = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    return changed(styles=swap(b"</cellXfs>", style * number + b"</cellXfs>"))


def formula(text: str) -> bytes:
    """The numerator is what a formula gave when the file was saved."""
    return changed(
        sheet=swap(b'<c r="E2"><v>120</v></c>', f'<c r="E2"><f>{text}</f><v>120</v></c>'.encode())
    )


def outside() -> bytes:
    """Links to other workbooks, data connections and an embedded object."""
    return rezipped(
        plain(),
        {},
        {
            "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlfor'
            b'mats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
            b"</externalLink>",
            "xl/connections.xml": b'<connections xmlns="http://schemas.openxmlformats.org/'
            b'spreadsheetml/2006/main"><connection id="1" type="4"><webPr url="http://127.0.0.1:9/"'
            b"/></connection></connections>",
            "xl/embeddings/oleObject1.bin": compound({"Package": b"MZ" * 100}),
        },
    )


def two_called_alike() -> bytes:
    """Two sheets of one name, which say different things."""
    content = as_xlsx({"Data": [HEADER, ROW], "Other": [HEADER, cells_changed(numerator=99)]})
    return rezipped(content, {BOOK: swap(b'name="Other"', b'name="DATA"')})


def many_runs() -> bytes:
    """A shared text of a million runs, half of them raised, beside a count that is a text."""
    run = b'<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t>2</t></r>'
    more = b"<si>" + run * 500_000 + b"</si>"
    content = as_xlsx({"Data": [HEADER, cells_changed(numerator="120")]})
    return rezipped(content, {STRINGS: swap(b"</sst>", more + b"</sst>")})


def in_utf16(part: bytes) -> bytes:
    return part.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def with_text(index: bytes) -> bytes:
    return changed(sheet=swap(b't="s"><v>8</v>', b't="s"><v>' + index + b"</v>"))


def ods(old: str, new: str) -> bytes:
    def change(part: bytes) -> bytes:
        assert old.encode() in part
        return part.replace(old.encode(), new.encode(), 1)

    return rezipped(as_ods([HEADER, ROW]), {"content.xml": change})


def ods_rows(row: str) -> bytes:
    return ods("</table:table>", row + "</table:table>")


def ods_row(times: int, columns: int, text: str = "1") -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell '
        f'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>{text}'
        "</text:p></table:table-cell></table:table-row>"
    )


def xlsb(part: bytes) -> bytes:
    """The plain binary workbook with records before the end of its sheet's cells."""
    sheet = "xl/worksheets/sheet1.bin"
    return rezipped(
        as_xlsb([HEADER, ROW]),
        {sheet: swap(b"\x92\x01\x00\x82\x01", part + b"\x92\x01\x00\x82\x01")},
    )


def xlsb_row(number: int, column: int = 0) -> bytes:
    return (
        b"\x00\x11" + struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0)
        + b"\x05\x10" + struct.pack("<IId", column, 0, 1.0)
    )  # fmt: skip


def xls(place: int, number: int) -> bytes:
    """The plain .xls with one number of its container changed."""
    content = bytearray(as_xls([HEADER, ROW]))
    struct.pack_into("<I", content, place, number)
    return bytes(content)


def tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        entry = tarfile.TarInfo("t.csv")
        entry.size = len(as_csv(HEADER, ROW))
        made.addfile(entry, io.BytesIO(as_csv(HEADER, ROW)))
    return stream.getvalue()


TABLE = as_csv(HEADER, ROW)
DEEP = b"<a>" * MILLION + b"</a>" * MILLION
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

FILES = {
    # Archives.
    "archives in an archive": Hostile("t.xlsx", nested, REFUSED),
    "fifty thousand parts": Hostile("t.xlsx", lambda: entries(50_000, 1), REFUSED, "parts"),
    "many parts of blanks": Hostile("t.xlsx", lambda: entries(500, MILLION), REFUSED),
    "parts that overlap": Hostile("t.xlsx", overlapping, REFUSED),
    "a sheet larger than it says": Hostile("t.xlsx", lambda: said_size(2_000), REFUSED),
    "a sheet said to be enormous": Hostile("t.xlsx", lambda: said_size(4_000_000_000), REFUSED),
    "two sheets of one name": Hostile(
        "t.xlsx", lambda: twice(SHEET, swap(b"<v>120<", b"<v>119<")), REFUSED, "twice"
    ),
    "two sheets of nearly one name": Hostile(
        "t.xlsx",
        lambda: twice(SHEET, swap(b"<v>120<", b"<v>119<"), "XL/worksheets/Sheet1.xml"),
        REFUSED,
        "twice",
    ),
    "two lists of texts": Hostile(
        "t.xlsx", lambda: twice(STRINGS, swap(b"Anytown", b"Othertown")), REFUSED, "twice"
    ),
    "half an archive": Hostile("t.xlsx", lambda: plain()[: len(plain()) // 2], REFUSED),
    "all but the end of an archive": Hostile("t.xlsx", lambda: plain()[:-30], REFUSED),
    "an archive behind other bytes": Hostile("t.xlsx", lambda: bytes(512) + plain(), REFUSED),
    "an archive under a password": Hostile("t.xlsx", locked, REFUSED, "password"),
    "a workbook under a password": Hostile(
        "t.xlsx",
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": bytes(5000)}),
        REFUSED,
        "password",
    ),
    "gzip": Hostile("t.csv", lambda: gzip.compress(bytes(200 * MILLION)), REFUSED, "gzip"),
    "bzip2": Hostile("t.csv", lambda: bz2.compress(TABLE), REFUSED, "bzip2"),
    "xz": Hostile("t.csv", lambda: lzma.compress(TABLE), REFUSED, "xz"),
    "tar": Hostile("t.csv", tar, REFUSED, "tar"),
    "7z": Hostile("t.xlsx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), REFUSED, "7z"),
    "rar": Hostile("t.xlsx", lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100), REFUSED, "RAR"),
    # Entities and markup.
    **{
        f"{what} in {part}": Hostile(
            "t.xlsx",
            lambda part=part, how=how: changed(**{part: declared(how)}),  # type: ignore[misc]
            REFUSED,
            "document type",
        )
        for part in ("sheet", "strings", "styles", "book", "types", "links", "roots")
        for what, how in (("laughs", LAUGHS), ("outside entity", OUTSIDE))
    },
    "laughs in an .ods file": Hostile(
        "t.ods", lambda: ods("?>", "?>" + LAUGHS.decode()), REFUSED, "document type"
    ),
    "a million tags in one another": Hostile(
        "t.xlsx", lambda: changed(sheet=swap(b"<sheetData>", DEEP + b"<sheetData>")), READ
    ),
    "tags in one another in the styles": Hostile(
        "t.xlsx", lambda: changed(styles=swap(b"<fonts", DEEP + b"<fonts")), REFUSED, "tags"
    ),
    "an attribute of 35 megabytes": Hostile(
        "t.xlsx",
        lambda: changed(
            sheet=swap(b"<sheetData>", b'<a b="%s"/><sheetData>' % (b"x" * 35 * MILLION))
        ),
        READ,
    ),
    "a million attributes": Hostile(
        "t.xlsx",
        lambda: changed(
            sheet=swap(
                b"<sheetData>",
                b"<a %s/><sheetData>" % b" ".join(b'a%d=""' % n for n in range(MILLION)),
            )
        ),
        READ,
    ),
    "ten million cells without names": Hostile(
        "t.xlsx", lambda: rows((b"<row>" + b"<c/>" * 10_000 + b"</row>") * 950), REFUSED
    ),
    "a million cells without names": Hostile(
        "t.xlsx", lambda: rows((b"<row>" + b"<c/>" * 10 + b"</row>") * 100_000), READ
    ),
    "three million texts": Hostile(
        "t.xlsx",
        lambda: changed(strings=swap(b"</sst>", b"<si><t/></si>" * 2_900_000 + b"</sst>")),
        READ,
    ),
    # What a sheet says of itself.
    "a stray cell": Hostile("t.xlsx", lambda: rows(FAR), REFUSED, "spans"),
    "a sheet said to be all there is": Hostile(
        "t.xlsx", lambda: changed(sheet=swap(b"A1:G2", b"A1:XFD1048576")), READ
    ),
    "a sheet said to be one cell": Hostile(
        "t.xlsx", lambda: changed(sheet=swap(b"A1:G2", b"A1")), READ
    ),
    "a sheet said to be beyond all": Hostile(
        "t.xlsx", lambda: changed(sheet=swap(b"A1:G2", b"A1:ZZZZZZ99999999999999")), READ
    ),
    "a cell with no place on a sheet": Hostile(
        "t.xlsx", lambda: rows(b'<row r="0"><c r="A0"><v>1</v></c></row>'), REFUSED
    ),
    "all cells merged": Hostile("t.xlsx", lambda: merged("A3:XFD1048576"), READ),
    "many overlapping merged cells": Hostile(
        "t.xlsx", lambda: merged(*(f"A{n}:XFD1048576" for n in range(3, 50_000))), READ
    ),
    "merged cells beyond the sheet": Hostile("t.xlsx", lambda: merged("ZZZZZ9:A99999999"), READ),
    "sixty thousand styles": Hostile("t.xlsx", lambda: many_styles(60_000), READ),
    "a million styles": Hostile("t.xlsx", lambda: many_styles(MILLION), REFUSED),
    "65,000 sheets": Hostile("t.xlsx", many_sheets, REFUSED),
    "a thousand large sheets in one part": Hostile("t.xlsx", many_large_sheets, REFUSED),
    "a sheet's name with a path": Hostile(
        "t.xlsx", lambda: changed(book=swap(b'name="Data"', b'name="../../etc/passwd"')), READ
    ),
    "a sheet's part outside the file": Hostile(
        "t.xlsx",
        lambda: changed(links=swap(b"worksheets/sheet1.xml", b"../../../../etc/passwd")),
        REFUSED,
    ),
    "a text that is not in the list": Hostile("t.xlsx", lambda: with_text(b"99999999"), REFUSED),
    "a text before the list": Hostile("t.xlsx", lambda: with_text(b"-1"), REFUSED),
    "a text with no number": Hostile("t.xlsx", lambda: with_text(b"x"), REFUSED),
    "a sheet with no relationship": Hostile(
        "t.xlsx", lambda: changed(links=swap(b'Id="rId1"', b'Id="rId77"')), REFUSED
    ),
    "a workbook that is its own sheet": Hostile(
        "t.xlsx", lambda: changed(links=swap(b"worksheets/sheet1.xml", b"workbook.xml")), REFUSED
    ),
    "no relationships": Hostile("t.xlsx", lambda: rezipped(plain(), {}, without=[LINKS]), REFUSED),
    "no root relationships": Hostile(
        "t.xlsx", lambda: rezipped(plain(), {}, without=[ROOT_LINKS]), REFUSED
    ),
    "links, connections and objects": Hostile("t.xlsx", outside, READ),
    "a list that announces four thousand million texts": Hostile(
        "t.xlsx",
        lambda: changed(strings=swap(b'uniqueCount="', b'uniqueCount="4000000000')),
        REFUSED,
        "announces",
    ),
    "two sheets called alike": Hostile("t.xlsx", two_called_alike, REFUSED, "are called"),
    "a cell beyond the last column of an .xls": Hostile(
        "t.xls",
        lambda: as_xls([HEADER, ROW]).replace(
            struct.pack("<HHHd", 1, 4, 0, 120), struct.pack("<HHHd", 1, 41_000, 0, 120)
        ),
        REFUSED,
        "beyond the last",
    ),
    "a cell beyond the last column": Hostile(
        "t.xlsx",
        lambda: changed(
            sheet=swap(b"</row></sheetData>", b'<c r="XFE2"><v>9</v></c></row></sheetData>')
        ),
        REFUSED,
        "beyond the last",
    ),
    "a number format of fifty thousand brackets": Hostile(
        "t.xlsx",
        lambda: changed(
            styles=swap(
                b"<fonts",
                b'<numFmts count="1"><numFmt numFmtId="200" formatCode="%s"/></numFmts><fonts'
                % (b"[" * 50_000),
            )
        ),
        REFUSED,
        "255",
    ),
    "sixteen thousand columns by sixty rows": Hostile(
        "t.csv", lambda: TABLE + as_csv(*[["1"] * 16_000] * 60), REFUSED, "columns"
    ),
    "a text of a million runs": Hostile(
        "t.xlsx", many_runs, READ
    ),
    "sixty thousand unknown indicators": Hostile(
        "t.csv",
        lambda: as_csv(
            HEADER, *(cells_changed(indicator=f"smokng at delivry {n}") for n in range(60_000))
        ),
        REFUSED,
        "other names further down",
    ),
    "sixty thousand unknown markers": Hostile(
        "t.csv",
        lambda: as_csv((*HEADER, "marker"), *((*ROW, f"supressed {n}") for n in range(60_000))),
        REFUSED,
        "other names further down",
    ),
    **{
        f"a header of many {sign}": Hostile(
            "t.csv",
            lambda sign=sign: as_csv((*HEADER, sign * 100_000 + "x"), (*ROW, "")),  # type: ignore[misc]
            READ,
        )
        for sign in ("(", "1")
    },
    "a title of fifteen thousand words": Hostile(
        "t.csv",
        lambda: as_csv(
            ["Smoking at delivery" + " x" * 15_000],
            ("Area code", "Area name", "2010/11", "2011/12"),
            ("5ZZ", "Anytown", 18.5, 18.7),
        ),
        REFUSED,
    ),
    # XML that readers take in several ways.
    **{
        f"a number with {what} in it": Hostile(
            "t.xlsx",
            lambda spelt=spelt: changed(sheet=swap(b"<v>120<", b"<v>%s<" % spelt)),  # type: ignore[misc]
            READ,
        )
        for what, spelt in {
            "a comment": b"12<!-- of 9 -->0",
            "an instruction": b"12<?of 9?>0",
            "a marked text": b"1<![CDATA[20]]>",
            "references": b"&#49;&#x32;0",
        }.items()
    },
    "a number that an entity ends": Hostile(
        "t.xlsx", lambda: changed(sheet=swap(b"<v>120<", b"<v>12&amp;0<")), REFUSED, "sign"
    ),
    "a million comments": Hostile(
        "t.xlsx", lambda: rows(b"<!---->" * MILLION), REFUSED, "comments"
    ),
    "comments that are not closed": Hostile(
        "t.xlsx", lambda: rows(b"<!--" * 200_000), REFUSED
    ),
    "parts in UTF-16": Hostile(
        "t.xlsx", lambda: changed(sheet=in_utf16, strings=in_utf16, styles=in_utf16), READ
    ),
    "a cell with an extension": Hostile(
        "t.xlsx",
        lambda: changed(
            sheet=swap(b"<v>120</v>", b'<v>120</v><extLst><ext uri="x"><y>9</y></ext></extLst>')
        ),
        READ,
    ),
    "a table drawn on an .ods sheet": Hostile(
        "t.ods",
        lambda: ods(
            "<table:table-row>",
            '<table:shapes><table:table table:name="x"><table:table-row><table:table-cell '
            'office:value-type="float" office:value="1"/></table:table-row></table:table>'
            "</table:shapes><table:table-row>",
        ),
        READ,
    ),
    "an .ods file under a password": Hostile(
        "t.ods",
        lambda: rezipped(
            as_ods([HEADER, ROW]),
            {
                "META-INF/manifest.xml": swap(
                    b'text/xml"/>',
                    b'text/xml"><manifest:encryption-data/></manifest:file-entry>',
                )
            },
        ),
        REFUSED,
        "password",
    ),
    "an .ods file wholly under a password": Hostile(
        "t.ods",
        lambda: archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                         "encrypted-package": "x" * 99, "META-INF/manifest.xml": "<a/>"}),
        REFUSED,
        "password",
    ),
    "a cell given twice in .xlsb": Hostile(
        "t.xlsb", lambda: xlsb(xlsb_row(5, 4) + xlsb_row(5, 4)[19:]), REFUSED, "twice"
    ),
    "a SYLK file": Hostile("t.csv", lambda: b'ID;PWXL;N;E\nC;Y1;X1;K"x"\nE\n', REFUSED, "SYLK"),
    "a DIF file": Hostile("t.csv", lambda: b'TABLE\r\n0,1\r\n"EXCEL"\r\n', REFUSED, "DIF"),
    "an e-mail message": Hostile(
        "t.csv", lambda: b"From: a@b\r\nTo: c@d\r\n\r\n" + TABLE, REFUSED, "e-mail"
    ),
    "a link": Hostile("t.csv", lambda: b"[InternetShortcut]\nURL=x\n", REFUSED, "link"),
    "a lock file": Hostile(
        "t.csv", lambda: b",user,host,23.11.2010 10:00,file:///home;", REFUSED, "lock file"
    ),
    "a formula that runs a program": Hostile(
        "t.xlsx", lambda: formula("cmd|&apos;/c calc&apos;!A1"), READ
    ),
    "a formula that fetches": Hostile(
        "t.xlsx", lambda: formula("HYPERLINK(&quot;http://127.0.0.1:9/&quot;,120)"), READ
    ),
    "a formula of another workbook": Hostile("t.xlsx", lambda: formula("[1]Data!A1"), READ),
    # OpenDocument.
    "a million by sixteen thousand cells": Hostile(
        "t.ods", lambda: ods_rows(ods_row(MILLION, 16_384)), REFUSED, "spans"
    ),
    "a long text a million times": Hostile(
        "t.ods", lambda: ods_rows(ods_row(MILLION, 1, "x" * 10_000)), REFUSED
    ),
    "rows beyond counting": Hostile(
        "t.ods", lambda: ods_rows(ods_row(10**18, 1)), REFUSED
    ),
    "columns beyond counting": Hostile(
        "t.ods", lambda: ods_rows(ods_row(1, 10**30)), REFUSED
    ),
    "blank rows beyond counting": Hostile(
        "t.ods",
        lambda: ods_rows(
            '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        READ,
    ),
    "a sheet that is not closed": Hostile("t.ods", lambda: ods("</table:table>", ""), REFUSED),
    "another prefix for tables": Hostile(
        "t.ods",
        lambda: rezipped(
            as_ods([HEADER, ROW]),
            {
                "content.xml": lambda part: part.replace(
                    b"</table:table>", ods_row(MILLION, 16_384).encode() + b"</table:table>"
                )
                .replace(b"table:", b"t:")
                .replace(b":t:1.0", b":table:1.0")
                .replace(b"xmlns:table", b"xmlns:t")
            },
        ),
        REFUSED,
    ),
    # Binary workbooks.
    "a far row in .xlsb": Hostile("t.xlsb", lambda: xlsb(xlsb_row(1_048_575, 16_383)), REFUSED),
    "a row beyond all in .xlsb": Hostile(
        "t.xlsb", lambda: xlsb(xlsb_row(0xFFFFFFF0, 0xFFFFFFF0)), REFUSED
    ),
    "a record of half a gigabyte in .xlsb": Hostile(
        "t.xlsb", lambda: xlsb(b"\x05\xff\xff\xff\x7f"), REFUSED
    ),
    "records of nothing in .xlsb": Hostile(
        "t.xlsb", lambda: xlsb(b"\x25\x00" * 19 * MILLION), REFUSED
    ),
    "a circle of sectors in .xls": Hostile(
        "t.xls", lambda: xls(512 + 4 * 2, 2), REFUSED, "circle"
    ),
    "a circle of lists of sectors in .xls": Hostile("t.xls", lambda: xls(68, 0), READ),
    "no directory in .xls": Hostile("t.xls", lambda: xls(48, 0x00FFFFFF), REFUSED),
    "sectors of four gigabytes in .xls": Hostile(
        "t.xls", lambda: xls(28, 0x001FFFFE), REFUSED
    ),
    "a stream longer than the .xls": Hostile(
        "t.xls", lambda: xls(1024 + 128 + 120, 0x7FFFFFFF), READ
    ),
    # Text.
    "one line of a hundred megabytes": Hostile(
        "t.csv", lambda: TABLE + b"x" * 100 * MILLION, REFUSED
    ),
    "a hundred million commas": Hostile("t.csv", lambda: TABLE + b"," * 100 * MILLION, REFUSED),
    "a hundred million empty lines": Hostile(
        "t.csv", lambda: TABLE + b"\n" * 100 * MILLION, REFUSED
    ),
    "thirty million lines of commas": Hostile(
        "t.csv", lambda: TABLE + b",,\n" * 33 * MILLION, REFUSED
    ),
    "a million lines of commas": Hostile(
        "t.csv", lambda: TABLE + b",,,,,,\n" * MILLION, READ
    ),
    "16,000 columns": Hostile(
        "t.csv",
        lambda: as_csv(
            (*HEADER, *(f"x{n}" for n in range(16_000))), (*ROW, *["1"] * 16_000)
        ),
        READ,
    ),
    "16,000 columns by a thousand rows of nothing": Hostile(
        "t.csv", lambda: TABLE + (b"," * 16_000 + b"\n") * 6_000, REFUSED
    ),
    "a million columns": Hostile(
        "t.csv", lambda: as_csv((*HEADER, *["x"] * MILLION), ROW), REFUSED
    ),
    "a hundred million noughts": Hostile("t.csv", lambda: bytes(100 * MILLION), REFUSED),
    "noughts behind a table": Hostile("t.csv", lambda: TABLE + bytes(100 * MILLION), REFUSED),
    "a quotation mark that is never closed": Hostile(
        "t.csv", lambda: TABLE + b'"' + b"x,y\n" * 25 * MILLION, REFUSED
    ),
    "a hundred million quotation marks": Hostile(
        "t.csv", lambda: TABLE + b'"' * 100 * MILLION, REFUSED
    ),
    "UTF-16 that says nothing of it": Hostile(
        "t.csv", lambda: TABLE.decode().encode("utf-16-le"), READ
    ),
    "UTF-16 that turns to noise": Hostile(
        "t.csv", lambda: TABLE.decode().encode("utf-16") + b"\x00\xd8" * 20 * MILLION, REFUSED
    ),
    "UTF-32 beyond all letters": Hostile(
        "t.csv", lambda: b"\xff\xfe\x00\x00" + b"\xff" * 50 * MILLION, REFUSED
    ),
}  # fmt: skip
