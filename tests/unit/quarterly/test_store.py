"""The store: made whole, undone whole, backed up, brought forward; and the figures in it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from quarterly_made import BOLTON, ROWS, a_run

import imscore
from imscore import pipeline
from imscore.errors import InputError, UsageError
from imscore.quarterly import known, runs, store, which_run
from imscore.quarterly.bring import bring
from imscore.scorecard.build import Choice

SAMPLES = Path(__file__).parents[3] / "sample_data"
SHAPES = sorted((Path(__file__).parent / "stores").glob("v*.sql"))
REVISED = (f"{BOLTON},2010/11,720,3821,", *ROWS[1:])


def versions(path: Path) -> list[tuple]:
    with store.reading(path) as connection:
        return connection.execute(
            "SELECT period, numerator, marker, from_run, until_run FROM figure "
            "ORDER BY starts, from_run"
        ).fetchall()


def test_an_observation_is_kept_once(kept):
    path = kept(1)
    kept(2)
    assert versions(path) == [
        ("2010/11", 716.0, None, 1, None),
        ("2011/12", 700.0, None, 1, None),
        ("2012/13", None, "suppressed", 1, None),
    ]


def test_a_revision_is_a_second_version(kept):
    path = kept(1)
    kept(2, REVISED)
    assert versions(path)[:2] == [("2010/11", 716.0, None, 1, 2), ("2010/11", 720.0, None, 2, None)]
    assert len(versions(path)) == 4


def test_what_is_gone_is_closed_and_may_come_back(kept):
    path = kept(1)
    kept(2, ROWS[:1])
    kept(3)
    assert [row[3:] for row in versions(path) if row[0] == "2011/12"] == [(1, 2), (3, None)]


def test_of_a_partial_run_nothing_is_known_to_be_gone(kept):
    path = kept(1)
    kept(2, ROWS[:1], state="partial")
    assert {row[4] for row in versions(path)} == {None}


def test_a_row_that_moved_is_no_new_version(kept):
    path = kept(1)
    kept(2, ROWS[::-1])
    assert len(versions(path)) == 3


def test_nothing_is_left_of_what_was_not_committed(tmp_path, read):
    path = tmp_path / "store.sqlite"
    with store.writing(path) as connection:
        runs.put_run(connection, a_run(1))
    assert not path.exists()
    with pytest.raises(ZeroDivisionError), store.writing(path) as connection:
        raise ZeroDivisionError
    assert not path.exists()


def test_an_interrupted_run_leaves_the_store_byte_for_byte(kept, read):
    path = kept(1)
    before = path.read_bytes()
    with store.writing(path) as connection:
        runs.put_run(connection, a_run(2))
        bring(connection, 2, read(REVISED), partial=False)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["in.csv", "store.sqlite"]


def test_as_known_on_a_day(kept):
    path = kept(1)
    kept(2, REVISED)
    for day, count in (("2026-01-15", 716), ("2026-02-14", 716), ("2026-02-15", 720)):
        assert known.as_known_on(path, day).frame["numerator"].iloc[0] == count
    with pytest.raises(InputError, match="knows nothing as of 2026-01-14: the first run was on"):
        known.as_known_on(path, "2026-01-14")
    for text in ("15/01/2026", "2026-1-15", "soon"):
        with pytest.raises(UsageError, match="is no date"):
            known.as_known_on(path, text)


@pytest.mark.parametrize("files", [["anytown_pct.xlsx"], ["greater_manchester.csv"],
                                   ["anytown_pct.xlsx", "greater_manchester.csv"]])  # fmt: skip
def test_a_past_scorecard_is_made_again(tmp_path, files):
    first = imscore.read(*(SAMPLES / name for name in files))
    path = tmp_path / "store.sqlite"
    inputs = [{"file": i.name, "sha256": i.sha256, "size": 1} for i in first.inputs]
    problems = runs.plain_problems(first.problems)
    with store.writing(path) as connection:
        runs.put_run(connection, a_run(1, inputs=inputs, problems=problems, notes=[*first.notes]))
        bring(connection, 1, first, partial=False)
        connection.execute("COMMIT")
    again = known.as_known_on(path, "2026-01-15")
    assert again.inputs == first.inputs
    assert again.problems == first.problems
    keys = ["area", "indicator", "definition", "period"]
    both = [o.frame.sort_values(keys).reset_index(drop=True) for o in (first, again)]
    columns = [name for name in both[0] if name not in ("block", "row")]
    assert both[0][columns].equals(both[1][columns])
    places = [o.to_frame().sort_values(keys)[["file", "sheet", "cell"]] for o in (first, again)]
    assert places[0].to_numpy().tolist() == places[1].to_numpy().tolist()
    cards = [pipeline.score_areas(o, Choice(all_areas=True)) for o in (first, again)]
    assert [card.rows for card in cards[0]] == [card.rows for card in cards[1]]


def test_reference_files_are_kept_as_they_were(kept, tmp_path):
    path = kept(1)
    files = {("england", "england.csv"): b"indicator\n", ("indicator", "x.toml"): b"id = 'x'\n"}
    with store.writing(path) as connection:
        runs.put_references(connection, 1, files)
        connection.execute("COMMIT")
    (tmp_path / "out").mkdir()
    definitions, england = known.references_as_known_on(path, "2026-01-15", tmp_path / "out")
    assert england.name == "england.csv"
    assert england.read_bytes() == b"indicator\n"
    assert (definitions / "x.toml").read_bytes() == b"id = 'x'\n"


def test_a_day_means_the_last_run_of_it_whatever_a_pack_is_called():
    names = ("2026-02-15", "2026-02-15.2", "2026-03-15")
    known = [
        a_run(n, day, pack=pack)
        for n, day, pack in zip((1, 2, 3), ("02-15", "02-15", "03-15"), names, strict=True)
    ]
    wanted = {"2026-02-15": 2, "2026-02-15.2": 2, "1": 1, "2026-03-01": 2, "2026-03-15": 3}
    assert {text: which_run.find(known, text).id for text in wanted} == wanted
    # The clock was wrong once, so that no run is known before 2031: the pack's name still counts.
    late = [replace(run, known_from="2031-01-01T00:00:00Z") for run in known]
    assert which_run.find(late, "2026-03-15").id == 3
    assert which_run.known_on(late, "2").id == 2
    for text in ("4", "2026-01-01"):
        with pytest.raises(UsageError, match="There is no run"):
            which_run.find(known, text)


def test_what_is_no_store_is_refused_and_left_alone(tmp_path):
    text, other = tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("not a database, but long enough to be read as the head of one" * 20)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    for path in (text, other):
        before = path.read_bytes()
        for way in (store.reading, store.writing):
            with pytest.raises(store.StoreError, match=r"cannot be used|no store of imscore"):
                way(path).__enter__()
        assert path.read_bytes() == before
    with pytest.raises(InputError, match="There is no store"):
        store.reading(tmp_path / "none.sqlite").__enter__()


def test_a_store_of_a_newer_program_is_refused(kept):
    path = kept(1)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {store.VERSION + 1}")
    with pytest.raises(store.StoreError, match="made by a newer imscore"):
        store.writing(path).__enter__()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_every_shape_there_ever_was_is_read(tmp_path, shape):
    """Each version's store, as SQL, holds the three figures of one run and a revision."""
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(shape.read_text(encoding="utf-8"))
    number = int(shape.stem.removeprefix("v"))
    with store.writing(path):
        pass
    assert [row[:4] for row in versions(path)] == [
        ("2010/11", 716.0, None, 1),
        ("2010/11", 720.0, None, 2),
        ("2011/12", 700.0, None, 1),
        ("2012/13", None, "suppressed", 1),
    ]
    with store.reading(path) as connection:
        assert runs.references(connection, 1) == {("england", "england.csv"): b"indicator\n"}
    assert path.with_name(f"old.sqlite.v{number}.backup").exists() == (number < store.VERSION)


