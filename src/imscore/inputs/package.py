"""The parts of a workbook, each unpacked once however many look at it."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar
from xml.etree.ElementTree import ParseError

from imscore.inputs import compound

# What is raised on files that are not quite as they should be.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, EOFError),
    *(NotImplementedError, RuntimeError, ParseError),
)
_MOST_KEPT = 200_000_000
_Found = TypeVar("_Found")


class Package:
    """A file as a bundle of parts; one that is no archive has none."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._kept: dict[str, bytes] = {}
        self._worked_out: dict[str, object] = {}

    @cached_property
    def _archive(self) -> zipfile.ZipFile | None:
        if not self._content.startswith(b"PK"):
            return None
        try:
            return zipfile.ZipFile(io.BytesIO(self._content))
        except UNREADABLE:
            return None

    @cached_property
    def names(self) -> list[str]:
        """The names of its parts."""
        return self._archive.namelist() if self._archive else []

    @property
    def is_xlsx(self) -> bool:
        """Whether its sheets are XML of Excel's; a file of several kinds is taken for this one."""
        return "xl/workbook.xml" in self.names

    @property
    def is_ods(self) -> bool:
        """Whether it is an OpenDocument spreadsheet."""
        return "content.xml" in self.names and not self.is_xlsx

    @property
    def is_binary(self) -> bool:
        """Whether its sheets are runs of records: .xls and .xlsb."""
        if self.is_xlsx:
            return False
        return "xl/workbook.bin" in self.names or self._content.startswith(compound.SIGNATURE)

    def stream(self) -> bytes:
        """The workbook of an .xls file, b"" where there is none."""
        try:
            container = compound.Container(self._content)
        except (*UNREADABLE, struct.error):
            return b""
        return container.stream("Workbook") or container.stream("Book") or b""

    def once(self, what: str, work_out: Callable[[Package], _Found]) -> _Found:
        """What is worked out of the parts, once however many ask for it."""
        if what not in self._worked_out:
            self._worked_out[what] = work_out(self)
        found: _Found = self._worked_out[what]  # type: ignore[assignment]
        return found

    @property
    def sheets(self) -> list[str]:
        """The names of the parts that hold sheets."""
        return [name for name in self.names if name.startswith("xl/worksheets/")]

    def part(self, name: str) -> bytes:
        """A part, b"" where there is none of that name or it cannot be unpacked."""
        if name not in self._kept:
            try:
                found = self._archive.read(name) if self._archive else b""
            except UNREADABLE:
                found = b""
            if sum(map(len, self._kept.values())) + len(found) > _MOST_KEPT:
                self._kept.clear()
            self._kept[name] = found
        return self._kept[name]

    def sheet(self, title: str) -> bytes:
        """The part of the sheet with a title, b"" where it cannot be told."""
        return self.part(self._paths.get(title, ""))

    def linked(self, title: str) -> list[str]:
        """The names of the parts that a sheet is linked to, such as those of its comments."""
        from defusedxml.ElementTree import fromstring

        folder, name = posixpath.split(self._paths.get(title, ""))
        try:
            links = fromstring(self.part(f"{folder}/_rels/{name}.rels"))
        except UNREADABLE:
            return []
        targets = [str(link.get("Target")) for link in links]
        paths = (t.lstrip("/") if t.startswith("/") else f"{folder}/{t}" for t in targets)
        return [posixpath.normpath(path) for path in paths]

    @cached_property
    def _paths(self) -> dict[str, str]:
        from defusedxml.ElementTree import fromstring

        if "xl/workbook.xml" not in self.names:
            return {}
        try:
            book = fromstring(self.part("xl/workbook.xml"))
            links = fromstring(self.part("xl/_rels/workbook.xml.rels"))
        except UNREADABLE:
            return {}
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        found: dict[str, str] = {}
        for entry in book.iter():
            if not entry.tag.endswith("}sheet"):
                continue
            link = next((v for name, v in entry.attrib.items() if name.endswith("}id")), "")
            target = targets.get(link, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            found.setdefault(str(entry.get("name")), posixpath.normpath(path))
        return found


def as_package(content: bytes | Package) -> Package:
    """The parts of a file's bytes; a package as it is."""
    return content if isinstance(content, Package) else Package(content)
