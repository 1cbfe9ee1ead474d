"""The commands of those who decide: conflicts, review, who is who, and what is known of a source."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

import slategraph as sg
from slategraph.cli.options import DEFAULT_STORE, By, StorePath
from slategraph.cli.terminal import end, say
from slategraph.decisions.clusters import contradictions
from slategraph.decisions.judgements import Judgement, in_force
from slategraph.identity import resolution
from slategraph.model.dates import checked_date
from slategraph.model.sources import SOURCE_KINDS
from slategraph.query.lookup import entity, find_written
from slategraph.query.tables import Table
from slategraph.review import queue

Kind = StrEnum("Kind", {kind: kind for kind in queue.KINDS})  # type: ignore[misc]
SourceKind = StrEnum("SourceKind", {kind: kind for kind in SOURCE_KINDS})  # type: ignore[misc]


def resolve(
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show what would be merged, and what waits.")] = False,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Find names that are one: merge those that are sure to be, and list those that wait for a review."""
    with sg.open_store(store, create=False) as slate:
        if not dry:
            made = resolution.resolve(slate)
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


def merge(one: _One, other: _One, *, by: By, because: _Because = None, store: StorePath = DEFAULT_STORE) -> None:
    """Take two names for one person, company or work; no report is rewritten, and unmerge undoes it."""
    with sg.open_store(store, create=False) as slate:
        say(str(resolution.merge(slate, *_ids(slate, one, other), by=by, because=because)))


def unmerge(one: _One, other: _One, *, by: By, because: _Because = None, store: StorePath = DEFAULT_STORE) -> None:
    """Part two names that were taken for one, and remember that they are different."""
    with sg.open_store(store, create=False) as slate:
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
) -> None:
    """Show what is known of a source, or put it right; an empty text takes a day or name away."""
    told = {"published": published, "retracted": retracted, "publisher": publisher, "relays": relays, "kind": kind}
    changes: dict[str, Any] = {key: value or None for key, value in told.items() if value is not None}
    for day in filter(None, (published, retracted)):
        checked_date(day)
    if retracted and retracted > datetime.date.today().isoformat():
        raise sg.BadInput(f"{retracted} is still to come: a source is retracted on a day that has been.")
    with sg.open_store(store, create=False) as slate:
        known = slate.source(address)
        if changes:
            known = replace(known, **changes)
            slate.describe(known)
        reports = sum(1 for _ in slate.reports(source=known.id))
    shown = ("key", "kind", "publisher", "published", "retracted", "relays", "title", "author", "url")
    rows = [(key, getattr(known, key)) for key in shown if getattr(known, key)]
    say(Table(("source", known.id), (*rows, ("reports", reports))).text())
