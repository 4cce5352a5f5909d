"""What happened, told to people on standard error or in a file, or to programs as JSON lines."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from imscore.errors import ImscoreError, InputError
from imscore.outputs.harmless import encodable, harmless
from imscore.quarterly import clock
from imscore.quarterly.disk import explained

_MOST_ALOUD = 50


class Journal:
    """A run's log.

    Standard error gets warnings and errors only, all of it under `verbose`: cron sends a mail where
    there is a word. A file gets everything.

    Args:
        path: a file to add to, None for standard error alone.
        as_json: JSON lines `{"time", "level", "message", ...}` in place of text.
        verbose: everything to standard error too.

    Raises:
        OutputError: where the file cannot be opened.
    """

    def __init__(
        self, path: Path | None = None, *, as_json: bool = False, verbose: bool = False
    ) -> None:
        self._as_json, self._verbose = as_json, verbose
        self._file: TextIO | None = None
        if path is not None:
            with explained(path):
                self._file = path.open("a", encoding="utf-8", buffering=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def info(self, message: str, **fields: Any) -> None:
        """Notes a step."""
        self._note("info", message, fields, self._verbose)

    def warning(self, message: str, **fields: Any) -> None:
        """Notes what a person should know."""
        self._note("warning", message, fields, True)

    def error(self, error: ImscoreError) -> None:
        """Notes why a run failed, with the problems that the error carries."""
        problems = error.problems if isinstance(error, InputError) else ()
        for place, problem in enumerate(problems):
            aloud = place < _MOST_ALOUD
            self._note(problem.severity, problem.text, {"code": problem.code}, aloud, bare=True)
        if len(problems) > _MOST_ALOUD:
            more = f"... and {len(problems) - _MOST_ALOUD:,} more; `imscore check` lists them"
            self._note("error", more, {}, aloud=True, bare=True)
        for line in str(error).splitlines():
            self._note("error", line, {"exit": int(error.exit_code)}, aloud=True)

    def _note(
        self, level: str, message: str, fields: dict[str, Any], aloud: bool, *, bare: bool = False
    ) -> None:
        moment = clock.written(clock.now())
        shown = harmless(message)
        record = json.dumps(
            {"time": moment, "level": level, "message": shown} | fields, ensure_ascii=False
        )
        if self._file is not None:
            with contextlib.suppress(OSError):  # a full disk must not undo a finished run
                self._file.write((record if self._as_json else f"{moment} {level}: {shown}") + "\n")
        if aloud:
            say(record if self._as_json else shown if bare else f"{level}: {shown}", sys.stderr)


def say(line: str, stream: TextIO | None) -> None:
    """Writes a line as its stream can show it; where nobody reads any more, that is no failure."""
    if stream is None:
        return
    try:
        stream.write(encodable(line, stream.encoding or "utf-8") + "\n")
        stream.flush()
    except (OSError, ValueError):
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """Sends what is still to be written nowhere: at the end of the program it would fail again."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
