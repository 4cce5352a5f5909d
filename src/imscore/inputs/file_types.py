"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from pathlib import PurePath

ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_SAVE = "Open it in a spreadsheet program and save it as .xlsx."
_BEHIND = "Ask for the spreadsheet behind it, or type the table into one."
# By its first bytes.
_SIGNATURES = (
    (b"%PDF", "it is a PDF", _BEHIND),
    (b"{\\rtf", "it is a document (RTF)", _BEHIND),
    (b"\x1f\x8b", "it is compressed (gzip)", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "it is an archive (7z)", "Unpack it first."),
    (b"Rar!", "it is an archive (RAR)", "Unpack it first."),
    (b"\xfd7zXZ\x00", "it is compressed (xz)", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "it is compressed (Zstandard)", "Unpack it first."),
    (b"MSCF\x00\x00", "it is an archive (CAB)", "Unpack it first."),
    (b"\x89PNG", "it is a picture", _BEHIND),
    (b"\xff\xd8\xff", "it is a picture", _BEHIND),
    (b"GIF8", "it is a picture", _BEHIND),
    (b"SQLite format 3\x00", "it is a database", "Save the table as .csv or .xlsx."),
    (b"PAR1", "it is a Parquet file", "Save the table as .csv or .xlsx."),
    (b"version https://git-lfs", "it only points to a file kept elsewhere (Git LFS)",
     "Fetch the file itself."),
)  # fmt: skip
_LINK = (
    "it is a link to a file on the web, not the file",
    "Fetch the file that it leads to, and name that.",
)
# By how its text begins, letters' case aside; none of these can be the header of a table.
_TEXTS = (
    (r"id;p", "it is a SYLK file", _SAVE),
    (r"table\s*[\r\n]+\s*0,1\s*[\r\n]", "it is a DIF file", _SAVE),
    (r"\[internetshortcut\]", *_LINK),
    (r"(from|to|received|return-path|delivered-to|message-id|subject|date|x-[a-z-]+): [^\r\n]*\r?\n"
     r"([ \t][^\r\n]*\r?\n)*(from|to|cc|received|delivered-to|message-id|subject|date|mime-version|"
     r"content-type|return-path|x-[a-z-]+): ",
     "it is an e-mail message", "Save the file that is attached to it, and name that."),
    (r",[^,\r\n]*,[^,\r\n]*,\d\d?[./-]\d\d?[./-]\d{4} \d\d?:\d\d,file:",
     "it only says who has the spreadsheet open (a lock file of LibreOffice)",
     "Name the spreadsheet itself."),
)  # fmt: skip
_BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")
_TAR, _TAR_PLACE = b"ustar", 257
# By how its text begins.
_MARKUP = (
    (r"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet|<workbook\b",
     "it is an XML spreadsheet of Excel 2003, whatever its name says", _SAVE),
    (r"<\?xml.*opendocument", "it is a flat OpenDocument file", _SAVE),
    (r"mime-version:", "it is a web page saved as one file (MHTML)", _SAVE),
    (r"<!doctype html|<html|<head|<body|<table|<meta|<style|<div|<tr\b|<\?xml.*<html",
     "it is a web page (HTML) saved under another name", _SAVE),
    (r"<\?xml|<!doctype|<!--|<[a-z][\w:.-]*(\s[^<>]*)?/?>",
     "it is a web page or XML saved under another name", _SAVE),
    (r'\{\s*"(scorecards|observations|areas|indicators|changes)"\s*:',
     "it is JSON as imscore writes it for other programs",
     "Give the spreadsheets that it was made from, or the CSV of the same command."),
    (r'\{\s*["}]|\[\s*[{\[]', "it is JSON", "Save the table as .csv or .xlsx."),
)  # fmt: skip
# What a zipped file is, by the first part of the name of an entry.
_ZIPPED = (
    ("word/", "it is a Word document", _BEHIND),
    ("ppt/", "it is a set of slides", _BEHIND),
    ("Index/", "it is an Apple Numbers or Pages file", "Export it as .xlsx."),
)
_EXCEL = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb"})
_KNOWN = _EXCEL | {".xls", ".xlt", ".ods", ".ots", ".csv", ".txt", ".tsv", ".tab"}


def not_a_table(name: str, content: bytes) -> tuple[str, str] | None:
    """What a file is that holds no table to read, and what to do; None where it may hold one.

    Args:
        name: as shown in messages.
        content: the whole file, or enough of its beginning.
    """
    if _is_owner_file(name, content):
        return (
            "it only says who has the spreadsheet open (its name begins with ~$)",
            "Name the spreadsheet itself.",
        )
    if _BZIP2.match(content):
        return "it is compressed (bzip2)", "Unpack it first."
    if content[_TAR_PLACE : _TAR_PLACE + len(_TAR)] == _TAR:
        return "it is an archive (tar)", "Unpack it first."
    for start, what, hint in _SIGNATURES:
        if content.startswith(start):
            return what, hint
    head = _beginning(content)
    for pattern, what, hint in (*_MARKUP, *_TEXTS):
        if re.match(pattern, head, re.DOTALL):
            return what, hint
    return None


def not_a_workbook(names: list[str]) -> tuple[str, str] | None:
    """What a zipped file is that is no workbook, by the names in it; None where it may be one."""
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return None
    for start, what, hint in _ZIPPED:
        if any(name.startswith(start) for name in names):
            return what, hint
    if "[Content_Types].xml" in names or not names:
        return None
    return f"it is a zip archive (of {', '.join(names[:3])})", "Unpack it first."


def another_type(name: str, actual: str) -> str:
    """A note where a file's extension says another type than its content, else "".

    Args:
        name: as shown in messages.
        actual: the extension that its content would have.

    >>> another_type("t.csv", ".xlsx")
    't.csv: its name says .csv, but it is an Excel workbook (.xlsx) and was read as one'
    """
    said = PurePath(name).suffix.lower()
    same = {said, actual} <= _EXCEL or (actual == ".csv" and said in {".txt", ".tsv", ".tab"})
    same |= said + actual in {".xlt.xls", ".ots.ods"}
    if said == actual or said not in _KNOWN or same:
        return ""
    what, how = {
        ".csv": ("text (CSV)", "as that"),
        ".ods": ("an OpenDocument spreadsheet (.ods)", "as one"),
    }.get(actual, (f"an Excel workbook ({actual})", "as one"))
    return f"{name}: its name says {said}, but it is {what} and was read {how}"


def _is_owner_file(name: str, content: bytes) -> bool:
    named = re.split(r"[/\\]", name)[-1].startswith("~$")
    return named and not content.startswith((ZIP, b"\xd0\xcf\x11\xe0"))


def _beginning(content: bytes) -> str:
    """The start of the text, in small letters, without byte order mark and white space."""
    head = content[:4_000]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:4]
    text = (
        head[: len(head) // 2 * 2].decode("utf-16", "replace")
        if wide
        else head.decode("utf-8-sig", "replace")
    )
    return text.lstrip().casefold()


def extension_of(content: bytes) -> str:
    """The extension that a readable file's content would have: .xlsx, .xlsb, .ods, .xls or .csv."""
    if not content.startswith((ZIP, EMPTY_ZIP)):
        return ".xls" if content.startswith(b"\xd0\xcf\x11\xe0") else ".csv"
    if b"opendocument.spreadsheet" in content[:200]:
        return ".ods"
    # Names are not compressed: they stand in the list of contents at the end.
    return ".xlsb" if b"xl/workbook.bin" in content else ".xlsx"
