"""Finds the input files, and refuses by name what is still being written."""

from __future__ import annotations

import glob
import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imscore.errors import InputError
from imscore.inputs import kinds
from imscore.inputs.files import load_bytes
from imscore.model import Problem
from imscore.quarterly import clock
from imscore.quarterly.settings import Inputs
from imscore.quarterly.whole import cut_short, unended

# What spreadsheet programs, browsers and copying programs leave beside a file that is in use.
_PASSING = re.compile(r"^(~\$|\.)|\.(part|partial|tmp|temp|crdownload|download|filepart|swp)$|~$")
_DIGITS = re.compile(r"\d+")
_AGAIN = "Run again when it is there whole."


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there whole: its name as shown, its bytes, SHA-256 and size in bytes."""

    name: str
    path: Path
    content: bytes
    sha256: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)


@dataclass(frozen=True)
class Looked:
    """What is there to be read.

    Attributes:
        files: whole ones, in the order of the patterns, then of names.
        refused: a problem for each file that is left out, and each pattern that fits none.
        notes: which files were passed over, and why.
    """

    files: tuple[Found, ...]
    refused: tuple[Problem, ...]
    notes: tuple[str, ...]


def look(inputs: Inputs) -> Looked:
    """Finds, reads and hashes the input files.

    Raises:
        InputError: where none can be read at all.
    """
    paths, refused, notes = _matching(inputs.files)
    if inputs.take == "newest":
        paths = _newest(paths, notes)
    names = _names(paths)
    before = {path: _stamp(path) for path in paths}
    _settle(list(before.values()), inputs.settle_seconds)
    files: list[Found] = []
    for path in paths:
        found = _read(path, names[path], before[path])
        if isinstance(found, Problem):
            refused.append(found)
            continue
        files.append(found)
        if unended(found.content):
            notes.append(f"{found.name}: its last line has no line end: see that it is all there")
    if not files:
        raise InputError("There is no input to read; nothing was written.", refused)
    return Looked(tuple(files), tuple(refused), tuple(notes))


def _matching(patterns: Sequence[str]) -> tuple[list[Path], list[Problem], list[str]]:
    paths: dict[Path, None] = {}
    refused: list[Problem] = []
    passing: list[str] = []
    for pattern in patterns:
        # A name that stands there as it is may hold [ and ] of its own.
        hits = [pattern] if Path(pattern).exists() else _expanded(pattern)
        fit = [Path(hit) for hit in hits if not Path(hit).is_dir()]
        kept = [path for path in fit if not _PASSING.search(path.name)]
        passing += [path.name for path in fit if path not in kept]
        if not kept:
            hint = "Correct the pattern, or wait for the file."
            refused.append(
                kinds.UNREADABLE.at(pattern, found="no file fits this name or pattern", hint=hint)
            )
        paths |= dict.fromkeys(kept)
    notes = [f"passed over, a file in use or not finished: {name}" for name in passing]
    return list(paths), refused, notes


def _expanded(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - a path with a pattern


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """The shortest name that tells each file from the others."""
    plain = [path.name for path in paths]
    return {path: path.name if plain.count(path.name) == 1 else str(path) for path in paths}


def _newest(paths: Sequence[Path], notes: list[str]) -> list[Path]:
    """Of files whose names differ in numbers only, the newest; the rest is named in the notes."""
    alike: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        alike.setdefault((path.parent, _DIGITS.sub("#", path.name)), []).append(path)
    kept = []
    for group in alike.values():
        by_name = all(_year_first(path) for path in group)
        newest = max(group, key=_numbers if by_name else _changed)
        kept.append(newest)
        how = "by the dates in their names" if by_name else "by when they were changed"
        older = sorted(path.name for path in group if path != newest)
        if older:
            notes.append(
                f"{newest.name} is taken as the newest {how}; not read: {', '.join(older)}"
            )
    return kept


def _year_first(path: Path) -> bool:
    return bool(re.match(r"^\D*(19|20)\d\d", path.name))


def _numbers(path: Path) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(path.name)]


def _changed(path: Path) -> tuple[int, str]:
    stamp = _stamp(path)
    return (stamp[1] if stamp else 0, path.name)


def _stamp(path: Path) -> tuple[int, int] | None:
    """A file's size and when it was changed, in nanoseconds."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _settle(stamps: Sequence[tuple[int, int] | None], seconds: float) -> None:
    """Waits where a file has just been changed; one from the future may have been at any time."""
    now = clock.now().timestamp()
    ages = [now - stamp[1] / 1e9 for stamp in stamps if stamp]
    fresh = [age for age in ages if age < seconds]
    if fresh:
        time.sleep(min(seconds, max(seconds - max(age, 0.0) for age in fresh)))


def _read(path: Path, name: str, before: tuple[int, int] | None) -> Found | Problem:
    loaded, problems = load_bytes([path])
    if problems:
        return problems[0]
    content = loaded[0][1]
    after = _stamp(path)
    reason = ""
    if after != before or after is None or len(content) != after[0]:
        reason = "it changed while it was looked at: it is still being written"
    elif short := cut_short(content):
        reason = f"it is not whole: {short}"
    if reason:
        return kinds.UNREADABLE.at(name, found=f"the file cannot be read: {reason}", hint=_AGAIN)
    return Found(name, path, content, hashlib.sha256(content).hexdigest())
