"""The entry point of the command line: ready for Ctrl-C before it loads anything else."""

import os
import signal
import sys
from importlib import import_module


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, _leave)
    try:
        import_module("slategraph.cli.commands").app(prog_name="slategraph")
    finally:
        signal.signal(signal.SIGINT, _leave)
        sys.stdout.flush()


def _leave(number: int, frame: object) -> None:
    """End at once: a KeyboardInterrupt in the middle of an import would end in a traceback."""
    os.write(2, b"slategraph: Interrupted.\n")
    os._exit(130)
