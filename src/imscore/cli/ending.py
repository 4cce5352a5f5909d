"""How commands end that make one thing of files: print or write it, say what is doubtful, exit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from imscore.cli.deliver import deliver
from imscore.cli.messages import show_remarks
from imscore.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

    from imscore.model import Problem

TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command was asked to end.

    Attributes:
        name: the format, from `deliver.pick_format`. output: where to, None for stdout.
        strict: exit with 4 where there are warnings. quiet, verbose: how much is said.
    """

    name: str
    output: str | None
    strict: bool
    quiet: bool
    verbose: bool


def finish(
    ending: Ending,
    made: Callable[[], bytes | str | Iterable[bytes]],
    problems: Sequence[Problem],
    notes: Sequence[str],
    printed: Callable[[Console], None] | None = None,
) -> None:
    """Shows or writes what was made, then the warnings and notes.

    Args:
        ending: how.
        made: makes the content in the format asked for.
        problems: warnings of the input.
        notes: what was inferred or set aside.
        printed: prints to a terminal, where the command has such a view.

    Raises:
        OutputError: where a file could not be written; what stood there is untouched.
        typer.Exit: with 4, where there are warnings under `--strict`.
    """
    if ending.name == TERMINAL and printed is not None:
        _print(printed, ending.output)
    else:
        deliver(made(), ending.output)
    show_remarks(problems, notes, quiet=ending.quiet, verbose=ending.verbose)
    if ending.strict and problems:
        raise typer.Exit(ExitCode.WARNINGS)


def _print(printed: Callable[[Console], None], output: str | None) -> None:
    if output is None:
        from imscore.outputs.terminal import console_for

        printed(console_for(sys.stdout))
    else:
        from imscore.tools.tables import as_text

        deliver(as_text(printed), output)
