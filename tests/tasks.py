"""What the processes of a pool do in tests; in a module of its own, so that they find it."""

import os
import signal
import time
from pathlib import Path


def doubled(number: int) -> int:
    return 2 * number


def slow_at_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def deadly(number: int) -> int:
    """Its process dies at 3, after a moment, since Dask gives up a worker that dies while it is still being started."""
    if number == 3:
        time.sleep(1)
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class DeadlyOnce:
    """The first process that comes to 3 dies, a later one does not."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, number: int) -> int:
        if number == 3 and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number


class Noted:
    """Writes down each number that it is given, with its process, and takes its time."""

    def __init__(self, file: Path, seconds: float = 0.05) -> None:
        self.file, self.seconds = file, seconds

    def __call__(self, number: int) -> int:
        with self.file.open("a") as file:
            file.write(f"{number} {os.getpid()}\n")
        time.sleep(self.seconds)
        return number
