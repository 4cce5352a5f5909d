"""Work on many areas, spread over processes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from imscore.outputs.pack import Job

Result = TypeVar("Result")
# Fewer areas are done sooner than a second process starts.
_FEWEST_AT_ONCE = 12
_MOST_WORKERS = 8
_BATCHES_A_WORKER = 6


def workers(jobs: int) -> int:
    """How many processes to use for so many areas: one where more would take longer."""
    if jobs < _FEWEST_AT_ONCE:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, _MOST_WORKERS))


def each(work: Callable[[Sequence[Job]], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """Does some work on all jobs, batch by batch.

    Args:
        work: what is done with a batch; another process has to be able to find it by its name.
        jobs: all of them.

    Yields:
        What the work gave of each batch, in the order in which they are done.
    """
    hands = workers(len(jobs))
    if hands == 1:
        yield from (work((job,)) for job in jobs)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    size = max(1, len(jobs) // (hands * _BATCHES_A_WORKER))
    batches = [tuple(jobs[at : at + size]) for at in range(0, len(jobs), size)]
    # A fresh process on every system: nothing is shared that a thread could hold locked.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(hands, mp_context=context, initializer=_begin) as pool:
        try:
            waiting = [pool.submit(work, batch) for batch in batches]
            yield from (finished.result() for finished in as_completed(waiting))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _begin() -> None:
    """A key press that stops the program reaches every process; the first one sees to the rest."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Waiting for work, a process would not hear that the first one was killed, and stay on."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
