"""Writes packs: a folder for each area, the work spread over processes, only whole files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from imscore.model import Scorecard
    from imscore.outputs.pack import Job


_MOST_NAMED = 6


def parse_formats(text: str, output: str | None, format_: str | None) -> tuple[str, ...]:
    """The formats that `--formats` names.

    Args:
        text: such as `xlsx,html,pdf`.
        output: what `-o` says.
        format_: what `--format` says.

    Raises:
        UsageError: where one is unknown or needs a package that is not there, where `--format` is
            given too, or no folder is.
    """
    from imscore.outputs import REPORT_FORMATS, require
    from imscore.suggest import did_you_mean

    if format_ is not None:
        raise UsageError("Give --format or --formats, not both.")
    if output in (None, "-"):
        raise UsageError("Say with -o in which folder to write the files of --formats.")
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in REPORT_FORMATS:
            hint = did_you_mean(name, REPORT_FORMATS, 0.5)
            known = ", ".join(REPORT_FORMATS)
            raise UsageError(f"There is no format {name!r}. {hint}Use some of {known}.")
    if not names:
        raise UsageError(f"--formats names none. Use some of {', '.join(REPORT_FORMATS)}.")
    require(names)
    return names


def write_packs(
    scorecards: Sequence[Scorecard],
    formats: Sequence[str],
    output: str,
    *,
    all_areas: bool,
    quiet: bool,
) -> None:
    """Writes the files of one area, or a folder for each of many and an index of their pages.

    Each file is there whole or as it was; the index is written last.

    Args:
        scorecards: one where `all_areas` is not asked for.
        formats: from `parse_formats`.
        output: the folder; it is made where there is none.
        all_areas: whether each area has a folder of its own.
        quiet: whether to show no progress.

    Raises:
        OutputError: where a file or folder cannot be written.
    """
    from imscore.outputs import at_once, atomic, pack

    root = Path(output)
    if not all_areas:
        _write((pack.Job("", scorecards[0], ""),), formats, root)
        _say_left_over(pack.left_over(root, [""], formats), root, quiet=quiet)
        return
    folders = pack.folder_names(scorecards)
    home = f"../{pack.INDEX}" if "html" in formats else ""
    jobs = [pack.Job(folder, card, home) for folder, card in zip(folders, scorecards, strict=True)]
    _make(root)
    with _progress(len(jobs), quiet=quiet) as done:
        for number in at_once.each(partial(_write, formats=formats, root=root), jobs):
            done(number)
    if home:
        atomic.write(root / pack.INDEX, pack.index(scorecards, folders, formats))
    _say_left_over(pack.left_over(root, folders, formats), root, quiet=quiet)


def _say_left_over(found: Sequence[str], root: Path, *, quiet: bool) -> None:
    if not found or quiet:
        return
    from imscore.outputs.harmless import harmless

    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    named = ", ".join(harmless(name, 120) for name in found[:_MOST_NAMED])
    sys.stderr.write(f"{harmless(str(root))}: left as they were: {named}{more}\n")


def _write(jobs: Sequence[Job], formats: Sequence[str], root: Path) -> int:
    from imscore.cli.kept_actions import BOARD, refuse_lost_actions
    from imscore.outputs import atomic, pack

    for job in jobs:
        folder = root / job.folder
        if BOARD in formats:
            refuse_lost_actions(folder / pack.file_name(BOARD), [job.scorecard])
        _make(folder)
        for name, content in pack.contents(job.scorecard, formats, job.home).items():
            atomic.write(folder / name, content)
    return len(jobs)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {folder} cannot be made: {error.strerror or error}. Name another."
        ) from error


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing where standard error is piped."""
    if quiet or not sys.stderr.isatty():
        yield lambda number: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("Areas"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda number: bar.advance(task, number)
