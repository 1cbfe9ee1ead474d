"""How long adding an article takes in a large store against a small one, both on disk, in turn, in one run.

Usage: scripts/bench upkeep [REPORTS OF THE LARGE ONE] (a million takes some ten minutes to fill)
"""

import gc
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

import slategraph as sg
from bench import reports

SMALL = 1_000
ARTICLES = 60
A_BATCH = 20_000


def filled(folder: Path, count: int) -> sg.Store:
    """A store with so many made-up reports, added in batches."""
    store = sg.open_store(folder)
    coming = reports(count)
    while batch := list(islice(coming, A_BATCH)):
        store.add(batch)
        print(f"\r{folder.name}: filling", end="", file=sys.stderr)
    return store


def article(number: int, count: int) -> list[sg.Report]:
    """Fifteen reports of a new source on people and films that the store has, their like spread over the store."""
    first = number * 15 * 7919 % (count - 15)
    source = sg.Source(f"https://example.org/new/{number}", publisher=f"Paper {number % 40}", published="2026-01-05")
    return [replace(report, source=source) for report in islice(reports(count), first, first + 15)]


def main() -> None:
    large = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    folder = Path(tempfile.mkdtemp())
    stores = {count: filled(folder / f"{count}.db", count) for count in (SMALL, large)}
    news = {count: [article(number, count) for number in range(ARTICLES)] for count in stores}
    times: dict[int, list[float]] = {count: [] for count in stores}
    gc.collect()
    gc.disable()
    for number in range(ARTICLES):
        for count, store in stores.items():
            start = time.perf_counter()
            store.add(news[count][number])
            times[count].append(time.perf_counter() - start)
    middle = {count: statistics.median(some) for count, some in times.items()}
    for count, seconds in middle.items():
        print(f"adding an article of 15 reports to {count:9,} reports: {seconds * 1000:7.2f} ms (median of {ARTICLES})")
    print(
        f"ratio {middle[large] / middle[SMALL]:.2f}; peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
