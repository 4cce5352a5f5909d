"""`imscore report` from the outside: what goes where, exit codes, formats, signals."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = "sample_data/anytown_pct.xlsx"
MANCHESTER = "sample_data/greater_manchester.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"
LINE = "5ZZ,Anytown,smoking_at_delivery,2008/09,200,1000,20.0\n"
CONTRACT = [
    *("indicator", "domain", "period", "numerator", "denominator", "value"),
    *("lower_ci", "upper_ci", "lower_ci_998", "upper_ci_998", "method"),
    *("benchmark_name", "benchmark_period", "benchmark_value", "benchmark_source", "difference"),
    *("status", "status_998", "trend", "trend_reason", "spc", "to_reach_benchmark"),
    *("notes", "sources"),
]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "COLUMNS")}
    return kept | {"NO_COLOR": "1", "PYTHONUTF8": "1"} | more


@pytest.fixture
def imscore(samples: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs `imscore` in a folder that holds a copy of the sample data."""

    def run(*arguments: str, stdin: bytes = b"", **more: str):
        return subprocess.run(
            [*PROGRAM, *arguments],
            cwd=samples,
            env=environment(**more),
            input=stdin,
            capture_output=True,
        )

    return run


@pytest.fixture
def doubtful(samples: Path) -> str:
    """A file with six warnings of one kind: rows that are given twice."""
    rows = [LINE.replace("2008/09", f"200{y}/0{y + 1}") for y in range(3, 9)]
    (samples / "doubtful.csv").write_text(HEADER + "".join(rows + rows), encoding="utf-8")
    return "doubtful.csv"


@pytest.mark.parametrize(
    ("name", "arguments", "columns"),
    [
        ("anytown_pct_80.txt", [], "80"),
        ("anytown_pct_160.txt", [], "160"),
        ("anytown_pct.csv", ["--format", "csv"], "80"),
        ("anytown_pct.json", ["--format", "json"], "80"),
        ("anytown_pct.md", ["--format", "md"], "80"),
    ],
)
def test_the_samples_whole_report(imscore, golden, name, arguments, columns):
    done = imscore("report", SAMPLE, *arguments, COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, b"")
    golden(name, done.stdout.decode("utf-8"))


def test_without_columns_a_pipe_is_80_wide(imscore):
    assert imscore("report", SAMPLE).stdout == imscore("report", SAMPLE, COLUMNS="80").stdout


