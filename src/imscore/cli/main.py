"""The edge of the program: what the console script calls, and where every error is caught."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from imscore.errors import ExitCode, ImscoreError


def main() -> NoReturn:
    """Runs the process's own command line and ends it with a documented exit code."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit code; a fault of the program is raised as it is.

    Args:
        arguments: the command line without the program's name.
    """
    from imscore.cli.app import app

    try:
        app(list(arguments), prog_name="imscore")
    except ImscoreError as error:
        from imscore.cli.messages import show_error

        show_error(error)
        return error.exit_code
    except SystemExit as ending:
        return _flushed(ending.code if isinstance(ending.code, int) else ExitCode.DONE)
    return ExitCode.DONE


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone; flushing again at exit would complain of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.READER_GONE
    return code


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
