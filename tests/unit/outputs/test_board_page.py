"""The board's first sheet: on one page where it can be read there, with what the area says."""

import io
import re
import subprocess
import warnings
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from tests.builders.sections import NOTHING, OLD, SAID, commented

from imscore.model import Row, Scorecard, Target
from imscore.outputs import board


def first_sheet(card: Scorecard) -> Worksheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl cannot keep sparklines, and says so
        return openpyxl.load_workbook(io.BytesIO(board.render([card]))).worksheets[0]


def cells_under(sheet: Worksheet, heading: str) -> list[str]:
    (head,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Indicator"]
    place = head.index(heading)
    return [str(row[place]) for row in sheet.iter_rows(values_only=True, min_row=5) if row[1]]


def of_indicators(card: Scorecard, number: int) -> Scorecard:
    """A scorecard of so many rows, a third of them worse and with commentary."""
    domains = [domain.domain for domain in card.domains]
    rows: list[Row] = []
    for place in range(number):
        row = card.rows[place % len(card.rows)]
        said = SAID if row.status == "worse" else None
        rows.append(replace(row, indicator=f"{row.indicator}_{place}", commentary=said))
    rows.sort(key=lambda row: domains.index(row.domain))
    return replace(card, rows=tuple(rows))


def test_lead_and_commentary_stand_beside_the_figure(scorecard: Scorecard) -> None:
    sheet = first_sheet(commented(scorecard, SAID, OLD, NOTHING))
    found = cells_under(sheet, "Lead and commentary")
    assert found[:4] == [
        "Head of midwifery: A second adviser starts in October. She is paid for a year.",
        "Head of midwifery: (on 2009/10 Q4) A second adviser starts in October. She is paid for a "
        "year.\n! commentary needed on 2010/11 Q1",
        "! commentary needed",
        "None",
    ]


def test_there_is_no_such_column_where_nothing_is_said_or_needed(scorecard: Scorecard) -> None:
    assert "Lead and commentary" not in [cell.value for cell in first_sheet(scorecard)[4]]


def test_a_row_grows_with_its_commentary(scorecard: Scorecard) -> None:
    long = replace(SAID, text="word " * 110)
    sheet = first_sheet(commented(scorecard, SAID, long))
    heights = {str(sheet.cell(row, 1).value): sheet.row_dimensions[row].height
               for row in range(1, sheet.max_row + 1)}  # fmt: skip
    (tall,) = [height for name, height in heights.items() if name.startswith("Smoking at delivery")]
    # 550 letters at about 48 a line are 11 lines or more.
    assert tall is not None
    assert tall > 11 * 13


def test_words_too_long_for_the_first_sheet_stand_whole_on_their_own(scorecard: Scorecard) -> None:
    words = "word " * 300 + "end"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        content = board.render([commented(scorecard, replace(SAID, text=words))])
        book = openpyxl.load_workbook(io.BytesIO(content))
    (said,) = [t for t in cells_under(book.worksheets[0], "Lead and commentary") if "word" in t]
    assert len(said) < 700
    assert said.endswith("… (whole: sheet Commentary)")
    cells = [cell for row in book["Commentary"].iter_rows(values_only=True) for cell in row]
    assert words in cells


def test_a_target_stands_beside_what_it_would_take(scorecard: Scorecard, smoking: Row) -> None:
    goal = Target(18.0, smoking.period, "not_met", "not_met", -12.0)
    card = replace(scorecard, rows=(replace(smoking, target=goal),))
    assert cells_under(first_sheet(card), "What it would take") == [
        "50 fewer mothers smoking\nTarget 18.0% not met"
    ]


@pytest.mark.parametrize(("number", "pages"), [(9, 1), (13, 1), (40, 0)])
def test_one_page_unless_it_would_be_too_small_to_read(
    scorecard: Scorecard, number: int, pages: int
) -> None:
    fitted = first_sheet(of_indicators(scorecard, number)).page_setup.fitToHeight
    assert (1 if fitted is None else fitted) == pages


@pytest.mark.office
def test_thirteen_indicators_print_on_one_page_at_a_size_that_can_be_read(
    scorecard: Scorecard, tmp_path: Path
) -> None:
    (tmp_path / "board.xlsx").write_bytes(board.render([of_indicators(scorecard, 13)]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "board.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    first, second = PdfReader(tmp_path / "board.pdf").pages[:2]
    assert "sheet Notes." in first.extract_text()
    assert not re.search(r"Lead and commentary", second.extract_text())
    sizes: dict[float, int] = {}

    def see(text: str, current: list[float], matrix: list[float], _: object, size: float) -> None:
        real = round(abs(size * matrix[0] * current[0]), 1)
        sizes[real] = sizes.get(real, 0) + len(text.strip())

    first.extract_text(visitor_text=see)
    body = max(sizes, key=lambda size: sizes[size])
    assert body >= 6.2
