"""Files and folders that reach the disk, and what is said where they cannot."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from imscore.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def ready(folder: Path) -> None:
    """Makes the output folder where it is missing.

    Raises:
        OutputError: where it cannot be made.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file nobody looks at yet, all of it on the disk."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Makes names in a folder survive a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what the system says of a path into an error that says what to do.

    Raises:
        OutputError: naming the path.
    """
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise OutputError(
            f"{where} cannot be written: {error.strerror or error}. What stood in {path.parent} "
            f"before is untouched. {_advice(error)}"
        ) from error


def remove_tree(path: Path) -> None:
    """Removes a folder that is no longer needed.

    Raises:
        OutputError: naming it, where that fails.
    """
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be removed: {error.strerror or error}. It is no longer needed, and "
            "what is left of it can go: remove it, or let the next run do it. All else is well."
        ) from error


def _advice(error: OSError) -> str:
    if error.errno in _FULL:
        return "Free some space."
    if error.errno in _FORBIDDEN:
        return "Check that you may write there."
    return "Name another place, or make the folder."
