"""What .xls and .xlsb sheets tell beside values: number formats, errors, what is hidden.

Layouts: [MS-XLS] and [MS-XLSB], published by Microsoft.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from imscore.inputs.package import Package

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@dataclass
class BinaryLook:
    """What is worth knowing of one sheet; rows and columns from 0.

    Attributes:
        formats: column, row and number format of each cell that has one.
        errors: column, row and error value.
        rows, columns: which of them are hidden.
    """

    formats: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    rows: list[range] = field(default_factory=list)
    columns: list[range] = field(default_factory=list)


def look(package: Package, title: str) -> BinaryLook:
    """The look at one sheet; nothing where it cannot be found."""
    return package.once("binary", _read).get(title) or BinaryLook()


def _read(package: Package) -> dict[str, BinaryLook]:
    from imscore.inputs import xls_looks, xlsb_looks

    return xlsb_looks.read(package) if package.names else xls_looks.read(package.stream())
