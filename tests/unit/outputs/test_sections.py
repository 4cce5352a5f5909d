"""Sections and commentary, as every output shows them."""

import io
import json
import re
import warnings
from dataclasses import replace

import openpyxl
import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader
from tests.builders.sections import (
    ADVICE,
    BLIND,
    CHANGES,
    NOTHING,
    OLD,
    SAID,
    commented,
    hostile_section,
    with_sections,
)

from imscore.model import Commentary, Row, Scorecard, Section
from imscore.outputs import render
from imscore.outputs.accessible.check import breaches
from imscore.outputs.sections import needed, numeric, sections, with_commentary, words

ALL = ("terminal", "md", "html", "pdf", "xlsx", "accessible", "json")


def text_of(card: Scorecard, name: str) -> str:
    """Everything that an output shows, white space made one."""
    made = render([card], name)
    if name == "pdf":
        assert isinstance(made, bytes)
        made = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    if isinstance(made, bytes):
        made = " ".join(
            str(cell)
            for sheet in book_of(made)
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        )
    return " ".join(made.split())


def book_of(content: bytes) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl cannot keep sparklines, and says so
        return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("name", ALL)
def test_every_output_shows_every_part_of_a_section(scorecard: Scorecard, name: str) -> None:
    text = text_of(with_sections(scorecard), name)
    parts = (CHANGES.heading, "2 indicators moved.", "Is now", "1 old figure was revised.")
    for part in (*parts, "Nothing on housing.", "The outcome lags.", "Theme 20"):
        assert part in text


@pytest.mark.parametrize("name", ALL)
def test_no_sections_show_nothing(scorecard: Scorecard, name: str) -> None:
    text = text_of(scorecard, name)
    for word in ("What changed", "For discussion", "ommentary needed on", "is blind"):
        assert word not in text


@pytest.mark.parametrize("name", ["terminal", "md", "html", "pdf", "xlsx", "accessible", "json"])
def test_every_output_shows_commentary_whole(scorecard: Scorecard, name: str) -> None:
    long = " ".join(f"word{number}" for number in range(400))
    card = commented(scorecard, SAID, replace(SAID, text=long, lead="Head of feeding"))
    text = text_of(card, name).replace("\\n", " ")
    for part in ("Head of midwifery", "She is paid for a year.", "Head of feeding", "word399"):
        assert part in text, part


@pytest.mark.parametrize("name", ["terminal", "md", "html", "pdf", "xlsx"])
def test_what_is_needed_is_said_in_words_and_by_a_sign(scorecard: Scorecard, name: str) -> None:
    text = text_of(commented(scorecard, NOTHING, OLD), name)
    assert "! commentary needed" in text
    assert f"! commentary needed on {scorecard.rows[1].period}" in text
    assert "(on 2009/10 Q4) A second adviser starts" in text
    assert "commentary needed" not in text_of(commented(scorecard, SAID), name)


def test_csv_and_json_say_whether_words_are_needed(scorecard: Scorecard) -> None:
    card = commented(scorecard, NOTHING, OLD, SAID)
    rows = json.loads(str(render([card], "json")))["scorecards"][0]["rows"]
    assert [row["commentary"] and row["commentary"]["missing"] for row in rows[:4]] == [
        True, True, False, None
    ]  # fmt: skip
    assert rows[1]["commentary"]["other_period"] == "2009/10 Q4"
    assert rows[2]["commentary"]["text"] == SAID.text
    lines = str(render([card], "csv")).splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines[1:5]] == ["needed", "needed", "given", ""]


def test_json_sections_are_as_they_are_in_the_model(scorecard: Scorecard) -> None:
    (found,) = json.loads(str(render([with_sections(scorecard, CHANGES)], "json")))["scorecards"]
    assert found["sections"] == [
        {
            "code": "changes",
            "heading": CHANGES.heading,
            "paragraphs": ["2 indicators moved."],
            "headers": ["Indicator", "Was", "Is now", "Places"],
            "rows": [
                ["Smoking at delivery", "similar", "worse", 12],
                ["Low birth weight", "worse", "similar", 3],
            ],
            "notes": ["1 old figure was revised."],
        }
    ]


def test_a_table_in_markdown(scorecard: Scorecard) -> None:
    html = (
        MarkdownIt("commonmark")
        .enable("table")
        .render(str(render([with_sections(scorecard, CHANGES)], "md")))
    )
    assert re.search(r'<td>worse</td>\n<td style="text-align:right">12</td>', html)


def test_a_page_has_a_real_table_and_closes_a_long_one(scorecard: Scorecard) -> None:
    page = str(render([with_sections(scorecard)], "html"))
    assert page.count('<table class="beside"') == 2
    assert '<th role="columnheader" scope="col" class="number">Places</th>' in page
    assert '<th role="rowheader" scope="row">Smoking at delivery</th>' in page
    (long,) = re.findall(r'<details class="long">.*?</details>', page, re.DOTALL)
    assert "All 20 lines" in long
    assert "Theme 20" in long


