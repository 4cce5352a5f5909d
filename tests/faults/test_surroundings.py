"""A clock that was set back, an empty environment, narrow encodings, outputs that nobody reads."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from places import Place

from imscore.quarterly import past, runs, store

SET_BACK = """
import sys
from datetime import timedelta
from imscore.quarterly import clock
kept = clock.now
clock.now = lambda: kept() - timedelta(days=366)
sys.argv[1:] = {arguments!r}
from imscore.cli.main import main
main()
"""


def test_the_clock_set_back_a_year(place):
    assert place.run().returncode == 0
    place.put(1)
    done = subprocess.run(
        [sys.executable, "-c", SET_BACK.format(arguments=place.command()[3:])],
        env=place.environment(), capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "was set back" in done.stderr
    with store.reading(place.store) as connection:
        first, second = runs.all_runs(connection)
    assert second.started < first.started
    assert second.known_from == first.known_from
    assert (place.packs / "latest").resolve().name == second.pack
    # What is asked for by date is in the order of runs, not of the clock.
    cards = past.as_known(place.store, first.known_from[:10], {})
    assert cards[0].notes[0].endswith(f"from {second.name}.")
    # Where a day misleads, a run is had by its number, and the warning says so.
    assert "imscore report --as-known-on 2" in done.stderr
    (then,) = {card.notes[0] for card in past.as_known(place.store, "1", {})}
    assert then.endswith(f"from {first.name}.")


@pytest.mark.parametrize(
    "environment",
    [
        {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LC_ALL": "C"},
        {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "cp1252"},
        {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {},
    ],
    ids=["cron", "cp1252", "ascii", "empty"],
)
def test_a_bare_environment(place, environment):
    """No HOME, no TZ, a narrow PATH and encoding: the same pack as ever."""
    assert place.run().returncode == 0
    usual = json.loads((place.packs / "latest" / "run.json").read_bytes())["outputs"]
    folder = place.folder / "Süd – Zoë"
    folder.mkdir()
    other = Place(folder)
    bare = environment | {"IMSCORE_INPUTS_SETTLE_SECONDS": "0"}
    done = subprocess.run(other.command(), env=bare, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"no earlier run" in done.stdout
    assert json.loads((other.packs / "latest" / "run.json").read_bytes())["outputs"] == usual


def test_standard_output_closed_early(place):
    done = subprocess.run(
        ["sh", "-c", '"$@" | true', "sh", *place.command("-v")],
        env=place.environment(), capture_output=True, timeout=60,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert (place.packs / "latest" / "run.json").is_file()


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-", "> /dev/full"])
def test_no_standard_streams(place, closed):
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *place.command("-v")],
        env=place.environment(), capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert (place.packs / "latest" / "run.json").is_file()


def test_the_same_input_twice(place):
    assert place.run("--format", "xlsx", "--format", "json", "--format", "md").returncode == 0
    again = place.run("--format", "xlsx", "--format", "json", "--format", "md")
    assert (again.returncode, again.stdout.split()[0]) == (0, "unchanged")
    assert len([p for p in place.packs.iterdir() if p.is_dir() and not p.is_symlink()]) == 1
    forced = place.run("--format", "xlsx", "--format", "json", "--format", "md", "--force")
    assert forced.returncode == 0
    first, second = sorted(p for p in place.packs.iterdir() if p.is_dir() and not p.is_symlink())
    files = sorted(path.name for path in first.iterdir())
    assert files == sorted(path.name for path in second.iterdir())
    for name in files:
        if name != "run.json":
            assert (first / name).read_bytes() == (second / name).read_bytes(), name
