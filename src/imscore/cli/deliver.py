"""Puts a finished output where it was asked for: a file, whole or not at all, or stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import UsageError

if TYPE_CHECKING:
    from imscore.outputs import Format

STANDARD_OUTPUT = "-"


def pick_format(
    wanted: str | None, output: str | None, default: str, formats: Mapping[str, Format]
) -> str:
    """The format meant by `--format` and the output's extension.

    Raises:
        UsageError: where there is no such format, the two disagree, or bytes would go to stdout.
    """
    from imscore.outputs import format_for
    from imscore.suggest import did_you_mean

    if wanted is not None and wanted not in formats:
        hint = did_you_mean(wanted, formats, 0.5)
        raise UsageError(f"There is no format {wanted!r}. {hint}Use one of {', '.join(formats)}.")
    to_file = output is not None and output != STANDARD_OUTPUT
    if to_file and wanted is None:
        return _possible(format_for(str(output), formats))
    name = wanted or default
    if to_file and Path(str(output)).suffix in {f.extension for f in formats.values()}:
        by_extension = format_for(str(output), formats)
        if by_extension != name:
            raise UsageError(
                f"--format {name} and {output} do not fit: drop --format, or name the file "
                f"*{formats[name].extension}."
            )
    if formats[name].binary and not to_file:
        raise UsageError(f"Say with -o where to write the {name} file.")
    return _possible(name)


def _possible(name: str) -> str:
    """The format, unless what it needs is missing: said before any work is done."""
    from imscore.outputs import require

    require([name])
    return name


def deliver_new(make: Callable[[], bytes | str], target: str, *, force: bool) -> None:
    """Writes something to fill in, which may have been filled in since: only where nothing is.

    Args:
        make: makes the content.
        target: a path, or `-`.
        force: replace what is there.

    Raises:
        OutputError: where a file is there, or it could not be written.
    """
    from imscore.errors import OutputError

    to_file = target != STANDARD_OUTPUT
    if to_file and Path(target).exists() and not force:
        raise OutputError(f"{target} is there already: name another file, or say --force.")
    deliver(make(), target)
    if to_file:
        print(f"Wrote {target}.", file=sys.stderr)  # noqa: T201


def deliver(content: bytes | str | Iterable[bytes], output: str | None) -> None:
    """Writes to a file, or to stdout as UTF-8.

    Raises:
        OutputError: where the file could not be written; what stood there is untouched.
        OSError: where stdout could not be; the edge of the program tells it.
    """
    from imscore.outputs import atomic

    if output is not None and output != STANDARD_OUTPUT:
        atomic.write(Path(output), content)
        return
    sys.stdout.flush()
    sys.stdout.buffer.writelines(atomic.pieces_of(content))
