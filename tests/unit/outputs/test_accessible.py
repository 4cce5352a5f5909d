"""The accessible workbook holds to every rule, and each rule is caught when it is broken."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table, TableStyleInfo

import imscore
from imscore.model import Scorecard
from imscore.outputs.accessible import render
from imscore.outputs.accessible.check import RULES, breaches

SAMPLE = Path(__file__).parents[3] / "sample_data" / "anytown_pct.xlsx"


def _again(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(book: Workbook) -> None:
    book["Table 1"]["B5"].fill = PatternFill("solid", fgColor="FF0000")


def _style(book: Workbook) -> None:
    table = next(iter(book["Table 1"].tables.values()))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)


def _second_table(book: Workbook) -> None:
    sheet = book["Table 1"]
    last = sheet.max_row
    for place, text in enumerate(("a", "b")):
        sheet.cell(last + 2, place + 1, text)
        sheet.cell(last + 3, place + 1, 1)
    sheet.add_table(Table(displayName="Second", ref=f"A{last + 2}:B{last + 3}"))


def _set(sheet: str, cell: str, value: object) -> Callable[[Workbook], None]:
    def plant(book: Workbook) -> None:
        book[sheet][cell].value = value

    return plant


def _footer(book: Workbook) -> None:
    book["Table 1"].oddFooter.center.text = "Page &P"


def _pane(book: Workbook) -> None:
    book["Table 1"].freeze_panes = "B4"


def _cursor(book: Workbook) -> None:
    book["Table 1"].sheet_view.selection[0].activeCell = "C7"


def _hidden(book: Workbook) -> None:
    book["Table 1"].column_dimensions["C"].hidden = True


def _title(book: Workbook) -> None:
    book.properties.title = ""


def _language(book: Workbook) -> None:
    book.properties.language = None


def _link(book: Workbook) -> None:
    book["Contents"]["A4"].hyperlink = None


def _order(book: Workbook) -> None:
    book.move_sheet("Cover", 2)


def _merge(book: Workbook) -> None:
    book["Table 1"].merge_cells("A1:C1")


def _shorthand(book: Workbook) -> None:
    for row in book["Cover"]:
        if str(row[0].value).startswith("[z]"):
            row[0].value = "Nothing more."


PLANTED: dict[str, list[Callable[[Workbook], None]]] = {
    "title": [_title],
    "language": [_language],
    "cover and contents come first": [_order],
    "contents link to every sheet": [_link],
    "A1 holds a title": [_set("Table 2", "A1", None)],
    "one marked table a sheet": [_second_table],
    "nothing beside the table": [_set("Table 1", "AZ9", 1), _set("Table 1", "B2", "beside")],
    "nothing blank": [_set("Table 1", "C5", None), _set("Cover", "A3", None)],
    "nothing merged": [_merge],
    "no fills": [_fill, _style],
    "no frozen panes": [_pane],
    "no headers or footers": [_footer],
    "nothing hidden": [_hidden],
    "no formulas": [_set("Table 1", "C5", "=1+1")],
    "headings differ": [_set("Table 1", "B3", "Area code")],
    "notes are explained and used": [
        _set("Table 1", "C5", "[note 99]"),
        _set("Notes", "A4", "note 98"),
    ],
    "shorthand is explained": [_shorthand, _set("Table 1", "C5", "[low]")],
    "cursor at A1": [_cursor],
}


def test_every_rule_has_a_planted_breach() -> None:
    assert set(PLANTED) == set(RULES)


def test_no_rule_is_broken(scorecard: Scorecard) -> None:
    assert breaches(render([scorecard])) == {}
    assert breaches(render([scorecard, replace(scorecard, area_name="Othertown")])) == {}
    assert breaches(render([replace(scorecard, rows=(), notes=())])) == {}


@pytest.mark.parametrize(
    ("rule", "plant"), [(rule, plant) for rule, plants in PLANTED.items() for plant in plants]
)
def test_a_breach_is_found(
    scorecard: Scorecard, rule: str, plant: Callable[[Workbook], None]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render([scorecard])))
    assert breaches(_again(book)) == {}
    plant(book)
    assert rule in breaches(_again(book))


def test_the_sample(golden: Callable[[str, str], None]) -> None:
    card = replace(imscore.score(imscore.read(SAMPLE)), made_with={})
    book = openpyxl.load_workbook(io.BytesIO(render([card])))
    lines = [
        f"{sheet.title}\t" + "\t".join(f"{cell.value}" for cell in row if cell.value is not None)
        for sheet in book
        for row in sheet.iter_rows()
    ]
    golden("anytown_pct_accessible.txt", "\n".join(lines) + "\n")


def rows_of(content: bytes, sheet: str) -> list[dict[str, object]]:
    _, _, head, *rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(
        values_only=True
    )
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_row_holds_the_same_as_the_board(scorecard: Scorecard) -> None:
    found = next(
        row
        for row in rows_of(render([scorecard]), "Table 1")
        if row["Indicator"] == "Smoking at the time of delivery"
    )
    assert (found["Count"], found["Out of"]) == (153, 770)
    assert found["Value"] == 19.87012987012987
    assert (found["Compared with"], found["Its value"]) == ("England", 13.5)
    assert found["Status"] == "worse"
    assert found["What it would take"] == "50 fewer mothers smoking"
    assert found["Target"] == "[z]"


def test_a_suppressed_figure_is_c_and_never_nought(scorecard: Scorecard) -> None:
    found = next(r for r in rows_of(render([scorecard]), "Table 1") if r["Remark"] == "[c]")
    assert found["Value"] == found["Count"] == found["Lower 95% limit"] == "[c]"
    assert found["Out of"] == 8012


def test_a_rate_on_few_events_is_u_with_its_point(scorecard: Scorecard) -> None:
    """The cover says that the figure beside [u] rests on few events: so does the row's note."""
    first, *others = scorecard.rows
    said = "Unreliable: a rate on 7 infant deaths, fewer than 20."
    own = replace(first.series[-1], period=first.period)
    few = replace(first, notes=(said,), series=(*first.series[:-1], own))
    content = render([replace(scorecard, rows=(few, *others))])
    rows = rows_of(content, "Table 1")
    assert [row["Remark"] for row in rows[:2]] == ["[u]", "[z]"]
    points = [row for row in rows_of(content, "Table 2") if row["Indicator"] == first.name]
    assert [row["Remark"] for row in points if row["Value"] != "[x]"][-2:] == ["[z]", "[u]"]


def test_a_missing_point_says_so(scorecard: Scorecard) -> None:
    points = rows_of(render([scorecard]), "Table 2")
    assert next(p for p in points if p["Period"] == "quarter 5")["Value"] == "[x]"


def test_the_same_bytes_twice(scorecard: Scorecard) -> None:
    assert render([scorecard]) == render([scorecard])


def test_hostile_text_is_harmless(hostile_text: str, hostile: Callable[[str], Scorecard]) -> None:
    content = render([hostile(hostile_text)])
    assert breaches(content) == {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.namelist():
            assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", parts.read(part))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell.value for sheet in book for line in sheet for cell in line]
    assert max(len(str(cell or "")) for cell in cells) <= 32_767
