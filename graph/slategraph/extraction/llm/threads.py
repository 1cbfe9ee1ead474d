"""Calls in threads that nobody has to wait for: one that takes too long, or that is interrupted, is left behind."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")
Task = tuple["Future[T]", Callable[[], T]]


def within(seconds: float, call: Callable[[], T]) -> T:
    """What a call returns, unless it takes longer; then `TimeoutError`, and the call is left to itself."""
    future: Future[T] = Future()
    _start(deque([(future, call)]))
    return future.result(seconds)


def at_once(calls: Iterable[Callable[[], T]], most: int) -> list[T]:
    """What several calls return, in their order, with a limit on how many run at a time.

    Where one fails no further ones are begun, those under way come to their end, and its error is raised. An interrupt
    waits for none.
    """
    tasks: deque[Task[T]] = deque((Future(), call) for call in calls)
    futures = [future for future, _ in tasks]
    for _ in range(min(most, len(futures))):
        _start(tasks)
    try:
        return [future.result() for future in futures]
    except Exception:
        tasks.clear()
        wait([future for future in futures if future.running()])
        raise
    finally:
        tasks.clear()


def _start(tasks: "deque[Task[T]]") -> None:
    threading.Thread(target=_work, args=(tasks,), daemon=True).start()


def _work(tasks: "deque[Task[T]]") -> None:
    while tasks:
        try:
            future, call = tasks.popleft()
        except IndexError:  # another thread took the last one
            return
        future.set_running_or_notify_cancel()
        try:
            future.set_result(call())
        except BaseException as error:
            tasks.clear()  # before it is looked at, which may be after an earlier call's end
            future.set_exception(error)
