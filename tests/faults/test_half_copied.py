"""Files that are being copied at the moment of the run: refused by name, the rest goes on."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "sample_data"
MANCHESTER = (SAMPLES / "greater_manchester.csv").read_bytes()
ANYTOWN = (SAMPLES / "anytown_pct.xlsx").read_bytes()


def record(place) -> dict:
    return json.loads((place.packs / "latest" / "run.json").read_bytes())


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("other.xlsx", ANYTOWN[: len(ANYTOWN) // 2], "its end is missing"),
        ("other.xlsx", ANYTOWN[:-1], "is missing"),
        ("other.csv", MANCHESTER[: len(MANCHESTER) // 2], ""),
        ("other.csv", b"", "it is empty"),
        ("other.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged or not whole"),
    ],
    ids=["half a workbook", "all but a byte", "half a text", "nothing", "half an old workbook"],
)
def test_the_rest_goes_on(place, name, content, why):
    (place.folder / name).write_bytes(content)
    more = ["--input", str(place.folder / name)]
    done = place.run(*more)
    assert done.returncode == 7, (done.stdout, done.stderr)
    assert f"left out: {name}" in done.stderr
    assert why in done.stderr
    assert name in done.stdout
    made = record(place)
    assert (made["state"], made["exit"]) == ("partial", 7)
    assert [refused["file"] for refused in made["refused"]] == [name]
    assert [read["file"] for read in made["inputs"]] == ["input.csv"]
    again = place.run(*more)
    assert (again.returncode, again.stdout.split()[0]) == (7, "unchanged")

    (place.folder / name).unlink()
    whole = place.folder / ("other.csv" if name.endswith("csv") else "other.xlsx")
    whole.write_bytes(MANCHESTER if name.endswith("csv") else ANYTOWN)
    done = place.run("--input", str(whole))
    assert done.returncode == 0, done.stderr
    assert record(place)["state"] == "complete"


def test_nothing_but_half_a_file(place):
    assert place.run().returncode == 0
    before = place.held()
    place.input.write_bytes(place.input.read_bytes()[:-5])
    done = place.run()
    assert done.returncode == 3
    assert "input.csv" in done.stderr
    assert place.held() == before


def test_a_file_that_grows_while_it_is_looked_at(place):
    growing = place.folder / "growing.csv"
    growing.write_bytes(MANCHESTER[: MANCHESTER.index(b"\n", 2_000) + 1])
    ended = threading.Event()

    def copy() -> None:
        with growing.open("ab") as stream:
            while not ended.wait(0.05):
                stream.write(b"\n")
                stream.flush()

    thread = threading.Thread(target=copy)
    thread.start()
    try:
        done = place.run("--input", str(growing), IMSCORE_INPUTS_SETTLE_SECONDS="0.5")
    finally:
        ended.set()
        thread.join()
    assert done.returncode == 7, done.stderr
    assert "growing.csv" in done.stderr
    assert "still being written" in done.stderr


def test_a_partial_run_takes_nothing_from_the_store(place):
    other = place.folder / "other.csv"
    shutil.copy(SAMPLES / "greater_manchester.csv", other)
    assert place.run("--input", str(other)).returncode == 0
    whole = other.read_bytes()
    other.write_bytes(whole[:-30])
    assert place.run("--input", str(other)).returncode == 7
    other.write_bytes(whole)
    os.utime(other, (time.time() - 60,) * 2)
    done = place.run("--input", str(other))
    # Compared with the last whole run: of that, nothing is different.
    assert (done.returncode, "nothing changed since run 1" in done.stdout) == (0, True), done.stdout
