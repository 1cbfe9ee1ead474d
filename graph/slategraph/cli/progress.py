"""Progress on stderr while something takes its time, and what went wrong on the way."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from slategraph.cli.terminal import complain
from slategraph.errors import SlategraphError


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on stderr, gone when done; silent where stderr is no terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress


class Step(Protocol):
    """What came of one input: its size in bytes, whether it was known before, and what is wrong with it."""

    @property
    def size(self) -> int: ...  # noqa: D102
    @property
    def known(self) -> bool: ...  # noqa: D102
    @property
    def complaint(self) -> str | None: ...  # noqa: D102


S = TypeVar("S", bound=Step)


def follow(steps: Iterable[S], what: str, size: Callable[[], int]) -> Iterator[S]:
    """Steps as they come, on stderr how many were done, how many a minute, and how long the rest takes by its bytes.

    What had been read before takes no time, so it counts neither for the rate nor for the rest. Silent where stderr is
    no terminal; then nobody asks for the `size` of the whole.
    """
    columns = (
        TextColumn("{task.description}: {task.fields[done]:,}", markup=False), BarColumn(),
        TextColumn("{task.fields[rate]:,.0f} a minute,"), TimeRemainingColumn(), TextColumn("left"),
    )  # fmt: skip
    console, begun, known = Console(stderr=True), time.monotonic(), 0
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        total = (size() or None) if console.is_terminal else None
        task = progress.add_task(what, total=total, done=0, rate=0.0)
        for done, step in enumerate(steps, start=1):
            yield step
            known += step.known
            total = total and max(total - step.known * step.size, 1)
            rate = 60 * (done - known) / max(time.monotonic() - begun, 0.001)
            progress.update(task, total=total, advance=0 if step.known else step.size, done=done, rate=rate)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A sign on stderr that something is under way, gone when done; silent where stderr is no terminal."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(what):
            yield
    else:
        yield


def each(names: Iterable[str], what: str, do: Callable[[str], object]) -> list[str]:
    """Do something with each of several files, go on after a bad one, and return the complaints."""
    listed, complaints = list(names), list[str]()
    with progress_bar() as progress:
        for name in progress.track(listed, description=what):
            try:
                do(name)
            except SlategraphError as error:
                complaints.append(str(error))
    return complaints


def go_through(steps: Iterable[S], what: str, size: Callable[[], int], do: Callable[[S], object]) -> None:
    """Do something with each step, go on after a bad one, and end as the whole went.

    At the end it is said how many had been read before, and each complaint.
    """
    complaints, known = list[str](), 0
    try:
        for step in follow(steps, what, size):
            known += step.known
            complaints += [step.complaint] if step.complaint else _tried(do, step)
    finally:  # also where it is interrupted, or the cluster goes away
        if known:
            complain(f"Skipped {known:,} already read.")
        for complaint in complaints:
            complain(complaint)
    if complaints:
        raise typer.Exit(1)


def _tried(do: Callable[[S], object], step: S) -> list[str]:
    try:
        do(step)
    except SlategraphError as error:
        return [str(error)]
    return []
