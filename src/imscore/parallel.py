"""Work on pieces of long columns, several at once: numpy lets other threads run meanwhile."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

# More threads than this wait for each other, and hold more at a time, rather than work.
_MOST_WORKERS, _AHEAD = 3, 4
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def in_order(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """What a function makes of each item, in the order of the items, a few of them ahead.

    Args:
        function: may be called in several threads at once.
        items: fetched as their turn comes; threads are started where there are two of them.
    """
    rest = iter(items)
    first = list(islice(rest, 2))
    workers = min(_MOST_WORKERS, _processors())
    if len(first) < 2 or workers < 2:
        return map(function, chain(first, rest))
    return _ahead(function, chain(first, rest), workers)


def _ahead(
    function: Callable[[_Item], _Result], items: Iterable[_Item], workers: int
) -> Iterator[_Result]:
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[_Result]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def meanwhile(function: Callable[[_Item], _Result], item: _Item) -> Callable[[], _Result]:
    """Begins work in a thread of its own, and gives what waits for its result."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(1)
    result = pool.submit(function, item).result
    pool.shutdown(wait=False)
    return result


def give_back_memory() -> None:
    """Gives the system back what threads have freed, where it has a call for that: glibc does.

    The room that a thread had is kept for other threads, and the main one would ask for more.
    """
    import ctypes

    # Elsewhere there is no such library, or no such call in it.
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _processors() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
