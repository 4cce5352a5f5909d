"""Damaged files of every kind: read, or refused in words; nothing else, and within seconds.

The mutations are made and read by `tests/builders/fuzz_worker.py` in processes of their own.
IMSCORE_REQUIRE_ALL=1 has all of them run instead of the first part.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.builders.made import HEADER, ROW, as_ods, rezipped

ROOT = Path(__file__).parents[3]
WORKER = "tests.builders.fuzz_worker"
ALL, PART = 10_000, 1_500
MOST_SECONDS = 300


def last_seed() -> int:
    return ALL if os.environ.get("IMSCORE_REQUIRE_ALL") == "1" else PART


def faults_of(first: int, step: int, last: int) -> tuple[dict[int, str], dict[str, int]]:
    """What went wrong by mutation, and how many came to what, of every `step`th mutation.

    Where the process ends before its time, the mutation that it was at counts as a fault and
    another process goes on behind it.
    """
    faults: dict[int, str] = {}
    counts: dict[str, int] = {}
    while first < last:
        arguments = [sys.executable, "-m", WORKER, *map(str, (first, step, last))]
        ended = subprocess.run(
            arguments, cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS
        )
        lines = [json.loads(line) for line in ended.stdout.splitlines()]
        faults |= {seed: what for seed, what in lines if what and seed != "done"}
        if lines and lines[-1][0] == "done":
            if ended.stderr:
                faults[last] = f"on standard error: {ended.stderr[-500:]}"
            return faults, lines[-1][1]
        assert lines, ended.stderr
        at = lines[-1][0]
        faults[at] = f"it hung or crashed ({ended.returncode}): {ended.stderr[-500:]}"
        first = at + step
    return faults, counts


def test_damaged_files_are_read_right_or_refused():
    share = min(os.cpu_count() or 1, 4)
    with ThreadPoolExecutor(share) as pool:
        parts = list(pool.map(lambda part: faults_of(part, share, last_seed()), range(share)))
    faults = {seed: what for found, _ in parts for seed, what in found.items()}
    # To look at one: python -m tests.builders.fuzz_worker --save SEED PATH
    assert faults == {}
    # Neither outcome is rare, so that both are tried.
    kinds = [kind for _, counts in parts for kind in counts]
    for suffix in (".xlsx", ".xls", ".xlsb", ".ods", ".csv"):
        assert {f"read {suffix}", f"refused {suffix}"} <= set(kinds)


def test_an_ods_sheet_that_is_not_closed_is_refused(tmp_path):
    path = tmp_path / "t.ods"
    path.write_bytes(
        rezipped(
            as_ods([HEADER, ROW]),
            {"content.xml": lambda part: part.replace(b"</table:table>", b"")},
        )
    )
    command = [sys.executable, "-m", "imscore", "tidy", str(path)]
    # The reader would wait for ever for its end, and heed no signal that asks it to stop.
    ended = subprocess.run(command, capture_output=True, timeout=10)
    assert ended.returncode == 3
