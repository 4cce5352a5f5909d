"""The language of a finished workbook, which the library that writes it cannot set."""

from __future__ import annotations

import io
import zipfile

LANGUAGE = "en-GB"
_CORE = "docProps/core.xml"
_BEFORE = b"</cp:coreProperties>"


def with_language(content: bytes, language: str = LANGUAGE) -> bytes:
    """Says in a workbook's properties in which language it is.

    Args:
        content: an .xlsx file as XlsxWriter makes it.
        language: a tag such as `en-GB`.

    Returns:
        The same parts in the same order with the same times: the same bytes each time.
    """
    said = f"<dc:language>{language}</dc:language>".encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == _CORE:
                data = data.replace(_BEFORE, said + _BEFORE)
            new.writestr(part, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
