"""What asking costs beside Oxigraph and rdflib, on the same store, in turn, in one run.

The saved queries by `sg.query`, over the same text in pyoxigraph, on the claims that come with slategraph; and the
saved query `sources` against rdflib in memory, on made-up reports. Times differ from machine to machine, ratios hardly.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import in_rdflib, reports

import slategraph as sg
from slategraph.model.vocabulary import PREFIXES

ROUNDS = 101
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("who-is-attached", {"project": "Heat 2"}),
    ("who-is-in-play", {"project": "Heat 2"}),
    ("sources", {"project": "Heat 2"}),
    ("person", {"name": "Christian Bale"}),
    ("adaptations", {}),
)


def medians(rounds: int, *calls: Callable[[], object]) -> list[float]:
    """The median processor time of each call in milliseconds, over rounds in turn."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for which, call in zip(times, calls, strict=True):
            start = time.process_time()
            call()
            which.append(1000 * (time.process_time() - start))
    return [median(which) for which in times]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    prefixes = dict(PREFIXES)
    store = sg.open_store()
    sg.load_curated(store)
    print(f"{'ms of processor time, median':34} {'slategraph':>10} {'plain':>10} {'more':>8}")
    for name, values in QUESTIONS:
        text = sg.saved_queries()[name].filled(store, values)
        ours, plain = medians(
            ROUNDS,
            lambda n=name, v=values: sg.query(store, n, **v),
            lambda t=text: [list(row) for row in store.quads.inner.query(t, prefixes=prefixes)],
        )
        print(f"{name:34} {ours:10.2f} {plain:10.2f} {ours - plain:+8.2f}", flush=True)
    made_up = sg.open_store()
    made_up.add(list(reports(count)))
    with tempfile.TemporaryDirectory() as folder:
        theirs = in_rdflib(sg.export(made_up, Path(folder) / "all.trig").read_text("utf-8"))
    text = sg.saved_queries()["sources"].filled(made_up, {"project": "Film 7"})
    ours, plain = medians(
        5,
        lambda: sg.query(made_up, "sources", project="Film 7"),
        lambda: list(theirs.query(text, initNs=prefixes)),
    )
    print(f"{f'sources, {count:,} reports; rdflib':34} {ours:10.2f} {plain:10.2f} {ours / plain:8.3f} (ratio)")


if __name__ == "__main__":
    main()
