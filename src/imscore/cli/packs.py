"""Writes packs: a folder for each area, the work spread over processes, only whole files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from imscore.model import Scorecard
    from imscore.outputs.pack import Job

# Fewer areas are done sooner than a second process starts.
_FEWEST_AT_ONCE = 12
_MOST_WORKERS = 8
_BATCHES_A_WORKER = 6


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
    from imscore.outputs import REPORT_FORMATS
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
    if "pdf" in names:
        from imscore.outputs import pdf

        pdf.require()
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
    from imscore.outputs import atomic, pack

    root = Path(output)
    if not all_areas:
        _write((pack.Job("", scorecards[0], ""),), formats, root)
        return
    folders = pack.folder_names(scorecards)
    home = f"../{pack.INDEX}" if "html" in formats else ""
    jobs = [pack.Job(folder, card, home) for folder, card in zip(folders, scorecards, strict=True)]
    _make(root)
    with _progress(len(jobs), quiet=quiet) as done:
        for number in _spread(jobs, formats, root):
            done(number)
    if home:
        atomic.write(root / pack.INDEX, pack.index(scorecards, folders, formats))


def workers(jobs: int) -> int:
    """How many processes to use for so many areas: one where more would take longer."""
    if jobs < _FEWEST_AT_ONCE:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, _MOST_WORKERS))


def _spread(jobs: Sequence[Job], formats: Sequence[str], root: Path) -> Iterator[int]:
    """Writes every pack and says after each batch how many it held."""
    hands = workers(len(jobs))
    if hands == 1:
        yield from (_write((job,), formats, root) for job in jobs)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    size = max(1, len(jobs) // (hands * _BATCHES_A_WORKER))
    batches = [tuple(jobs[at : at + size]) for at in range(0, len(jobs), size)]
    # A fresh process on every system: nothing is shared that a thread could hold locked.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(hands, mp_context=context, initializer=_leave_signals) as pool:
        try:
            waiting = [pool.submit(_write, batch, formats, root) for batch in batches]
            yield from (finished.result() for finished in as_completed(waiting))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_signals() -> None:
    """A key press that stops the program reaches every process; the first one sees to the rest."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write(jobs: Sequence[Job], formats: Sequence[str], root: Path) -> int:
    from imscore.outputs import atomic, pack

    for job in jobs:
        folder = root / job.folder
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
