"""The command that walks through the review queue, in the terminal or by a spreadsheet."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import slategraph as sg
from slategraph import files
from slategraph.cli import dialogue
from slategraph.cli.options import DEFAULT_STORE, DEFAULT_WAIT, By, StorePath, TableFormat, Wait
from slategraph.cli.terminal import counted, end, say
from slategraph.query import tables
from slategraph.review import queue, sheets

Kind = StrEnum("Kind", {kind: kind for kind in queue.KINDS})  # type: ignore[misc]


def review(
    *,
    by: By,
    below: Annotated[
        float | None, typer.Option(help="Reports below this confidence (default: the store's threshold).")
    ] = None,
    kinds: Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind; repeatable.")] = None,
    sheet: Annotated[
        Path | None, typer.Option("--export", help="Write the queue to this CSV file instead of asking.")
    ] = None,
    back: Annotated[Path | None, typer.Option("--import", help="Apply the decisions filled in to such a file.")] = None,
    decided: Annotated[bool, typer.Option("--decided", help="List past decisions instead: who, what, when.")] = False,
    output: Annotated[TableFormat, typer.Option("--format", help="Output format of that list.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Walk through the review queue: uncertain reports, possible duplicates, conflicts."""
    if sum((sheet is not None, back is not None, decided)) > 1:
        raise typer.BadParameter("Give only one of --export, --import and --decided.")
    only_reads = decided or sheet is not None
    with sg.open_store(store, create=False, read_only=only_reads, wait=wait) as slate:
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
        end([*error.problems, "No decision of the sheet was applied."])
        return
    say(f"{path}: {counted(imported.made, 'decision')} applied.")
    end(list(imported.late))
