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
from imscore.quarterly.newest import newest
from imscore.quarterly.settings import Inputs
from imscore.quarterly.whole import cut_short, unended

# What spreadsheet programs, browsers and copying programs leave beside a file that is in use.
_PASSING = re.compile(r"^(~\$|\.)|\.(part|partial|tmp|temp|crdownload|download|filepart|swp)$|~$")
RECORD = "run.json"
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
        warnings: those of the notes that a person has to see.
        passed_over: files were not taken for a newer one.
    """

    files: tuple[Found, ...]
    refused: tuple[Problem, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    passed_over: bool = False


def look(inputs: Inputs, packs: Path | None = None) -> Looked:
    """Finds, reads and hashes the input files.

    Args:
        inputs: the settings.
        packs: the folder of packs, whose files are no inputs.

    Raises:
        InputError: where none can be read at all.
    """
    paths, refused, notes = _matching(inputs.files, packs)
    warnings: list[str] = []
    if inputs.take == "newest":
        paths, warnings, others = newest(paths, _changed)
        notes += others
    passed_over = bool(warnings)
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
            warnings.append(
                f"{found.name}: its last line has no line end: see that it is all there"
            )
    if not files:
        raise InputError("There is no input to read; nothing was written.", refused)
    said = (*notes, *warnings)
    return Looked(tuple(files), tuple(refused), said, tuple(warnings), passed_over)


def _matching(
    patterns: Sequence[str], packs: Path | None
) -> tuple[list[Path], list[Problem], list[str]]:
    paths: dict[Path, None] = {}
    refused: list[Problem] = []
    passing: list[str] = []
    notes: list[str] = []
    for pattern in patterns:
        # A name that stands there as it is may hold [ and ] of its own.
        hits = [pattern] if Path(pattern).exists() else _expanded(pattern)
        fit = _not_of_packs([Path(h) for h in hits if not Path(h).is_dir()], packs, notes)
        kept = [path for path in fit if not _PASSING.search(path.name)]
        passing += [path.name for path in fit if path not in kept]
        if not kept:
            hint = "Correct the pattern, or wait for the file."
            refused.append(
                kinds.UNREADABLE.at(pattern, found="no file fits this name or pattern", hint=hint)
            )
        paths |= dict.fromkeys(kept)
    notes += [f"passed over, a file in use or not finished: {name}" for name in passing]
    return list(paths), refused, notes


def _expanded(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - a path with a pattern


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """The shortest name that tells each file from the others."""
    plain = [path.name for path in paths]
    return {path: path.name if plain.count(path.name) == 1 else str(path) for path in paths}


def _changed(path: Path) -> int:
    stamp = _stamp(path)
    return stamp[1] if stamp else 0


def _not_of_packs(paths: Sequence[Path], folder: Path | None, notes: list[str]) -> list[Path]:
    """Without what earlier runs wrote: an output that is read again counts its figures twice."""
    if folder is None:
        return list(paths)
    home = folder.resolve()
    packs = {path: home / path.resolve().relative_to(home).parts[0]
             for path in paths if path.resolve().is_relative_to(home)}  # fmt: skip
    own = {path for path, pack in packs.items() if (pack / RECORD).is_file() and pack != home}
    if own:
        notes.append(f"not read, {len(own):,} files in packs of earlier runs in {folder}")
    return [path for path in paths if path not in own]


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
