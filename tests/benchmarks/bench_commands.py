"""Start-up and the main job, each as a ratio to the bare imports that it cannot do without."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "sample_data" / "anytown_pct.xlsx"
RUNS = 15
HEAVY = "import typer, rich, rich.table, pandas, python_calamine"
# What is measured, its arguments, the floor it is held against, the budget.
CASES: tuple[tuple[str, list[str], str, float], ...] = (
    ("imscore --version / import typer", ["--version"], "import typer", 1.3),
    ("imscore --help / import typer", ["--help"], "import typer", 2.5),
    ("imscore report SAMPLE / its bare imports", ["report", str(SAMPLE)], HEAVY, 1.5),
)


def measure() -> list[tuple[str, float, float]]:
    """The median ratio of each case over pairs of runs, taken in turn, and its budget."""
    return [
        (name, _ratio([sys.executable, "-m", "imscore", *arguments], floor), budget)
        for name, arguments, floor, budget in CASES
    ]


def _ratio(command: list[str], floor: str) -> float:
    pairs = [(_seconds(command), _seconds([sys.executable, "-c", floor])) for _ in range(RUNS + 1)]
    return statistics.median(ours / theirs for ours, theirs in pairs[1:])


def _seconds(command: list[str]) -> float:
    # An installed program has its bytecode; where a shell forbids that, every run would compile.
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    subprocess.run(command, check=True, env=kept, stdout=quiet, stderr=quiet)
    return time.perf_counter() - start
