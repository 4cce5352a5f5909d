"""Text as a table: its encoding, what separates its fields, its records."""

from __future__ import annotations

import csv
import io

from imscore.inputs import guard
from imscore.inputs.reach import Reach

_SEPARATORS = (",", ";", "\t", "|")
_MOST_COLUMNS = 16_384
_SAMPLE = 20_000
# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def rows_of(name: str, content: bytes) -> tuple[list[list[str]], list[str]]:
    """The records of a text file, and notes on how its encoding was told.

    A record is one row however many lines it takes, as it is in a spreadsheet; a first line such
    as `sep=;` is none.

    Raises:
        InputError: where it is no text, or its quotation marks and fields make no table.
    """
    try:
        text, notes = _decode(name, content)
        if "\x00" in text:
            raise guard.unreadable(name, "it is not a text file", "Save it as .xlsx or .csv.")
        rows = _parse(*_separated(text))
    except (csv.Error, UnicodeError) as error:
        raise guard.unreadable(
            name, f"its text is no table ({error})", "Check its quotation marks, or save it again."
        ) from None
    _refuse_uneven(name, rows)
    return rows, notes


def _decode(name: str, content: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding), []
    wide = _unmarked_utf16(content)
    if wide:
        return content.decode(wide), [f"{name}: read as UTF-16, though it does not say so"]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_single_bytes(name, content)


def _unmarked_utf16(content: bytes) -> str:
    """The byte order of UTF-16 text without a mark: every other byte of plain letters is nought."""
    head = content[: _SAMPLE // 10 * 2]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > 0.6 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.6 * half and not odd else ""


def _decode_single_bytes(name: str, content: bytes) -> tuple[str, list[str]]:
    """Text of one byte a letter; the line ends tell older Macs from Windows."""
    mac = b"\r" in content and b"\n" not in content
    encoding, what = ("mac_roman", "Mac Roman") if mac else ("cp1252", "Windows-1252")
    text = content.decode(encoding, errors="replace")
    note = f"{name}: not UTF-8; read as {what}, the usual encoding of older exports"
    if "\N{REPLACEMENT CHARACTER}" in text:
        note += "; some letters are of neither and are shown as \N{REPLACEMENT CHARACTER}"
    return text, [note]


def _separated(text: str) -> tuple[str, str]:
    """The table's text and what separates its fields.

    A first line such as `sep=;` names it; spreadsheet programs do not count that line as a row.
    """
    first, rest = _first_line(text)
    named = first.strip("\r\n ").strip('"').casefold()
    if named.startswith("sep=") and named[4:] in _SEPARATORS:
        return rest, named[4:]
    sample = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:50]
    return text, max(_SEPARATORS, key=lambda mark: sum(_fields(line, mark) for line in sample))


def _first_line(text: str) -> tuple[str, str]:
    first = io.StringIO(text[:100], newline="").readline()
    return first, text[len(first) :]


def _fields(line: str, separator: str) -> int:
    return len(next(csv.reader([line], delimiter=separator), []))


def _parse(text: str, separator: str) -> list[list[str]]:
    """The records; a quotation mark that is not closed is an error, never a longer field."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise csv.Error(f"line {reader.line_num}: {error}") from None
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise csv.Error(f"a line has more than {_MOST_COLUMNS:,} fields")
    return rows


def _refuse_uneven(name: str, rows: list[list[str]]) -> None:
    """Refuses a long file with a very long line: held as a table it would be nearly all blank."""
    reach = Reach(len(rows), max(map(len, rows), default=0), sum(map(len, rows)))
    guard.refuse_far_cells(name, reach)
