"""Reading and writing an endpoint that somebody else writes to meanwhile."""

from collections.abc import Iterator

import pytest

import slategraph as sg
from slategraph import Claim, Entity, Report, Source, Store, StoreInUse
from slategraph.decisions.settings import BELIEVED_FROM
from slategraph.query.lookup import find as found_by
from slategraph.rdf import mapping
from slategraph.store import arrivals, steady
from slategraph.store import store as stores
from sparql_server import emptied, oxigraph_server

FILM = Entity("Film", "Heat 2")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(steady, "_PAUSE", 0)
    with sg.open_store(emptied(server)) as made:
        made.add(said(0))
        yield made


def said(number: int) -> Report:
    source = Source(f"https://example.org/{number}", published="2026-01-05")
    return Report(Claim(Entity("Person", f"P{number}"), "actsIn", FILM), source)


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    with sg.open_store(str(store.path)) as made:
        yield made


def test_a_view_of_what_was_changed_is_refused(store: Store, other: Store) -> None:
    with store.view() as view:
        assert len(list(view.reports())) == 1
        other.add(said(1))
        with pytest.raises(StoreInUse, match="changed while it was read"):
            list(view.reports())
    assert len(list(store.reports())) == 2


def test_a_reading_function_begins_again(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [said(1)]

    def find(view: Store, name: str) -> Entity:
        entity = found_by(view, name)
        if waiting:
            other.add(waiting.pop())
        return entity

    monkeypatch.setattr("slategraph.query.changes.find", find)
    assert [change.claim.subject.name for change in sg.history(store, "Heat 2")] == ["P0", "P1"]


def test_a_write_is_planned_again(store: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [said(1)]

    def added(*arguments: object) -> arrivals.Arrivals:
        found = arrivals.added(*arguments)  # type: ignore[arg-type]
        if waiting:
            other.add(waiting.pop())
        return found

    monkeypatch.setattr(stores, "added", added)
    assert store.add(said(2)) == 1
    assert [s.claim.subject.name for s in sg.standings(other, "Heat 2")] == ["P0", "P1", "P2"]


def test_a_setting_takes_the_place_of_what_another_set(store: Store, other: Store) -> None:
    store.threshold, other.threshold = 0.7, 0.8
    store.threshold = 0.9
    found = store.quads.match([(None, BELIEVED_FROM, None, None)])
    assert [q.object for q in found] == [mapping.decimal(0.9)]
