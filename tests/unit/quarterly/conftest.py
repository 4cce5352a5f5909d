"""Observations, runs and stores made by hand, for the tests of the scheduled run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import imscore
from imscore.model import Observations
from imscore.quarterly import runs, store
from imscore.quarterly.bring import bring

sys.path.insert(0, str(Path(__file__).parent))
from quarterly_made import HEADER, ROWS, a_run


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Sequence[str]], Observations]:
    """Reads rows of the plain layout, from a file of their own."""

    def of(rows: Sequence[str], name: str = "in.csv") -> Observations:
        path = tmp_path / name
        path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return imscore.read(path)

    return of


@pytest.fixture
def kept(tmp_path: Path, read: Callable[..., Observations]) -> Callable[..., Path]:
    """Puts a run with its observations into a store; gives the store's path."""
    path = tmp_path / "store.sqlite"

    def put(number: int, rows: Sequence[str] = ROWS, **fields: object) -> Path:
        observations = read(rows)
        run = a_run(number, **fields)
        inputs = [{"file": i.name, "sha256": i.sha256, "size": 1} for i in observations.inputs]
        run.inputs.extend(inputs)
        with store.writing(path) as connection:
            runs.put_run(connection, run)
            bring(connection, number, observations, partial=run.state == "partial")
            connection.execute("COMMIT")
        return path

    return put