def test_colour_says_nothing_that_words_do_not_say(imscore):
    plain = imscore("report", SAMPLE, COLUMNS="80").stdout.decode()
    done = subprocess.run(
        [*PROGRAM, "report", SAMPLE],
        cwd=Path(__file__).parents[2],
        env={k: v for k, v in environment(COLUMNS="80").items() if k != "NO_COLOR"}
        | {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        capture_output=True,
        check=True,
    )
    coloured = done.stdout.decode()
    assert ESCAPES.search(coloured)
    assert [line.rstrip() for line in ESCAPES.sub("", coloured).splitlines()] == [
        line.rstrip() for line in plain.splitlines()
    ]
    for word in ("worse", "similar", "better", "not compared"):
        assert word in plain


def test_json_has_the_fields_relied_on(imscore):
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    done = imscore("report", SAMPLE, "--format", "json")
    document = json.loads(done.stdout, parse_constant=refuse)
    assert list(document) == ["scorecards", "problems", "made_with"]
    (card,) = document["scorecards"]
    assert list(card)[:4] == ["area_code", "area_name", "area_type", "rows"]
    for row in card["rows"]:
        assert list(row)[: len(CONTRACT)] == CONTRACT
    hidden = [row for row in card["rows"] if row["benchmark_value"] is None]
    assert {row["status"] for row in hidden} == {"not_compared"}
    smoking = next(row for row in card["rows"] if row["indicator"] == "smoking_at_delivery")
    assert smoking["value"] == pytest.approx(160 / 807 * 100, rel=1e-15)  # unrounded
    assert (smoking["numerator"], smoking["denominator"]) == (160, 807)
    assert smoking["sources"][0] == {
        "what": "numerator",
        "file": "anytown_pct.xlsx",
        "sheet": "Smoking and breastfeeding",
        "cell": "E25",
    }


def test_problems_are_in_the_json(imscore, doubtful):
    document = json.loads(imscore("report", doubtful, "--format", "json").stdout)
    assert len(document["problems"]) == 6
    assert list(document["problems"][0]) == [
        *("severity", "code", "file", "sheet", "cell", "found", "expected", "hint")
    ]


def test_csv_has_the_same_names_and_figures(imscore):
    table = list(
        csv.DictReader(io.StringIO(imscore("report", SAMPLE, "--format", "csv").stdout.decode()))
    )
    document = json.loads(imscore("report", SAMPLE, "--format", "json").stdout)
    assert list(table[0])[: 3 + len(CONTRACT)] == [
        *("area_code", "area_name", "area_type"),
        *CONTRACT,
    ]
    for line, row in zip(table, document["scorecards"][0]["rows"], strict=True):
        for name in ("value", "upper_ci_998", "benchmark_value", "to_reach_benchmark"):
            assert line[name] == ("" if row[name] is None else repr(row[name]))
        assert (line["indicator"], line["status"]) == (row["indicator"], row["status"])


def test_all_areas(imscore):
    done = imscore("report", MANCHESTER, "--all-areas", "--format", "json")
    cards = json.loads(done.stdout)["scorecards"]
    names = [card["area_name"] for card in cards]
    assert names == sorted(names)
    assert len(names) == 10


def test_one_area_is_a_filter_of_all(imscore):
    every = json.loads(imscore("report", MANCHESTER, "--all-areas", "--format", "json").stdout)
    one = json.loads(imscore("report", MANCHESTER, "--area", "bury", "--format", "json").stdout)
    (bury,) = [card for card in every["scorecards"] if card["area_name"] == "Bury"]
    assert one["scorecards"] == [bury]


def test_results_go_to_stdout_and_all_else_to_stderr(imscore, doubtful):
    done = imscore("report", doubtful)
    assert done.returncode == 0
    assert b"Infant mortality scorecard: Anytown" in done.stdout
    assert b"warning" not in done.stdout
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 4  # three of a kind, then how many more
    assert all("warning" in line for line in lines[:3])
    assert "3 more of this kind" in lines[3]


def test_verbose_lists_every_warning_and_note(imscore, doubtful):
    assert imscore("report", doubtful, "-v").stderr.count(b": warning: ") == 6
    notes = imscore("report", SAMPLE, "--verbose").stderr.decode().splitlines()
    assert notes
    assert all(line.startswith("note: ") for line in notes)


def test_quiet_says_nothing_but_errors(imscore, doubtful):
    assert imscore("report", doubtful, "-q").stderr == b""
    done = imscore("report", "nowhere.csv", "-q")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"no such file" in done.stderr


def test_strict_exits_with_4_where_there_are_warnings_and_writes_all_the_same(imscore, doubtful):
    loose, strict = imscore("report", doubtful), imscore("report", doubtful, "--strict")
    assert (loose.returncode, strict.returncode) == (0, 4)
    assert strict.stdout == loose.stdout
    assert imscore("report", SAMPLE, "--strict", "-q").returncode == 0


def test_a_window_that_disagrees_with_its_years_is_a_warning(imscore, samples):
    years = ((2007, 15, 3043), (2008, 21, 3039), (2009, 16, 3073))
    lines = [f"5ZZ,Anytown,infant_mortality,{y},{d},{b},\n" for y, d, b in years]
    window = "5ZZ,Anytown,infant_mortality,2007-09,51,9155,\n"
    (samples / "window.csv").write_text(HEADER + "".join(lines) + window, encoding="utf-8")
    done = imscore("report", "window.csv", "--strict", "--format", "json")
    assert done.returncode == 4
    assert b"window.csv: G5: warning: " in done.stderr
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["cell"]) == ("window_disagrees", "G5")
    assert (problem["found"], problem["expected"][:11]) == ("51 of 9,155", "52 of 9,155")
    (samples / "window.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    assert imscore("report", "window.csv", "--strict").returncode == 0


def test_errors_in_the_input_exit_with_3_list_all_and_write_nothing(imscore, samples):
    bad = LINE.replace("20.0", "18.2 approx") + LINE.replace("smoking_at_delivery", "smokng")
    (samples / "bad.csv").write_text(HEADER + bad, encoding="utf-8")
    (samples / "out.json").write_text("before", encoding="utf-8")
    done = imscore("report", "bad.csv", "-o", "out.json")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"bad.csv: G2: error:" in done.stderr
    assert b"bad.csv: C3: error:" in done.stderr
    assert (samples / "out.json").read_text(encoding="utf-8") == "before"
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report"], "Name a spreadsheet to read"),
        (["report", SAMPLE, "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        ([], "Usage"),
        (["report", MANCHESTER], "The input holds 10 areas"),
        (["report", MANCHESTER, "--area", "Boltn"], "Did you mean Bolton?"),
        (["report", MANCHESTER, "--area", "Bolton", "--all-areas"], "not both"),
        (["report", SAMPLE, "--as-of", "soon"], "--as-of: 'soon' is not a period"),
        (["report", SAMPLE, "--as-of", "1990"], "Nothing in the input ends by the end of 1990"),
        (["report", SAMPLE, "--format", "jsn"], "Did you mean json?"),
        (["report", SAMPLE, "--format", "xlsx"], "Say with -o"),
        (["report", SAMPLE, "-o", "card.docx"], ".docx"),
        (["report", SAMPLE, "-o", "card.csv", "--format", "json"], "do not fit"),
        (["report", "-", "-"], "once only"),
    ],
)
def test_usage_errors_exit_with_2(imscore, arguments, said):
    done = imscore(*arguments)
    assert done.returncode == 2
    assert said in (done.stderr + (done.stdout if not arguments else b"")).decode()
    assert b"Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_exits_with_5(imscore):
    done = imscore("report", SAMPLE, "-o", "nowhere/card.csv")
    assert (done.returncode, done.stdout) == (5, b"")
    assert b"nowhere" in done.stderr


@pytest.mark.parametrize("extension", ["txt", "csv", "json", "md", "xlsx"])
def test_a_file_gets_what_stdout_would(imscore, samples, extension):
    done = imscore("report", SAMPLE, "-o", f"card.{extension}")
    assert (done.returncode, done.stdout) == (0, b"")
    content = (samples / f"card.{extension}").read_bytes()
    if extension == "xlsx":
        assert content.startswith(b"PK")
    else:
        name = {"txt": "terminal"}.get(extension, extension)
        assert content == imscore("report", SAMPLE, "--format", name).stdout


def test_a_dash_as_output_is_stdout(imscore):
    dash = imscore("report", SAMPLE, "-o", "-", "--format", "csv")
    assert dash.stdout == imscore("report", SAMPLE, "--format", "csv").stdout


def test_a_dash_reads_standard_input(imscore, samples):
    content = (samples / MANCHESTER).read_bytes()
    done = imscore("report", "-", "--area", "Bolton", "--format", "json", stdin=content)
    assert done.returncode == 0
    (card,) = json.loads(done.stdout)["scorecards"]
    assert card["area_name"] == "Bolton"
    assert card["rows"][0]["sources"][0]["file"] == "standard input"


def test_a_workbook_on_standard_input_is_read_too(imscore, samples):
    done = imscore("report", "-", "--format", "csv", stdin=(samples / SAMPLE).read_bytes())
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 11)


