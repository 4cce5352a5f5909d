"""Prints every budget and where the program stands; exits with 1 where one is overdrawn.

Run it from the repository: `python tests/benchmarks/run.py`. Each figure is a ratio to a floor or
a peer that is measured in the same run, so that it holds on a slow machine as on a fast one.
"""

from __future__ import annotations

import sys

import bench_areas
import bench_commands
import bench_judgements
import bench_outputs
import bench_rates
import bench_reading

BENCHES = (
    *(bench_commands, bench_areas, bench_rates, bench_judgements, bench_reading),
    bench_outputs,
)


def main() -> int:
    """Measures everything and gives the exit code."""
    results = [result for bench in BENCHES for result in bench.measure()]
    width = max(len(name) for name, _, _ in results)
    print(f"{'measured':{width}}  ratio  budget")
    for name, ratio, budget in results:
        mark = "" if ratio <= budget else "  OVER"
        print(f"{name:{width}}  {ratio:5.2f}  {budget:6.2f}{mark}")
    return int(any(ratio > budget for _, ratio, budget in results))


if __name__ == "__main__":
    sys.exit(main())
