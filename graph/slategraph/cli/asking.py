"""The commands that ask: query, show, history, diff."""

import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli import pages
from slategraph.cli.options import DEFAULT_STORE, StorePath, TableFormat
from slategraph.cli.terminal import say
from slategraph.query import changes, tables

PageFormat = StrEnum("PageFormat", {name: name for name in (*pages.FORMATS, "json", "table", "csv", "tsv")})  # type: ignore[misc]


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            help="A saved query's name, SPARQL text, or - for SPARQL from standard input; nothing lists the saved ones."
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="A saved query's parameters, each as name=value.")
    ] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Ask the graph: a saved query by name, or any SPARQL."""
    if question is None:
        say(_saved_table().text())
        return
    asked = sys.stdin.read() if question == "-" else question
    with sg.open_store(store, create=False, read_only=True) as slate:
        say(tables.FORMATS[output](sg.query(slate, asked, **_pairs(parameters or []))))


def _saved_table() -> sg.Table:
    rows = ((q.name, " ".join(f"{p.name}=…" for p in q.parameters), q.title) for q in sg.saved_queries().values())
    return sg.Table(("query", "parameters", "what it answers"), tuple(rows))


def _pairs(parameters: Iterable[str]) -> dict[str, str]:
    pairs = [parameter.partition("=") for parameter in parameters]
    for name, equals, _ in pairs:
        if not equals:
            raise sg.BadQuery(f'{name!r} is no parameter: write name=value, such as project="Heat 2".')
    return {name: value for name, _, value in pairs}


def show(
    name: Annotated[str, typer.Argument(help="A project, person or anything else in the graph, by name, alias or id.")],
    on: Annotated[str | None, typer.Option(help="As believed on this day, YYYY-MM-DD.")] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="From what the store had learned by this day, YYYY-MM-DD.")
    ] = None,
    output: Annotated[PageFormat, typer.Option("--format", help="How to print.")] = PageFormat.text,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show a project or person: each claim with status, certainty, since when, and the sources' own words."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        page = sg.standing(slate, name, on=on, known_on=known_on)
    if output == "json":
        say(json.dumps(page.as_dict(), ensure_ascii=False, indent=2))
    elif output in pages.FORMATS:
        say(pages.FORMATS[output](page))
    elif output == "table" and not page.standings:
        say(pages.nothing(page))
    else:
        say(tables.FORMATS[output](page.table()))


def history(
    name: Annotated[str, typer.Argument(help="A project, person or anything else in the graph, by name, alias or id.")],
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show how belief about a project or person changed, day by day."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        say(tables.FORMATS[output](changes.table(sg.history(slate, name))))


def diff(
    since: Annotated[str, typer.Option("--from", help="The earlier day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--to", help="The later day, YYYY-MM-DD.")],
    name: Annotated[str | None, typer.Argument(help="A project, person or else; nothing is the whole store.")] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show what came, went, firmed up or cooled between two days."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        found = changes.table(sg.diff(slate, name, since=since, until=until))
    if output == "table" and not len(found):
        say(f"Nothing came, went, firmed up or cooled from {since} to {until}.")
    else:
        say(tables.FORMATS[output](found))


#: The commands, each with an example.
COMMANDS: dict[Callable[..., None], str] = {
    query: 'slategraph query who-is-attached project="Heat 2"',
    show: 'slategraph show "Heat 2" --on 2025-10-31 --format json',
    history: 'slategraph history "Heat 2" --format markdown',
    diff: 'slategraph diff "Heat 2" --from 2025-10-31 --to 2026-03-01',
}
