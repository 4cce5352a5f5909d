"""Work spread over processes: all of it, in any order, and no process outlives the first."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imscore.outputs import at_once

KILLED = """
import os, sys, time
from pathlib import Path
from imscore.outputs import at_once
sys.path.insert(0, {here!r})
from test_at_once import tell_and_wait
at_once.workers = lambda jobs: 2
if __name__ == "__main__":
    list(at_once.each(tell_and_wait, [{folder!r}] * 4))
"""


def tell_and_wait(jobs):
    """Writes down which process does this, and takes its time."""
    for folder in jobs:
        (Path(folder) / str(os.getpid())).touch()
        time.sleep(60)


@pytest.mark.parametrize("hands", [1, 2])
def test_all_work_is_done_once(monkeypatch, hands):
    monkeypatch.setattr(at_once, "workers", lambda jobs: hands)
    # Work that any process can import by its name.
    done = [letter for batch in at_once.each("".join, list("abcdefghijkl")) for letter in batch]
    assert sorted(done) == list("abcdefghijkl")


def lives(number: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes in other ways")
def test_no_process_outlives_the_one_that_started_it(tmp_path):
    script = tmp_path / "killed.py"
    (tmp_path / "told").mkdir()
    here, folder = str(Path(__file__).parent), str(tmp_path / "told")
    script.write_text(KILLED.format(here=here, folder=folder), encoding="utf-8")
    first = subprocess.Popen([sys.executable, str(script)])
    until = time.monotonic() + 60
    while len(list((tmp_path / "told").iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    numbers = [int(path.name) for path in (tmp_path / "told").iterdir()]
    assert len(numbers) == 2
    first.send_signal(signal.SIGKILL)
    first.wait()
    until = time.monotonic() + 20
    while any(map(lives, numbers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [number for number in numbers if lives(number)] == []
