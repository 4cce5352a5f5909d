"""A run that dies right before each of its steps: what is there, and what the next run does."""

from __future__ import annotations

import subprocess
import sys

import pytest

from imscore.quarterly import runs, store

# Where the process ends, and how many runs the store then knows and packs then stand.
POINTS = {
    "score.score": (1, 1),
    "put": (1, 1),
    "contents.contents": (1, 1),
    "record.make": (1, 1),
    "pack.build": (1, 1),
    "pack.publish": (2, 1),
    "point_latest": (2, 2),
    "retention.remove": (2, 2),
}
DIES = """
import os, sys
from imscore.quarterly import run
owner, _, name = {point!r}.rpartition(".")
place = getattr(run, owner) if owner else run
kept, calls = getattr(place, name), []
def dies(*given, **named):
    calls.append(1)
    if len(calls) < {call}:
        return kept(*given, **named)
    os._exit(9)
setattr(place, name, dies)
from imscore.cli.main import main
sys.argv[1:] = {arguments!r}
main()
"""


def known(place):
    with store.reading(place.store) as connection:
        return runs.all_runs(connection)


def packs(place):
    return sorted(p.name for p in place.packs.iterdir() if p.is_dir() and p.name[0] != ".")


@pytest.mark.parametrize("point", POINTS)
def test_the_next_run_heals(place, point):
    assert place.run().returncode == 0
    place.put(1)
    # `latest` is also set at the start of a run, before anything else.
    call = 2 if point == "point_latest" else 1
    code = DIES.format(point=point, call=call, arguments=place.command()[3:])
    dead = subprocess.run([sys.executable, "-c", code], env=place.environment(), timeout=60)
    assert dead.returncode == 9
    in_store, standing = POINTS[point]
    assert len(known(place)) == in_store
    assert len([name for name in packs(place) if name != "latest"]) == standing

    done = place.run()
    assert done.returncode == 0, done.stderr
    # What was committed is finished and is not new again; what was not is done anew.
    assert done.stdout.startswith("unchanged") == (in_store == 2)
    assert len(known(place)) == 2
    assert packs(place)[-1] == "latest"
    assert (place.packs / "latest").resolve() == known(place)[-1].path.resolve()
    assert len(packs(place)) == 3
    assert [p.name for p in place.packs.iterdir() if p.name.startswith((".b", ".r"))] == []
