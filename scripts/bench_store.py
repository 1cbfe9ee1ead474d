"""What storage costs: loading against plain pyoxigraph, and adding the last article against adding the first.

Usage: scripts/bench store [REPORTS TO LOAD] [ARTICLES TO ADD] (14000 and 3000 are the figures of the docs)
"""

import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from bench import report

import slategraph as sg

AT_ONCE = 50  # articles of which the middle one counts


def took(call: Callable[[], object]) -> float:
    """Processor time of a call."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def load(count: int, folder: Path) -> None:
    """Reports into a new store on disk, against their quads by `pyoxigraph.Store.extend`."""
    listed = [report(i, count) for i in range(count)]
    with sg.open_store(folder / "ours.db") as store:
        ours = took(lambda: store.add(listed))
        quads = list(store.quads.inner)
    plain = ox.Store(str(folder / "plain.db"))
    theirs = took(lambda: plain.extend(quads))
    per = len(quads) / count
    print(f"load {count} reports ({per:.1f} quads each): {ours:.2f} s; plain {theirs:.2f} s; ratio {ours / theirs:.2f}")


def article(number: int, count: int) -> list[sg.Report]:
    """Fifteen reports of one source."""
    return [report(number * 15 + i, count * 15) for i in range(15)]


def grow(count: int, folder: Path) -> None:
    """Articles one by one through one process: the last against the hundredth, and memory against a tenth."""
    times: list[float] = []
    memory: list[int] = []
    with sg.open_store(folder / "grown.db") as store:
        for number in range(count):
            start = time.process_time()
            store.add(article(number, count))
            times.append(time.process_time() - start)
            memory.append(resident())
    early = statistics.median(times[100 - AT_ONCE // 2 : 100 + AT_ONCE // 2])
    late = statistics.median(times[-AT_ONCE:])
    print(f"article 100: {early * 1000:.1f} ms; article {count}: {late * 1000:.1f} ms; ratio {late / early:.2f}")
    print(f"memory after {count // 10}: {memory[count // 10] // 1024} MB; after {count}: {memory[-1] // 1024} MB")


def resident() -> int:
    """Kilobytes of memory in use now, where the system tells, else the most so far."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def main() -> None:
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500
    articles = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory() as folder:
        load(reports, Path(folder))
        grow(articles, Path(folder))


if __name__ == "__main__":
    main()
