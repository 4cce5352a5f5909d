"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from imscore.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def write(path: Path | str, content: bytes | str | Iterable[bytes]) -> None:
    """Writes a file so that whoever looks sees the old one or the new one, never a part.

    The content goes to a temporary file beside the target, reaches the disk, and takes the
    target's name in one step. A symbolic link keeps standing and what it points to is replaced;
    an old file's permissions are kept.

    Args:
        path: where to; its folder must exist.
        content: text is written as UTF-8, line ends as they stand; bytes whole or piece by piece.

    Raises:
        OutputError: naming the path and what to do; what stood there before is untouched.
    """
    try:
        target = Path(path).resolve()
        _refuse(target)
        _replace(target, pieces_of(content))
    except OutputError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError is a loop of links before Python 3.13, ValueError a nought in the name.
        raise OutputError(_explained(path, error)) from error


def pieces_of(content: bytes | str | Iterable[bytes]) -> Iterable[bytes]:
    """The bytes of an output, in as many pieces as it came."""
    if isinstance(content, str):
        # Halves of pairs, which names of files can hold, are in no encoding: they are spelled out.
        return [content.encode("utf-8", "backslashreplace")]
    return [content] if isinstance(content, bytes) else content


def _refuse(target: Path) -> None:
    if target.is_dir():
        raise OutputError(f"{target} is a folder. Name a file inside it.")
    if not target.parent.is_dir():
        raise OutputError(
            f"{target} cannot be written: there is no folder {target.parent}. Make it, or name "
            "another."
        )
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is not an ordinary file. Name another.")


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    mode = _permissions(target)
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:50]}.", suffix=".tmp", dir=target.parent
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _reach_disk(target.parent)


def _permissions(target: Path) -> int:
    """An old file's permission bits, or those that a new file gets under the user's mask."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _reach_disk(folder: Path) -> None:
    """Makes the new name survive a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(path: Path | str, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    advice = "Check that the name is right"
    if isinstance(error, PermissionError):
        advice = "Close it if it is open in another program, check that you may write there"
    elif getattr(error, "errno", None) in _FULL:
        advice = "Free some space"
    return f"{path} cannot be written: {reason}. {advice}, or name another file."
