"""The three standard streams: there when the program starts, and what is done when one fails."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

from imscore.errors import ExitCode, ImscoreError, OutputError

# What writing to a stream fails with; opening a file fails with the file's name beside it.
_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL}
# Number of the stream, and how to open what fails, or is silent, in its place.
_PLACES = ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY))


def prepare() -> None:
    """Fills the place of a closed stream, and keeps a failing standard error from mattering.

    A file opened while a stream is closed takes its number: messages would go into the file.
    What reads a closed input or writes to a closed output is told so by the system.
    """
    for number, how in _PLACES:
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    encoding = sys.stderr.encoding if sys.stderr else "utf-8"
    buffer = sys.stderr.buffer if sys.stderr else open(2, "wb", closefd=False)  # noqa: SIM115
    sys.stderr = _Forgiving(buffer, encoding, "backslashreplace", line_buffering=True)


class _Forgiving(io.TextIOWrapper):
    """Standard error: where it cannot be written, the exit code has to say it all."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            silence(2)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            silence(2)


def silence(number: int) -> None:
    """Sends what is still to be written to a stream nowhere: at exit it would fail once more."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def flush_output() -> ImscoreError | ExitCode | None:
    """Writes what is left for standard output.

    Returns:
        None where it was written; what went wrong; or the exit code where the reader has gone.
    """
    if sys.stdout is None:
        return None
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout.fileno())
        return ExitCode.READER_GONE
    except OSError as error:
        return unwritten(error)
    return None


def is_of_writing(error: OSError) -> bool:
    """Whether a stream could not be written: what concerns a file by its name is something else."""
    return error.filename is None and error.errno in _OF_WRITING


def unwritten(error: OSError) -> OutputError:
    """The error that a failed write to standard output is told as; the rest is not written."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        silence(sys.stdout.fileno())
    why = "it is closed" if error.errno == errno.EBADF else error.strerror
    return OutputError(
        f"The output could not be written: {why}. Free some space, or write to a file with -o."
    )
