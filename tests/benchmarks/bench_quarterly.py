"""The scheduled run and what looks into its store, after 20 years of quarters.

The store holds 152 areas x 13 indicators x 79 quarters; a run brings the 80th. It is held against
`imscore report` on the same file; `imscore history` against the bare imports it cannot do without.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AREAS, INDICATORS, QUARTERS = 152, 13, 80
ROUNDS, QUICK_ROUNDS = 3, 21
RUN_BUDGET, HISTORY_BUDGET = 1.5, 1.3
BARE = "import typer, rich, rich.table, sqlite3"
DEFINITION = """id = "measure_{number}"
name = "Made-up measure number {number}"
short_name = "Measure {number}"
domain = "smoking"
order = {number}
core = false
balance.measure = "risk_factor"
balance.cause = "health"
balance.view = "level"
balance.stage = "result"
balance.effect = "quick"
kind = "proportion"
multiplier = 100
unit = "%"
polarity = "low_is_good"
numerator = "Events"
denominator = "People"
events = "events"
population = "people"
periods = ["financial_quarter"]
plausible = [0.5, 60.0]
sexes = []
ages = []
why_it_matters = "It does not: it is made up to measure time."
why_source = "None."
source = "None."
"""


def measure() -> list[tuple[str, float, float]]:
    """The ratio of each case over pairs of runs, taken in turn, and its budget."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder)
        return [_runs(folder), _histories(folder)]


def make(folder: Path) -> None:
    """Writes definitions, two inputs, and a store and packs that have read the first of them."""
    definitions = folder / "definitions"
    definitions.mkdir()
    for number in range(INDICATORS):
        text = DEFINITION.format(number=number)
        (definitions / f"measure_{number}.toml").write_text(text, encoding="utf-8")
    quarters = [f"{y}/{(y + 1) % 100:02d} Q{q}" for y in range(2005, 2025) for q in range(1, 5)]
    lines = ["area_code,area_name,indicator,period,numerator,denominator,value"]
    chance = random.Random(2010)  # noqa: S311 - made-up figures
    for quarter in quarters[:QUARTERS]:
        for number in range(INDICATORS):
            for area in range(AREAS + 1):
                code, size = (f"E08{area:06d}", 800) if area else ("E92000001", 160_000)
                events = sum(chance.getrandbits(1) for _ in range(40)) * size // 100
                place = f"{code},{'Area ' + str(area) if area else 'England'}"
                lines.append(f"{place},measure_{number},{quarter},{events},{size},")
    per_quarter = (AREAS + 1) * INDICATORS
    for file, rows in (("before.csv", len(lines) - per_quarter), ("now.csv", len(lines))):
        (folder / file).write_text("\n".join(lines[:rows]) + "\n", encoding="utf-8")
        os.utime(folder / file, (1e9, 1e9))
    _seconds(_run_command(folder, "before.csv"))
    for name in ("packs", "store.sqlite"):
        (folder / name).rename(folder / f"{name}.kept")


def _runs(folder: Path) -> tuple[str, float, float]:
    report = ["report", str(folder / "now.csv"), "--all-areas", "--quiet", "-o"]
    report += [str(folder / "now_out.csv"), "--indicators", str(folder / "definitions")]
    ratios = []
    for _ in range(ROUNDS):
        _restore(folder)
        ours = _seconds(_run_command(folder, "now.csv"))
        ratios.append(ours / _seconds([sys.executable, "-m", "imscore", *report]))
    size = (folder / "store.sqlite").stat().st_size / 1e6
    rows = AREAS * INDICATORS * QUARTERS
    name = f"imscore run / report, {rows:,} observations in a store of {size:.1f} MB"
    return name, statistics.median(ratios), RUN_BUDGET


def _histories(folder: Path) -> tuple[str, float, float]:
    store = ["--store", str(folder / "store.sqlite")]
    command = [sys.executable, "-m", "imscore", "history", "measure_3", "--area", "E08000007"]
    bare = [sys.executable, "-c", BARE]
    ratios = [_seconds([*command, *store]) / _seconds(bare) for _ in range(QUICK_ROUNDS)]
    return "imscore history / its bare imports", statistics.median(ratios), HISTORY_BUDGET


def _run_command(folder: Path, file: str) -> list[str]:
    paths = ["--input", str(folder / file), "--output", str(folder / "packs")]
    paths += ["--store", str(folder / "store.sqlite"), "--indicators", str(folder / "definitions")]
    return [sys.executable, "-m", "imscore", "run", *paths, "--all-areas", "--format", "csv", "-q"]


def _restore(folder: Path) -> None:
    for name in ("packs", "store.sqlite"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).unlink(missing_ok=True)
    shutil.copytree(folder / "packs.kept", folder / "packs", symlinks=True)
    shutil.copy(folder / "store.sqlite.kept", folder / "store.sqlite")


def _seconds(command: list[str]) -> float:
    # An installed program has its bytecode; where a shell forbids that, every run would compile.
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, check=True, env=kept, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, ratio, budget in measure():
        print(f"{name}  {ratio:.2f} of {budget}  {'ok' if ratio <= budget else 'OVER'}")
