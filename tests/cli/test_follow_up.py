"""`imscore report --follow-up`: last quarter's actions, kept from workbook to workbook."""

from __future__ import annotations

import json

import openpyxl
import pytest

from imscore.cli.main import run

# openpyxl, which stands in for whoever fills the sheet in, drops what is drawn in cells.
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")
ANYTOWN = "sample_data/anytown_pct.xlsx"
LINE = ["smoking", "Train midwives", "Head of midwifery", "31/03/2011", "under way"]


@pytest.fixture
def command(capfd, samples, monkeypatch):
    monkeypatch.chdir(samples)

    def running(*arguments):
        code = int(run(["report", *map(str, arguments)]))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return running


def lines(name):
    rows = openpyxl.load_workbook(name)["Actions"].iter_rows(values_only=True)
    return [list(row) for row in rows if row[4] and row[0] != "Theme"]


def test_from_workbook_to_workbook_to_workbook(command, samples):
    assert command(ANYTOWN, "-o", "one.xlsx")[0] == 0
    proposed = lines("one.xlsx")
    assert {line[4] for line in proposed} == {"proposed"}
    book = openpyxl.load_workbook("one.xlsx")
    sheet = book["Actions"]
    for place, text in enumerate(LINE, start=1):
        sheet.cell(sheet.max_row + (place == 1), place).value = text
    book.save("one.xlsx")
    before = (samples / "one.xlsx").read_bytes()
    assert command(ANYTOWN, "--follow-up", "one.xlsx", "-o", "two.xlsx")[0] == 0
    assert command(ANYTOWN, "--follow-up", "two.xlsx", "-o", "three.xlsx")[0] == 0
    assert lines("two.xlsx") == lines("three.xlsx") == [*proposed, LINE]
    assert (samples / "one.xlsx").read_bytes() == before


def test_statuses_can_be_picked_from_a_list(command):
    command(ANYTOWN, "-o", "one.xlsx")
    (rule,) = openpyxl.load_workbook("one.xlsx")["Actions"].data_validations.dataValidation
    assert rule.formula1 == '"proposed,not started,under way,done,dropped"'
    assert "E8" in rule.sqref


def test_in_json_with_the_cells(command):
    command(ANYTOWN, "-o", "one.xlsx")
    out = command(ANYTOWN, "--follow-up", "one.xlsx", "--format", "json")[1]
    document = json.loads(out)
    first = document["scorecards"][0]["actions"][0]
    assert first["status"] == "proposed"
    assert (first["source"]["file"], first["source"]["sheet"]) == ("one.xlsx", "Actions")
    assert document["made_with"]["follow_up"] == "one.xlsx"


def test_the_file_is_never_written_over(command):
    command(ANYTOWN, "-o", "one.xlsx")
    code, _, err = command(ANYTOWN, "--follow-up", "one.xlsx", "-o", "one.xlsx")
    assert code == 2
    assert "would be lost" in err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--follow-up", "none.xlsx"), 3, "there is no such file"),
        (("--follow-up", "sample_data"), 2, "--follow-up sample_data is a folder"),
        (("--follow-up", "one.xlsx", "--all-areas"), 2, "A follow-up is of one area"),
    ],
)
def test_what_cannot_be_a_follow_up(command, arguments, code, said):
    command(ANYTOWN, "-o", "one.xlsx")
    found, out, err = command(ANYTOWN, *arguments)
    assert (found, out) == (code, "")
    assert said in err


def test_another_area_s_workbook_is_refused_and_nothing_is_written(command, samples):
    command(ANYTOWN, "-o", "one.xlsx")
    boroughs = ("sample_data/greater_manchester.csv", "--area", "Bolton")
    code, _, err = command(*boroughs, "--follow-up", "one.xlsx", "-o", "bolton.xlsx")
    assert code == 3
    assert "one.xlsx: Actions!B2: error: this is of Anytown PCT (made up) (5ZZ)" in err
    assert not (samples / "bolton.xlsx").exists()


def fill_in(name, cell, text):
    book = openpyxl.load_workbook(name)
    book["Actions"][cell] = text
    book.save(name)


def test_actions_that_were_filled_in_are_not_written_over(command, samples):
    command(ANYTOWN, "-o", "one.xlsx")
    assert command(ANYTOWN, "-o", "one.xlsx")[0] == 0  # proposals alone are no loss
    fill_in("one.xlsx", "C8", "Head of midwifery")
    before = (samples / "one.xlsx").read_bytes()
    code, _, err = command(ANYTOWN, "-o", "one.xlsx")
    assert code == 5
    assert "one.xlsx holds 1 action that would be lost" in err
    assert "--follow-up one.xlsx -o another file" in err
    assert (samples / "one.xlsx").read_bytes() == before
    follow = (ANYTOWN, "--follow-up", "one.xlsx", "-o", "two.xlsx")
    assert [command(*follow)[0], command(*follow)[0]] == [0, 0]  # the same lines are no loss
    assert command(ANYTOWN, "-o", "two.xlsx")[0] == 5


def test_nor_are_they_in_a_folder_or_where_the_sheet_was_changed(command, samples):
    folder = (ANYTOWN, "--formats", "xlsx,csv", "-o", "pack")
    assert [command(*folder)[0], command(*folder)[0]] == [0, 0]
    fill_in("pack/scorecard.xlsx", "F8", "a note of ours")
    code, _, err = command(*folder)
    assert code == 5
    assert "Actions!F8" in err


def test_a_comment_is_not_lost_without_a_word(command):
    command(ANYTOWN, "-o", "one.xlsx")
    book = openpyxl.load_workbook("one.xlsx")
    book["Actions"]["B8"].comment = openpyxl.comments.Comment("ask finance", "us")
    book.save("one.xlsx")
    code, _, err = command(ANYTOWN, "--follow-up", "one.xlsx", "-o", "two.xlsx")
    assert code == 3
    assert "Actions!B8: error: a comment stands here, which would be lost: 'ask finance'" in err


def test_line_breaks_of_an_action_are_kept(command):
    command(ANYTOWN, "-o", "one.xlsx")
    fill_in("one.xlsx", "B8", "Train staff\nand managers")
    assert command(ANYTOWN, "--follow-up", "one.xlsx", "-o", "two.xlsx")[0] == 0
    assert "Train staff\nand managers" in [line[1] for line in lines("two.xlsx")]
