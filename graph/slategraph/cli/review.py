"""The command that walks through the review queue, in the terminal or by a spreadsheet."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph import files
from slategraph.cli import dialogue
from slategraph.cli.options import DEFAULT_STORE, By, StorePath, TableFormat
from slategraph.cli.terminal import end, say
from slategraph.query import tables
from slategraph.review import queue, sheets

Kind = StrEnum("Kind", {kind: kind for kind in queue.KINDS})  # type: ignore[misc]


def review(
    *,
    by: By,
    below: Annotated[
        float | None, typer.Option(help="Reports below this confidence; by default those that are not believed.")
    ] = None,
    kinds: Annotated[list[Kind] | None, typer.Option("--kind", help="Only these; may be given several times.")] = None,
    sheet: Annotated[
        Path | None, typer.Option("--export", help="Write what waits into this CSV file instead of asking.")
    ] = None,
    back: Annotated[
        Path | None, typer.Option("--import", help="Carry out the decisions that were written into such a file.")
    ] = None,
    decided: Annotated[bool, typer.Option("--decided", help="List who decided what and when instead.")] = False,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print that list.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Walk through what waits for a decision: unsure reports, names that may be one, conflicts."""
    if sum((sheet is not None, back is not None, decided)) > 1:
        raise typer.BadParameter("Say one of --export, --import and --decided.")
    with sg.open_store(store, create=False) as slate:
        if decided:
            say(tables.FORMATS[output](queue.decided(slate)))
        elif back is not None:
            _bring_back(slate, back, by)
        else:
            items = queue.review_queue(slate, below=below, kinds=kinds or queue.KINDS)
            if sheet is None:
                dialogue.walk(slate, items, by=by)
            else:
                files.write(sheet, sheets.sheet(items).encode())
                say(f"Wrote {sheet}: {len(items)} to decide.")


def _bring_back(slate: sg.Store, path: Path, by: str) -> None:
    try:
        imported = sheets.bring_back(slate, path, by=by)
    except sg.BadClaims as error:
        end([*error.problems, "Nothing of the sheet was carried out."])
        return
    say(f"{path}: {imported.made} decisions carried out.")
    end(list(imported.late))
