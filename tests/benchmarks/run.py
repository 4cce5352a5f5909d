"""Prints every budget and where the program stands; exits with 1 where one is overdrawn.

Run it from the repository: `python tests/benchmarks/run.py`. It takes some minutes, most of them
for files of millions of rows; names of parts, such as `commands rates`, have those alone measured.
Each figure is a ratio to a floor or a peer that is measured in the same run, so that it holds on a
slow machine as on a fast one.
"""

from __future__ import annotations

import sys

import bench_areas
import bench_commands
import bench_judgements
import bench_outputs
import bench_quarterly
import bench_rates
import bench_reading

BENCHES = {
    "commands": bench_commands,
    "areas": bench_areas,
    "rates": bench_rates,
    "judgements": bench_judgements,
    "outputs": bench_outputs,
    "quarterly": bench_quarterly,
    "reading": bench_reading,
}


def main(names: list[str]) -> int:
    """Measures the parts named, or all, and gives the exit code."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; those are {', '.join(BENCHES)}.")
    results = [result for name in names or BENCHES for result in BENCHES[name].measure()]
    width = max(len(name) for name, _, _ in results)
    print(f"{'measured':{width}}  ratio  budget")
    for name, ratio, budget in results:
        mark = "" if ratio <= budget else "  OVER"
        print(f"{name:{width}}  {ratio:5.2f}  {budget:6.2f}{mark}")
    return int(any(ratio > budget for _, ratio, budget in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
