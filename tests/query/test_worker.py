"""Work that can be stopped: its limits, its failures, and what becomes of its process."""

import marshal
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from slategraph import BadQuery, QueryTimeout, QueryTooLarge
from slategraph.query.worker import Limits, stoppable


def endless() -> Iterator[int]:
    yield os.getpid()
    while True:
        pass


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_parts_come_in_order() -> None:
    assert list(stoppable(lambda: [1, ("a", None), [2.5]], Limits())) == [1, ("a", None), [2.5]]


def test_work_is_done_in_another_process() -> None:
    assert list(stoppable(lambda: [os.getpid()], Limits())) != [os.getpid()]


def test_endless_work_is_stopped_and_gone() -> None:
    parts = stoppable(endless, Limits(timeout=0.2))
    process = next(parts)
    with pytest.raises(QueryTimeout, match=r"stopped after 0[.]2 seconds"):
        next(parts)
    assert not is_running(process)


def test_work_that_nobody_waits_for_is_gone() -> None:
    parts = stoppable(endless, Limits())
    process = next(parts)
    parts.close()  # type: ignore[attr-defined]
    assert not is_running(process)


def test_work_that_takes_too_much_memory_is_stopped() -> None:
    def growing() -> Iterator[int]:
        kept = []
        while True:
            kept.append(os.urandom(1_000_000))
            yield len(kept)

    with pytest.raises(QueryTooLarge, match="100 MB of memory"):
        list(stoppable(growing, Limits(max_memory=100_000_000)))


@pytest.mark.parametrize("error", [SyntaxError("a word"), ValueError("a value"), OSError("a disk"), BadQuery("why")])
def test_a_failure_is_raised_here(error: Exception) -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise error

    with pytest.raises(type(error), match=str(error)):
        list(stoppable(failing, Limits()))


def test_a_process_that_dies_is_said_so() -> None:
    def dying() -> Iterator[int]:
        os.kill(os.getpid(), signal.SIGSEGV)
        yield 1

    with pytest.raises(BadQuery, match="nested too deeply"):
        list(stoppable(dying, Limits()))


def test_a_result_that_cannot_be_sent_is_a_failure() -> None:
    with pytest.raises(ValueError, match="unmarshallable"):
        list(stoppable(lambda: [object()], Limits()))


@pytest.mark.parametrize("wrong", [{"timeout": 0}, {"max_rows": -1}, {"max_memory": "much"}, {"timeout": float("nan")}])
def test_a_limit_has_to_be_above_nothing(wrong: dict[str, float]) -> None:
    with pytest.raises(BadQuery, match=f"{next(iter(wrong))} has to be a number above 0"):
        Limits(**wrong)  # type: ignore[arg-type]


def test_work_ends_with_the_process_that_waits(tmp_path: Path) -> None:
    note = tmp_path / "process"
    program = f"""
import os
from pathlib import Path
from slategraph.query.worker import Limits, stoppable

def endless():
    Path({str(note)!r}).write_text(str(os.getpid()))
    while True:
        pass

list(stoppable(endless, Limits()))
"""
    waiting = subprocess.Popen([sys.executable, "-c", program])
    while not (note.exists() and note.read_text()):
        time.sleep(0.02)
    waiting.kill()
    waiting.wait()
    until = time.monotonic() + 20
    while is_running(int(note.read_text())) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_running(int(note.read_text()))


def test_what_is_sent_is_plain() -> None:
    assert marshal.loads(marshal.dumps(("literal", "\ud800", None))) == ("literal", "\ud800", None)
