"""The commands that write files for others: view, export."""

import webbrowser
from collections.abc import Callable
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
    on: Annotated[str | None, typer.Option(help="As believed on this day, YYYY-MM-DD.")] = None,
    project: Annotated[str | None, typer.Option(help="Only what lies around this project or person.")] = None,
    steps: Annotated[int, typer.Option(help="With --project: how many steps around it.")] = 2,
    min_belief: Annotated[float, typer.Option(help="Only claims believed at least so much, 0 to 1.")] = 0.0,
    predicates: Annotated[str, typer.Option(help="Only these predicates, parted by commas.")] = "",
    layout: Annotated[str, typer.Option(help="How to spread the names out: force or circle.")] = "force",
    theme: Annotated[str, typer.Option(help="auto, light or dark.")] = "auto",
    show_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write the graph, or a part of it, as one HTML page that works without a network."""
    wanted = _predicates(predicates)
    with sg.open_store(store, create=False, read_only=True) as slate:
        around = find(slate, project).id if project else None
        network = sg.project(slate, on=on)
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
        raise sg.BadInput(f"{unknown[0]!r} is no predicate: use some of {', '.join(PREDICATES)}.")
    return names


def export(
    path: Annotated[
        Path, typer.Argument(help="The file to write; its suffix is the format: .ttl (believed) or .trig (everything).")
    ],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write the graph as a file for other tools."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        sg.export(slate, path)
    say(f"Wrote {path}.")


#: The commands, each with an example.
COMMANDS: dict[Callable[..., None], str] = {
    view: "slategraph view slate.html --title 'My slate'",
    export: "slategraph export slate.ttl",
}
