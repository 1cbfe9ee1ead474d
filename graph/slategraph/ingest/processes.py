"""Map a function over many items in several processes: results in the items' order, few of them held at a time.

>>> [result for _, result in spread(["Heat", "Brick"], len, jobs=1)]
[4, 5]
"""

import concurrent.futures
import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
#: How many items each process may have before it, so that it never waits for the next.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A value among the items that needs no work: it is passed through in its turn."""

    value: R


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(items: Iterable[Any], do: Callable[[T], R], *, jobs: int) -> Generator[tuple[Any, R | None], None, None]:
    """Each item with its result, in the order of the items, from `jobs` processes; with one job, from this one.

    An item is what `do` takes, or a `Done`. At most `AHEAD` items a process are taken before their turn. An item that
    kills its process yields None, and the work goes on. `do` has to be picklable and raise nothing.
    """
    coming = iter(items)
    first = list(islice(coming, 2))
    whole = chain(first, coming)
    if jobs == 1 or len(first) < 2:
        yield from ((item, item.value if isinstance(item, Done) else do(item)) for item in whole)
        return
    with _Pool(do, jobs) as pool:
        yield from in_order(whole, pool.submit, pool.result, most=jobs * AHEAD)


def in_order(
    items: Iterable[T | Done[R]],
    submit: Callable[[T], Any],
    result: Callable[[T, Any], R | None],
    *,
    most: int,
) -> Iterator[tuple[T | Done[R], R | None]]:
    """Each item with its result, in the items' order, while up to `most` are under way."""
    waiting: deque[tuple[T | Done[R], Any]] = deque()
    coming = iter(items)
    while True:
        for item in islice(coming, most - len(waiting)):
            waiting.append((item, None if isinstance(item, Done) else submit(item)))
        if not waiting:
            return
        item, future = waiting.popleft()
        yield item, item.value if isinstance(item, Done) else result(item, future)


class _Pool(Generic[T, R]):
    """Processes that do the work, others in their place where one of them dies, and none left when it ends.

    They are spawned, since a fork would take the threads' locks and an open store along. (pebble, which also survives a
    dying process, is LGPL, so it is not used.) All hold the reading end of
    a pipe, the lifeline: when this process closes it, or is killed, they end at once.
    """

    def __init__(self, do: Callable[[T], R], jobs: int) -> None:
        self._do, self._jobs = do, jobs
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._end, self._lifeline = context.Pipe(duplex=False)
        self._executor = concurrent.futures.ProcessPoolExecutor(
            self._jobs, mp_context=context, initializer=_prepare, initargs=(self._do, self._end)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._executor.shutdown()
        self._close()

    def _close(self) -> None:
        self._lifeline.close()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._end.close()

    def submit(self, item: T) -> "concurrent.futures.Future[R]":
        """Submit an item."""
        with _interrupts_wait():
            try:
                return self._executor.submit(_do, item)
            except concurrent.futures.BrokenExecutor:
                self._close()
                self._begin()
                return self._executor.submit(_do, item)

    def result(self, item: T, future: "concurrent.futures.Future[R]") -> R | None:
        """The result of an item; if a process died meanwhile, it is tried again, alone, to see if it was the cause."""
        try:
            return future.result()
        except concurrent.futures.BrokenExecutor:
            with _Pool(self._do, 1) as alone, contextlib.suppress(concurrent.futures.BrokenExecutor):
                return alone.submit(item).result()
            return None


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold an interrupt back; a process that begins meanwhile never gets one, and leaves them to this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# What a process of a pool does with each item.
_WORK: list[Callable[[Any], Any]] = []


def _prepare(do: Callable[[Any], Any], lifeline: "Connection") -> None:
    logging.getLogger().addHandler(logging.NullHandler())  # what other libraries log is not printed by each process
    _WORK.append(do)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: "Connection") -> None:
    with contextlib.suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


def _do(item: Any) -> Any:
    return _WORK[0](item)
