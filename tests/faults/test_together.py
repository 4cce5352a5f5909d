"""Many runs at once: one works, the others say so or wait; nothing is there twice."""

from __future__ import annotations

import subprocess
from collections import Counter

from places import Place, figures

from imscore.quarterly import store


def together(place: Place, number: int, *more: str, settle: str) -> list[tuple[int, str]]:
    environment = place.environment(IMSCORE_INPUTS_SETTLE_SECONDS=settle)
    started = [
        subprocess.Popen(
            place.command(*more), env=environment, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(number)
    ]  # fmt: skip
    told = [process.communicate(timeout=80) for process in started]
    return [(p.returncode, out + err) for p, (out, err) in zip(started, told, strict=True)]


def held_once(place: Place) -> bool:
    with store.reading(place.store) as connection:
        rows = connection.execute("SELECT count(*) FROM observation").fetchone()[0]
        known = connection.execute("SELECT count(*) FROM run").fetchone()[0]
    return (rows, known) == (figures().count("\n") - 1, 1)


def test_ten_at_once(place):
    # The one that has the lock looks at its fresh input for as long as all of them need to start.
    place.put(0)
    found = together(place, 10, settle="8")
    assert Counter(code for code, _ in found) == {0: 1, 6: 9}, found
    assert all("Another run is at work" in text for code, text in found if code == 6)
    assert held_once(place)


def test_ten_in_turn(place):
    found = together(place, 10, "--wait", "75", settle="0")
    assert Counter(code for code, _ in found) == {0: 10}, found
    assert sum("unchanged" in text for _, text in found) == 9
    assert held_once(place)


def test_a_lock_file_that_nobody_holds_means_nothing(place):
    place.packs.mkdir()
    (place.packs / ".imscore.lock").write_text("left by a run that died")
    assert place.run().returncode == 0
