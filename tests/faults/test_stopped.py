"""A run that is killed or asked to stop at any moment damages nothing, and the next one heals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WHOLE = os.environ.get("IMSCORE_REQUIRE_ALL") == "1"
KILLS, STOPS = (100, 24) if WHOLE else (16, 6)
WORKERS = 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def stopped(folder: Path, number: int, times: int) -> list[dict]:
    """Stops runs in four places at once; what each place reports."""

    def one(seed: int) -> dict:
        mine = folder / str(seed)
        mine.mkdir()
        arguments = [str(mine), str(number), str(times // WORKERS), str(seed)]
        kept = {k: v for k, v in os.environ.items() if not k.startswith("IMSCORE_")}
        done = subprocess.run(
            [sys.executable, str(HERE / "forked.py"), *arguments],
            env=kept,
            capture_output=True,
            encoding="utf-8",
            timeout=85,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_killed_at_random_moments(tmp_path):
    reports = stopped(tmp_path, signal.SIGKILL, KILLS)
    for report in reports:
        assert report["damage"] == []
        assert (report["first"], report["last"], report["left"]) == (0, 0, [])
        assert report["latest"]
    codes = [code for report in reports for code in report["codes"]]
    assert set(codes) <= {0, -signal.SIGKILL}
    assert codes.count(-signal.SIGKILL) >= len(codes) // 4


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_at_random_moments(tmp_path, number):
    reports = stopped(tmp_path, number, STOPS)
    for report in reports:
        assert report["damage"] == []
        assert (report["first"], report["last"], report["left"]) == (0, 0, [])
    codes = {code for report in reports for code in report["codes"]}
    # Before the program is ready to listen, the signal itself ends it.
    assert codes <= {0, 128 + number, -number, 1 if number == signal.SIGINT else 0}
    assert 128 + number in codes
