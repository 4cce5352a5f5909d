"""Sheets and columns that are not read beside those that are: each is said."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.builders.made import as_csv

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.pipeline import load_reference, score_areas
from imscore.reference.indicators import load
from imscore.scorecard.build import Choice

HEADER = ["area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"]
PLAIN = [HEADER, ["5ZZ", "Anytown", "breastfeeding_initiation", "2008/09", 600, 1000, ""]]


def workbook(**sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def beside(rows: list[list[object]]) -> Observations:
    return read_files([("t.xlsx", workbook(Plain=PLAIN, Other=rows))], load())


def warnings(found: Observations) -> list[Problem]:
    return [problem for problem in found.problems if problem.sheet in ("Other", "")]


LOOKS_LIKE_A_TABLE = {
    "years down, no area": [
        ["Under-18 conceptions, here"],
        ["Year", "Conceptions", "Females", "Rate per 1,000"],
        [2006, 60, 1500, 40],
        [2007, 55, 1480, 37.2],
    ],
    "periods across, no indicator": [["Area", "2007/08", "2008/09"], ["Anytown", 20.1, 19.2]],
    "areas, nothing else understood": [
        ["Area", "Smokers seen", "Mothers seen"],
        ["Anytown", 160, 807],
        ["Bigtown", 150, 800],
    ],
    "two columns missing": [
        ["Indicator Name", "Value", "Count", "Denominator"],
        ["Smoking at delivery", 20.0, 160, 800],
        ["Smoking at delivery", 18.75, 150, 800],
    ],
}


@pytest.mark.parametrize("name", LOOKS_LIKE_A_TABLE)
def test_a_sheet_that_looks_like_a_table_is_warned_of(name):
    found = beside(LOOKS_LIKE_A_TABLE[name])
    (problem,) = warnings(found)
    assert (problem.code, problem.severity, problem.sheet) == ("table_not_read", "warning", "Other")
    assert not any("no table to read" in note for note in found.notes)


def test_the_warning_says_what_is_understood_and_what_not():
    (problem,) = warnings(beside(LOOKS_LIKE_A_TABLE["years down, no area"]))
    assert "understood: 'Year' (A) as period, 'Conceptions' (B) as numerator" in problem.message
    assert "'Rate per 1,000' (D) as value; not understood: 'Females' (C)" in problem.message
    assert "missing: area_code or area_name" in problem.message
    assert "imscore layout new" in problem.hint


ABOUT_THE_DATA = {
    "contents": [["Sheet", "Title"], [1, "Smoking"], [2, "Births"], [3, "Deaths"], [4, "More"]],
    "notes": [["Notes"], ["Figures for 2008/09 were revised in 2010."]],
    "definitions": [
        ["Indicator", "Definition", "Indicator number"],
        *(["Smoking at delivery", "Known smokers", n] for n in range(1, 9)),
    ],
}


@pytest.mark.parametrize("name", ABOUT_THE_DATA)
def test_a_sheet_about_the_data_is_a_quiet_note(name):
    found = beside(ABOUT_THE_DATA[name])
    assert warnings(found) == []
    assert "t.xlsx: sheets with no table to read: Other" in found.notes


def plain(header: str, cells: list[object]) -> Observations:
    years = [f"{2001 + n}/{2 + n:02d}" for n in range(len(cells))]
    lines = [",".join([*HEADER, header])]
    lines += [
        f"5ZZ,Anytown,smoking_at_delivery,{year},160,800,,{cell}"
        for year, cell in zip(years, cells, strict=True)
    ]
    return read_files([("t.csv", "\n".join(lines).encode())], load())


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Rate per 1,000".replace(",", ""), [40, 37.2]),
        ("Females aged 15-17", [1500, 1480]),
        ("live births (000s)", ["9.155", ""]),
        ("smokers not asked", ["*", "12"]),
        ("Target", [18, 17]),
    ],
)
def test_a_column_of_figures_that_is_not_read_is_warned_of_at_its_header(header, cells):
    (problem,) = plain(header, cells).problems
    assert (problem.code, problem.severity, problem.cell) == ("unread_column", "warning", "H1")
    assert header in problem.found


def refused(lines: list[list[object]]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", as_csv(*lines))], load())
    return [(p.code, p.cell) for p in caught.value.problems if p.severity == "error"]


# Which of the two columns is the rate, the sheet does not say.


def test_figures_without_a_header_right_of_those_that_are_read_are_refused():
    grid = [[*HEADER, ""], ["5ZZ", "Anytown", "smoking_at_delivery", "2008/09", "", "", 9, 6.1]]
    assert refused(grid) == [("headerless_column", "H1")]


def test_figures_without_a_header_left_of_those_that_are_read_are_refused():
    header = ["area_code", "area_name", "indicator", "period", "", "value"]
    grid = [header, ["5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 9, 6.1]]
    assert refused(grid) == [("headerless_column", "E1")]


ROW = ["5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 160, 800, ""]


@pytest.mark.parametrize(
    ("header", "row", "cell"),
    [
        # The numbers of rows that a program wrote, from 0.
        (["", *HEADER], [0, *ROW], "A1"),
        # Beyond a column of notes.
        ([*HEADER, "note", ""], [*ROW, "seen", 4.5], "I1"),
    ],
)
def test_figures_without_a_header_away_from_those_that_are_read_are_warned_of(header, row, cell):
    found = read_files([("t.csv", as_csv(header, row))], load())
    assert [(p.code, p.severity, p.cell) for p in found.problems] == [
        ("unread_column", "warning", cell)
    ]


def test_words_without_a_header_beside_the_figures_change_nothing():
    file = as_csv([*HEADER, ""], [*ROW, "as sent"])
    assert not read_files([("t.csv", file)], load()).problems


def test_a_name_that_is_nearly_known_is_asked_after_though_the_field_is_there():
    (problem,) = plain("Denominater", [800, 800]).problems
    assert problem.hint.startswith("Did you mean denominator?")


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Region code", [12, 13]),
        ("Rank", [3, 7]),
        ("nr", [1, 2]),
        ("Remarks made", ["as sent", "checked"]),
        ("Owner", ["", ""]),
        ("Months", [12, 12]),
    ],
)
def test_a_column_that_is_no_observation_is_left_without_a_word(header, cells):
    assert plain(header, cells).problems == ()


def test_of_many_unread_columns_a_few_are_named_and_the_rest_counted():
    more = 40
    header = ",".join([*HEADER, *(f"x{n}" for n in range(more))])
    row = ",".join(["5ZZ,Anytown,smoking_at_delivery,2008/09,160,800,", *["7"] * more])
    found = read_files([("t.csv", f"{header}\n{row}\n".encode())], load())
    assert len(found.problems) == 11
    assert found.problems[-1].found == "'x10' (and 29 columns more)"


def test_its_own_workbook_reads_back_without_a_word():
    from imscore import outputs

    lines = [",".join(HEADER)]
    lines += [
        f"5Z{letter},Anytown {letter},smoking_at_delivery,{year},{160 + n},807,"
        for letter in "YZ"
        for n, year in enumerate(("2006/07", "2007/08", "2008/09"))
    ]
    read = read_files([("t.csv", "\n".join(lines).encode())], load())
    cards = score_areas(read, Choice(None, True), load_reference())
    made = outputs.render(cards, "xlsx")
    again = read_files([("scorecard.xlsx", made)], load())
    assert again.problems == ()
    kept = ["area_name", "indicator", "period", "value"]
    before = read.frame[kept].sort_values(kept).reset_index(drop=True)
    after = again.frame[kept].sort_values(kept).reset_index(drop=True)
    assert after[kept[:3]].equals(before[kept[:3]])
    assert after["value"].to_numpy() == pytest.approx(before["value"].to_numpy())
    # The latest have their counts still.
    latest = again.frame[again.frame["period"] == "2008/09"]
    assert sorted(latest["numerator"]) == [162, 162]


def test_a_changed_figure_in_its_own_workbook_is_a_contradiction():
    data = [
        [*HEADER, "benchmark_name", "benchmark_value", "status_998", "trend_reason"],
        ["5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 160, 800, 20, "England", 14, "", ""],
    ]
    series = [
        [*HEADER[:4], "value", "status", "benchmark_value", "definition", "marker"],
        ["5ZZ", "Anytown", "smoking_at_delivery", "2008/09", 21.5, "worse", 14, "", ""],
    ]
    with pytest.raises(InputError) as caught:
        read_files([("t.xlsx", workbook(Data=data, Series=series))], load())
    assert [problem.code for problem in caught.value.problems] == ["duplicate_different"]


def test_json_of_a_report_is_named_for_what_it_is():
    with pytest.raises(InputError) as caught:
        read_files([("s.json", b'{\n "scorecards": []}')], load())
    (problem,) = caught.value.problems
    assert "JSON as imscore writes it" in problem.message
    assert "CSV" in problem.hint
