"""Processor time of whole commands, as medians, each beside an empty Python and the libraries it can't do without.

Usage: scripts/bench cli [RUNS]
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

import slategraph as sg

MAIN = "from slategraph.cli.main import main; main()"
PROGRAMS: dict[str, list[str]] = {
    "python": ["pass"],
    "import typer": ["import typer"],
    "import pyoxigraph": ["import pyoxigraph"],
    "slategraph --version": [MAIN, "--version"],
    "slategraph --help": [MAIN, "--help"],
    "slategraph query --help": [MAIN, "query", "--help"],
    "slategraph query who-is-attached": [MAIN, "query", "who-is-attached", "project=Heat 2"],
    "slategraph query SPARQL": [MAIN, "query", "SELECT * { ?film a sg:Film } LIMIT 1"],
    "slategraph show": [MAIN, "show", "Heat 2"],
    "slategraph conflicts": [MAIN, "conflicts", "Heat 2"],
}


def seconds(program: list[str]) -> float:
    """The processor time, of user and system, that a program takes in a process of its own."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, [sys.executable, "-c", *program], os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, program
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SLATEGRAPH_STORE"] = str(Path(folder, "slate.db"))
        with sg.open_store(os.environ["SLATEGRAPH_STORE"]) as store:
            sg.load_curated(store)
        taken: dict[str, list[float]] = {name: [] for name in PROGRAMS}
        for _ in range(runs):
            for name, program in PROGRAMS.items():
                taken[name].append(seconds(program))
    for name, some in taken.items():
        print(f"{name:34} {statistics.median(some):.3f} s (least {min(some):.3f}; {runs} runs)")


if __name__ == "__main__":
    main()
