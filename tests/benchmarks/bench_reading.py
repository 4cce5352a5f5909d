"""How long reading large files takes and how much memory, held against bare reads of the same.

The files are made up in a temporary folder by a process of their own. A process's memory is its
highest resident set, as the system tells when it ends; since a new process counts its parent's
until it has begun, each is started by a small one.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

# 152 areas, 13 indicators, 40 periods.
WORKBOOK_ROWS = 79_040
SIZES = (10_000, 100_000, 1_000_000, 2_000_000)
LARGEST = SIZES[-1]
ROUNDS = {WORKBOOK_ROWS: 5, 10_000: 7, 100_000: 5, 1_000_000: 3, LARGEST: 4}
BARE_BUDGET, OPENPYXL_BUDGET = 1.6, 1 / 3
CSV_BUDGET, MEMORY_BUDGET = 3.0, 2.5
# A row of a long file may cost no more than one of a short file, but for the noise.
LINEAR_BUDGET = 1.2
# Each with how many events there are to one person at risk.
BY_QUARTER = {
    "smoking_at_delivery": 0.18, "breastfeeding_initiation": 0.7, "breastfeeding_6_8_weeks": 0.4,
    "early_access_to_maternity_care": 0.8, "early_access_to_maternity_care_10_weeks": 0.5,
    "maternal_obesity": 0.2,
}  # fmt: skip
BY_YEAR = {
    "infant_mortality": 0.006, "neonatal_mortality": 0.004, "stillbirths": 0.005,
    "sudden_unexpected_deaths_in_infancy": 0.0007, "under18_conceptions": 0.04,
    "low_birth_weight": 0.08, "low_birth_weight_term": 0.03,
}  # fmt: skip
READ_BARE = "import sys, pandas; pandas.read_csv(sys.argv[1])"
READ_OURS = "import sys, imscore; imscore.read(sys.argv[1])"
READ_BOOK = "import sys, pandas; pandas.read_excel(sys.argv[1], engine={!r})"
Spent = tuple[float, float]


def measure() -> list[tuple[str, float, float]]:
    """Gives (name, ratio, budget) for the workbook, the long CSV file and the cost of a row."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        subprocess.run([sys.executable, __file__, "--make", place], check=True)
        return [*_workbook(folder), *_long_csv(folder), *_by_size(folder)]


def _workbook(folder: Path) -> list[tuple[str, float, float]]:
    book = folder / f"{WORKBOOK_ROWS}.xlsx"
    tidy, calamine, openpyxl = _least(
        [_tidy(book), _python(READ_BOOK.format("calamine"), book)], ROUNDS[WORKBOOK_ROWS]
    ) + _least([_python(READ_BOOK.format("openpyxl"), book)], 1)
    name = f"tidy of a workbook of {WORKBOOK_ROWS:,} rows / bare read by "
    return [
        (f"{name}calamine", tidy[0] / calamine[0], BARE_BUDGET),
        (f"{name}openpyxl", tidy[0] / openpyxl[0], OPENPYXL_BUDGET),
    ]


def _long_csv(folder: Path) -> list[tuple[str, float, float]]:
    table = folder / f"{LARGEST}.csv"
    ours = {
        "tidy": _tidy(table),
        "check": [sys.executable, "-m", "imscore", "check", str(table), "-q"],
        "imscore.read": _python(READ_OURS, table),
    }
    bare, *spent = _least([_python(READ_BARE, table), *ours.values()], ROUNDS[LARGEST])
    results = []
    for what, (seconds, memory) in zip(ours, spent, strict=True):
        name = f"{what} of {LARGEST:,} CSV rows / bare read_csv"
        results.append((f"{name}: time", seconds / bare[0], CSV_BUDGET))
        results.append((f"{name}: memory", memory / bare[1], MEMORY_BUDGET))
    return results


