"""`imscore report --formats`: folders of whole files, safe names, several processes, no noise."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from imscore.cli.main import run
from imscore.outputs.at_once import workers

HEAD = "area_code,area_name,indicator,period,numerator,denominator\n"
REPORT = [sys.executable, "-m", "imscore", "report"]


def areas(folder: Path, number: int) -> Path:
    """A file of so many made-up areas with two indicators of two years each."""
    lines = [
        f"E06{place:06d},Area {place},{indicator},{period},{20 + place % 30},{400 + place}\n"
        for place in range(number)
        for indicator in ("smoking_at_delivery", "breastfeeding_initiation")
        for period in ("2008/09", "2009/10")
    ]
    path = folder / "many.csv"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def here(samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(samples)
    return samples


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_one_area_into_a_folder(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--formats", "xlsx,accessible,html,pdf,md", "-o", "pack", "-q"]
    assert run(["report", "sample_data/anytown_pct.xlsx", *asked]) == 0
    assert files(here / "pack") == {
        *("scorecard.xlsx", "scorecard.accessible.xlsx", "scorecard.html"),
        *("scorecard.pdf", "scorecard.md"),
    }
    assert (here / "pack/scorecard.pdf").read_bytes().startswith(b"%PDF-")
    assert capsys.readouterr() == ("", "")


def test_a_folder_for_each_area_and_an_index(here: Path) -> None:
    asked = ["--all-areas", "--formats", "html,md", "-o", "packs", "-q"]
    assert run(["report", "sample_data/greater_manchester.csv", *asked]) == 0
    found = files(here / "packs")
    assert len(found) == 2 * 10 + 1
    assert {"index.html", "bolton-e08000001/scorecard.html"} <= found
    text = (here / "packs/index.html").read_text(encoding="utf-8")
    assert text.count('/scorecard.html"') == 10
    again = {name: (here / "packs" / name).read_bytes() for name in found}
    assert run(["report", "sample_data/greater_manchester.csv", *asked]) == 0
    assert {name: (here / "packs" / name).read_bytes() for name in found} == again


def test_names_that_would_lead_elsewhere(tmp_path: Path) -> None:
    names = ("../../escape", "CON", "a/b", "a\\b", "..", "x" * 300, "‮abc")
    lines = [
        f'X{place},"{name}",smoking_at_delivery,2009/10,20,{400 + place}\n'
        for place, name in enumerate(names)
    ]
    source = tmp_path / "in" / "odd.csv"
    source.parent.mkdir()
    source.write_text(HEAD + "".join(lines), encoding="utf-8")
    asked = ["--all-areas", "--formats", "md", "-o", str(tmp_path / "in" / "out"), "-q"]
    assert run(["report", str(source), *asked]) == 0
    assert len(files(tmp_path)) == 1 + len(names)
    assert {path.parts[0] for path in map(Path, files(tmp_path))} == {"in"}
    folders = {path.name for path in (tmp_path / "in" / "out").iterdir()}
    assert {"escape-x0", "con-x1", "a-b-x2", "a-b-x3"} <= folders


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--formats", "pfd", "-o", "x"], "There is no format 'pfd'. Did you mean pdf?"),
        (["--formats", "xlsx"], "Say with -o in which folder"),
        (["--formats", "xlsx", "-o", "-"], "Say with -o in which folder"),
        (["--formats", " , ", "-o", "x"], "--formats names none"),
        (["--formats", "md", "--format", "md", "-o", "x"], "Give --format or --formats, not both"),
    ],
)
def test_what_does_not_fit_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert run(["report", "sample_data/anytown_pct.xlsx", *asked]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "x").exists()


def test_a_file_where_the_folder_should_be(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "taken").write_text("mine", encoding="utf-8")
    asked = ["--formats", "md", "-o", "taken"]
    assert run(["report", "sample_data/anytown_pct.xlsx", *asked]) == 5
    assert "The folder taken cannot be made" in capsys.readouterr().err
    assert (here / "taken").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="Linux says which cores there are")
def test_few_areas_use_one_process() -> None:
    assert workers(2) == 1
    assert 1 <= workers(500) <= len(os.sched_getaffinity(0))


def test_many_areas_over_processes_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = areas(tmp_path, 16)
    made = []
    for number in (1, 3):
        monkeypatch.setattr("imscore.outputs.at_once.workers", lambda jobs, number=number: number)
        out = tmp_path / f"out{number}"
        asked = ["--all-areas", "--formats", "xlsx,html", "-o", str(out), "-q"]
        assert run(["report", str(source), *asked]) == 0
        made.append({name: (out / name).read_bytes() for name in files(out)})
    assert made[0] == made[1]
    assert len(made[0]) == 16 * 2 + 1


def test_a_worker_that_cannot_write_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = areas(tmp_path, 16)
    monkeypatch.setattr("imscore.outputs.at_once.workers", lambda jobs: 2)
    out = tmp_path / "out"
    out.mkdir()
    (out / "area-3-e06000003").write_text("in the way", encoding="utf-8")
    asked = ["--all-areas", "--formats", "html", "-o", str(out), "-q"]
    assert run(["report", str(source), *asked]) == 5
    assert "area-3-e06000003" in capsys.readouterr().err
    assert not (out / "index.html").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle_only_whole_files_are_there(tmp_path: Path, number: int) -> None:
    source, out = areas(tmp_path, 300), tmp_path / "out"
    asked = [str(source), "--all-areas", "--formats", "xlsx,html", "-o", str(out), "-q"]
    running = subprocess.Popen([*REPORT, *asked], stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while not list(out.glob("*/scorecard.html")) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 128 + number
    assert b"Traceback" not in said
    found = files(out)
    assert 0 < len(found) < 600
    assert "index.html" not in found
    for name in found:
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(out / name) as whole:
                assert whole.testzip() is None
        else:
            assert (out / name).read_text(encoding="utf-8").rstrip().endswith("</html>")


def _on_a_terminal(command: list[str]) -> bytes:
    """What a command writes to standard error where that is a terminal."""
    master, slave = pty.openpty()
    running = subprocess.Popen(command, stderr=slave, stdout=subprocess.DEVNULL)
    os.close(slave)
    said = b""
    while True:
        ready, _, _ = select.select([master], [], [], 0.1)
        if ready:
            try:
                said += os.read(master, 65536)
            except OSError:
                break
        elif running.poll() is not None:
            break
    os.close(master)
    assert running.wait() == 0
    return said


def test_progress_on_a_terminal_only(here: Path) -> None:
    asked = ["sample_data/greater_manchester.csv", "--all-areas", "--formats", "md", "-o", "packs"]
    assert b"10/10" in _on_a_terminal([*REPORT, *asked])
    assert b"10/10" not in _on_a_terminal([*REPORT, *asked, "-q"])
    piped = subprocess.run([*REPORT, *asked], capture_output=True, check=True)
    assert b"10/10" not in piped.stderr + piped.stdout


def test_what_an_earlier_run_left_is_named(here: Path) -> None:
    """Last quarter's files beside this quarter's would be taken for new ones."""
    path = areas(here, 3)
    wanted = [*REPORT, str(path), "--all-areas", "-o", "out", "--formats"]
    first = subprocess.run([*wanted, "md,csv"], capture_output=True, text=True, check=True)
    assert "left as" not in first.stderr
    path.write_text("\n".join(path.read_text().splitlines()[:9]) + "\n", encoding="utf-8")
    second = subprocess.run([*wanted, "md"], capture_output=True, text=True, check=True)
    said = (
        "out: left as they were: area-0-e06000000/scorecard.csv, area-1-e06000001/scorecard.csv, "
        "area-2-e06000002/\n"
    )
    assert said in second.stderr
    one = [*REPORT, str(path), "--area", "Area 0", "-o", "out", "--formats", "md"]
    assert "left as" not in subprocess.run(one, capture_output=True, text=True, check=True).stderr
