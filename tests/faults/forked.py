"""Runs imscore in forks of a process that has it loaded, and stops each at a random moment.

Called by `test_stopped.py` with a folder, a signal's number, how many times and a seed. Forking
spares each run its imports, so that the moments fall on the work itself. It prints one line of
JSON: how the runs ended, and every damage that was found.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import time
from pathlib import Path

import pandas as pd  # noqa: F401 - loaded before the forks

import imscore.pipeline  # noqa: F401
from imscore.cli import main as program
from imscore.outputs import board, markdown, tables  # noqa: F401
from imscore.quarterly import run, runs, store  # noqa: F401

sys.path.insert(0, str(Path(__file__).parent))
from places import Place, damage, figures


def child(place: Place) -> int:
    """Forks a run; gives the process's number."""
    number = os.fork()
    if number:
        return number
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.argv = ["imscore", *place.command()[3:]]
    code = 1
    try:
        program.main()
    except SystemExit as ending:
        code = int(ending.code or 0)
    finally:
        os._exit(code)


def ended(number: int) -> int:
    """Waits for a fork; its exit code, below 0 where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def looked_through(place: Place, rows: int) -> list[str]:
    """Damage to packs, and runs in the store that do not hold every figure that they read."""
    found = damage(place.packs) if place.packs.is_dir() else []
    if not place.store.exists() or not place.store.stat().st_size:
        return found
    with store.reading(place.store) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            found.append("the store is damaged")
        for known in runs.all_runs(connection):
            held = connection.execute(
                "SELECT count(*) FROM observation WHERE from_run <= :run "
                "AND (until_run IS NULL OR until_run > :run)",
                {"run": known.id},
            ).fetchone()[0]
            if held != rows:
                found.append(f"run {known.id} holds {held} of {rows}")
    return found


def main(folder: str, number: str, times: str, seed: str) -> None:
    """Stops runs and prints what came of it."""
    place, rows = Place(Path(folder)), figures().count("\n") - 1
    os.environ["IMSCORE_INPUTS_SETTLE_SECONDS"] = "0"
    start = time.perf_counter()
    first = ended(child(place))
    length = time.perf_counter() - start
    chance = random.Random(int(seed))  # noqa: S311 - moments, no secrets
    codes: list[int] = []
    found: list[str] = []
    for turn in range(int(times)):
        place.put(turn + 1)
        fork = child(place)
        time.sleep(chance.uniform(0.0, 1.1 * length))
        with contextlib.suppress(ProcessLookupError):
            os.kill(fork, int(number))
        codes.append(ended(fork))
        found += looked_through(place, rows)
    place.put(-1)
    last = ended(child(place))
    found += looked_through(place, rows)
    left = [path.name for path in place.packs.iterdir() if path.name.startswith((".b", ".r"))]
    json.dump(
        {"first": first, "codes": codes, "last": last, "damage": found, "left": left,
         "latest": (place.packs / "latest" / "run.json").is_file()},
        sys.stdout,
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
