"""Readings of an endpoint that belong together."""

from collections.abc import Iterator

import pytest

from slategraph.rdf.quads import DefaultGraph, Delta, NamedNode, Quad
from slategraph.store import steady
from slategraph.store.endpoint import Endpoint
from slategraph.store.steady import Moved, Steady, steadily
from sparql_server import emptied, oxigraph_server

A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")
FIRST, SECOND = Quad(A, B, C, DefaultGraph()), Quad(B, B, C, DefaultGraph())
EVERYTHING = [(None, None, None, None)]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture
def endpoint(server: str) -> Iterator[Endpoint]:
    made = Endpoint(emptied(server))
    made.apply(Delta(added=frozenset({FIRST})))
    yield made
    made.close()


def test_readings_of_one_revision(endpoint: Endpoint) -> None:
    view = Steady(endpoint)
    assert (set(view.match(EVERYTHING)), bool(view.query("ASK { ?s ?p ?o }")), len(view)) == ({FIRST}, True, 1)


def test_a_reading_after_a_change_is_refused(endpoint: Endpoint) -> None:
    view = Steady(endpoint)
    view.match(EVERYTHING)
    Endpoint(endpoint.address).apply(Delta(added=frozenset({SECOND})))
    with pytest.raises(Moved, match="changed while it was read"):
        view.query("ASK { ?s ?p ?o }")


def test_what_is_read_is_read_again_after_a_change(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steady, "_PAUSE", 0)
    waiting = [frozenset({SECOND})]

    def read(view: Steady) -> tuple[set[Quad], int]:
        found = set(view.match(EVERYTHING))
        if waiting:
            Endpoint(endpoint.address).apply(Delta(added=waiting.pop()))
        return found, len(view)

    assert steadily(endpoint, read) == ({FIRST, SECOND}, 2)


def test_its_own_change_is_part_of_it(endpoint: Endpoint) -> None:
    view = Steady(endpoint)
    view.match(EVERYTHING)
    view.apply(Delta(added=frozenset({SECOND})))
    assert set(view.match(EVERYTHING)) == {FIRST, SECOND}
