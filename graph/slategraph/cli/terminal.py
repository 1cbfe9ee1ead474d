"""Talking to a person at a terminal: words on stdout, complaints and progress on stderr."""

import logging
import sys

import typer


def complain(sentence: str) -> None:
    """A sentence on stderr, with the program's name before it."""
    typer.echo(f"slategraph: {sentence}", err=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 report, 2 reports."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
    logging.getLogger().addHandler(logging.NullHandler())  # what other libraries log is not printed
    log = logging.getLogger("slategraph")
    if not any(isinstance(handler, _Complaints) for handler in log.handlers):
        log.addHandler(_Complaints())
    log.setLevel(logging.INFO)


def end(complaints: list[str]) -> None:
    """Say what went wrong, if anything did, and then end with exit status 1."""
    for complaint in complaints:
        complain(complaint)
    if complaints:
        raise typer.Exit(1)
