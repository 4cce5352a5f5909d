"""The workbook's charts: one an indicator, told in words, made of cells and not of text."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from imscore.model import Point, Row, Scorecard
from imscore.outputs import board
from imscore.outputs.board_charts import sheet_names
from imscore.outputs.board_glossary import TERMS
from imscore.outputs.language import with_language

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl cannot keep sparklines, and says so
        return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if re.fullmatch(pattern, name)
        }


def told(content: bytes) -> list[str]:
    """The text alternatives of everything that is drawn."""
    return [
        str(part.get("descr"))
        for text in parts(content, r"xl/drawings/drawing\d+\.xml").values()
        for part in ET.fromstring(text).iter(f"{_DRAWING}cNvPr")  # noqa: S314
    ]


def test_a_chart_for_each_row_with_figures_told_in_words(scorecard: Scorecard) -> None:
    content = board.render([scorecard])
    drawn = [row for row in scorecard.rows if sum(p.value is not None for p in row.series) > 1]
    assert len(parts(content, r"xl/charts/chart\d+\.xml")) == len(drawn) > 1
    assert len(told(content)) == len(drawn)
    assert any(text.startswith("Infant mortality over time. From 7.0") for text in told(content))


def test_a_sheet_for_each_domain_that_has_a_chart(scorecard: Scorecard) -> None:
    names = opened(board.render([scorecard])).sheetnames
    assert names[0] == "Scorecard"
    assert {"Infant deaths charts", "Smoking charts", "Nutrition charts"} <= set(names)
    assert "Housing charts" not in names
    at = names.index("Chart figures")
    assert names[at:] == ["Chart figures", "Actions", "Data", "Notes", "Series", "Glossary"]


def figures_of(row: Row, scorecard: Scorecard) -> list[tuple[object, ...]]:
    content = board.render([replace(scorecard, rows=(row,))])
    sheet = opened(content)["Chart figures"]
    return list(sheet.iter_rows(values_only=True))


def test_the_figures_that_are_drawn(scorecard: Scorecard, worsening: Row) -> None:
    series = (
        Point("2008/09", 10.0, "", 9.0, 11.5, 8.0),
        Point("2009/10", None, "", marker="suppressed"),
        Point("2010/11", 12.0, "", 11.0, 13.0, 8.5),
    )
    old = (Point("2006/07", 20.0, "", definition="old"),)
    chart = {"mean": 11.0, "lower_limit": 9.0, "upper_limit": 13.0, "first_period": "2009/10"}
    row = replace(worsening, series=series, earlier=old, spc=chart)
    title, head, *rest = figures_of(row, scorecard)
    assert title[0] == "Smoking at delivery: worse than England"
    assert head[:2] == ("Period", "Value")
    assert head[6] == "England"
    none = (None, None, None)
    assert rest == [
        ("2006/07", None, 20.0, *none, None, None, *none),
        (None, None, None, *none, None, None, *none),
        ("2008/09", 10.0, None, 9.0, 2.5, 11.5, 8.0, None, *none),
        ("2009/10", None, None, *none, None, None, 11.0, 9.0, 13.0),
        ("2010/11", 12.0, None, 11.0, 2.0, 13.0, 8.5, None, 11.0, 9.0, 13.0),
    ]


def test_a_gap_stays_a_gap(scorecard: Scorecard, smoking: Row) -> None:
    charts = parts(board.render([replace(scorecard, rows=(smoking,))]), r"xl/charts/chart\d+\.xml")
    # Blanks as gaps is what a chart does where it says nothing else.
    assert all("dispBlanksAs" not in c or 'dispBlanksAs val="gap"' in c for c in charts.values())


def test_titles_and_names_are_cells(scorecard: Scorecard) -> None:
    for text in parts(board.render([scorecard]), r"xl/charts/chart\d+\.xml").values():
        assert "<c:f>'Chart figures'!" in text
        assert "<a:t>" not in text


def test_no_chart_without_figures(scorecard: Scorecard) -> None:
    rows = tuple(replace(row, series=()) for row in scorecard.rows)
    content = board.render([replace(scorecard, rows=rows)])
    assert parts(content, r"xl/charts/.*") == {}
    assert "Chart figures" not in opened(content).sheetnames


def test_several_areas_have_no_charts(scorecard: Scorecard) -> None:
    content = board.render([scorecard, replace(scorecard, area_name="Othertown")])
    assert parts(content, r"xl/charts/.*") == {}
    said = [str(row[0]) for row in opened(content).worksheets[0].iter_rows(values_only=True)]
    assert any(
        "Charts, actions and the glossary stand in the workbook of one area" in s for s in said
    )


def test_hostile_text_is_no_formula(hostile_text: str, hostile: Callable[[str], Scorecard]) -> None:
    card = hostile(hostile_text)
    points = (Point("2008", 1.0, ""), Point("2009", 2.0, ""))
    rows = tuple(replace(row, series=points) for row in card.rows)
    content = board.render([replace(card, rows=rows)])
    book = opened(content)
    assert not [c for s in book for line in s.iter_rows() for c in line if c.data_type == "f"]
    for text in parts(content, r"xl/(charts|drawings)/\w+\.xml").values():
        ET.fromstring(text)  # noqa: S314
        assert "cmd()</c:f>" not in text


@pytest.mark.parametrize(
    ("domains", "names"),
    [
        (["Smoking", "smoking"], ["Smoking charts", "smoking charts 2"]),
        (["a/b:c[d]*?"], ["a b c d charts"]),
        (["", "'"], ["Domain charts", "Domain charts 2"]),
        (["x" * 99], ["x" * 24 + " charts"]),
    ],
)
def test_names_of_sheets(domains: list[str], names: list[str]) -> None:
    assert sheet_names(domains, ["Scorecard"]) == names
    assert all(len(name) <= 31 for name in names)


def test_the_glossary_names_the_benchmark(scorecard: Scorecard) -> None:
    sheet = opened(board.render([scorecard]))["Glossary"]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(TERMS) + 2
    assert any(row[0] == "England" for row in rows)
    assert not any("{" in str(cell) for row in rows for cell in row)


def test_the_language_is_said_and_the_bytes_stay(scorecard: Scorecard) -> None:
    content = board.render([scorecard])
    assert (
        b"<dc:language>en-GB</dc:language>"
        in next(iter(parts(content, r"docProps/core\.xml").values())).encode()
    )
    assert content == board.render([scorecard])
    assert with_language(content) != content


def test_the_benchmark_of_a_longer_period_is_joined_to_no_other(
    scorecard: Scorecard, smoking: Row
) -> None:
    """England's 13.5 is of 2010/11: it stands in a column of its own that names the year."""
    for before in (None, 14.0):
        series = (
            Point("2009/10 Q4", 21.2, "", benchmark_value=before),
            Point("2010/11 Q1", 19.9, ""),
        )
        _, head, *_, last = figures_of(replace(smoking, series=series), scorecard)
        assert head[6:8] == ("England", "England, 2010/11")
        assert last[6:8] == (None, 13.5)


