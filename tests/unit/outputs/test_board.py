import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from imscore.model import Row, Scorecard
from imscore.outputs import board, tables


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl cannot keep sparklines, and says so
        return openpyxl.load_workbook(io.BytesIO(content))


def line(workbook: Workbook, start: str) -> list[object]:
    sheet = workbook["Scorecard"]
    return next(
        [cell.value for cell in row] for row in sheet if str(row[0].value).startswith(start)
    )


def test_a_row(scorecard: Scorecard) -> None:
    found = line(opened(board.render([scorecard])), "Smoking at delivery")
    assert found[:10] == [
        "Smoking at delivery [2,3]",
        "2010/11 Q1; England 2010/11\n153 of 770 maternities",
        19.87012987012987,
        "17.2 to 22.8",
        13.5,
        6.37012987012987,
        "✘ worse\nalso at 99.8%",
        "not tested",
        "−1.3 since 2009/10 Q4\n−0.7 since 2009/10 Q1",
        "50 fewer mothers smoking",
    ]


def test_a_rate_says_its_unit_and_a_suppressed_one_that_it_is(scorecard: Scorecard) -> None:
    found = line(opened(board.render([scorecard])), "Sudden deaths")
    assert found[0] == "Sudden deaths in infancy [1,5]\nper 1,000 live births"
    assert found[1] == "2005-07\n8,012 live births"
    assert found[2] == "suppressed"
    assert found[5] == "–"
    assert found[6] == "– not compared"


def test_a_trend_breaks_after_the_comma(scorecard: Scorecard, worsening: Row) -> None:
    content = board.render([replace(scorecard, rows=(worsening,))])
    assert line(opened(content), "Smoking at delivery")[7] == "↑ higher,\ngetting worse"
    header, row = opened(content)["Data"].iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["trend"], found["trend_reason"]) == ("worsening", "above the limit.")
    assert json.loads(found["spc"]) == worsening.spc


def test_title_headline_domains_and_no_data(scorecard: Scorecard) -> None:
    first = [row[0].value for row in opened(board.render([scorecard]))["Scorecard"]]
    assert first[0].startswith("Infant mortality scorecard: Anytown PCT (made up)")
    assert first[1].startswith("3 of 9 indicators worse than England")
    assert "Housing:   no data: Overcrowding" in first
    assert "Poverty (beyond the core):   – 1 not compared" in first
    (notes,) = (text for text in first if str(text).startswith("[1]"))
    assert "[5] The file suppresses this figure." in notes


def test_what_stands_where_by_domain(scorecard: Scorecard) -> None:
    sheet = opened(board.render([scorecard]))["Scorecard"]
    domains = [row[0].value for row in sheet if row[0].fill.fgColor.rgb == "FFDBDEE0"]
    assert domains[:3] == [
        "Infant deaths:   ≈ 1 similar",
        "Smoking:   ✘ 1 worse",
        "Nutrition:   ✘ 1 worse,  ≈ 1 similar,  no data: Maternal obesity",
    ]
    assert domains[-1] == (
        "Ethnicity and access (beyond the core):   ✔ 1 better,  ▲ 1 higher,  "
        "no data: Routine and manual infant mortality"
    )


def test_a_status_has_its_fill_and_its_words(scorecard: Scorecard) -> None:
    sheet = opened(board.render([scorecard]))["Scorecard"]
    fills = {str(row[6].value).split("\n")[0]: row[6].fill.fgColor.rgb for row in sheet}
    assert fills["✘ worse"] == "FFD4351C"
    assert fills["✔ better"] == "FF00703C"
    assert fills["≈ similar"] == "FFFFDD00"
    assert fills["▲ higher"] == "FF1D70B8"


def test_a_difference_that_rounds_to_nothing_shows_no_minus(
    scorecard: Scorecard, smoking: Row
) -> None:
    card = replace(scorecard, rows=(replace(smoking, difference=-0.04),))
    assert line(opened(board.render([card])), "Smoking at delivery")[5] == 0


