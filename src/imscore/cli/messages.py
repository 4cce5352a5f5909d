"""What goes to standard error: errors, warnings and notes, in plain text."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from imscore.errors import ImscoreError, InputError

if TYPE_CHECKING:
    from imscore.model import Problem

_SHOWN_OF_A_KIND = 20
_WARNINGS_OF_A_KIND = 3


def show_error(error: ImscoreError) -> None:
    """Writes an error, with every problem it carries."""
    problems = error.problems if isinstance(error, InputError) else ()
    _say(list_problems(problems, _SHOWN_OF_A_KIND))
    prefix = "" if problems else "error: "
    # A list of faults has a line each; any other message is one, whatever a file is called.
    lines = str(error).splitlines() if isinstance(error, InputError) else [str(error)]
    _say(prefix + line for line in lines)


def show_remarks(
    problems: Sequence[Problem], notes: Sequence[str], *, quiet: bool, verbose: bool
) -> None:
    """Writes warnings and, where asked, notes.

    Args:
        problems: warnings of the input.
        notes: what was inferred or set aside.
        quiet: say nothing.
        verbose: say everything; otherwise a few of each kind of warning, and no notes.
    """
    if quiet:
        return
    _say(list_problems(problems, sys.maxsize if verbose else _WARNINGS_OF_A_KIND))
    if verbose:
        _say(f"note: {note}" for note in notes)


def list_problems(problems: Iterable[Problem], most: int) -> list[str]:
    """The problems a line each, of each kind at most `most` and then how many more.

    Errors come before warnings; within each the order of the input is kept.
    """
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    seen: Counter[str] = Counter()
    lines: dict[str, list[str]] = {}
    for problem in ordered:
        seen[problem.code] += 1
        if seen[problem.code] <= most:
            lines.setdefault(problem.code, []).append(problem.text)
    for code, number in seen.items():
        if number > most:
            lines[code].append(f"... and {number - most:,} more of this kind ({code})")
    return [line for group in lines.values() for line in group]


def _say(lines: Iterable[str]) -> None:
    from imscore.outputs.harmless import harmless

    for line in lines:
        print(harmless(line), file=sys.stderr)  # noqa: T201
