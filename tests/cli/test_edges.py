"""The edges of the program: outputs that are inputs, full disks, closed streams, odd names."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from imscore.cli import command, streams
from imscore.cli.app import app
from imscore.cli.main import run

SAMPLE, LAYOUT = "sample_data/anytown_pct.csv", "layout.toml"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
on_linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
on_posix = pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and signals")
# How the help calls what a parameter names, where that is a file or a folder.
PATHS = ("FILE", "DIR", "PATH", "GLOB")


@pytest.fixture
def here(samples, monkeypatch):
    monkeypatch.chdir(samples)
    return samples


def refused(capfd, *arguments: object) -> str:
    """Runs what has to be a usage error; gives its message."""
    code = run([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    assert (int(code), out) == (2, ""), err
    assert "Traceback" not in err
    return err


def shell(line: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs a line of sh in which IMSCORE is the program."""
    names = {"IMSCORE": f"'{PROGRAM[0]}' -c '{PROGRAM[2]}'", "PYTHONUTF8": "1"}
    return subprocess.run(
        ["sh", "-c", line.replace("IMSCORE", names.pop("IMSCORE"))],
        cwd=folder,
        env=os.environ | names | more,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        timeout=60,
    )


# Outputs that are inputs.
@on_posix
@pytest.mark.parametrize("name", ["report", "tidy", "check"])
@pytest.mark.parametrize("way", ["same", "spelling", "symlink", "hardlink", "link as input"])
def test_an_input_is_never_written_over(capfd, here, name, way):
    original = Path("t.csv")
    original.write_bytes(Path(SAMPLE).read_bytes())
    before, given, output = original.read_bytes(), "t.csv", "t.csv"
    if way == "spelling":
        output = "sample_data/../t.csv"
    elif way == "symlink":
        output = "link.csv"
        Path(output).symlink_to("t.csv")
    elif way == "hardlink":
        output = "hard.csv"
        Path(output).hardlink_to("t.csv")
    elif way == "link as input":
        given = "link.csv"
        Path(given).symlink_to("t.csv")
    more = ["--format", "json"] if name == "check" else []
    # The format of check has no .csv, so that a name of any kind is taken.
    err = refused(capfd, name, given, "-o", output, *more)
    assert f"{output} is the same file as the input {given}" in err
    assert original.read_bytes() == before


def test_no_other_file_that_is_read_is_written_over(capfd, here):
    england = Path("england.csv")
    england.write_text("indicator,period,value,source\nsmoking_at_delivery,2008/09,14.4,s\n")
    Path("own").mkdir()
    own = Path("own/notes.csv")
    own.write_text("kept")
    for options, output in (
        (["--england", england], england),
        (["--indicators", "own"], own),
        (["--layout", england], england),
        (["--targets", england], england),
        (["--groups", england], england),
    ):
        before = output.read_bytes()
        assert "is the same file as" in refused(capfd, "report", SAMPLE, *options, "-o", output)
        assert output.read_bytes() == before
    assert "is the same file as" in refused(
        capfd, "template", "--indicators", "own", "-o", own, "--force"
    )


def test_the_programs_own_england_series_is_never_written_over(capfd, here):
    from imscore.reference.indicators import built_in_folder

    series = built_in_folder() / "england.csv"
    before = series.read_bytes()
    assert "is the same file as" in refused(capfd, "report", SAMPLE, "-o", series)
    assert series.read_bytes() == before


@on_posix
def test_a_file_sent_to_standard_input_is_never_written_over(here):
    done = shell(f"IMSCORE tidy - -o {SAMPLE} < {SAMPLE}", here)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is the same file as the input -" in done.stderr


def test_every_parameter_that_names_a_path_is_known_to_be_read_or_written():
    known = {*command.FILES, *command.FOLDERS, *command.OUTPUTS}
    group = typer.main.get_command(app)
    found = set()
    for name, made in group.commands.items():
        for inner in getattr(made, "commands", {name: made}).values():
            assert isinstance(inner, command.Command), name
            named = {p.name for p in inner.params if any(w in (p.metavar or "") for w in PATHS)}
            assert named <= known, name
            found |= named
    assert {"files", "england", "layout", "definitions", "output"} <= found


def test_the_files_of_a_pack_are_not_written_over_an_input(capfd, here):
    Path("packs/Bolton").mkdir(parents=True)
    for given in (Path("packs/scorecard.csv"), Path("packs/Bolton/scorecard.csv")):
        given.write_bytes(Path(SAMPLE).read_bytes())
        err = refused(capfd, "report", given, "--formats", "csv,md", "-o", "packs")
        assert f"is the same file as the input {given}" in err
        assert given.read_bytes() == Path(SAMPLE).read_bytes()


# Slips of the command line.
@pytest.mark.parametrize(
    "arguments",
    [
        ["report", ""],
        ["report", SAMPLE, "--area", ""],
        ["report", SAMPLE, "--area="],
        ["report", SAMPLE, "--indicators", ""],
        ["report", SAMPLE, "--as-of", ""],
        ["report", SAMPLE, "-o", ""],
        ["template", "-o", ""],
        ["indicators", ""],
    ],
)
def test_an_empty_argument_is_a_usage_error(capfd, here, arguments):
    assert "is empty: give it a value, or leave it out" in refused(capfd, *arguments)


def test_an_option_given_twice_is_a_usage_error_and_a_switch_is_not(capfd, here):
    err = refused(capfd, "report", SAMPLE, "--as-of", "2008", "--as-of", "2009")
    assert "--as-of is given 2 times" in err
    assert run(["tidy", SAMPLE, "-q", "-q", "-o", "out.csv"]) == 0
    assert run(["explain", SAMPLE, "infant_mortality", "--also", SAMPLE, "--also", SAMPLE]) != 2


