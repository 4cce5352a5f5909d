"""`latest`: what points to the newest pack."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from imscore.errors import OutputError
from imscore.quarterly.disk import explained, sync_folder, write_new
from imscore.quarterly.pack import standing
from imscore.quarterly.runs import Run

LATEST, LATEST_TEXT = "latest", "latest.txt"


def point_latest(folder: Path, runs: Sequence[Run]) -> None:
    """Sets `latest` to the newest pack that stands: a link, or a file where links cannot be had.

    Raises:
        OutputError: where something that is no such pointer has that name.
    """
    packs = standing(folder, runs)
    if not packs or _points_to(folder) == packs[-1].pack:
        return
    link = folder / LATEST
    with explained(link):
        if link.exists() and not link.is_symlink():
            raise OutputError(f"{link} is in the way: the pointer to the newest pack goes there.")
        try:
            _replace_link(folder, packs[-1].pack)
            (folder / LATEST_TEXT).unlink(missing_ok=True)
        except (NotImplementedError, PermissionError):
            _replace_text(folder, packs[-1].pack)


def _replace_link(folder: Path, target: str) -> None:
    beside = folder / f".{LATEST}.new"
    beside.unlink(missing_ok=True)
    beside.symlink_to(target, target_is_directory=True)
    beside.replace(folder / LATEST)
    sync_folder(folder)


def _replace_text(folder: Path, target: str) -> None:
    beside = folder / f".{LATEST_TEXT}.new"
    write_new(beside, f"{target}\n".encode())
    beside.replace(folder / LATEST_TEXT)
    sync_folder(folder)


def _points_to(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return str((folder / LATEST).readlink())
    with contextlib.suppress(OSError):
        return (folder / LATEST_TEXT).read_text(encoding="utf-8").strip()
    return ""
