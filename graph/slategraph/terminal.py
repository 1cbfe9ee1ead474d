"""Talking to a person at a terminal: words on stdout, complaints and progress on stderr."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from slategraph.errors import SlategraphError


def complain(sentence: str) -> None:
    """A sentence on stderr, with the program's name before it."""
    typer.echo(f"slategraph: {sentence}", err=True)


def say(text: str) -> None:
    """Text on stdout, whatever the terminal's encoding can show of it."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(text.encode(encoding, "replace").decode(encoding))


class _Complaints(logging.Handler):
    """What the library notes on its way, such as what a language model's answer cost."""

    def emit(self, record: logging.LogRecord) -> None:
        complain(record.getMessage())


def listen() -> None:
    """From now on say on stderr what the library notes."""
    log = logging.getLogger("slategraph")
    if not any(isinstance(handler, _Complaints) for handler in log.handlers):
        log.addHandler(_Complaints())
    log.setLevel(logging.INFO)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on stderr, gone when done; silent where stderr is no terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress


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
    """Do something with each of several files, go on after a bad one, and give the complaints."""
    listed, complaints = list(names), list[str]()
    with progress_bar() as progress:
        for name in progress.track(listed, description=what):
            try:
                do(name)
            except SlategraphError as error:
                complaints.append(str(error))
    return complaints


def end(complaints: list[str]) -> None:
    """Say what went wrong, if anything did, and then end with exit status 1."""
    for complaint in complaints:
        complain(complaint)
    if complaints:
        raise typer.Exit(1)
