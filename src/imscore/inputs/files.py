"""Files by path, and standard input: their bytes and the name that messages call them by."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from imscore.errors import InputError, UsageError
from imscore.inputs import bounded, file_types, guard, kinds
from imscore.model import Problem
from imscore.suggest import nearest

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "standard input"


def load_inputs(paths: Iterable[Path | str]) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Reads the bytes of files and of standard input, no more than there is room for.

    Returns:
        Name and bytes of each, and a problem for each that cannot be read.

    Raises:
        UsageError: where no file is named, or standard input twice.
    """
    named = [str(path) for path in paths]
    if not named:
        raise UsageError("Name at least one file to read.")
    if named.count(STANDARD_INPUT) > 1:
        raise UsageError("Standard input (-) can be read once only.")
    files, unopened = load_bytes([Path(name) for name in named if name != STANDARD_INPUT])
    if STANDARD_INPUT in named:
        try:
            content = bounded.read_stream(_STANDARD_INPUT_NAME, sys.stdin.buffer)
            entry = _STANDARD_INPUT_NAME, _checked(_STANDARD_INPUT_NAME, content)
            files.insert(named.index(STANDARD_INPUT), entry)
        except InputError as error:
            unopened += error.problems
    return files, unopened


def load_bytes(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Reads the files' bytes and gives each the shortest name that tells it from the others.

    Returns:
        Name and bytes of each file that can be read, and a problem for each that cannot.
    """
    problems: list[Problem] = []
    loaded = []
    names = [path.name for path in paths]
    for path in paths:
        name = path.name if names.count(path.name) == 1 else str(path)
        try:
            loaded.append((name, _checked(name, bounded.read_path(path))))
        except InputError as error:
            problems += error.problems
        except (OSError, ValueError) as error:
            problems.append(_unopened(path, error))
    return loaded, problems


def _checked(name: str, content: bytes) -> bytes:
    """The bytes, looked at before text is made of them: that takes several times their room."""
    if not bounded.is_workbook(content) and not file_types.not_a_table(name, content):
        guard.check_text(name, content)
    return content


def _unopened(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        hint = _files_like(path) or "Check the name and the folder."
        return kinds.UNREADABLE.at(str(path), found="there is no such file", hint=hint.strip())
    # A nought in a name is a ValueError: no file has such a name.
    what = str(getattr(error, "strerror", None) or error)
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