def _by_size(folder: Path) -> list[tuple[str, float, float]]:
    """What a row costs beyond starting up, against the cheaper row of the two shortest files."""
    start = _least([_tidy(folder / "1.csv")], ROUNDS[SIZES[0]])[0][0]
    cost = {}
    for rows in SIZES:
        seconds = _least([_tidy(folder / f"{rows}.csv")], ROUNDS[rows])[0][0]
        cost[rows] = (seconds - start) / rows
    least = min(cost[rows] for rows in SIZES[:2])
    return [
        (
            f"a row of {rows:,} through tidy ({each * 1e6:.1f} us) / the cheapest of a short file",
            each / least,
            math.inf if rows in SIZES[:2] else LINEAR_BUDGET,
        )
        for rows, each in cost.items()
    ]


def _tidy(path: Path) -> list[str]:
    out = str(path.with_name("out.csv"))
    return [sys.executable, "-m", "imscore", "tidy", str(path), "-o", out, "-q"]


def _python(code: str, path: Path) -> list[str]:
    return [sys.executable, "-c", code, str(path)]


def _least(commands: Sequence[list[str]], rounds: int) -> list[Spent]:
    """The least time and memory of each command, run in turn."""
    spent = [[_spent(command) for command in commands] for _ in range(rounds)]
    return [(min(s for s, _ in runs), min(m for _, m in runs)) for runs in zip(*spent, strict=True)]


def _spent(command: list[str]) -> Spent:
    # Without the site's packages, the process in between is small.
    timer = [sys.executable, "-S", __file__, "--time", *command]
    ended = subprocess.run(timer, check=True, capture_output=True, text=True)
    seconds, memory = json.loads(ended.stdout.splitlines()[-1])
    return float(seconds), float(memory)


def _time(command: list[str]) -> None:
    """Runs a command and prints its seconds and its highest resident set."""
    # An installed program has its bytecode; where a shell forbids that, every run would compile.
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command, env=kept, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    print(json.dumps([seconds, used.ru_maxrss]))


def _make(folder: Path) -> None:
    import numpy as np
    import pandas as pd

    generator = np.random.default_rng(2010)
    quarters = [f"{y}/{(y + 1) % 100:02d} Q{q}" for y in range(2001, 2011) for q in (1, 2, 3, 4)]
    periods = [quarters] * len(BY_QUARTER) + [[str(y) for y in range(1971, 2011)]] * len(BY_YEAR)
    shares = {**BY_QUARTER, **BY_YEAR}
    of_one = len(shares) * len(quarters)
    areas = -(-LARGEST // of_one)
    numbers = np.repeat(np.arange(areas), of_one)
    people = generator.integers(2_000, 6_000, areas * of_one)
    share = np.tile(np.repeat(list(shares.values()), len(quarters)), areas)
    events = generator.binomial(people, share)
    multiplier = np.tile(
        np.repeat([1000 if n in BY_YEAR and "weight" not in n else 100 for n in shares],
                  len(quarters)), areas)  # fmt: skip
    table = pd.DataFrame(
        {
            "area_code": np.char.add("E0", (6_000_001 + numbers).astype(str)),
            "area_name": np.char.add("Area ", numbers.astype(str)),
            "area_type": "County and unitary authority",
            "indicator": np.tile(np.repeat(list(shares), len(quarters)), areas),
            "period": np.tile(np.concatenate(periods), areas),
            "numerator": events,
            "denominator": people,
            "value": np.round(events / people * multiplier, 1),
        }
    )
    for rows in (1, *SIZES):
        table.head(rows).to_csv(folder / f"{rows}.csv", index=False)
    book = folder / f"{WORKBOOK_ROWS}.xlsx"
    table.head(WORKBOOK_ROWS).to_excel(book, sheet_name="Data", index=False, engine="xlsxwriter")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        _make(Path(sys.argv[2]))
    elif sys.argv[1:2] == ["--time"]:
        _time(sys.argv[2:])
    else:
        for name, ratio, budget in measure():
            print(
                f"{name:<76} {ratio:6.2f} of {budget:5.2f}  {'ok' if ratio <= budget else 'OVER'}"
            )
