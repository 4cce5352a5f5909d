"""Small tables made for one test each, in every kind of file that is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.reference import indicators
from imscore.reference.indicators import Catalogue

HEADER = ("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value")
# 120 of 650 is 18.4615...%.
ROW = ("5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 120, 650, 18.5)
Cells = Sequence[object]


def as_csv(*rows: Cells, separator: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(*rows: Cells, sheet: str = "Data", formats: dict[int, str] | None = None) -> bytes:
    """A workbook; `formats` are number formats by column position."""
    return workbook({sheet: rows}, formats)


def workbook(sheets: dict[str, Sequence[Cells]], formats: dict[int, str] | None = None) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    styles = {c: book.add_format({"num_format": f}) for c, f in (formats or {}).items()}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    sheet.write(number, column, cell, styles.get(column))
    book.close()
    return stream.getvalue()


def changed(**fields: object) -> tuple[object, ...]:
    """The standard row with some fields changed."""
    return tuple(fields.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return indicators.load()


@pytest.fixture
def tables() -> SimpleNamespace:
    return SimpleNamespace(
        HEADER=HEADER, ROW=ROW, csv=as_csv, xlsx=as_xlsx, workbook=workbook, changed=changed
    )


@pytest.fixture
def read(catalogue: Catalogue) -> Callable[..., Observations]:
    """Reads bytes as `t.csv` or `t.xlsx`, or several files by name."""

    def reading(
        content: bytes | None = None, sheet: str | None = None, **files: bytes
    ) -> Observations:
        named = [(name.replace("_", "."), data) for name, data in files.items()]
        if content is not None:
            named.append(("t.xlsx" if content.startswith(b"PK") else "t.csv", content))
        return read_files(named, catalogue, sheet)

    return reading


@pytest.fixture
def rows(read: Callable[..., Observations], tables: SimpleNamespace) -> Callable[..., Any]:
    """Reads rows below the plain header as CSV; gives the observations."""
    return lambda *lines: read(tables.csv(HEADER, *lines))


@pytest.fixture
def errors(read: Callable[..., Observations]) -> Callable[..., list[tuple[str, str]]]:
    """The code and cell of each problem of an input that is refused."""

    def refused(*args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        return [(p.code, p.cell) for p in problems_of(read, *args, **kwargs)]

    return refused


@pytest.fixture
def problems(read: Callable[..., Observations]) -> Callable[..., tuple[Problem, ...]]:
    return lambda *args, **kwargs: problems_of(read, *args, **kwargs)


def problems_of(
    read: Callable[..., Observations], *args: Any, **kwargs: Any
) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(*args, **kwargs)
    assert any(p.severity == "error" for p in caught.value.problems)
    return caught.value.problems


@pytest.fixture
def data() -> Path:
    return Path(__file__).parents[3] / "sample_data"
