"""Refuses a workbook that would not fit into memory or is not what it says, before it is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from xml.parsers import expat

from imscore.errors import InputError
from imscore.inputs import binary_reach, file_types, kinds, parts, plain_xml, reach
from imscore.inputs.compound import Container, DamagedError
from imscore.inputs.reach import Reach

# The largest honest workbooks unpack to a few hundred megabytes, at about a tenth of the size.
_MOST_BYTES = 1_000_000_000
_SUSPECT_BYTES, _MOST_TIMES = 40_000_000, 25
_MOST_PARTS, _MOST_TEXT = 20_000, 200_000_000
# A declaration of a document type is where entities are made; no spreadsheet program writes one.
_DECLARES = re.compile(rb"<!(?!--|\[CDATA\[)")
_STRINGS = re.compile(rb"<(?:\w+:)?sst\b")
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError),
    *(LookupError, expat.ExpatError),
)
_AGAIN = "Save it again as .xlsx."
_CLEAR = (
    "Clear stray cells far from the table (Ctrl+End goes to the last one), or save the table alone."
)
_LESS = "Save the table alone, or split it into several files and name them all."
# What LibreOffice calls the whole of an .ods file that it has put under a password.
_ENCRYPTED = "encrypted-package"
_PROTECTED = "it is protected by a password", "Save a copy without the password."


def unreadable(name: str, what: str, hint: str) -> InputError:
    """The error for a file that cannot be read: what it is, and what to do."""
    found = f"the file cannot be read: {what}"
    return InputError(
        "The input cannot be read.", [kinds.UNREADABLE.at(name, found=found, hint=hint)]
    )


def check(name: str, content: bytes) -> bytes:
    """Looks through a workbook, unpacking no more than its size allows and running nothing.

    Args:
        name: the file's name as shown in messages.
        content: its bytes.

    Returns:
        The bytes to read: with the XML spelt plainly where readers may take it otherwise.

    Raises:
        InputError: where it unpacks to too much, declares entities, reaches over too many cells,
            is damaged, protected, or no workbook at all.
    """
    if content.startswith((file_types.ZIP, file_types.EMPTY_ZIP)):
        return _check_zip(name, content)
    _check_compound(name, content)
    return content


def _check_zip(name: str, content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_sizes(name, entries, len(content))
            twice = parts.repeated(entries)
            if twice:
                raise unreadable(name, f"its part {twice} is there twice", _AGAIN)
            names = [entry.filename for entry in entries]
            if _ENCRYPTED in names:
                raise unreadable(name, *_PROTECTED)
            other = file_types.not_a_workbook(names)
            if other:
                raise unreadable(name, *other)
            strings: list[bytes] = []
            changed: dict[str, bytes] = {}
            for entry in entries:
                found = _unpacked(archive, entry)
                part = _check_part(name, entry.filename, found)
                changed |= {} if part is found else {entry.filename: part}
                strings += [part] if _STRINGS.search(part[:4096]) else []
            for part in strings:
                _check_shared_text(name, part, (_unpacked(archive, e) for e in entries))
        return plain_xml.rewritten(content, changed) if changed else content
    except _DAMAGED as error:
        what = f"it cannot be opened as a workbook: it is damaged or not whole ({error})"
        raise unreadable(name, what, _AGAIN) from None
    except RuntimeError:
        raise unreadable(name, *_PROTECTED) from None


def _check_sizes(name: str, entries: list[zipfile.ZipInfo], packed: int) -> None:
    # What an entry says of its size binds: reading stops there, and the sum is then found wrong.
    size = sum(entry.file_size for entry in entries)
    if size > _MOST_BYTES or (size > _SUSPECT_BYTES and size > _MOST_TIMES * packed):
        what = f"it unpacks from {packed / 1e6:,.1f} MB to {size / 1e6:,.0f} MB"
        raise _too_large(name, what, "Save the table alone in a new workbook.")
    if len(entries) > _MOST_PARTS:
        raise _too_large(name, f"it has {len(entries):,} parts", _AGAIN)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        # No more than it says there is, whatever there is.
        return stream.read(entry.file_size + 1)


def _check_shared_text(name: str, strings: bytes, sheets: Iterable[bytes]) -> None:
    """Refuses one long text that a million cells share: each would get a copy of its own."""
    size = reach.shared_text(strings, sheets)
    if size > _MOST_TEXT:
        what = f"its cells hold {size / 1e6:,.0f} MB of text, the same again and again"
        raise _too_large(name, what, "Save the table alone in a new workbook.")


def _check_part(name: str, part_name: str, part: bytes) -> bytes:
    """The part as it is to be read."""
    part = plain_xml.decoded(part)
    if part.startswith(binary_reach.XLSB_SHEET_BEGINS):
        _refuse_reach(name, binary_reach.of_xlsb_sheet(part))
    elif part.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        part = plain_xml.plain(part)
        if parts.is_locked(part_name, part):
            raise unreadable(name, *_PROTECTED)
        declared = _DECLARES.search(part)
        if declared:
            what = f"its part {part_name} declares a document type, as no spreadsheet does"
            raise unreadable(name, what, _AGAIN)
        if part_name == "content.xml":
            # The reader waits for ever for the end of a sheet that is not closed.
            expat.ParserCreate().Parse(part, True)
            _refuse_reach(name, reach.of_ods_content(part))
        elif b"sheetData" in part:
            _refuse_reach(name, reach.of_xlsx_sheet(part))
    fault = parts.fault(part_name, part)
    if fault:
        raise unreadable(name, fault, _AGAIN)
    return part


def _check_compound(name: str, content: bytes) -> None:
    try:
        container = Container(content)
        stream = container.stream("Workbook") or container.stream("Book")
        far, password = binary_reach.of_xls_stream(stream or b"")
    except (DamagedError, binary_reach.ImpossibleError) as error:
        what = f"it cannot be opened as a workbook: it is damaged or not whole ({error})"
        raise unreadable(name, what, _AGAIN) from None
    if password or "EncryptedPackage" in container.names:
        raise unreadable(name, *_PROTECTED)
    if stream is None:
        is_word = "WordDocument" in container.names
        what = "it is a Word document" if is_word else "there are no sheets in it"
        raise unreadable(name, what, "Name the spreadsheet, or save the table as .xlsx.")
    _refuse_reach(name, far)


def check_text(name: str, content: bytes) -> None:
    """Looks through the bytes of a text file for what would not fit into memory as a table.

    Raises:
        InputError: where a line is longer, or fields are more, than a table can have.
    """
    if reach.has_long_line(content):
        if b"\x00" in content:
            raise unreadable(name, "it is not a text file", "Save it as .xlsx or .csv.")
        what = f"a line has more than {reach.LONGEST_LINE // 1_000_000:,} million characters"
        raise unreadable(name, f"its text is no table ({what})", "Check its line ends.")
    if reach.is_ordinary_text(content):
        return
    fields, filled = reach.of_text(content)
    if fields > reach.MOST_CELLS:
        raise _too_large(name, f"it has {fields:,} fields", _LESS)
    if fields > reach.MOST_BLANK_FIELDS and filled < fields * reach.LEAST_FILLED:
        raise _too_large(name, f"it has {fields:,} fields, few of them filled", _CLEAR)


def _refuse_reach(name: str, found: Reach) -> None:
    refuse_far_cells(name, found)
    if found.is_beyond_a_sheet:
        what = f"a cell stands beyond the last row or column of a sheet{_corner(found)}"
        raise unreadable(name, what, _CLEAR)


def refuse_far_cells(name: str, found: Reach) -> None:
    """Refuses a sheet whose cells, blank ones included, are too many to hold.

    Raises:
        InputError: where they are.
    """
    if found.is_too_large:
        what = f"a sheet spans {found.cells:,} cells{_corner(found)}, few of them filled"
        raise _too_large(name, what, _CLEAR)


def _corner(found: Reach) -> str:
    return f", up to row {found.rows:,} and column {found.columns:,}"


def _too_large(name: str, what: str, hint: str) -> InputError:
    problem = kinds.UNREADABLE.at(name, found=f"the file is too large: {what}", hint=hint)
    return InputError("The input cannot be read.", [problem])
