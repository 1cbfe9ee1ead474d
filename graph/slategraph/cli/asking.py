"""The commands that ask: query, show, history, diff, conflicts."""

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli import pages
from slategraph.cli.options import DEFAULT_STORE, StorePath, TableFormat
from slategraph.cli.terminal import say
from slategraph.query import answers, changes, tables
from slategraph.query.conflicts import table as conflict_table
from slategraph.query.sparql import ask
from slategraph.query.worker import Limits

PageFormat = StrEnum("PageFormat", {name: name for name in (*pages.FORMATS, "json", "table", "csv", "tsv")})  # type: ignore[misc]

QueryFormat = StrEnum("QueryFormat", {name: name for name in answers.FORMATS})  # type: ignore[misc]


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
    *,
    output: Annotated[
        QueryFormat | None,
        typer.Option("--format", help="How to print; by default a table, and Turtle for CONSTRUCT and DESCRIBE."),
    ] = None,
    timeout: Annotated[float, typer.Option(help="Time limit of the query, in seconds.")] = Limits.timeout,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Row limit.")] = Limits.max_rows,
    max_memory: Annotated[int, typer.Option("--max-memory", help="Memory limit, in megabytes.")] = Limits.max_memory
    // 1_000_000,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let the query ask other servers (SERVICE).")
    ] = False,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Ask the graph: a saved query by name, or any SPARQL."""
    if question is None:
        say(_saved_table().text())
        return
    asked = sys.stdin.read() if question == "-" else question
    limits = Limits(timeout, max_rows, max_memory * 1_000_000)
    with sg.open_store(store, create=False, read_only=True) as slate:
        answer = ask(slate, asked, _pairs(parameters or []), limits, allow_service=allow_service)
    say(answers.written(answer, output))


def _saved_table() -> sg.Table:
    rows = ((q.name, " ".join(f"{p.name}=…" for p in q.parameters), q.title) for q in sg.saved_queries().values())
    return sg.Table(("query", "parameters", "what it answers"), tuple(rows))


def _pairs(parameters: Iterable[str]) -> dict[str, str]:
    pairs = [parameter.partition("=") for parameter in parameters]
    for name, equals, _ in pairs:
        if not equals:
            raise sg.BadQuery(f'{name!r} is not a parameter: write name=value, such as project="Heat 2".')
    return {name: value for name, _, value in pairs}


def show(
    name: Annotated[str, typer.Argument(help="A project, person or anything else in the graph, by name, alias or id.")],
    on: Annotated[str | None, typer.Option(help="As of this publication day, YYYY-MM-DD.")] = None,
    known_on: Annotated[
        str | None, typer.Option("--known-on", help="Only what the store had recorded by this day, YYYY-MM-DD.")
    ] = None,
    output: Annotated[PageFormat, typer.Option("--format", help="Output format.")] = PageFormat.text,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show a project or person: each claim with its status, certainty, date and quotations."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        page = sg.standings(slate, name, on=on, known_on=known_on)
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
    output: Annotated[TableFormat, typer.Option("--format", help="Output format.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show how the standings of a project or person changed, day by day."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        say(tables.FORMATS[output](changes.table(sg.history(slate, name))))


def diff(
    since: Annotated[str, typer.Option("--from", help="The earlier day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--to", help="The later day, YYYY-MM-DD.")],
    name: Annotated[
        str | None, typer.Argument(help="A project, person or other entity; omit for the whole store.")
    ] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="Output format.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show what changed between two days: new, dropped, firmed up or cooled."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        found = changes.table(sg.diff(slate, name, since=since, until=until))
    if output == "table" and not len(found):
        say(f"Nothing changed from {since} to {until}.")
    else:
        say(tables.FORMATS[output](found))


def conflicts(
    name: Annotated[
        str | None, typer.Argument(help="A project, person or other entity; omit for the whole store.")
    ] = None,
    on: Annotated[str | None, typer.Option(help="As of this day, YYYY-MM-DD.")] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="Output format.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List the claims on which sources of similar weight disagree."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        found = conflict_table(sg.find_conflicts(slate, name, on=on))
    if output == "table" and not len(found):
        say("No sources of similar weight disagree.")
    else:
        say(tables.FORMATS[output](found))
