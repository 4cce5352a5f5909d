"""Ctrl-C and SIGTERM, heard even where a library swallows what a signal raises."""

from __future__ import annotations

import signal
from types import FrameType

_asked: list[int] = []


def listen() -> None:
    """Ends the process with 130 or 143 on the first signal, at once or at the next step."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def check() -> None:
    """Ends the process where that was asked for.

    Raises:
        SystemExit: with 128 and the signal's number.
    """
    if _asked:
        raise SystemExit(code())


def code() -> int:
    """128 and the number of the signal that asked to end, 0 where none did."""
    return 128 + _asked[0] if _asked else 0


def _stop(number: int, frame: FrameType | None) -> None:
    _asked.append(number)
    raise SystemExit(128 + number)