def test_data_sheet_is_a_table_of_unrounded_figures(scorecard: Scorecard) -> None:
    sheet = opened(board.render([scorecard]))["Data"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == tables.COLUMNS
    assert len(rows) == 9
    assert rows[1][header.index("value")] == 19.87012987012987
    assert rows[4][header.index("value")] is None
    assert list(sheet.tables) == ["Scorecards"]
    assert sheet.tables["Scorecards"].ref.endswith("10")


def test_notes_sheet_leads_back_to_the_cells(scorecard: Scorecard) -> None:
    rows = list(opened(board.render([scorecard]))["Notes"].iter_rows(values_only=True))
    assert (
        "Anytown PCT (made up)",
        "Smoking at the time of delivery, %, all_maternities",
        "numerator",
        "pct.xlsx",
        "Smoking",
        "E24",
    ) in rows
    assert any(row[0] == "warning" and row[3:] == ("pct.xlsx", "Smoking", "G8") for row in rows)
    text = "\n".join(str(cell) for row in rows for cell in row if cell)
    for part in ("How it was judged", "Byar's, Wilson score", "2 rows for other sexes",
                 "Overcrowding", "0.1.0"):  # fmt: skip
        assert part in text


def test_sparklines_draw_the_series_with_gaps(scorecard: Scorecard) -> None:
    content = board.render([scorecard])
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    spans = re.findall(r"<xm:f>Series!E(\d+):E(\d+)</xm:f>", xml)
    assert sorted(int(last) - int(first) + 1 for first, last in spans) == [7, 20, 20]
    assert 'displayEmptyCellsAs="gap"' in xml
    series = opened(content)["Series"]
    first, last = max(spans, key=lambda span: int(span[1]) - int(span[0]))
    values = [series.cell(row, 5).value for row in range(int(first), int(last) + 1)]
    assert values[0] == 22.3
    assert values[5] is None
    assert values[-1] == 19.87


def test_print_settings_and_properties(scorecard: Scorecard) -> None:
    workbook = opened(board.render([scorecard]))
    sheet = workbook["Scorecard"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (1, None)  # one page wide is the default
    assert sheet.page_setup.fitToHeight in (1, None)
    assert sheet.print_title_rows == "$4:$4"
    assert [workbook[name].print_title_rows for name in ("Data", "Series")] == ["$1:$1"] * 2
    assert sheet.print_area == f"'Scorecard'!$A$1:$L${sheet.max_row}"
    assert sheet.freeze_panes == "B5"
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))
    assert workbook.properties.title.startswith("Infant mortality scorecard: Anytown")


def test_the_same_scorecard_gives_the_same_bytes(scorecard: Scorecard) -> None:
    assert board.render([scorecard]) == board.render([scorecard])
    stamps = {
        i.date_time for i in zipfile.ZipFile(io.BytesIO(board.render([scorecard]))).infolist()
    }
    assert stamps == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_text_is_text(hostile: Callable[[str], Scorecard], hostile_text: str) -> None:
    content = board.render([hostile(hostile_text), hostile(hostile_text)])
    for sheet in opened(content):
        for row in sheet:
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert len(cell.value) <= 32_767
                    assert "\x1b" not in cell.value
                    assert "\u202e" not in cell.value
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)


def named(scorecard: Scorecard, *areas: str) -> list[str]:
    return board.sheet_names([replace(scorecard, area_name=name, area_code="") for name in areas])


def test_sheet_names_are_safe_and_all_different(scorecard: Scorecard) -> None:
    assert named(scorecard, "Bolton") == ["Scorecard"]
    assert named(scorecard, "Bolton", "BOLTON", "a/b:c[d]*?\\e", "'quoted'", "") == [
        "Bolton", "BOLTON (2)", "a b c d e", "quoted", "Area"
    ]  # fmt: skip
    assert named(scorecard, "Data", "history") == ["Data (2)", "history (2)"]
    long = named(scorecard, "x" * 40, "x" * 40)
    assert [len(name) for name in long] == [31, 31]
    assert len(set(long)) == 2


@pytest.mark.parametrize("number", [0, 2])
def test_other_numbers_of_areas(scorecard: Scorecard, number: int) -> None:
    cards = [replace(scorecard, area_name=f"Area {i}") for i in range(number)]
    sheets = opened(board.render(cards)).sheetnames
    assert sheets == [*(f"Area {i}" for i in range(number)), "Data", "Notes", "Series"]


def test_an_area_with_no_rows(scorecard: Scorecard) -> None:
    workbook = opened(board.render([replace(scorecard, rows=())]))
    assert workbook["Scorecard"]["A2"].value == "No indicator has a figure."
