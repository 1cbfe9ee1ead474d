"""How long adding an article takes in a large store against a small one, both on disk, in turn, in one run.

Usage: scripts/bench upkeep [REPORTS OF THE LARGE ONE] (a million takes half an hour to fill)
"""

import gc
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench import films, report

import slategraph as sg

SMALL = 1_000
ARTICLES = 60
AT_ONCE = 800  # films


def filled(folder: Path, count: int) -> sg.Store:
    """A store with so many made-up reports.

    Reports on some films are added to a store in memory, and its quads are then loaded in bulk: a tenth of the time
    that adding all to the store on disk takes, with the same quads, since no claim is on films of two lots.
    """
    store = sg.open_store(folder)
    by_film: dict[int, list[int]] = {}
    for i in range(count):
        by_film.setdefault(i * 7 % films(count), []).append(i)
    listed = sorted(by_film)
    for lot in (listed[at : at + AT_ONCE] for at in range(0, len(listed), AT_ONCE)):
        with sg.open_store() as some:
            some.add(report(i, count) for film in lot for i in by_film[film])
            store.quads.inner.bulk_extend(iter(some.quads.inner))
        print(f"\r{folder.name}: film {lot[-1]} of {len(listed)}", end="", file=sys.stderr, flush=True)
    store.quads.inner.optimize()  # bulk-loaded files are many and small; adding leaves them to the background
    return store


def article(number: int, count: int) -> list[sg.Report]:
    """Fifteen reports of a new source on people and films that the store has, their like spread over the store."""
    first = number * 15 * 7919 % (count - 15)
    source = sg.Source(f"https://example.org/new/{number}", publisher=f"Paper {number % 40}", published="2026-01-05")
    return [replace(report(i, count), source=source) for i in range(first, first + 15)]


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
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ratio {middle[large] / middle[SMALL]:.2f}; peak {peak} MB")


if __name__ == "__main__":
    main()