def test_the_pdf_marks_the_headers_of_a_section(scorecard: Scorecard) -> None:
    def heads(card: Scorecard) -> int:
        made = render([card], "pdf")
        assert isinstance(made, bytes)
        return sum(1 for tag in _tags(PdfReader(io.BytesIO(made))) if tag == "/TH")

    assert heads(with_sections(scorecard, CHANGES)) - heads(scorecard) == 4


def _tags(reader: PdfReader) -> list[str]:
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        part = waiting.pop().get_object()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            found += [str(part["/S"])] if "/S" in part else []
            waiting += [part["/K"]] if "/K" in part and part.get("/Type") != "/MCR" else []
    return found


def test_the_boards_workbook_has_a_sheet_for_changes_and_one_for_the_rest(
    scorecard: Scorecard,
) -> None:
    made = render([with_sections(scorecard)], "xlsx")
    assert isinstance(made, bytes)
    book = book_of(made)
    assert book.sheetnames[:3] == ["Scorecard", "What changed", "For discussion"]
    changed, rest = book["What changed"], book["For discussion"]
    rows = [row[:4] for row in changed.iter_rows(values_only=True)]
    assert ("Smoking at delivery", "similar", "worse", 12) in rows
    head = rows.index(("Indicator", "Was", "Is now", "Places")) + 1
    assert changed.print_title_rows == f"${head}:${head}"
    assert rest["A1"].value == "For discussion"
    for sheet in (changed, rest):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_area
        assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


def test_sections_of_several_areas_name_them(scorecard: Scorecard) -> None:
    cards = [with_sections(replace(scorecard, area_name=name), BLIND) for name in ("A", "B")]
    made = render(cards, "xlsx")
    assert isinstance(made, bytes)
    book = book_of(made)
    assert book.sheetnames[:3] == ["A", "B", "For discussion"]
    first = [row[0].value for row in book["For discussion"]]
    assert {"A: Where it is blind", "B: Where it is blind"} <= set(first)


def test_the_accessible_workbook_keeps_its_rules(scorecard: Scorecard) -> None:
    card = commented(with_sections(scorecard, CHANGES, BLIND), SAID, NOTHING)
    other = replace(
        with_sections(card, replace(CHANGES, headers=("Area name", "", "", "Area code")))
    )
    made = render([card, other], "accessible")
    assert isinstance(made, bytes)
    assert breaches(made) == {}
    (sheet,) = [s for s in book_of(made) if str(s["A1"].value).endswith(CHANGES.heading)][:1]
    rows = list(sheet.iter_rows(values_only=True))
    assert ("5ZZ", "Anytown PCT (made up)", "Smoking at delivery", "similar", "worse", 12) in rows


@pytest.mark.parametrize("name", ALL)
def test_hostile_sections_are_shown_and_harmless(
    scorecard: Scorecard, hostile_text: str, name: str
) -> None:
    card = with_sections(
        scorecard, hostile_section(hostile_text), hostile_section(hostile_text, "x")
    )
    card = commented(card, Commentary(hostile_text, hostile_text, True, None, hostile_text))
    text = text_of(card, name)
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\x07"))
    assert name not in ("html", "md") or "<script>*" not in text


def test_no_cell_of_a_section_is_a_formula(scorecard: Scorecard) -> None:
    for name in ("xlsx", "accessible"):
        made = render([with_sections(scorecard, hostile_section("=cmd()"))], name)
        assert isinstance(made, bytes)
        cells = [cell for sheet in book_of(made) for row in sheet for cell in row]
        assert "=cmd()" in [cell.value for cell in cells]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells
                   if cell.value == "=cmd()")  # fmt: skip


def test_rows_are_as_long_as_their_headings() -> None:
    short = Section("x", "x", (), ("a", "b"), (("1",), ("1", 2, "3")))
    card = Scorecard("", "", "", (), (), sections=(short,))
    assert sections(card)[0].rows == (("1", ""), ("1", 2))


def test_columns_of_whole_numbers_stand_to_the_right() -> None:
    assert numeric(CHANGES) == (False, False, False, True)
    assert numeric(ADVICE) == (False, True)
    assert numeric(BLIND) == ()


def test_commentary_comes_first_and_names_who_has_none(scorecard: Scorecard) -> None:
    card = commented(with_sections(scorecard, BLIND), NOTHING, SAID)
    first, second = with_commentary(card)
    assert second.code == "balance"
    assert first.paragraphs == ("! commentary needed on Infant mortality.",)
    assert first.rows == (
        ("Smoking at delivery", "Head of midwifery",
         "A second adviser starts in October. She is paid for a year."),
    )  # fmt: skip
    assert with_commentary(card, marked=True)[0].paragraphs == ()
    assert with_commentary(commented(scorecard, NOTHING), marked=True) == ()


def test_words_and_what_is_needed(smoking: Row) -> None:
    assert (words(smoking), needed(smoking)) == ("", "")
    old = replace(smoking, commentary=OLD)
    assert words(old).startswith("(on 2009/10 Q4) A second")
    assert needed(old) == "! commentary needed on 2010/11 Q1"
    unasked = replace(smoking, commentary=replace(OLD, needed=False))
    assert needed(unasked) == ""
