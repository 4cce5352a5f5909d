"""`imscore schedule`: printed or written, and what it prints runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from imscore.cli.main import run

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with an awkward name, settings and the sample."""
    folder = tmp_path / "public health 100%"
    folder.mkdir()
    monkeypatch.chdir(folder)
    text = f"[inputs]\nfiles = ['{SAMPLES / 'anytown_pct.csv'}']\nsettle_seconds = 0\n"
    (folder / "imscore.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="needs a shell as cron has it")
def test_the_crontab_line_runs_as_cron_would_run_it(place, capfd):
    assert run(["schedule", "cron"]) == 0
    line = capfd.readouterr().out.splitlines()[-1]
    command = line.split(None, 5)[5].replace("\\%", "%")
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd="/", env={"PATH": "/usr/bin:/bin"},
        capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (place / "scorecards" / "latest" / "run.json").is_file()


def test_written_to_a_folder(place, capfd):
    Path("units").mkdir()
    assert run(["schedule", "systemd", "-o", "units"]) == 0
    assert sorted(path.name for path in Path("units").iterdir()) == [
        "imscore.service", "imscore.timer",
    ]  # fmt: skip
    assert str(place / "imscore.toml").replace("%", "%%") in Path(
        "units/imscore.service"
    ).read_text(encoding="utf-8")


def test_settings_that_are_not_there_yet(place, capfd):
    assert run(["schedule", "windows", "--config", "other.toml"]) == 0
    told = capfd.readouterr()
    assert "there is no" in told.err
    assert told.out.startswith("<?xml")


def test_slips(place, capfd):
    assert run(["schedule", "systemctl"]) == 2
    assert "Did you mean systemd?" in capfd.readouterr().err
    assert run(["schedule", "cron", "--months", "0"]) == 2
