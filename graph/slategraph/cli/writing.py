"""The commands that write files for others: view, export."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph.cli.options import DEFAULT_STORE, StorePath
from slategraph.cli.terminal import say
from slategraph.model.vocabulary import PREDICATES
from slategraph.query.lookup import find


def view(
    path: Annotated[Path, typer.Argument(help="The page to write.")] = Path("slate.html"),
    *,
    title: Annotated[str | None, typer.Option(help="The page's title.")] = None,
    on: Annotated[str | None, typer.Option(help="As of this publication day, YYYY-MM-DD.")] = None,
    project: Annotated[str | None, typer.Option(help="Only the neighbourhood of this project or person.")] = None,
    steps: Annotated[int, typer.Option(help="With --project: the size of the neighbourhood, in steps.")] = 2,
    min_belief: Annotated[float, typer.Option(help="Minimum belief, 0 to 1.")] = 0.0,
    predicates: Annotated[str, typer.Option(help="Only these predicates, separated by commas.")] = "",
    layout: Annotated[str, typer.Option(help="The layout: force or circle.")] = "force",
    theme: Annotated[str, typer.Option(help="auto, light or dark.")] = "auto",
    show_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Draw the graph, or part of it, as one HTML page that works offline."""
    wanted = _predicates(predicates)
    with sg.open_store(store, create=False, read_only=True) as slate:
        around = find(slate, project).id if project else None
        network = sg.to_networkx(slate, on=on)
    sg.view(
        network,
        path,
        title=title or project,
        layout=layout,
        theme=theme,
        around=around,
        steps=steps,
        min_belief=min_belief,
        predicates=wanted,
    )
    say(f"Wrote {path}: open it in a browser.")
    if show_it:
        webbrowser.open(path.resolve().as_uri())


def _predicates(listed: str) -> list[str]:
    names = [name.strip() for name in listed.split(",") if name.strip()]
    if unknown := [name for name in names if name not in PREDICATES]:
        raise sg.BadInput(f"unknown predicate {unknown[0]!r}: use some of {', '.join(PREDICATES)}.")
    return names


def export(
    path: Annotated[
        Path, typer.Argument(help="The file to write; its suffix is the format: .ttl (believed) or .trig (everything).")
    ],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Export the graph to a file for other tools."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        sg.export(slate, path)
    say(f"Wrote {path}.")
