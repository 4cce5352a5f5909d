"""Every area's scorecard at once, held against `imscore tidy` of the same file; cost per row."""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

RUNS = 3
BUDGET, GROWTH = 3.0, 1.5
# Areas and quarters: many areas with few figures, few with many, and ten times the rows.
SHAPES = {"7,000 areas × 4 quarters": (7_000, 4), "500 areas × 40 quarters": (500, 40)}
SMALL, LARGE = (2_000, 8), (20_000, 8)


def measure() -> list[tuple[str, float, float]]:
    """The ratio of `report --all-areas` to `tidy` for each shape, and how a row's cost grows."""
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, shape in SHAPES.items():
            path = _written(Path(folder), *shape)
            pairs = [(_report(path), _seconds(["tidy", str(path)])) for _ in range(RUNS)]
            ratio = statistics.median(ours / theirs for ours, theirs in pairs)
            results.append((f"report --all-areas / tidy: {name}", ratio, BUDGET))
        small, large = (_written(Path(folder), *shape) for shape in (SMALL, LARGE))
        pairs = [(_beyond_start(large), _beyond_start(small)) for _ in range(RUNS)]
        times = LARGE[0] * LARGE[1] / (SMALL[0] * SMALL[1])
        growth = statistics.median(ours / theirs for ours, theirs in pairs) / times
        name = "report --all-areas: time per row, 160,000 rows / 16,000 rows"
        return [*results, (name, growth, GROWTH)]


def _written(folder: Path, areas: int, quarters: int) -> Path:
    chance = np.random.default_rng(2008)
    path = folder / f"{areas}_{quarters}.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["area_code", "area_name", "indicator", "period", "numerator", "denominator"]
        )
        for area in range(areas):
            share = chance.uniform(0.1, 0.2)
            for number in range(quarters):
                year, quarter = divmod(number, 4)
                period = f"{2001 + year}/{(2002 + year) % 100:02d} Q{quarter + 1}"
                births = int(chance.integers(700, 900))
                row = [f"E06{area:06d}", f"Area {area}", "smoking_at_delivery", period]
                writer.writerow([*row, round(births * share), births])
    return path


def _report(path: Path) -> float:
    return _seconds(["report", str(path), "--all-areas", "--format", "csv"])


def _beyond_start(path: Path) -> float:
    """What the rows take, without the start of the program."""
    return _report(path) - _seconds(["indicators"])


def _seconds(arguments: list[str]) -> float:
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "imscore", *arguments]
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    subprocess.run(command, check=True, env=kept, stdout=quiet, stderr=quiet)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, ratio, budget in measure():
        print(f"{name:<60} {ratio:6.2f} of {budget:5.1f}  {'ok' if ratio <= budget else 'OVER'}")
