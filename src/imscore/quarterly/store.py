"""The store: one SQLite file, opened, checked and brought to the newest shape.

It keeps a rollback journal, not a write-ahead log: at rest it is one file that can be copied, it
works on network drives, and nothing in it changes until a run's one transaction is committed. There
is only ever one writer (`lock`), so the log would gain nothing.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from imscore.errors import InputError, OutputError
from imscore.quarterly.migrations import MIGRATIONS

VERSION = 3
# Enough for the pages of a large run: what is not written before the commit needs no undoing.
_CACHE_KIB = 262_144


class StoreError(OutputError):
    """The store cannot be used; nothing in it was changed."""


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens the store, made or brought to the newest shape, for one transaction.

    The caller commits; whatever is not committed when the block ends is undone, and a file that was
    not there before is not there afterwards.

    Raises:
        StoreError: where it cannot be opened, read or written, or a newer program made it.
    """
    with _explained(path), contextlib.closing(_connect(path)) as connection:
        made_before = _has_tables(connection)
        try:
            if made_before:
                _migrate(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            if not made_before:
                _make(connection)
            yield connection
        finally:
            kept = True
            with contextlib.suppress(sqlite3.Error):
                connection.rollback()
                kept = _has_tables(connection)
            connection.close()
            if not kept:
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens the store to look into it; what a killed run began is undone first.

    Raises:
        InputError: where there is none, or it is of a shape that has to be brought up to date.
        StoreError: where it cannot be read.
    """
    if not path.is_file():
        raise InputError(
            f"There is no store {path}. `imscore run` makes it; --store names another."
        )
    with _explained(path), contextlib.closing(_connect(path, _way_to_read(path))) as connection:
        connection.execute("PRAGMA query_only = 1")
        found = _known_version(connection, path)
        if found < VERSION:
            raise InputError(
                f"{path} is of version {found}, this program reads {VERSION}: the next "
                "`imscore run` brings it up to date."
            )
        yield connection


def _way_to_read(path: Path) -> str:
    """Undoing what a killed run began takes writing; without it, only a finished store is read."""
    return "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"


def _connect(path: Path, mode: str = "rwc") -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=30, isolation_level=None
    )
    for setting in (f"cache_size = -{_CACHE_KIB}", "temp_store = MEMORY", "synchronous = EXTRA"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _make(connection: sqlite3.Connection) -> None:
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    run_script(connection, text)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def run_script(connection: sqlite3.Connection, text: str) -> None:
    """Runs statements inside the transaction that is open (`executescript` would commit it)."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    found = _version(connection)
    if found > VERSION:
        raise StoreError(
            f"{path} was made by a newer imscore (version {found} of the store, this program knows "
            f"{VERSION}). Install the newer one."
        )
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'observation'")
    if not found or not tables.fetchone():
        raise StoreError(f"{path} is no store of imscore. Name another file.")
    return found


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    found = _known_version(connection, path)
    if found == VERSION:
        return
    _back_up(connection, path.with_name(f"{path.name}.v{found}.backup"))
    connection.execute("BEGIN IMMEDIATE")
    for version in range(found, VERSION):
        run_script(connection, MIGRATIONS[version])
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copies the store as it is, whole, under a name that tells its version."""
    beside = target.with_name(f".{target.name}.tmp")
    beside.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(beside)) as copy:
        connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreError(f"{target} could not be written whole; nothing was changed.")
    with beside.open("rb+") as stream:
        os.fsync(stream.fileno())
    beside.replace(target)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"The store {path} cannot be used: {error}. Nothing in it was changed. {_advice(error)}"
        ) from error


def _advice(error: sqlite3.Error) -> str:
    text = str(error)
    if "full" in text:
        return "Free some space."
    if "readonly" in text or "unable to open" in text:
        return "Check that you may write there, and in its folder."
    return "Name another with --store, or put back a copy."
