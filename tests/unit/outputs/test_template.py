"""The template: what it holds, and that a filled-in one is read as it was meant."""

import csv
import io
import math
import re

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.outputs import template
from imscore.periods import PERIOD_KINDS, parse
from imscore.reference.indicators import Catalogue, load

PLAIN_LAYOUT = [
    *("area_code", "area_name", "indicator", "period"),
    *("numerator", "denominator", "value"),
]
ANYTOWN = ("5ZZ", "Anytown PCT (made up)")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture
def workbook(catalogue: Catalogue) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(template.render_workbook(catalogue)))


def read_back(workbook: Workbook, catalogue: Catalogue) -> Observations:
    stream = io.BytesIO()
    workbook.save(stream)
    return read_files([("filled.xlsx", stream.getvalue())], catalogue)


def fill(workbook: Workbook, *rows: tuple[object, ...]) -> None:
    for number, row in enumerate(rows, start=2):
        for place, content in enumerate(row, start=1):
            workbook["Data"].cell(number, place).value = content


def column(sheet: Worksheet, number: int) -> ColumnDimension:
    """A column's settings, which a file gives once for neighbours that are alike."""
    (found,) = (d for d in sheet.column_dimensions.values() if d.min <= number <= d.max)
    return found


def rule(workbook: Workbook, letter: str) -> DataValidation:
    (found,) = (
        validation
        for validation in workbook["Data"].data_validations.dataValidation
        if str(validation.sqref) == f"{letter}2:{letter}2001"
    )
    return found


def test_csv_is_the_header_row_alone() -> None:
    assert list(csv.reader(io.StringIO(template.render_csv()))) == [PLAIN_LAYOUT]


def test_equal_bytes_twice(catalogue: Catalogue) -> None:
    assert template.render_workbook(catalogue) == template.render_workbook(load())


def test_sheets_and_title(workbook: Workbook) -> None:
    assert workbook.sheetnames == ["Data", "Commentary", "Instructions", "Example", "Lists"]
    assert workbook.active.title == "Data"
    assert "template" in workbook.properties.title


def test_data_is_empty_under_its_headings(workbook: Workbook) -> None:
    rows = list(workbook["Data"].iter_rows(values_only=True))
    assert rows == [tuple(PLAIN_LAYOUT)]
    assert workbook["Data"].freeze_panes == "A2"


def test_code_indicator_and_period_are_text_and_figures_are_not(workbook: Workbook) -> None:
    # Excel would make 2007-09 a date and the code 5E1 the number 50.
    formats = [column(workbook["Data"], number).number_format for number in range(1, 8)]
    assert formats == ["@", "General", "@", "@", "General", "General", "General"]


def test_indicator_list_is_all_ids_and_no_more(workbook: Workbook, catalogue: Catalogue) -> None:
    validation = rule(workbook, "C")
    assert (validation.type, validation.errorStyle) == ("list", None)  # None: stop
    sheet, cells = re.fullmatch(r"(\w+)!(\S+)", validation.formula1).groups()
    left, top, right, bottom = range_boundaries(cells)
    listed = [row[0] for row in workbook[sheet].iter_rows(top, bottom, left, right, True)]
    assert listed == list(catalogue)
    assert workbook[sheet].max_row == bottom
    assert "Lists" in validation.error


@pytest.mark.parametrize("letter", ["E", "F", "G"])
def test_figures_are_numbers_from_0_or_markers(workbook: Workbook, letter: str) -> None:
    validation = rule(workbook, letter)
    assert validation.type == "custom"
    cell = f"{letter}2"
    assert f"AND(ISNUMBER({cell}),{cell}>=0)" in validation.formula1
    for marker in ("*", "[c]", "[x]", "[z]", "[u]"):
        assert f'{cell}="{marker}"' in validation.formula1
    assert set(re.findall(r"[A-Z]+\d+", validation.formula1)) == {cell}


