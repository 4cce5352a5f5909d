"""The sample's board workbook as one readable text: what a reviewer looks at when it changes."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import imscore
from imscore.outputs import board

# Their figures are those of the CSV and of the page: some lines show what stands where.
_AS_ELSEWHERE, _FEW = ("Data", "Series"), 4
SAMPLES = Path(__file__).parents[3] / "sample_data"


def test_the_sample(golden: Callable[[str, str], None]) -> None:
    observations = imscore.read(SAMPLES / "anytown_pct.xlsx")
    card = imscore.score(observations, commentary=SAMPLES / "anytown_commentary.csv")
    content = board.render([replace(card, made_with={})])
    golden("anytown_pct_board.txt", "\n".join([*_sheets(content), *_drawn(content)]) + "\n")


def _sheets(content: bytes) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl cannot keep sparklines, and says so
        book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        yield f"== {sheet.title}"
        yield from _page(sheet)
        for row in sheet.iter_rows(max_row=_FEW if sheet.title in _AS_ELSEWHERE else None):
            height = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if cell.value is not None:
                    at = f" ({height:g} high)" if height and cell is row[0] else ""
                    yield f"{cell.coordinate}{_look(cell)}{at}: {cell.value!r}"


def _page(sheet: Worksheet) -> Iterator[str]:
    widths = {name: size.width for name, size in sheet.column_dimensions.items()}
    yield f"columns {', '.join(f'{name} {width:.0f}' for name, width in widths.items())}"
    setup = sheet.page_setup
    yield (
        f"paper {setup.paperSize} {setup.orientation}, high {setup.fitToHeight}, "
        f"area {sheet.print_area}, repeats {sheet.print_title_rows}, frozen {sheet.freeze_panes}"
    )
    yield from (f"table {table.name} {table.ref}" for table in sheet.tables.values())
    yield from (f"merged {span}" for span in sorted(map(str, sheet.merged_cells.ranges)))
    for rule in sheet.data_validations.dataValidation:
        yield f"choice {rule.sqref}: {rule.formula1}"


def _look(cell: Any) -> str:
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type else ""
    parts = (
        f"{cell.font.sz:g}pt" if cell.font.sz != 11 else "",
        "bold" if cell.font.b else "",
        f"{cell.font.color.rgb} on {fill}" if fill and _own_ink(cell) else fill,
        cell.alignment.horizontal or "",
        cell.number_format if cell.number_format != "General" else "",
    )
    said = ", ".join(part for part in parts if part)
    return f" [{said}]" if said else ""


def _own_ink(cell: Any) -> bool:
    return cell.font.color is not None and isinstance(cell.font.color.rgb, str)


def _drawn(content: bytes) -> Iterator[str]:
    """Charts by the cells that they draw, their text alternatives, and the sparklines."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in sorted(package.namelist(), key=lambda n: [len(n), n]):
            text = package.read(name).decode("utf-8")
            if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                yield f"== {name}"
                yield from re.findall(r"<c:f>(.*?)</c:f>", text)
                yield from (f"axis {found}" for found in re.findall(r"<c:m(?:ax|in) [^>]*>", text))
            elif re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                yield f"== {name}"
                yield from re.findall(r'descr="(.*?)"', text)
            elif "<xm:f>" in text:
                yield f"== sparklines in {name}"
                pairs = re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", text)
                yield from (f"{cell}: {span}" for span, cell in pairs)
