"""A page, a PDF and many packs, each held against the board's workbook or against one process.

The workbook itself is held against a bare XlsxWriter script that writes as many cells of as many
looks, as many lines in cells and as many charts.
"""

from __future__ import annotations

import csv
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import xlsxwriter

import imscore
from imscore.outputs import accessible, board, page, pdf

SAMPLE = Path(__file__).parents[2] / "sample_data" / "anytown_pct.xlsx"
RUNS = 15
WORKBOOK, PAGE, PDF, ACCESSIBLE = 2.0, 0.2, 1.5, 2.0
AREAS, PACK_RUNS = 152, 3
# Held against one process, on as many cores as there are, at most four.
FASTER_ON_FOUR, CORES = 2.5, 4
MEMORY = 300.0
_ONE_PROCESS = "import imscore.outputs.at_once as at_once; at_once.workers = lambda jobs: 1;"
_MEASURED = (
    "import resource; kept = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024;"
    "print(kept)"
)


def measure() -> list[tuple[str, float, float]]:
    """The median ratios and their budgets, the memory as a share of its budget."""
    card = imscore.score(imscore.read(SAMPLE))
    made = board.render([card])
    bare = _bare_script(made)
    cases: list[tuple[str, Callable[[], object], Callable[[], object], float]] = [
        ("board workbook / bare XlsxWriter", lambda: board.render([card]), bare, WORKBOOK),
        ("page / board", lambda: page.to_html([card]), lambda: board.render([card]), PAGE),
        ("PDF / board", lambda: pdf.render([card]), lambda: board.render([card]), PDF),
        (
            "accessible workbook / board",
            lambda: accessible.render([card]),
            lambda: board.render([card]),
            ACCESSIBLE,
        ),
    ]
    results = [(name, _ratio(ours, theirs), budget) for name, ours, theirs, budget in cases]
    return [*results, *_packs()]


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(RUNS + 2)]
    return statistics.median(mine / other for mine, other in pairs[2:])


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _bare_script(made: bytes) -> Callable[[], bytes]:
    """A script that writes what the finished workbook holds, with no thought behind it."""
    sheets = []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        names = sorted(n for n in parts.namelist() if re.fullmatch(r"xl/worksheets/\w+\.xml", n))
        for name in names:
            text = parts.read(name).decode("utf-8")
            cells = [
                (int(row), _column(letters), int(look or 0), "s" if kind else "n")
                for letters, row, look, kind in re.findall(
                    r'<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?( t="s")?', text
                )
            ]
            sheets.append((cells, text.count("<x14:sparkline>")))
        charts = sum(name.startswith("xl/charts/chart") for name in parts.namelist())

    def script() -> bytes:
        stream = io.BytesIO()
        workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
        most = max(look for cells, _ in sheets for _, _, look, _ in cells)
        looks = [
            workbook.add_format({"text_wrap": True, "indent": n % 15}) for n in range(most + 1)
        ]
        for cells, lines in sheets:
            sheet = workbook.add_worksheet()
            for row, column, look, kind in cells:
                if kind == "s":
                    sheet.write_string(row - 1, column, f"text {row} {column}", looks[look])
                else:
                    sheet.write_number(row - 1, column, row / 7, looks[look])
            for place in range(lines):
                sheet.add_sparkline(place, 20, {"range": "Sheet1!A1:A9", "type": "column"})
        first = workbook.worksheets()[0]
        for place in range(charts):
            chart = workbook.add_chart({"type": "line"})
            for _ in range(5):
                chart.add_series({"values": "=Sheet1!$A$1:$A$9", "name": "a"})
            first.insert_chart(place * 15, 22, chart)
        workbook.close()
        return stream.getvalue()

    return script


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _packs() -> list[tuple[str, float, float]]:
    """152 areas as workbooks and pages: over processes against one, and a worker's memory."""
    cores = min(len(os.sched_getaffinity(0)), CORES)
    with tempfile.TemporaryDirectory() as folder:
        source = _written(Path(folder))
        pairs, kept = [], 0.0
        for run in range(PACK_RUNS):
            spread, memory = _pack(source, Path(folder) / f"many{run}", "")
            alone, _ = _pack(source, Path(folder) / f"one{run}", _ONE_PROCESS)
            pairs.append(spread / alone)
            kept = max(kept, memory)
    budget = 1 / (1 + (FASTER_ON_FOUR - 1) * (cores - 1) / (CORES - 1))
    name = f"{AREAS} areas × (xlsx + html): {cores} cores / one process"
    return [(name, min(pairs), budget), ("a worker's memory / 300 MB", kept / MEMORY, 1.0)]


def _pack(source: Path, out: Path, before: str) -> tuple[float, float]:
    asked = ["report", str(source), "--all-areas", "--formats", "xlsx,html", "-o", str(out), "-q"]
    code = (
        f"{before or 'import sys;'} from imscore.cli.main import run; run({asked!r}); {_MEASURED}"
    )
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, env=kept, capture_output=True, text=True
    )
    return time.perf_counter() - start, float(done.stdout)


def _written(folder: Path) -> Path:
    """A made-up nation: ten indicators of ten years for each area."""
    chance = np.random.default_rng(2008)
    path = folder / "nation.csv"
    indicators = (
        *("smoking_at_delivery", "breastfeeding_initiation", "breastfeeding_6_8_weeks"),
        *("low_birth_weight", "under18_conceptions", "early_access_to_maternity_care"),
        *("children_in_low_income_families", "maternal_obesity"),
    )
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["area_code", "area_name", "indicator", "period", "numerator", "denominator"]
        )
        for area in range(AREAS):
            for indicator in indicators:
                yearly = indicator in ("low_birth_weight", "under18_conceptions")
                yearly = yearly or indicator == "children_in_low_income_families"
                for year in range(2003, 2013):
                    period = str(year) if yearly else f"{year}/{(year + 1) % 100:02d}"
                    births = int(chance.integers(3000, 4000))
                    share = 0.05 if yearly else 0.3
                    events = int(births * share * chance.uniform(0.8, 1.2))
                    row = [f"E06{area:06d}", f"Area {area}", indicator, period, events, births]
                    writer.writerow(row)
    return path


if __name__ == "__main__":
    for name, ratio, budget in measure():
        print(f"{name:<60} {ratio:6.2f} of {budget:5.2f}  {'ok' if ratio <= budget else 'OVER'}")
