"""Files by path: their bytes and the name that messages call them by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from imscore.inputs import kinds
from imscore.model import Problem
from imscore.suggest import nearest


def load_bytes(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Reads the files' bytes and gives each the shortest name that tells it from the others.

    Returns:
        Name and bytes of each file that can be read, and a problem for each that cannot.
    """
    problems, loaded = [], []
    names = [path.name for path in paths]
    for path in paths:
        name = path.name if names.count(path.name) == 1 else str(path)
        try:
            loaded.append((name, path.read_bytes()))
        except OSError as error:
            problems.append(_unopened(path, error))
    return loaded, problems


def _unopened(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        hint = _files_like(path) or "Check the name and the folder."
        return kinds.UNREADABLE.at(str(path), found="there is no such file", hint=hint.strip())
    what = "it is a folder" if isinstance(error, IsADirectoryError) else str(error.strerror)
    return kinds.UNREADABLE.at(
        str(path), found=f"the file cannot be read: {what}", hint="Name a file that can be read."
    )


def _files_like(path: Path) -> str:
    """Did you mean: by the names without their extensions, which all files are alike in."""
    try:
        beside = [entry for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ""
    stem = nearest(path.stem, [entry.stem for entry in beside], 0.6)
    named = [entry for entry in beside if entry.stem == stem]
    named.sort(key=lambda entry: (entry.suffix != path.suffix, entry.name))
    return f"Did you mean {named[0].name}? " if named else ""
