"""Hostile files cost little, crash nothing, and give a right figure or a clear refusal."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.hostile_files import FILES, READ

SECONDS, BYTES = 5, 400e6
# What a process has held at most is measured from within: the system's own figure for a child
# begins with what its parent held.
MEASURED = """
import atexit, resource
from pathlib import Path

def told():
    used = resource.getrusage(resource.RUSAGE_SELF)
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
    Path("used.txt").write_text(f"{used.ru_utime + used.ru_stime} {int(peak) * 1024}")

atexit.register(told)
from imscore.cli.main import main
main()
"""


def run(folder: Path, *arguments: str) -> tuple[int, str, float, float]:
    """Exit code, standard error, processor seconds and the most bytes of memory held."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    seconds, memory = (folder / "used.txt").read_text().split()
    return done.returncode, done.stderr, float(seconds), float(memory)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to measure memory")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_read_right_at_little_cost(tmp_path, name):
    hostile = FILES[name]
    (tmp_path / hostile.file).write_bytes(hostile.make())
    code, told, seconds, memory = run(tmp_path, "tidy", hostile.file, "-o", "out.csv")
    assert "Traceback" not in told
    assert "panicked" not in told
    found = (tmp_path / "out.csv").exists()
    if hostile.outcome == READ:
        assert (code, found) == (0, True), told
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
            (row,) = csv.DictReader(stream)
        figures = [row[n] for n in ("area_code", "indicator", "period", "numerator", "denominator")]
        assert figures == ["5ZZ", "smoking_at_delivery", "2008/09", "120", "650"]
    else:
        assert (code, found) == (3, False), told
        assert hostile.words in told
    assert seconds < SECONDS
    assert memory < BYTES
