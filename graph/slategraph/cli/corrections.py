"""The commands that merge entities and correct sources: resolve, merge, unmerge, source."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

import slategraph as sg
from slategraph.cli.options import DEFAULT_STORE, DEFAULT_WAIT, By, StorePath, Wait
from slategraph.cli.terminal import counted, end, say
from slategraph.decisions.clusters import contradictions
from slategraph.decisions.judgements import Judgement, in_force
from slategraph.identity import resolution
from slategraph.model.dates import checked_date
from slategraph.model.sources import SOURCE_KINDS
from slategraph.query.lookup import entity, find_written
from slategraph.query.tables import Table

SourceKind = StrEnum("SourceKind", {kind: kind for kind in SOURCE_KINDS})  # type: ignore[misc]


def resolve(
    dry: Annotated[bool, typer.Option("--dry-run", help="Only show the candidates; merge nothing.")] = False,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Find duplicate entities: merge the certain ones and list the others for review."""
    with sg.open_store(store, create=False, read_only=dry, wait=wait) as slate:
        if not dry:
            made = resolution.resolve(slate)
            say(f"{len(made)} merged{':' if made else '.'}")
            if made:
                say(_merged(slate, made).text())
        found = resolution.queue(slate)
        say(f"{counted(len(found), 'possible duplicate')}{', for `slategraph review`:' if found else '.'}")
        if found:
            rows = ((c.one.name, c.other.name, c.one.type, round(c.score, 2), c.why) for c in found)
            say(Table(("one", "other", "type", "likeness", "why"), tuple(rows)).text())


def _merged(slate: sg.Store, made: Iterable[Judgement]) -> Table:
    rows = ((j.one, j.other, _name(slate, j.one), j.because) for j in made)
    return Table(("one", "other", "now", "why"), tuple(rows))


def _name(slate: sg.Store, id_: str) -> str:
    found = entity(slate, id_)
    return found.name if found else id_


_One = Annotated[str, typer.Argument(help="A name or id, as written in a source.")]
_Because = Annotated[str | None, typer.Option(help="The reason, in one sentence.")]


def merge(
    one: _One,
    other: _One,
    *,
    by: By,
    because: _Because = None,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Merge two entities into one; no report is rewritten, and unmerge undoes it."""
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
    """Split two merged entities and record that they are different."""
    with sg.open_store(store, create=False, wait=wait) as slate:
        split = resolution.unmerge(slate, *_ids(slate, one, other), by=by, because=because)
        say(str(split))
        counting = in_force(resolution.judgements(slate)).values()
        end([str(found) for found in contradictions(counting) if found.different == split])


def _ids(slate: sg.Store, one: str, other: str) -> tuple[str, str]:
    """The ids of two names as sources have them, the second of the first one's type."""
    first = find_written(slate, one)
    return first.id, find_written(slate, other, [first.type]).id


def source(
    address: Annotated[str, typer.Argument(help="A source, by its address or id.")],
    *,
    published: Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")] = None,
    retracted: Annotated[str | None, typer.Option(help="Date of retraction, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The publisher.")] = None,
    relays: Annotated[str | None, typer.Option(help="The publisher whose story it relays.")] = None,
    kind: Annotated[SourceKind | None, typer.Option(help="The kind of source.")] = None,
    store: StorePath = DEFAULT_STORE,
    wait: Wait = DEFAULT_WAIT,
) -> None:
    """Show the details of a source, or correct them; an empty value clears one."""
    given = {"published": published, "retracted": retracted, "publisher": publisher, "relays": relays, "kind": kind}
    changes: dict[str, Any] = {key: value or None for key, value in given.items() if value is not None}
    for day in filter(None, (published, retracted)):
        checked_date(day)
    if retracted and retracted > datetime.date.today().isoformat():
        raise sg.BadInput(f"{retracted} is in the future: name the day on which the source was retracted.")
    with sg.open_store(store, create=False, read_only=not changes, wait=wait) as slate:
        known = slate.source(address)
        if changes:
            known = replace(known, **changes)
            slate.update_source(known)
        reports = sum(1 for _ in slate.reports(source=known.id))
    shown = ("key", "kind", "publisher", "published", "retracted", "relays", "title", "author", "url")
    rows = [(key, getattr(known, key)) for key in shown if getattr(known, key)]
    say(Table(("source", known.id), (*rows, ("reports", reports))).text())
