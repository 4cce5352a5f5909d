"""One tree of errors, each with the exit code that a scheduler acts on.

Raised anywhere below the command line, caught once at its edge. Whatever is not in this tree is a
fault of the program: it keeps its traceback and exits with 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imscore.model import Problem


class ExitCode(IntEnum):
    """What the process tells whoever started it."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    INPUT = 3
    WARNINGS = 4
    OUTPUT = 5
    LOCKED = 6
    PARTIAL = 7
    INTERRUPTED = 130
    READER_GONE = 141
    TERMINATED = 143


class ImscoreError(Exception):
    """Something that the user, not the program, has to put right.

    Args:
        message: what was found, what was expected and what to do, in a sentence or two.
    """

    exit_code = ExitCode.FAULT


class UsageError(ImscoreError):
    """The command was asked for something that does not exist or does not fit."""

    exit_code = ExitCode.USAGE


class InputError(ImscoreError):
    """The input cannot be read as it stands.

    Args:
        message: one sentence that says how many problems there are, or what the only one is.
        problems: every problem found, so that all can be put right in one go.
    """

    exit_code = ExitCode.INPUT

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class DefinitionError(InputError):
    """An indicator definition or the England series breaks its rules."""


class OutputError(ImscoreError):
    """An output could not be written; what stood there before is untouched."""

    exit_code = ExitCode.OUTPUT


class PeriodError(ValueError):
    """A text is not a period that imscore can place in time."""
