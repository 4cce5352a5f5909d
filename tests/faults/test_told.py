"""An alert is told once at least: where a run is stopped before its last word, by the next one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from test_crash_points import DIES

from imscore.quarterly import store

ALERT = ("--fail-on", "worse")
BEFORE_ITS_LAST_WORD = ("pack.publish", "point_latest", "retention.remove")


def die(place, point):
    call = 2 if point == "point_latest" else 1
    code = DIES.format(point=point, call=call, arguments=place.command(*ALERT)[3:])
    return subprocess.run([sys.executable, "-c", code], env=place.environment(), timeout=60)


@pytest.mark.parametrize("point", BEFORE_ITS_LAST_WORD)
def test_the_next_run_tells_it(place, point):
    assert die(place, point).returncode == 9
    told = place.run(*ALERT)
    assert told.returncode == 4
    assert "not told before: run 1 of " in told.stderr
    assert "worse than the benchmark (fail_on worse)" in told.stderr
    assert "run 1 of " in told.stdout
    assert "stopped before it could say" in told.stdout
    again = place.run(*ALERT)
    assert (again.returncode, again.stderr) == (0, "")
    assert "stopped" not in again.stdout


def test_a_next_run_with_news_of_its_own_tells_both(place):
    die(place, "pack.publish")
    place.put(1)
    told = place.run()
    assert told.returncode == 4
    assert "run 1 of " in told.stderr
    with store.reading(place.store) as connection:
        assert connection.execute("SELECT * FROM untold").fetchall() == []


def test_a_run_that_fails_tells_it_later(place):
    die(place, "pack.publish")
    whole = place.input.read_text(encoding="utf-8")
    place.input.write_text(whole.replace(",900,", ",nine hundred,"), encoding="utf-8")
    assert place.run().returncode == 3
    place.input.write_text(whole, encoding="utf-8")
    assert place.run().returncode == 4
