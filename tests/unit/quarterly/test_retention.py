"""Which packs go: by number, by age, and never one that is still needed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from quarterly_made import a_run

from imscore.errors import OutputError
from imscore.quarterly import latest, pack, retention
from imscore.quarterly.settings import Retention

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def packs(tmp_path):
    """Runs with packs that stand; of the states told."""

    def of(*states):
        known = []
        for number, state in enumerate(states, start=1):
            run = a_run(number, state=state, folder=str(tmp_path))
            known.append(run)
            run.path.mkdir()
            record = {"run": number, "fingerprint": run.fingerprint, "outputs": []}
            (run.path / "run.json").write_text(json.dumps(record), encoding="utf-8")
        return known

    return of


def going(tmp_path, known, keep, now=NOW, coming=""):
    found = retention.to_remove(tmp_path, known, Retention(keep=keep), now, coming)
    return [run.id for run in found]


def test_by_number(tmp_path, packs):
    known = packs(*["complete"] * 5)
    assert going(tmp_path, known, None) == []
    assert going(tmp_path, known, 5) == []
    assert going(tmp_path, known, 3) == [1, 2]
    assert going(tmp_path, known, 3, coming="complete") == [1, 2, 3]


def test_the_newest_and_the_last_complete_one_stay(tmp_path, packs):
    known = packs("complete", "complete", "partial", "partial")
    assert going(tmp_path, known, 1) == [1, 3]


def test_by_age(tmp_path, packs):
    known = packs(*["complete"] * 3)
    assert going(tmp_path, known, "1 year") == []
    assert going(tmp_path, known, "1 year", now=datetime(2027, 3, 1, tzinfo=UTC)) == [1, 2]
    assert going(tmp_path, known, "1 year", now=datetime(2040, 2, 29, tzinfo=UTC)) == [1, 2]


def test_folders_of_others_are_never_touched(tmp_path, packs):
    known = packs(*["complete"] * 3)
    (known[0].path / "run.json").write_text('{"run": 99}', encoding="utf-8")
    assert going(tmp_path, known, 1) == [2]
    retention.remove([known[1]])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack 1", "pack 3"]


def test_names_that_are_taken(tmp_path):
    (tmp_path / "2026-12-01").mkdir()
    assert pack.free_name(tmp_path, "%Y-%m-%d", NOW, ["2026-12-01.2"]) == "2026-12-01.3"


def test_latest_where_links_cannot_be_had(tmp_path, packs, monkeypatch):
    def no_link(*_, **__):
        raise NotImplementedError

    known = packs("complete", "complete")
    monkeypatch.setattr("pathlib.Path.symlink_to", no_link)
    latest.point_latest(tmp_path, known)
    assert (tmp_path / "latest.txt").read_text(encoding="utf-8") == "pack 2\n"
    monkeypatch.undo()
    latest.point_latest(tmp_path, known[:1])
    assert (tmp_path / "latest").resolve().name == "pack 1"
    assert not (tmp_path / "latest.txt").exists()


def test_something_else_called_latest_is_left_alone(tmp_path, packs):
    known = packs("complete")
    (tmp_path / "latest").mkdir()
    with pytest.raises(OutputError, match="is in the way"):
        latest.point_latest(tmp_path, known)


def test_a_damaged_pack_is_not_whole(tmp_path, packs):
    (run,) = packs("complete")
    assert pack.is_whole(run)
    record = {"run": 1, "fingerprint": run.fingerprint, "outputs": [{"file": "x", "sha256": "0"}]}
    (run.path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    assert not pack.is_whole(run)
    (run.path / "x").write_text("x", encoding="utf-8")
    assert not pack.is_whole(run)


def test_a_pack_that_a_person_put_something_into_stays(tmp_path, packs):
    known = packs(*["complete"] * 6)
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    for run in known:
        outputs = [{"file": name, "sha256": digest} for name in ("a.csv", "bolton/b.csv")]
        record = {"run": run.id, "fingerprint": run.fingerprint, "outputs": outputs}
        (run.path / "run.json").write_text(json.dumps(record), encoding="utf-8")
        (run.path / "bolton").mkdir()
        for name in ("a.csv", "bolton/b.csv"):
            (run.path / name).write_text("x", encoding="utf-8")
    (known[1].path / "a.csv").write_text("our own words", encoding="utf-8")
    (known[2].path / "bolton" / "minutes.txt").write_text("x", encoding="utf-8")
    (known[3].path / "a.csv").unlink()
    (known[4].path / "to").symlink_to(tmp_path)
    going, said = retention.own_and_others(known)
    assert [run.id for run in going] == [1, 4, 6]
    assert [
        str(run.path) in line
        for run, line in zip((known[1], known[2], known[4]), said, strict=True)
    ] == [True] * 3
    for name, line in zip(
        ("write: a.csv", "write: bolton/minutes.txt", "write: to"), said, strict=True
    ):
        assert name in line
    assert len(said) == 3


def test_a_pack_that_cannot_be_removed_is_named(tmp_path, packs, monkeypatch):
    known = packs("complete", "complete")

    def busy(path):
        raise OSError(16, "Device or resource busy", "sub")

    monkeypatch.setattr("shutil.rmtree", busy)
    with pytest.raises(OutputError, match="can go: remove it") as caught:
        retention.remove(known[:1])
    assert str(tmp_path / ".removing-1") in str(caught.value)
    assert "untouched" not in str(caught.value)
