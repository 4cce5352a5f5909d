"""`imscore check`: every problem, where it is, what to do about it; and the exit code."""

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from imscore.cli.main import run
from imscore.inputs import explained

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEADER = "area_code,area_name,indicator,period,numerator,denominator,value"
GOOD = "5ZZ,Anytown,smoking_at_delivery,2008/09,120,650,18.5"
BAD = GOOD.replace("18.5", "18.2 approx").replace("2008/09", "2009/10")
DOUBTFUL = GOOD.replace("18.5", "17.0").replace("2008/09", "2010/11")
FIELDS = ["severity", "code", "file", "sheet", "cell", "found", "expected", "hint"]


@pytest.fixture
def command(capfd, tmp_path, monkeypatch):
    """Runs `imscore check` in an empty folder; gives the exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def running(*arguments):
        code = int(run(["check", *map(str, arguments)]))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return running


def test_the_accessible_workbook_is_refused_in_one_sentence(command):
    assert run(["report", str(SAMPLES / "anytown_pct.xlsx"), "-q", "-o", "a.accessible.xlsx"]) == 0
    code, out, _ = command("a.accessible.xlsx", "--format", "json")
    (problem,) = json.loads(out)["problems"]
    assert code == 3
    assert (problem["code"], problem["file"]) == ("no_table", "a.accessible.xlsx")
    assert "the board workbook (.xlsx)" in problem["hint"]


def save(name, *lines):
    Path(name).write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return name


def save_workbook(name, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(name)
    return name


def test_what_only_a_report_would_warn_of_is_listed(command):
    years = ((2007, 15, 3043), (2008, 21, 3039), (2009, 16, 3073))
    lines = [f"5ZZ,Anytown,infant_mortality,{y},{d},{b}," for y, d, b in years]
    code, out, _ = command(
        save("t.csv", *lines, "5ZZ,Anytown,infant_mortality,2007-09,51,9155,"), "--strict"
    )
    assert code == 4
    assert "G5: warning:" in out
    # 15 + 21 + 16 = 52.
    assert "52 of 9,155 [window_disagrees]" in out


def test_a_good_file(command):
    code, out, err = command(save("t.csv", GOOD))
    assert (code, err) == (0, "")
    assert (
        out == "1 file, 1 row with figures: 1 read, 0 set aside, 0 wrong. 0 errors, 0 warnings.\n"
    )


@pytest.mark.parametrize("name", ["anytown_pct.xlsx", "anytown_pct.csv", "greater_manchester.csv"])
def test_the_samples_are_good(command, name):
    code, out, _ = command(SAMPLES / name, "--strict")
    assert code == 0
    assert "0 wrong. 0 errors, 0 warnings." in out


def test_problems_say_where_what_is_there_what_was_expected_and_what_to_do(command):
    code, out, _ = command(save("t.csv", GOOD, BAD, DOUBTFUL))
    assert code == 3
    assert out.splitlines() == [
        "t.csv",
        "    G3: error: value 18.2 approx is not a number [not_a_number]",
        "        expected: a number, blank, or a marker such as * or [c]",
        "        to do: Write 18.2, or leave it blank and give the counts.",
        "    G4: warning: value 17 is not what its counts give (18.46) [value_disagrees]",
        "        expected: 18.46",
        "        to do: The counts are used. Correct whichever is wrong.",
        "",
        "1 file, 3 rows with figures: 1 wrong; nothing is read until the errors are put right. "
        "1 error, 1 warning.",
    ]


def test_problems_are_grouped_by_file_and_sheet(command):
    header = HEADER.split(",")
    bad, doubtful = ([*line.split(",")] for line in (BAD, DOUBTFUL))
    for row in (bad, doubtful):
        row[4:6] = [120, 650]
    doubtful[6] = 17.0
    book = save_workbook("b.xlsx", One=[header, bad], Two=[header, doubtful])
    code, out, _ = command(save("a.csv", BAD), book)
    lines = [line for line in out.splitlines() if not line.startswith("        ")]
    assert code == 3
    assert [line.split(":")[0] for line in lines[:8]] == [
        *("a.csv", "    G2", "", "b.xlsx", "  One", "    G2", "  Two", "    G2")
    ]
    assert lines[-1].startswith("2 files, 3 rows with figures: 2 wrong;")


def test_exit_codes(command):
    assert command(save("good.csv", GOOD))[0] == 0
    assert command(save("doubtful.csv", DOUBTFUL))[0] == 0
    assert command("doubtful.csv", "--strict")[0] == 4
    assert command("good.csv", "--strict")[0] == 0
    assert command(save("bad.csv", BAD), "--strict")[0] == 3
    assert command("nowhere.csv")[0] == 3
    assert command()[0] == 2
    assert command("good.csv", "--format", "jsn")[0] == 2
    assert command("good.csv", "-o", "nowhere/out.json")[0] == 5


def test_json(command):
    code, out, err = command(save("t.csv", GOOD, BAD, DOUBTFUL), "--format", "json")
    found = json.loads(out)
    assert (code, err) == (3, "")
    assert list(found) == ["problems", "notes", "summary"]
    assert [list(problem) for problem in found["problems"]] == [FIELDS, FIELDS]
    assert found["problems"][0] == {
        "severity": "error",
        "code": "not_a_number",
        "file": "t.csv",
        "sheet": "",
        "cell": "G3",
        "found": "18.2 approx",
        "expected": "a number, blank, or a marker such as * or [c]",
        "hint": "Write 18.2, or leave it blank and give the counts.",
    }
    assert found["summary"] == {
        "files": 1,
        "rows": 3,
        "read": None,
        "set_aside": None,
        "wrong": 1,
        "errors": 1,
        "warnings": 1,
    }


def test_json_lists_every_problem_and_text_the_first_of_each_kind(command):
    lines = [BAD.replace("5ZZ", f"5Z{n}").replace("Anytown", f"Town {n}") for n in range(30)]
    assert len(json.loads(command(save("t.csv", *lines), "--format", "json")[1])["problems"]) == 30
    out = command("t.csv")[1]
    assert out.count("[not_a_number]") == 20
    assert "10 more of this kind (not_a_number)" in out
    assert command("t.csv", "-v")[1].count("[not_a_number]") == 30


def test_rows_set_aside_are_counted(command):
    path = SAMPLES / "anytown_pct.xlsx"
    summary = json.loads(command(path, "--format", "json")[1])["summary"]
    assert summary["rows"] == summary["read"] + summary["set_aside"]


def test_quiet_leaves_warnings_and_notes_out(command):
    out = command(save("t.csv", DOUBTFUL), "-q")[1]
    assert "[value_disagrees]" not in out


def test_what_no_layout_fits_is_described(command):
    Path("t.csv").write_text("Town,Smokers\nAnytown,120\n", encoding="utf-8")
    code, out, _ = command("t.csv")
    assert code == 3
    assert "2 rows, 2 columns" in out


def test_a_marked_copy_can_be_sent_back(command):
    header, bad = HEADER.split(","), BAD.split(",")
    save_workbook("t.xlsx", Data=[header, bad], Other=[["hello"]])
    code, out, _ = command("t.xlsx", "-o", "marked.xlsx")
    assert code == 3
    assert "[not_a_number]" in out
    found = openpyxl.load_workbook(io.BytesIO(Path("marked.xlsx").read_bytes()))
    assert found.sheetnames == ["Problems", "Data", "Other"]
    assert found["Data"]["G2"].value == "18.2 approx"
    assert found["Data"]["G2"].comment.text.startswith("ERROR")


def test_a_marked_copy_of_a_text_file(command):
    assert command(save("t.csv", BAD), "-o", "marked.xlsx")[0] == 3
    found = openpyxl.load_workbook("marked.xlsx")
    assert found.sheetnames == ["Problems", "t.csv"]
    assert found["t.csv"]["A2"].value == "5ZZ"


def test_a_file_that_cannot_be_opened_still_gives_a_list(command):
    Path("t.xlsx").write_bytes(b"%PDF-1.4")
    assert command("t.xlsx", "-o", "marked.xlsx")[0] == 3
    assert openpyxl.load_workbook("marked.xlsx").sheetnames == ["Problems"]


def test_the_file_that_is_checked_is_never_written_over(command):
    save_workbook("t.xlsx", Data=[HEADER.split(","), BAD.split(",")])
    before = Path("t.xlsx").read_bytes()
    code, _, err = command("t.xlsx", "-o", "./t.xlsx")
    assert code == 2
    assert "./t.xlsx is the same file as the input t.xlsx" in err
    assert Path("t.xlsx").read_bytes() == before


@pytest.mark.parametrize("code", sorted(explained.all_codes()))
def test_each_kind_of_problem_is_explained(command, code):
    status, out, err = command("--explain", code)
    assert (status, err) == (0, "")
    assert out.startswith(f"{code} (")
    assert all(words in out for words in ("What it means:", "Why it matters:", "For example:"))


def test_an_unknown_kind_of_problem_is_a_usage_error(command):
    code, out, err = command("--explain", "wrong_unti")
    assert (code, out) == (2, "")
    assert "Did you mean wrong_unit?" in err


def test_an_escape_sequence_from_a_file_does_not_reach_the_terminal(command):
    out = command(save("t.csv", GOOD.replace("18.5", "\x1b[31mred")))[1]
    assert "\x1b" not in out
    assert "\\x1b[31mred" in out


def with_rows(path, rows, strings=b""):
    """A workbook with rows added to its sheet, and a text put in place of Anytown."""
    source = save_workbook("source.xlsx", Data=[HEADER.split(","), GOOD.split(",")])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(name, part.replace(b"Anytown", strings or b"Anytown"))


def a_million(row):
    return b"".join(row.replace(b"#", b"%d" % number) for number in range(3, 1_000_000))


HOSTILE = {
    "stray cell": (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', b""),
    "blank rows": (a_million(b'<row r="#"/>'), b""),
    "formatted rows": (a_million(b'<row r="#"><c r="A#" s="0"/></row>'), b""),
    "rows of one space": (a_million(b'<row r="#"><c r="A#" t="str"><v> </v></c></row>'), b""),
    "long text": (b"", b"A" * 50_000_000),
    "bomb": (b"", b"A" * 500_000_000),
}


MEASURED = """
from pathlib import Path
from imscore.cli.main import run
code = run(["check", "t.xlsx", "-q", "-o", "found.json"])
peak = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(int(code), peak[0].split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to measure memory")
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_workbooks_cost_little(tmp_path, monkeypatch, kind):
    import resource

    monkeypatch.chdir(tmp_path)
    with_rows("t.xlsx", *HOSTILE[kind])
    # Processor time, which other work on the machine does not stretch.
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True)
    code, kilobytes = map(int, done.stdout.split())
    assert code in {0, 3}
    assert sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before < 5
    assert kilobytes * 1024 < 400e6


def test_a_readers_own_complaint_is_not_shown(command):
    # A .xls whose insides are noise makes the reader below give up in its own words.
    header = (SAMPLES / "anytown_pct.xlsx").read_bytes()[:3000]
    Path("t.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + header)
    code, out, err = command("t.xls")
    assert (code, err) == (3, "")
    assert re.search("cannot be opened as a workbook|damaged", out)


def test_what_was_inferred_is_told_beside_errors(command):
    text = "\n".join((HEADER, BAD, GOOD.replace("Anytown", "Zoë"))) + "\n"
    Path("t.csv").write_bytes(text.encode("cp1252"))
    code, out, _ = command("t.csv")
    assert code == 3
    assert "[not_a_number]" in out
    assert "Windows-1252" in out.split("Notes")[1]
