"""A pack: the dated folder of one run's outputs, there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from imscore.quarterly.disk import explained, remove_tree, sync_folder, write_new
from imscore.quarterly.record import FILE_NAME
from imscore.quarterly.runs import Run
from imscore.quarterly.settings import folder_name

BUILDING, REMOVING = ".building-", ".removing-"


def free_name(folder: Path, pattern: str, moment: datetime, taken: Sequence[str]) -> str:
    """The name for a new pack: the date's, with `.2` and so on where it is taken.

    Args:
        folder: where packs lie.
        pattern: the date pattern.
        moment: when the run started.
        taken: names that the store knows, whether they are still there or not.
    """
    stem = folder_name(pattern, moment)
    name, number = stem, 1
    while name in taken or os.path.lexists(folder / name):
        number += 1
        name = f"{stem}.{number}"
    return name


def build(folder: Path, run: int, files: Mapping[str, bytes]) -> None:
    """Builds a pack beside, all of it on the disk; it is cleared away where that fails.

    Args:
        folder: where packs lie.
        run: the run's number.
        files: name, in a folder or not, and bytes of each file; written in this order.

    Raises:
        OutputError: where it cannot be written.
    """
    place = folder / f"{BUILDING}{run}"
    try:
        with explained(place):
            place.mkdir()
            for name, content in files.items():
                (place / name).parent.mkdir(exist_ok=True)
                write_new(place / name, content)
            for within in {(place / name).parent for name in files} | {place}:
                sync_folder(within)
            sync_folder(folder)
    except BaseException:
        discard(folder, run)
        raise


def discard(folder: Path, run: int) -> None:
    """Clears away a pack that was built, as far as that can be done."""
    shutil.rmtree(folder / f"{BUILDING}{run}", ignore_errors=True)


def publish(run: Run) -> None:
    """Gives a built pack its name.

    Raises:
        OutputError: where that fails; the next run does it.
    """
    with explained(run.path):
        (Path(run.folder) / f"{BUILDING}{run.id}").rename(run.path)
        sync_folder(Path(run.folder))


def heal(folder: Path, runs: Sequence[Run]) -> list[str]:
    """Finishes or clears away what a killed run left behind.

    Args:
        folder: where packs lie.
        runs: all that the store knows.

    Returns:
        What was done, in sentences.

    Raises:
        OutputError: where it cannot be done.
    """
    done = []
    with explained(folder):
        for run in runs:
            left = folder / f"{BUILDING}{run.id}"
            if Path(run.folder) == folder and left.is_dir() and not os.path.lexists(run.path):
                left.rename(run.path)
                done.append(f"The pack {run.pack} of an interrupted run was finished.")
        for left in sorted([*folder.glob(f"{BUILDING}*"), *folder.glob(f"{REMOVING}*")]):
            remove_tree(left)
            done.append(f"{left.name}, left by an interrupted run, was cleared away.")
    return done


def standing(folder: Path, runs: Sequence[Run]) -> list[Run]:
    """The runs whose packs are in a folder, the oldest first; folders of others never count."""
    return [r for r in runs if Path(r.folder) == folder and _is_of(r)]


def _is_of(run: Run) -> bool:
    try:
        record = json.loads((run.path / FILE_NAME).read_bytes())
        return bool(record["run"] == run.id and record["fingerprint"] == run.fingerprint)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def is_whole(run: Run) -> bool:
    """Whether every output of a run's pack is there as it was written."""
    if not _is_of(run):
        return False
    record = json.loads((run.path / FILE_NAME).read_bytes())
    try:
        return all(
            _sha256(run.path / output["file"]) == output["sha256"] for output in record["outputs"]
        )
    except (OSError, KeyError, TypeError):
        return False


def not_written(run: Run) -> list[str]:
    """The files in a run's pack that are not as it wrote them, or that it did not write."""
    record = json.loads((run.path / FILE_NAME).read_bytes())
    written = {str(output["file"]): output["sha256"] for output in record["outputs"]}
    there = {
        path.relative_to(run.path).as_posix(): path
        for path in sorted(run.path.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }
    return [
        name
        for name, path in there.items()
        if name != FILE_NAME and (path.is_symlink() or _sha256(path) != written.get(name))
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
