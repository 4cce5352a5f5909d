"""What every command refuses before it begins: a slip of the command line that could do harm."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperCommand

from imscore.errors import UsageError

STANDARD = "-"
OUTPUTS = ("output", "export", "log")
# Every parameter that names something to read: what it names is never written over.
FILES = (
    *("files", "file", "also", "inputs", "england", "layout", "groups", "targets", "commentary"),
    *("follow_up", "before", "after", "config", "store"),
)
FOLDERS = ("definitions",)
# Read more than once, or whole by a parser: a pipe or a device would never end or come up empty.
ORDINARY = ("england", "layout", "groups", "targets", "commentary", "follow_up")


class Command(TyperCommand):
    """A command that refuses empty and repeated options, and outputs that are its own inputs."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments as usual, after a look at them as they were typed."""
        if not ctx.resilient_parsing:
            _refuse_empty(args)
            _refuse_repeated(self.make_parser(ctx).parse_args(args=list(args))[2])
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def invoke(self, ctx: Any) -> Any:
        """Runs the command unless an output of it would take the place of an input."""
        _refuse_odd_files(ctx.params)
        _refuse_overwriting(ctx.params)
        return super().invoke(ctx)


def _refuse_empty(args: Sequence[str]) -> None:
    """An empty text is nearly always a variable that was not set; as a path it is this folder."""
    before = ""
    for argument in args:
        name, sign, value = argument.partition("=")
        named = bool(sign) and name.startswith("--")
        if not argument or (named and not value):
            option = name if named else before if before.startswith("-") else ""
            raise UsageError(
                f"{option or 'An argument'} is empty: give it a value, or leave it out."
            )
        before = argument


def _refuse_repeated(order: Sequence[Any]) -> None:
    """Of a value that is given twice the first would be lost without a word."""
    for parameter, times in Counter(order).items():
        single = parameter.param_type_name == "option" and not parameter.multiple
        if times > 1 and single and not parameter.is_flag:
            raise UsageError(f"{parameter.opts[0]} is given {times} times: give it once.")


def _refuse_odd_files(given: Mapping[str, Any]) -> None:
    for name in ORDINARY:
        found = _status(str(given[name])) if given.get(name) is not None else None
        if found and not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
            raise UsageError(f"--{name.replace('_', '-')} {given[name]} is {what}. Name a file.")


def _refuse_overwriting(given: Mapping[str, Any]) -> None:
    """Compares files as the system tells them apart: links and other spellings do not matter.

    Raises:
        UsageError: where the output is a file that the command reads.
    """
    for output, target in _targets(given):
        for name, found in _inputs(given):
            if os.path.samestat(target, found):
                raise UsageError(
                    f"{output} is the same file as the input {name}, which would be lost. "
                    "Name another one with -o."
                )


def _targets(given: Mapping[str, Any]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file that is there and would be written over, and what the system knows of it."""
    for output in _named(given, OUTPUTS):
        target = None if output == STANDARD else _status(output)
        if target and not stat.S_ISDIR(target.st_mode):
            yield output, target
        elif target and given.get("formats"):
            from imscore.outputs.pack import INDEX, STEM

            for pattern in (INDEX, f"{STEM}.*", f"*/{STEM}.*"):
                written = ((str(path), _status(str(path))) for path in Path(output).glob(pattern))
                yield from ((name, found) for name, found in written if found)


def _inputs(given: Mapping[str, Any]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file that a command reads, as the user named it, and what the system knows of it."""
    for name in _named(given, FILES):
        found = _standard_input() if name == STANDARD else _status(name)
        if found:
            yield name, found
    for folder in _folders(given):
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            found = _status(str(path))
            if found:
                yield str(path), found


def _named(given: Mapping[str, Any], parameters: Sequence[str]) -> list[str]:
    """The paths that some parameters give; of those that take several, each."""
    found = [given[parameter] for parameter in parameters if given.get(parameter) is not None]
    lists = [value if isinstance(value, (list, tuple)) else [value] for value in found]
    return [str(path) for paths in lists for path in paths]


def _folders(given: Mapping[str, Any]) -> list[Path]:
    """The folders of definitions: the user's own, and the program's with the England series."""
    from imscore.reference.indicators import built_in_folder

    return [*map(Path, _named(given, FOLDERS)), built_in_folder()]


def _status(path: str) -> os.stat_result | None:
    """What the system knows of a file, links followed; None where there is none."""
    try:
        return Path(path).stat()
    except (OSError, ValueError):
        return None


def _standard_input() -> os.stat_result | None:
    try:
        return os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return None
