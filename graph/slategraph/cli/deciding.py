"""The commands of those who decide: conflicts, review, who is who, and what is known of a source."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

import slategraph as sg
from slategraph import files
from slategraph.cli import dialogue
from slategraph.cli.options import DEFAULT_STORE, DEFAULT_WAIT, By, StorePath, TableFormat, Wait
from slategraph.cli.terminal import end, say
from slategraph.decisions.clusters import contradictions
from slategraph.decisions.judgements import Judgement, in_force
from slategraph.identity import resolution
from slategraph.model.dates import checked_date
from slategraph.model.sources import SOURCE_KINDS
from slategraph.query import tables
from slategraph.query.conflicts import table as conflict_table
from slategraph.query.lookup import entity, find_written
from slategraph.query.tables import Table
from slategraph.review import queue, sheets

Kind = StrEnum("Kind", {kind: kind for kind in queue.KINDS})  # type: ignore[misc]
SourceKind = StrEnum("SourceKind", {kind: kind for kind in SOURCE_KINDS})  # type: ignore[misc]


def conflicts(
    name: Annotated[str | None, typer.Argument(help="A project, person or else; nothing is the whole store.")] = None,
    on: Annotated[str | None, typer.Option(help="As of this day, YYYY-MM-DD.")] = None,
    output: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.table,  # type: ignore[attr-defined]
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show the claims on which sources of similar weight disagree."""
    with sg.open_store(store, create=False, read_only=True) as slate:
        found = conflict_table(sg.conflicts(slate, name, on=on))
    if output == "table" and not len(found):
        say("No sources of similar weight disagree.")
    else:
        say(tables.FORMATS[output](found))


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
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Walk through what waits for a decision: unsure reports, names that may be one, conflicts."""
    if sum((sheet is not None, back is not None, decided)) > 1:
        raise typer.BadParameter("Say one of --export, --import and --decided.")
    only_reads = decided or sheet is not None
    with sg.open_store(store, create=False, read_only=only_reads, wait=wait) as slate:
        if decided:
            say(tables.FORMATS[output](queue.decided(slate)))
        elif back is not None:
            _bring_back(slate, back, by)
        else:
            items = queue.waiting(slate, below=below, kinds=kinds or queue.KINDS)
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


def resolve(
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show what would be merged, and what waits.")] = False,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Find names that are one: merge those that are sure to be, and list those that wait for a review."""
    with sg.open_store(store, create=False, read_only=dry, wait=wait) as slate:
        if not dry:
            made = resolution.settle(slate)
            say(f"{len(made)} merged{':' if made else '.'}")
            if made:
                say(_merged(slate, made).text())
        found = resolution.queue(slate)
        say(f"{len(found)} may be one{', for `slategraph review`:' if found else '.'}")
        if found:
            rows = ((c.one.name, c.other.name, c.one.type, round(c.score, 2), c.why) for c in found)
            say(Table(("one", "other", "type", "likeness", "why"), tuple(rows)).text())


def _merged(slate: sg.Store, made: Iterable[Judgement]) -> Table:
    rows = ((j.one, j.other, _name(slate, j.one), j.because) for j in made)
    return Table(("one", "other", "now", "why"), tuple(rows))


def _name(slate: sg.Store, id_: str) -> str:
    found = entity(slate, id_)
    return found.name if found else id_


_One = Annotated[str, typer.Argument(help="A name or id, as a source has it.")]
_Because = Annotated[str | None, typer.Option(help="Why, in one sentence.")]


def merge(
    one: _One,
    other: _One,
    *,
    by: By,
    because: _Because = None,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Take two names for one person, company or work; no report is rewritten, and unmerge undoes it."""
    with sg.open_store(store, create=False, wait=wait) as slate:
        say(str(resolution.merge(slate, *_ids(slate, one, other), by=by, because=because)))


def unmerge(
    one: _One,
    other: _One,
    *,
    by: By,
    because: _Because = None,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Part two names that were taken for one, and remember that they are different."""
    with sg.open_store(store, create=False, wait=wait) as slate:
        parted = resolution.unmerge(slate, *_ids(slate, one, other), by=by, because=because)
        say(str(parted))
        counting = in_force(resolution.judgements(slate)).values()
        end([str(found) for found in contradictions(counting) if found.different == parted])


def _ids(slate: sg.Store, one: str, other: str) -> tuple[str, str]:
    """The ids of two names as sources have them, the second of the first one's type."""
    first = find_written(slate, one)
    return first.id, find_written(slate, other, [first.type]).id


def source(
    address: Annotated[str, typer.Argument(help="A source, by its address or id.")],
    *,
    published: Annotated[str | None, typer.Option(help="The day on which it was published, YYYY-MM-DD.")] = None,
    retracted: Annotated[str | None, typer.Option(help="The day on which it was retracted.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    relays: Annotated[str | None, typer.Option(help="The outlet whose story it takes over.")] = None,
    kind: Annotated[SourceKind | None, typer.Option(help="What it is.")] = None,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Show what is known of a source, or put it right; an empty text takes a day or name away."""
    told = {"published": published, "retracted": retracted, "publisher": publisher, "relays": relays, "kind": kind}
    changes: dict[str, Any] = {key: value or None for key, value in told.items() if value is not None}
    for day in filter(None, (published, retracted)):
        checked_date(day)
    if retracted and retracted > datetime.date.today().isoformat():
        raise sg.BadInput(f"{retracted} is still to come: a source is retracted on a day that has been.")
    with sg.open_store(store, create=False, read_only=not changes, wait=wait) as slate:
        known = slate.source(address)
        if changes:
            known = replace(known, **changes)
            slate.describe(known)
        reports = sum(1 for _ in slate.reports(source=known.id))
    shown = ("key", "kind", "publisher", "published", "retracted", "relays", "title", "author", "url")
    rows = [(key, getattr(known, key)) for key in shown if getattr(known, key)]
    say(Table(("source", known.id), (*rows, ("reports", reports))).text())


#: The commands, each with the example that its help shows.
COMMANDS: dict[Callable[..., None], str] = {
    conflicts: 'slategraph conflicts "American Psycho"',
    review: "slategraph review --kind report --below 0.8",
    resolve: "slategraph resolve --dry-run",
    merge: 'slategraph merge "Leo DiCaprio" "Leonardo DiCaprio" --by ana',
    unmerge: 'slategraph unmerge "Leo DiCaprio" "Leonardo DiCaprio" --by ana',
    source: "slategraph source https://example.org/story --retracted 2025-11-02",
}