def shape_of(path: Path) -> dict[str, str]:
    """The tables and views of a store, comments and white space aside."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        plain = {name: re.sub(r"--.*", "", sql) for name, sql in found}
    return {name: re.sub(r"[\s\"]+", " ", sql).strip() for name, sql in plain.items()}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_every_shape_becomes_the_newest(tmp_path, kept, shape):
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(shape.read_text(encoding="utf-8"))
    with store.writing(path):
        pass
    assert shape_of(path) == shape_of(kept(1))


def test_there_is_a_shape_for_every_version():
    assert [path.stem for path in SHAPES] == [f"v{n}" for n in range(1, store.VERSION + 1)]


@pytest.fixture
def next_version(monkeypatch):
    """A next version of the store that adds a column, and does so wrongly where told."""

    def of(text: str) -> None:
        monkeypatch.setattr(store, "VERSION", store.VERSION + 1)
        monkeypatch.setattr(store, "MIGRATIONS", {store.VERSION - 1: text})

    return of


def test_a_migration_backs_up_first(kept, next_version):
    path = kept(1)
    before = versions(path)
    next_version("ALTER TABLE run ADD COLUMN host TEXT;\nUPDATE run SET host = '';")
    with pytest.raises(InputError, match="the next `imscore run` brings it up to date"):
        store.reading(path).__enter__()
    with store.writing(path) as connection:
        assert connection.execute("SELECT host FROM run").fetchall() == [("",)]
    backup = path.with_name(f"store.sqlite.v{store.VERSION - 1}.backup")
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (store.VERSION - 1,)
    assert versions(path) == before


def test_a_migration_that_fails_changes_nothing(kept, next_version):
    path = kept(1)
    before = path.read_bytes()
    next_version("ALTER TABLE run ADD COLUMN host TEXT;\nUPDATE no_such_table SET x = 1;")
    with pytest.raises(store.StoreError, match="no such table"):
        store.writing(path).__enter__()
    assert path.read_bytes() == before