def test_stretches_of_limits_are_drawn_apart(scorecard: Scorecard, worsening: Row) -> None:
    lines = {"mean": 15.0, "lower_limit": 12.0, "upper_limit": 18.0}
    first = lines | {"first_period": "2001", "last_period": "2002"}
    second = lines | {"mean": 14.0, "first_period": "2003", "last_period": "2003"}
    last = lines | {"mean": 10.0, "first_period": "2004", "last_period": "2005"}
    series = tuple(Point(str(year), 10.0, "") for year in range(2001, 2006))
    row = replace(
        worsening, series=series, earlier=(), spc=last | {"earlier_stretches": [first, second]}
    )
    _, head, *rest = figures_of(row, scorecard)
    assert head[8] == "Mean of the control chart"
    assert head[11] == "Mean, other stretch"
    # Neighbours stand in columns of their own, or one line would join them.
    assert [(line[8], line[11]) for line in rest] == [
        (15.0, None),
        (15.0, None),
        (None, 14.0),
        (10.0, None),
        (10.0, None),
    ]
    content = board.render([replace(scorecard, rows=(row,))])
    (chart,) = parts(content, r"xl/charts/chart\d+\.xml").values()
    # The values, and three lines in each of the two sets of columns.
    assert len(re.findall(r"<c:ser>", chart)) == 1 + 2 * 3