def test_one_sheet_alone(imscore):
    done = imscore("report", SAMPLE, "--sheet", "Infant deaths", "--format", "json")
    (card,) = json.loads(done.stdout)["scorecards"]
    assert [row["indicator"] for row in card["rows"]] == ["infant_mortality"]


def test_exact_periods_and_as_of(imscore):
    done = imscore("report", SAMPLE, "--as-of", "2008/09 Q1", "--exact-periods", "--format", "json")
    rows = {row["indicator"]: row for row in json.loads(done.stdout)["scorecards"][0]["rows"]}
    assert rows["smoking_at_delivery"]["period"] == "2008/09 Q1"
    assert rows["smoking_at_delivery"]["status"] == "not_compared"
    assert rows["under18_conceptions"]["period"] == "2007"


def test_ones_own_england_series_and_definitions(imscore, samples):
    (samples / "own.csv").write_text(
        "indicator,period,value,source\nsmoking_at_delivery,2010/11 Q1,19.9,Ours\n"
    )
    source = Path(__file__).parents[2] / "indicators" / "smoking_at_delivery.toml"
    (samples / "own").mkdir()
    (samples / "own" / source.name).write_text(
        source.read_text(encoding="utf-8").replace("low_is_good", "no_judgement")
    )
    done = imscore("report", SAMPLE, "--england", "own.csv", "--format", "json")
    rows = {row["indicator"]: row for row in json.loads(done.stdout)["scorecards"][0]["rows"]}
    assert rows["smoking_at_delivery"]["status"] == "similar"
    assert rows["infant_mortality"]["status"] == "not_compared"
    done = imscore("report", SAMPLE, "--indicators", "own", "--format", "json")
    rows = {row["indicator"]: row for row in json.loads(done.stdout)["scorecards"][0]["rows"]}
    assert rows["smoking_at_delivery"]["status"] == "higher"


@pytest.mark.parametrize(
    "arguments", [["report", SAMPLE], ["report", SAMPLE, "--format", "json"], ["indicators"]]
)
@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no SIGPIPE here")
def test_a_reader_that_has_gone_leaves_no_traceback(samples, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*PROGRAM, *arguments],
        cwd=samples,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (141, -signal.SIGPIPE)  # a shell says 141 of either


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signals_end_it_with_their_code(samples, number, code):
    process = subprocess.Popen(
        [*PROGRAM, "report", "-", "-o", "out.csv"],
        cwd=samples,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    # More than a pipe holds: once this is written, the program is reading.
    process.stdin.write(b"#" * 500_000)
    process.stdin.flush()
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (code, b"", b"")
    assert not (samples / "out.csv").exists()


def test_an_ascii_terminal_still_gets_every_word(imscore):
    done = imscore("report", SAMPLE, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    text = done.stdout.decode("ascii")
    assert "worse" in text
    assert "similar" in text
