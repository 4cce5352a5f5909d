"""How far figures reach stands at the head of everything that people read."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from imscore.model import Scorecard
from imscore.outputs import accessible, board, markdown, page, pdf, terminal
from imscore.outputs.reach import reach

ASKED = "Figures up to the end of 2011, as asked for; newest figure: 2010/11 Q1."


def as_of(card: Scorecard, period: str | None) -> Scorecard:
    return replace(card, made_with={**card.made_with, "as_of": period})


def test_the_newest_figure_is_the_one_that_ends_last(scorecard: Scorecard) -> None:
    """2010/11 Q1 ends in June 2010; the sample's others are of 2007-09 and before."""
    assert reach([as_of(scorecard, None)]) == "Newest figure: 2010/11 Q1."
    assert reach([as_of(scorecard, "2011")]) == ASKED


def test_a_row_without_a_figure_is_not_the_newest(scorecard: Scorecard) -> None:
    rows = tuple(replace(row, value=None) for row in scorecard.rows if "Q1" in row.period)
    others = tuple(row for row in scorecard.rows if row.period == "2007-09")
    assert reach([as_of(replace(scorecard, rows=rows + others), None)]) == "Newest figure: 2007-09."
    assert reach([as_of(replace(scorecard, rows=rows), None)]) == ""


def test_areas_that_differ(scorecard: Scorecard) -> None:
    old = replace(scorecard, rows=tuple(r for r in scorecard.rows if r.period == "2007-09"))
    cards = [as_of(scorecard, None), as_of(old, None)]
    assert reach(cards) == "Newest figures of areas: 2007-09 to 2010/11 Q1."


def pdf_text(card: Scorecard) -> str:
    return PdfReader(io.BytesIO(pdf.render([card]))).pages[0].extract_text()


def first_cells(content: bytes) -> str:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return "\n".join(str(sheet.cell(row, 1).value) for row in range(1, 6))


@pytest.mark.filterwarnings("ignore:Sparkline")
@pytest.mark.parametrize(
    "head",
    [
        lambda card: terminal.to_text([card])[:400],
        lambda card: markdown.to_markdown([card])[:600],
        lambda card: page.to_html([card]).partition("</header>")[0],
        pdf_text,
        lambda card: first_cells(board.render([card])),
        lambda card: first_cells(accessible.render([card])),
    ],
    ids=["terminal", "markdown", "page", "pdf", "board", "accessible"],
)
def test_every_output_says_it_at_its_head(
    scorecard: Scorecard, head: Callable[[Scorecard], str]
) -> None:
    assert ASKED in " ".join(head(as_of(scorecard, "2011")).split())
