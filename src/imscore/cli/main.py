"""The edge of the program: what the console script calls, and where every error is caught."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from imscore.cli import streams
from imscore.errors import ExitCode, ImscoreError
from imscore.quarterly import stopping


def main() -> NoReturn:
    """Runs the process's own command line and ends it with a documented exit code."""
    # Importing makes objects by the hundred thousand and drops none: looking for cycles among
    # them as often as usual costs a tenth of a short command.
    gc.set_threshold(200_000)
    streams.prepare()
    stopping.listen()
    if hasattr(signal, "SIGPIPE"):
        # Whoever reads the output may stop early (`| head`). Left to Python, rich and click each
        # turn that into exit code 1, which here means a fault of the program.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        code = run(sys.argv[1:])
    except BaseException:
        # A library that is being loaded turns what a signal raises into errors of its own.
        if not stopping.code():
            raise
        code = stopping.code()
    code = code and (stopping.code() or code)
    # What is left goes with the process: searching it for cycles on the way out takes longer than
    # all of `imscore --version`.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Runs a command and gives its exit code; a fault of the program is raised as it is.

    Args:
        arguments: the command line without the program's name.
    """
    # The definitions need no pydantic plugins; looking for them scans every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from imscore.cli.app import app

    code: int = ExitCode.DONE
    try:
        app(list(arguments), prog_name="imscore")
    except ImscoreError as error:
        code = _told(error)
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else ExitCode.DONE
    except OSError as error:
        if not streams.is_of_writing(error):
            raise
        return _told(streams.unwritten(error))
    left = streams.flush_output()
    return _told(left) if isinstance(left, ImscoreError) else left or code


def _told(error: ImscoreError) -> int:
    from imscore.cli.messages import show_error

    show_error(error)
    return error.exit_code
