"""One run at a time: a lock that the kernel holds and that vanishes with its process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from imscore.errors import ExitCode, ImscoreError, OutputError

_NAME = ".imscore.lock"


class LockedError(ImscoreError):
    """Another run holds the lock."""

    exit_code = ExitCode.LOCKED


def lock_files(folder: Path, store: Path) -> list[Path]:
    """The files that are locked: one for the output folder, one for the store, always in one order.

    Two runs that share either of them must not overlap, whatever else they have of their own.
    """
    return sorted({folder / _NAME, store.with_name(f".{store.name}.lock")})


@contextlib.contextmanager
def held(files: Sequence[Path], wait: float = 0.0) -> Iterator[None]:
    """Holds a lock on every file while the block runs.

    The files stay; an empty one that nobody has locked means nothing.

    Args:
        files: in an order that every process keeps; their folders exist.
        wait: seconds to wait for another run to end.

    Raises:
        LockedError: where another run still holds one.
        OutputError: where a file cannot be opened, or its file system has no locks.
    """
    from filelock import SoftFileLock, Timeout

    with contextlib.ExitStack() as stack:
        for path in files:
            lock = _lock(path)
            try:
                stack.enter_context(lock.acquire(timeout=wait, poll_interval=0.05))
            except Timeout:
                raise LockedError(
                    f"Another run is at work (it holds {path}). Run again when it has ended, or "
                    "wait for it with --wait SECONDS."
                ) from None
            except (OSError, NotImplementedError) as error:
                raise OutputError(_cannot(path, error)) from error
            if isinstance(lock, SoftFileLock):
                raise OutputError(_cannot(path, None))
        yield


def _lock(path: Path) -> Any:  # filelock picks the class by the system
    from filelock import FileLock

    return FileLock(path)


def _cannot(path: Path, error: Exception | None) -> str:
    if error is None or isinstance(error, NotImplementedError):
        return f"{path} cannot be locked: its file system has no locks. Use a folder on another."
    reason = getattr(error, "strerror", None) or str(error)
    return f"{path} cannot be locked: {reason}. Check that you may write there."
