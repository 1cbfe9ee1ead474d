"""The same work on a Dask cluster on this machine: one worker killed half-way, nothing lost and nothing double."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_many_articles import articles, begun, lined, run, story
from test_processes import alive

import slategraph as sg
from slategraph.ingest.processes import Done
from tasks import DeadlyOnce, Noted, deadly, doubled

distributed = pytest.importorskip("distributed")
clusters = pytest.importorskip("slategraph.ingest.dask")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as made,
    ):
        made.adapt(
            minimum=2, maximum=2
        )  # Dask gives up a worker that dies while it is being started; then a new one comes
        yield made


def test_results_come_in_order(cluster: Any) -> None:
    items: list[int | Done[int]] = [1, Done(7), 2, *range(100)]
    told = [result for _, result in clusters.spread(items, doubled, address=cluster.scheduler_address)]
    assert told == [2, 7, 4, *(2 * n for n in range(100))]


def test_with_a_worker_killed_half_way_nothing_is_lost_and_nothing_double(cluster: Any, tmp_path: Path) -> None:
    log, told, killed = tmp_path / "log", list[int](), 0
    for done, (_, result) in enumerate(
        clusters.spread(range(100), Noted(log, 0.02), address=cluster.scheduler_address)
    ):
        told.append(result)
        if done == 30:
            killed = int(log.read_text().splitlines()[-1].split()[1])
            os.kill(killed, signal.SIGKILL)
    assert told == list(range(100)) and not alive(killed)


def test_an_item_that_kills_every_worker_comes_with_nothing(cluster: Any) -> None:
    told = [result for _, result in clusters.spread(range(6), deadly, address=cluster.scheduler_address)]
    assert told == [0, 1, 2, None, 4, 5]


def test_an_item_that_was_only_beside_it_is_not_lost(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    work = DeadlyOnce(tmp_path / "mark")
    told = [result for _, result in clusters.spread(range(30), work, address=cluster.scheduler_address)]
    assert told == list(range(30))


def test_extract_reads_on_a_cluster(cluster: Any, tmp_path: Path) -> None:
    stories = lined(tmp_path / "s.jsonl", story(1), "{", story(2))
    result = run("extract", stories, "--cluster", cluster.scheduler_address)
    assert (result.exit_code, articles(result.stdout)) == (1, ["a1", "a2"]) and "s.jsonl:2" in result.stderr


@pytest.mark.parametrize("command", ["add", "extract"])
def test_a_run_loses_and_doubles_nothing_where_a_worker_is_killed_half_way(
    cluster: Any, tmp_path: Path, command: str
) -> None:
    stories = lined(tmp_path / "s.jsonl", *map(story, range(40)))
    where = ("--store", tmp_path / "slate.db") if command == "add" else ()
    child = begun(command, stories, *where, "--cluster", cluster.scheduler_address)
    assert child.stdout is not None
    first = [child.stdout.readline() for _ in range(4)]
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    told = [*first, *child.stdout]
    _, said = child.communicate()
    assert (child.returncode, said) == (0, "")
    if command == "extract":
        assert "".join(told) == run("extract", stories, "--jobs", "1").stdout
        return
    assert [line.partition(": ")[0] for line in told] == [f"{stories}:{n}" for n in range(1, 41)]
    run("add", stories, "--store", tmp_path / "whole.db", "--jobs", "1")
    with sg.open_store(tmp_path / "slate.db") as store, sg.open_store(tmp_path / "whole.db") as whole:
        assert sorted(r.id for r in store.reports()) == sorted(r.id for r in whole.reports())


def test_an_item_that_kills_its_worker_is_nobody_elses_business(cluster: Any, tmp_path: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from slategraph.ingest.dask import spread
from tasks import deadly
print([result for _, result in spread(range(6), deadly, address={cluster.scheduler_address!r})])
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("[0, 1, 2, None, 4, 5]\n", "")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "nonsense", "tcp://nonsense:x"])
def test_a_cluster_that_is_not_there_is_said_at_once(tmp_path: Path, address: str) -> None:
    child = begun("extract", lined(tmp_path / "s.jsonl", story(1)), "--cluster", address)
    told, said = child.communicate(timeout=30)
    assert (child.returncode, told) == (1, "")
    assert said == f"slategraph: The cluster {address} can't be reached: write it as tcp://HOST:8786.\n"
