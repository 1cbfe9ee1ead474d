"""Work that can be stopped: in a process of its own, with limits of time and memory.

Oxigraph can't cancel a query, so one that may take long is evaluated in a fork, which can be killed. A fork also
survives nothing worse than itself: a text nested so deeply that the parser's stack overflows ends the fork only.
"""

import faulthandler
import marshal
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, Never

from slategraph.errors import BadQuery, QueryTimeout, QueryTooLarge, StoreInUse, Unreadable

#: Seconds between two looks at the clock and at the memory.
_LOOK = 0.02
#: Seconds that a process gets beyond its time to end by itself.
_GRACE = 0.5
_TIME, _MEMORY, _ALONE = 3, 4, 5  # how a fork ends that was stopped
_FAILURES: Mapping[str, type[Exception]] = {
    error.__name__: error
    for error in (BadQuery, StoreInUse, Unreadable, SyntaxError, ValueError, RuntimeError, OSError, MemoryError)
}  # the more special first


@dataclass(frozen=True)
class Limits:
    """How much a query may take: seconds, rows, and bytes of memory beyond what the process has at its beginning."""

    timeout: float = 30.0
    max_rows: int = 1_000_000
    max_memory: int = 2_000_000_000

    def __post_init__(self) -> None:
        for name in ("timeout", "max_rows", "max_memory"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                raise BadQuery(f"{name} has to be a number above 0, not {value!r}.")

    def too_slow(self) -> QueryTimeout:
        """The error for a query that was stopped for its time."""
        return QueryTimeout(
            f"The query was stopped after {self.timeout:g} seconds: ask for less, or allow more time (timeout)."
        )

    def too_large(self) -> QueryTooLarge:
        """The error for a query that was stopped for its memory."""
        return QueryTooLarge(
            f"The query was stopped at {self.max_memory / 1e6:,.0f} MB of memory: "
            "ask for less, or allow more (max_memory)."
        )

    def too_many(self) -> QueryTooLarge:
        """The error for an answer that has too many rows."""
        return QueryTooLarge(
            f"The answer has more than {self.max_rows:,} rows: add a LIMIT to the query, or allow more (max_rows)."
        )


def stoppable(
    work: Callable[[], Iterable[Any]], limits: Limits, lock: AbstractContextManager[Any] | None = None
) -> Iterator[Any]:
    """What some work yields, done in a fork that ends at the limits, at an interrupt, or with this process.

    The fork is made under `lock`, which whoever changes what the work reads holds meanwhile. What the work yields has
    to be made of what `marshal` can write: texts, numbers, tuples, None. Raises what the work raises, `QueryTimeout`
    and `QueryTooLarge` at the limits, and `BadQuery` if the fork dies of it. Where there are no forks, as on Windows,
    the work is done here, with no limit of memory, and goes on after its time until the process ends.
    """
    if not hasattr(os, "fork"):
        yield from _abandonable(work, limits)
        return
    receiver, sender = Pipe(duplex=False)
    with lock or nullcontext():
        process = _forked(work, limits, sender)
    sender.close()
    try:
        yield from _received(receiver, limits)
    except EOFError:
        raise _why_ended(os.waitpid(_taken(process), 0)[1], limits) from None
    finally:
        receiver.close()
        process.end()


class _Process:
    """A fork by its id, ended once."""

    def __init__(self, number: int) -> None:
        self.number: int | None = number

    def end(self) -> None:
        """Kill it if it still runs."""
        if self.number is not None:
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.number, 0)
            self.number = None


def _taken(process: _Process) -> int:
    number, process.number = process.number, None
    assert number is not None
    return number


def _forked(work: Callable[[], Iterable[Any]], limits: Limits, sender: Connection) -> _Process:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the fork runs one thread and ends without cleaning up
        number = os.fork()
    if number == 0:
        _work(work, limits, sender)
    return _Process(number)


def _work(work: Callable[[], Iterable[Any]], limits: Limits, sender: Connection) -> Never:
    """All that a fork does; it ends without the clean-up of the process that it is a copy of."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits gets the interrupt, and ends this
        faulthandler.disable()
        threading.Thread(target=_watch, args=(limits, os.getppid()), daemon=True).start()
        for part in work():
            sender.send_bytes(marshal.dumps((None, part)))
        sender.send_bytes(marshal.dumps(("", None)))
    except BaseException as error:
        kind = next((name for name, one in _FAILURES.items() if isinstance(error, one)), "RuntimeError")
        with suppress(OSError):
            sender.send_bytes(marshal.dumps((kind, _words(error))))
    finally:
        os._exit(0)


def _words(error: BaseException) -> str:
    return str(error.args[0]) if isinstance(error, SyntaxError) and error.args else str(error) or type(error).__name__


def _watch(limits: Limits, parent: int) -> None:
    """End this process when its time or memory is used up, or when nobody waits for it."""
    until, most = time.monotonic() + limits.timeout, _resident() + limits.max_memory
    while True:
        time.sleep(_LOOK)
        if time.monotonic() > until:
            os._exit(_TIME)
        if _resident() > most:
            os._exit(_MEMORY)
        if os.getppid() != parent:
            os._exit(_ALONE)


def _resident() -> int:
    """Bytes of memory that this process has in use; on systems that don't report it, the most that it ever had."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def _received(receiver: Connection, limits: Limits) -> Iterator[Any]:
    """The parts that a fork sends; raises what it raised, and `EOFError` if it ended before the last."""
    until = time.monotonic() + limits.timeout + _GRACE
    while True:
        if not receiver.poll(max(0.0, until - time.monotonic())):
            raise limits.too_slow()
        kind, part = marshal.loads(receiver.recv_bytes())
        if kind == "":
            return
        if kind is not None:
            raise _FAILURES[kind](part)
        yield part


def _why_ended(status: int, limits: Limits) -> Exception:
    code = os.waitstatus_to_exitcode(status)
    if code == _TIME:
        return limits.too_slow()
    if code in (_MEMORY, -signal.SIGABRT, -signal.SIGKILL):  # stopped by the watch, the allocator, the system
        return limits.too_large()
    if code == -signal.SIGSEGV:
        return BadQuery("The query is nested too deeply to be read: write it with fewer brackets.")
    return BadQuery(f"The query can't be answered: the process that evaluated it ended with {code}.")


def _abandonable(work: Callable[[], Iterable[Any]], limits: Limits) -> Iterator[Any]:
    found: list[Any] = []
    failed: list[BaseException] = []

    def done() -> None:
        try:
            found.extend(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=done, daemon=True)
    thread.start()
    until = time.monotonic() + limits.timeout
    while thread.is_alive():
        if time.monotonic() > until:
            raise limits.too_slow()
        thread.join(_LOOK)
    if failed:
        raise failed[0]
    yield from found
