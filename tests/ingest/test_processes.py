"""Work in several processes: order, a bounded look-ahead, processes that die, and none left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from slategraph.ingest.processes import AHEAD, Done, spread
from tasks import DeadlyOnce, Noted, deadly, doubled, slow_at_first


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    assert [result for _, result in spread(range(20), slow_at_first, jobs=jobs)] == list(range(20))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_keeps_its_turn(jobs: int) -> None:
    items: list[int | Done[int]] = [1, Done(7), 2, Done(8)]
    assert [result for _, result in spread(items, doubled, jobs=jobs)] == [2, 7, 4, 8]


def test_one_item_alone_is_done_in_this_process() -> None:
    assert [result for _, result in spread([1], lambda _: os.getpid(), jobs=8)] == [os.getpid()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_ten_thousand_items_are_taken_a_few_at_a_time(jobs: int) -> None:
    taken = 0

    def coming() -> Any:
        nonlocal taken
        while taken < 10_000:
            taken += 1
            yield taken

    ahead = [taken - done for done, _ in enumerate(spread(coming(), doubled, jobs=jobs), start=1)]
    assert len(ahead) == 10_000 and max(ahead) <= jobs * AHEAD


def test_the_item_at_which_a_process_dies_comes_with_nothing() -> None:
    results = [result for _, result in spread(range(30), deadly, jobs=2)]
    assert results == [None if n == 3 else n for n in range(30)]


def test_where_a_process_was_killed_its_items_are_done_by_another(tmp_path: Path) -> None:
    results = [result for _, result in spread(range(30), DeadlyOnce(tmp_path / "mark"), jobs=2)]
    assert results == list(range(30))


def test_no_process_is_left_when_somebody_stops_asking(tmp_path: Path) -> None:
    told = spread(range(100), Noted(tmp_path / "log"), jobs=2)
    next(told)
    told.close()
    assert gone(tmp_path / "log")


def test_no_process_is_left_when_this_one_is_killed(tmp_path: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from pathlib import Path
from tasks import Noted
from slategraph.ingest.processes import spread
for item in spread(range(1000), Noted(Path({str(tmp_path / "log")!r})), jobs=2): pass
"""
    child = subprocess.Popen([sys.executable, "-c", program])
    while not (tmp_path / "log").exists():
        time.sleep(0.05)
    child.kill()
    child.wait()
    assert gone(tmp_path / "log")


def gone(log: Path) -> bool:
    """Whether within a few seconds none of the processes that wrote a log is there."""
    for _ in range(100):
        processes = {int(line.split()[1]) for line in log.read_text().splitlines()}
        if not any(map(alive, processes)):
            return bool(processes)
        time.sleep(0.1)
    return False