@pytest.mark.parametrize("option", ["--england", "--layout", "--targets", "--groups"])
def test_what_is_read_twice_must_be_an_ordinary_file(capfd, here, option):
    assert "is a folder" in refused(capfd, "report", SAMPLE, option, ".")
    if Path("/dev/zero").exists():
        assert "is no ordinary file" in refused(capfd, "report", SAMPLE, option, "/dev/zero")


def test_explain_offers_no_option_that_it_has_not(capfd, here):
    err = refused(capfd, "explain", "sample_data/greater_manchester.csv", "infant_mortality")
    assert "Say which with --area." in err
    assert "--all-areas" not in err


def test_explain_takes_a_layout(capfd, here):
    assert run(["layout", "new", SAMPLE, "-o", LAYOUT]) == 0
    assert run(["explain", SAMPLE, "infant_mortality", "--layout", LAYOUT]) == 0


@pytest.mark.parametrize("word", ["housing", "poverty"])
def test_a_word_that_is_near_nothing_brings_no_suggestion(capfd, here, word):
    assert "Did you mean" not in refused(capfd, "explain", SAMPLE, word)


def test_a_line_break_in_a_name_makes_no_second_message(capfd, here):
    err = refused(capfd, "report", SAMPLE, "-o", "a\nerror: b\x1b[31m.doc")
    assert len(err.splitlines()) == 1
    assert "\x1b" not in err


# Streams that fail.
COMMANDS = [
    f"report {SAMPLE}",
    f"report {SAMPLE} --format json",
    f"tidy {SAMPLE}",
    f"check {SAMPLE}",
    "check --explain wrong_unit",
    f"explain {SAMPLE} infant_mortality",
    "indicators",
    "indicators infant_mortality",
    "template -o -",
    f"layout new {SAMPLE}",
    "--version",
    "-h",
    "report -h",
]


@on_linux
@pytest.mark.parametrize("line", COMMANDS)
def test_an_output_that_cannot_be_written_exits_with_5(here, line):
    for stream in ("> /dev/full", ">&-"):
        done = shell(f"IMSCORE {line} {stream}", here)
        assert done.returncode == 5, stream
        assert "could not be written" in done.stderr
        assert len(done.stderr.splitlines()) == 1


@on_linux
def test_a_full_or_closed_standard_error_changes_no_exit_code(here):
    for stream in ("2> /dev/full", "2>&-"):
        assert shell(f"IMSCORE report nowhere.csv {stream}", here).returncode == 3
        assert shell(f"IMSCORE report --nonsense {stream}", here).returncode == 2
        assert shell(f"IMSCORE tidy {SAMPLE} -v {stream}", here).returncode == 0


@on_posix
def test_closed_streams_do_not_matter_where_they_are_not_needed(here):
    done = shell(f"IMSCORE tidy {SAMPLE} -o out.csv <&- >&- 2>&-", here)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    whole = shell(f"IMSCORE tidy {SAMPLE}", here).stdout
    assert Path("out.csv").read_text(encoding="utf-8") == whole
    done = shell("IMSCORE tidy - <&-", here)
    assert (done.returncode, done.stdout) == (3, "")
    assert "standard input: error: the file cannot be read" in done.stderr


def test_an_error_about_a_named_file_is_no_failed_stream():
    assert not streams.is_of_writing(FileNotFoundError(2, "No such file", "t.csv"))
    assert not streams.is_of_writing(OSError(28, "No space left on device", "t.csv"))
    assert streams.is_of_writing(OSError(28, "No space left on device"))


@on_posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_while_it_waits_for_input_ends_it_with_its_code_and_no_output(here, number, code):
    process = subprocess.Popen(
        [*PROGRAM, "tidy", "-", "-o", "out.csv"], cwd=here, stdin=subprocess.PIPE, stderr=-1
    )
    assert process.stdin is not None
    process.stdin.write(b"#" * 300_000)
    process.stdin.flush()
    time.sleep(1)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert not list(here.glob("*out.csv*"))


# Names and encodings.
@on_posix
@pytest.mark.parametrize("name", [b"\xff\xe9.csv", b"a\nb\x1b[31m.csv", b"-x.csv", b"o" * 250])
def test_a_file_of_any_name_is_read(here, name):
    path = os.fsencode(here) + b"/" + name
    try:
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(Path(SAMPLE).read_bytes())
    except OSError:
        pytest.skip("the file system takes no such name")
    for more in (
        ["report", "--format", "json"],
        ["report", "-o", "o.xlsx"],
        ["tidy", "-v"],
        ["check", "-o", "marked.xlsx"],
        ["layout", "new"],
    ):
        words = [w for w in more if w in ("report", "tidy", "check", "layout", "new")]
        done = subprocess.run(
            [*PROGRAM, *words, *more[len(words) :], "--", name], cwd=here, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        assert b"\x1b" not in done.stdout + done.stderr
        done.stdout.decode("utf-8")


@on_posix
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8:strict"])
@pytest.mark.parametrize("line", [f"report {SAMPLE}", f"explain {SAMPLE} infant_mortality", "-h"])
def test_any_encoding_of_the_terminal_will_do(here, encoding, line):
    done = shell(f"IMSCORE {line}", here, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")


@on_posix
def test_neither_a_home_nor_an_environment_is_needed(here):
    done = shell(f"env -i IMSCORE report {SAMPLE}", here)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_that_are_too_long(capfd, here):
    assert run(["tidy", "n" * 300 + ".csv"]) == 3
    assert run(["tidy", SAMPLE, "-o", "n" * 300 + ".csv"]) == 5
    assert "Traceback" not in capfd.readouterr().err
