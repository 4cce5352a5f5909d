"""What goes in wrong comes out as a clear message, a documented exit code, and no output."""

import os
from pathlib import Path

import pytest

from imscore.cli.main import run

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEADER = "area_code,area_name,indicator,period,numerator,denominator,value"
GOOD = "5ZZ,Anytown,smoking_at_delivery,2008/09,120,650,18.5"


@pytest.fixture
def command(capfd, tmp_path, monkeypatch):
    """Runs a command in an empty folder; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        code = int(run([str(argument) for argument in arguments]))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return running


def save(name, *lines):
    Path(name).write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            GOOD.replace("18.5", "18.2 approx"),
            "t.csv: G2: error: value 18.2 approx is not a number. "
            "Write 18.2, or leave it blank and give the counts.",
        ),
        (GOOD.replace("18.5", '"12,5"'), "t.csv: G2: error: value 12,5 is not a number"),
        (GOOD.replace("smoking_at", "smokin_at"), "C2: error: 'smokin_at_delivery' is not"),
        (GOOD.replace("120", "1200"), "E2: error: numerator 1200 is more than its denominator 650"),
        (GOOD.replace("650", "0"), "F2: error: the denominator is 0"),
        (GOOD.replace("120", "-120"), "E2: error: numerator is -120"),
        (GOOD.replace("2008/09", "2008/09 Q5"), "D2: error: period 2008/09 Q5 has quarter 5"),
        (GOOD.replace("2008/09", "2009/11"), "D2: error: period 2009/11 is no financial year"),
        (GOOD.replace("2008/09", "2009/08"), "D2: error: period 2009/08 runs backwards"),
        (GOOD.replace("2008/09", "2098/99"), "D2: error: period 2098/99 has not begun"),
        (GOOD.replace("2008/09", "2007-09"), "D2: error: period 2007-09 does not fit"),
        (GOOD.replace("2008/09", "Sep-07"), "D2: error: period Sep-07 is not a period"),
        (GOOD.replace("5ZZ,Anytown", ","), "A2: error: area is blank"),
        (GOOD.replace("18.5", "1.85"), "G2: error: value 1.85 and its counts"),
    ],
)
@pytest.mark.parametrize("name", ["report", "tidy"])
def test_a_bad_cell_is_named_and_nothing_is_written(command, name, line, words):
    code, out, err = command(name, save("t.csv", line), "-o", "out.csv")
    assert (code, out) == (3, "")
    assert words in err
    assert "nothing was written" in err
    assert not Path("out.csv").exists()


def test_did_you_mean_an_indicator(command):
    _, _, err = command("report", save("t.csv", GOOD.replace("smoking_at", "smokin_at")))
    assert "Did you mean smoking_at_delivery?" in err


def test_duplicates(command):
    code, out, err = command("tidy", save("t.csv", GOOD, GOOD))
    assert (code, len(out.splitlines())) == (0, 2)
    assert "t.csv: G3: warning:" in err
    assert "t.csv: G2" in err
    code, out, err = command("tidy", save("t.csv", GOOD, GOOD.replace("120", "121")))
    assert (code, out) == (3, "")
    assert "t.csv: G3: error:" in err
    assert "t.csv: G2" in err


def test_warnings_under_strict(command):
    assert command("tidy", save("t.csv", GOOD, GOOD), "--strict")[0] == 4
    assert command("tidy", save("t.csv", GOOD), "--strict")[0] == 0


def test_an_unknown_area_is_a_usage_error_with_a_suggestion(command):
    code, out, err = command("report", SAMPLES / "greater_manchester.csv", "--area", "Boltn")
    assert (code, out) == (2, "")
    assert "Did you mean Bolton?" in err


def test_england_rows_alone_are_no_local_area(command):
    line = GOOD.replace("5ZZ,Anytown", "E92000001,England").replace("120,650,18.5", ",,14.4")
    code, out, err = command("report", save("t.csv", line))
    assert (code, out) == (2, "")
    assert "England only" in err


def test_a_missing_file_suggests_the_one_beside_it(command):
    save("indicators.csv", GOOD)
    code, _, err = command("report", "indicatrs.csv")
    assert code == 3
    assert "there is no such file" in err
    assert "Did you mean indicators.csv?" in err


def test_a_folder_in_place_of_a_file(command):
    Path("folder").mkdir()
    code, _, err = command("report", "folder")
    assert code == 3
    assert "it is a folder" in err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", b"", "the file is empty"),
        ("t.xlsx", b"%PDF-1.4", "it is a PDF"),
        ("t.xlsx", b"<html></html>", "web page"),
        ("t.xlsx", b"PK\x03\x04 and then rubbish", "cannot be opened as a workbook"),
        ("t.xlsx", bytes(range(256)) * 4, "not a text file"),
        (
            "t.csv",
            b"area_code,indicator,period\n5ZZ,smoking_at_delivery,2008/09\n",
            "no column for",
        ),
        ("t.csv", b"Dear all,\nplease find attached\n", "no table that imscore knows"),
        ("t.csv", f"{HEADER},rate\n{GOOD},1\n".encode(), "two columns are value"),
        ("t.csv", f'{HEADER}\n5ZZ,"Any{GOOD[7:]}\n'.encode(), "line 2"),
    ],
)
def test_files_that_are_no_table(command, name, content, words):
    Path(name).write_bytes(content)
    code, out, err = command("report", name, "-o", "out.xlsx")
    assert (code, out) == (3, "")
    assert words in err
    assert not Path("out.xlsx").exists()


def test_an_unknown_sheet(command):
    code, _, err = command("report", SAMPLES / "anytown_pct.xlsx", "--sheet", "Smoking and feeding")
    assert code == 3
    assert "there is no sheet called Smoking and feeding" in err
    assert "Did you mean Smoking and breastfeeding?" in err


def test_two_bad_files_are_both_reported(command):
    one, two = save("a.csv", GOOD.replace("120", "x1")), save("b.csv", GOOD.replace("650", "0"))
    code, _, err = command("report", one, two)
    assert code == 3
    assert "a.csv: E2" in err
    assert "b.csv: F2" in err
    assert "2 errors" in err


def test_a_good_file_does_not_hide_a_bad_one(command):
    Path("b.xlsx").write_bytes(b"PK\x03\x04")
    code, out, err = command("tidy", save("a.csv", GOOD), "b.xlsx")
    assert (code, out) == (3, "")
    assert "b.xlsx: error" in err


def test_an_output_in_a_folder_that_is_not_there(command):
    code, _, err = command("tidy", save("t.csv", GOOD), "-o", "nowhere/out.csv")
    assert code == 5
    assert "nowhere/out.csv cannot be written" in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_leaves_the_old_one(command):
    Path("kept").mkdir()
    old = Path("kept/out.csv")
    old.write_text("old")
    old.parent.chmod(0o500)
    try:
        assert command("tidy", save("t.csv", GOOD), "-o", old)[0] == 5
    finally:
        old.parent.chmod(0o700)
    assert old.read_text() == "old"


def test_an_output_that_is_a_folder(command):
    Path("out.csv").mkdir()
    code, out, err = command("tidy", save("t.csv", GOOD), "-o", "out.csv")
    assert (code, out) == (5, "")
    assert "out.csv is a folder" in err


def test_bad_input_leaves_the_old_output(command):
    Path("out.csv").write_text("old")
    assert command("tidy", save("t.csv", GOOD.replace("650", "0")), "-o", "out.csv")[0] == 3
    assert Path("out.csv").read_text() == "old"


def test_bad_definitions_and_england_series(command):
    Path("own").mkdir()
    Path("own/bad.toml").write_text("id = ")
    code, out, err = command("report", save("t.csv", GOOD), "--indicators", "own")
    assert (code, out) == (3, "")
    assert "bad.toml: not valid TOML" in err
    Path("england.csv").write_text(
        "indicator,period,value,source\ninfant_mortality,2007-10,4.7,s\n"
    )
    code, out, err = command("report", save("t.csv", GOOD), "--england", "england.csv")
    assert (code, out) == (3, "")
    assert "england.csv: line 2: period" in err


def test_markup_in_a_cell_is_shown_as_it_stands(command):
    code, _, err = command("tidy", save("t.csv", GOOD.replace("18.5", "[/red]")))
    assert code == 3
    assert "[/red]" in err