def test_period_message_has_a_spelling_of_every_kind(workbook: Workbook) -> None:
    message = rule(workbook, "D").prompt
    spelt = re.findall(r"such as (.+)", message)
    assert {parse(text).kind for text in spelt} == set(PERIOD_KINDS)
    assert len(message) <= 255  # the most that Excel shows


def test_instructions_say_what_they_must(workbook: Workbook) -> None:
    lines = [str(row[0]) for row in workbook["Instructions"].iter_rows(values_only=True)]
    text = "\n".join(lines)
    for words in (
        *("one row to each area, indicator and period", "[c] (suppressed)", "Never write 0"),
        *("E92000001", "2008/09 Q3", "2007-09", "NHS numbers", "postcodes", "names of people"),
    ):
        assert words in text
    assert lines[-3:] == ["imscore tidy FILE", lines[-2], "imscore report FILE -o scorecard.xlsx"]
    numbers = [int(found[1]) for line in lines if (found := re.match(r"(\d+)\. ", line))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_lists_explain_every_indicator(workbook: Workbook, catalogue: Catalogue) -> None:
    _, headings, *rows = workbook["Lists"].iter_rows(values_only=True)
    assert headings == ("indicator", "name", "unit", "periods", "numerator", "denominator")
    by_id = {row[0]: row for row in rows}
    assert set(by_id) == set(catalogue)
    assert by_id["infant_mortality"] == (
        *("infant_mortality", "Infant mortality", "per 1,000 live births"),
        "three calendar years such as 2007-09 or calendar year such as 2008",
        *("Deaths of infants under one year old", "Live births"),
    )


@pytest.mark.parametrize("name", ["Instructions", "Example", "Lists"])
def test_other_sheets_say_that_they_are_not_read(workbook: Workbook, name: str) -> None:
    first = workbook[name]["A1"].value
    assert first.startswith("#")
    assert "does not read" in first


def test_no_formulas_no_merged_cells_cursor_at_a1(workbook: Workbook) -> None:
    for sheet in workbook:
        assert not sheet.merged_cells.ranges
        assert {place.activeCell for place in sheet.sheet_view.selection} == {"A1"}
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2.1."""
    parts = [int(colour[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("name", "row"), [("Data", 1), ("Commentary", 1), ("Example", 2), ("Lists", 2)]
)
def test_headings_are_bold_and_stand_out(workbook: Workbook, name: str, row: int) -> None:
    for cell in workbook[name][row]:
        shades = sorted((luminance(cell.fill.fgColor.rgb), luminance(cell.font.color.rgb)))
        assert cell.font.bold
        assert (shades[1] + 0.05) / (shades[0] + 0.05) >= 4.5


def test_wrapped_rows_are_as_high_as_their_longest_cell(workbook: Workbook) -> None:
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.alignment.wrap_text and isinstance(cell.value, str):
                    lines = math.ceil(len(cell.value) / column(sheet, cell.column).width)
                    assert sheet.row_dimensions[cell.row].height >= 15 * lines


def test_filled_in_template_is_read_as_meant(workbook: Workbook, catalogue: Catalogue) -> None:
    fill(
        workbook,
        (*ANYTOWN, "smoking_at_delivery", "2010/11 Q1", 153, 770, None),
        (*ANYTOWN, "infant_mortality", "2007-09", 45, 9000, None),
        (*ANYTOWN, "infant_mortality", "2006-08", "*", None, "*"),
    )
    read = read_back(workbook, catalogue)
    frame = read.frame.set_index(["indicator", "period"])
    assert len(frame) == 3
    smoking = frame.loc[("smoking_at_delivery", "2010/11 Q1")]
    assert (smoking["numerator"], smoking["denominator"]) == (153, 770)
    assert smoking["value"] == pytest.approx(19.8701298701, abs=1e-9)  # 15,300 / 770
    deaths = frame.loc[("infant_mortality", "2007-09")]
    assert (deaths["value"], deaths["period_kind"]) == (5.0, "three_calendar_years")
    hidden = frame.loc[("infant_mortality", "2006-08")]
    assert hidden["marker"] == "suppressed"
    assert math.isnan(hidden["value"])
    assert set(frame["area_code"]) == {"5ZZ"}
    assert read.problems == ()


def test_only_data_is_read(workbook: Workbook, catalogue: Catalogue) -> None:
    fill(workbook, (*ANYTOWN, "smoking_at_delivery", "2010/11 Q1", 153, 770, None))
    read = read_back(workbook, catalogue)
    assert [block.sheet for block in read.blocks] == ["Data"]
    assert read.cells("numerator").tolist() == ["E2"]
    assert read.notes == ()


def test_commentary_is_read_from_its_sheet(workbook: Workbook, catalogue: Catalogue) -> None:
    fill(workbook, (*ANYTOWN, "smoking_at_delivery", "2010/11 Q1", 153, 770, None))
    headings = [cell.value for cell in workbook["Commentary"][1]]
    assert headings == ["indicator", "area", "period", "lead", "commentary"]
    words = ("smoking_at_delivery", "5ZZ", "2010/11 Q1", "Head of midwifery", "Words.")
    for place, cell in enumerate(words, start=1):
        workbook["Commentary"].cell(2, place, cell)
    read = read_back(workbook, catalogue)
    assert read.problems == ()
    assert read.commentary[["lead", "text", "cell"]].to_numpy().tolist() == [
        ["Head of midwifery", "Words.", "E2"]
    ]


def test_text_of_a_year_is_read_like_the_number(workbook: Workbook, catalogue: Catalogue) -> None:
    fill(
        workbook,
        (*ANYTOWN, "under18_conceptions", "2008", 160, 4000, None),
        (*ANYTOWN, "under18_conceptions", 2009, 160, 4000, None),
    )
    assert read_back(workbook, catalogue).frame["period"].tolist() == ["2008", "2009"]


def test_template_with_nothing_filled_in_is_refused(
    workbook: Workbook, catalogue: Catalogue
) -> None:
    with pytest.raises(InputError) as caught:
        read_back(workbook, catalogue)
    assert [(p.code, p.sheet) for p in caught.value.problems] == [("no_rows", "Data")]


def test_example_rows_would_be_read_without_a_complaint(
    workbook: Workbook, catalogue: Catalogue
) -> None:
    _, headings, *rows = workbook["Example"].iter_rows(values_only=True)
    assert list(headings[:7]) == PLAIN_LAYOUT
    assert {row[:2] for row in rows} == {("5ZZ", "Exampletown PCT (made up)")}
    fill(workbook, *(row[:7] for row in rows))
    read = read_back(workbook, catalogue)
    assert read.problems == ()
    # By hand: 150/800, as given, 160/4,000, 48/9,600, 17/3,200, held back, 0/3,180, not known.
    expected = [18.75, 19.4, 40.0, 5.0, 5.3125, math.nan, 0.0, math.nan]
    assert read.frame["value"].tolist() == pytest.approx(expected, nan_ok=True)
    markers = ["", "", "", "", "", "suppressed", "", "not_available"]
    assert read.frame["marker"].tolist() == markers


def test_texts_of_a_users_own_definition_stay_text(catalogue: Catalogue) -> None:
    about = catalogue["smoking_at_delivery"]
    hostile = about.model_copy(update={"name": "=cmd()\x1b[31m", "numerator": "+1", "unit": "@x"})
    content = template.render_workbook(Catalogue({hostile.id: hostile}))
    row = openpyxl.load_workbook(io.BytesIO(content))["Lists"][3]
    assert [cell.value for cell in row[:3]] == [hostile.id, "=cmd()\\x1b[31m", "@x"]
    assert {cell.data_type for cell in row} == {"s"}
