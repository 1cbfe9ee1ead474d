"""The endpoint against Oxigraph's own server: matching, changing, and what happens when the connection breaks."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slategraph.errors import BadInput, StoreInUse, Unreadable
from slategraph.rdf.quads import BlankNode, DefaultGraph, Delta, Graph, Literal, NamedNode, Pattern, Quad
from slategraph.store import endpoint, http
from slategraph.store.endpoint import BOOK, Endpoint
from sparql_server import Proxy, emptied, oxigraph_server, proxy
from strategies import HOSTILE

A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")
G, H = NamedNode("https://example.org/g"), NamedNode("https://example.org/h")
DEFAULT = DefaultGraph()


def many(count: int, graph: Graph = G) -> frozenset[Quad]:
    return frozenset(Quad(NamedNode(f"https://example.org/{n}"), B, Literal(str(n)), graph) for n in range(count))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture
def quads(server: str) -> Iterator[Endpoint]:
    made = Endpoint(emptied(server))
    yield made
    made.close()


@pytest.fixture
def small(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that takes ten quads at once, behind a proxy; a second try comes at once."""
    monkeypatch.setenv("SLATEGRAPH_ENDPOINT_BATCH", "10")
    made = Endpoint(emptied(server))
    yield made
    made.close()


@pytest.fixture
def cutting(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A proxy that can be told to cut, before a server that takes ten quads at once."""
    monkeypatch.setenv("SLATEGRAPH_ENDPOINT_BATCH", "10")
    monkeypatch.setattr(http, "BACK_OFF", 0.001)
    with proxy(emptied(server)) as made:
        yield made


def everything(quads: Endpoint) -> set[Quad]:
    return set(quads.match([(None, None, None, None)]))


def test_a_new_store_is_empty(quads: Endpoint) -> None:
    assert (everything(quads), len(quads), quads.named_graphs()) == (set(), 0, [])


def test_what_was_added_is_found(quads: Endpoint) -> None:
    added = {Quad(A, B, C, G), Quad(A, B, Literal("x", language="en"), DEFAULT)}
    quads.apply(Delta(added=frozenset(added)))
    assert (everything(quads), len(quads), quads.named_graphs()) == (added, 2, [G])


def test_another_sees_what_was_added(quads: Endpoint) -> None:
    quads.apply(Delta(added=many(3)))
    assert everything(Endpoint(quads.address)) == many(3)


def test_a_change_removes_adds_and_drops(quads: Endpoint) -> None:
    kept, gone, come = Quad(A, B, C, G), Quad(A, B, A, G), Quad(C, B, A, DEFAULT)
    quads.apply(Delta(added=frozenset({kept, gone}) | many(5, H)))
    quads.apply(Delta(removed=frozenset({gone}), added=frozenset({come}), dropped=frozenset({H})))
    assert (everything(quads), quads.named_graphs()) == ({kept, come}, [G])


def test_a_quad_that_goes_and_comes_is_there(quads: Endpoint) -> None:
    quad = frozenset({Quad(A, B, C, G)})
    quads.apply(Delta(quad, quad))
    assert everything(quads) == quad


def test_an_empty_change_asks_nothing(quads: Endpoint) -> None:
    before = quads.revision
    quads.apply(Delta())
    assert quads.revision == before


def test_a_change_larger_than_the_server_takes_at_once(small: Endpoint) -> None:
    small.apply(Delta(added=many(25) | many(35, DEFAULT)))
    small.apply(Delta(removed=many(24)))
    assert everything(small) == many(35, DEFAULT) | (many(25) - many(24))


def test_blank_nodes_are_refused(quads: Endpoint) -> None:
    with pytest.raises(BadInput, match="blank nodes"):
        quads.apply(Delta(added=frozenset({Quad(BlankNode("x"), B, C, G)})))


@pytest.mark.parametrize(
    "pattern",
    [(A, None, None, None), (A, B, None, G), (None, B, C, DEFAULT), (A, B, C, None), (None, None, None, G)],
)
def test_a_pattern(quads: Endpoint, pattern: Pattern) -> None:
    stored = {Quad(s, p, o, g) for s in (A, B) for p in (B, C) for o in (C, Literal("c")) for g in (G, H, DEFAULT)}
    quads.apply(Delta(added=frozenset(stored)))
    assert set(quads.match([pattern])) == set(ox_matched(stored, pattern))


def ox_matched(stored: set[Quad], pattern: Pattern) -> Iterator[Quad]:
    store = ox.Store()
    store.extend(stored)
    return store.quads_for_pattern(*pattern)


def test_many_patterns_at_once_give_each_quad_once(quads: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    quads.apply(Delta(added=many(40)))
    monkeypatch.setattr(endpoint, "_PATTERNS", 7)
    patterns: list[Pattern] = [(q.subject, None, None, None) for q in many(40) if isinstance(q.subject, NamedNode)]
    found = list(quads.match([*patterns, *patterns, (None, B, Literal("3"), G)]))
    assert len(found) == 40
    assert set(found) == many(40)


nodes = st.sampled_from((A, B, C))
terms = nodes | st.builds(Literal, st.text(st.sampled_from(HOSTILE), max_size=5)) | st.just(Literal("2", datatype=A))
graphs = st.sampled_from((G, H, DEFAULT))
made_quads = st.frozensets(st.builds(Quad, nodes, nodes, terms, graphs), max_size=12)
made_patterns = st.lists(st.tuples(*(st.none() | one for one in (nodes, nodes, terms, graphs))), max_size=5)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    first=made_quads, second=made_quads, gone=made_quads, dropped=st.sets(st.sampled_from((G, H))), asked=made_patterns
)
def test_it_does_what_a_store_in_memory_does(
    *,
    server: str,
    first: frozenset[Quad],
    second: frozenset[Quad],
    gone: frozenset[Quad],
    dropped: set[NamedNode],
    asked: list[Pattern],
) -> None:
    quads, memory = Endpoint(emptied(server)), set(first)
    quads.apply(Delta(added=first))
    quads.apply(Delta(gone, second, frozenset(dropped)))
    memory = {q for q in memory - gone if q.graph_name not in dropped} | second
    expected = {q for pattern in asked for q in ox_matched(memory, pattern)}
    assert set(quads.match(asked)) == expected
    assert (everything(quads), len(quads)) == (memory, len(memory))
    quads.close()


def test_a_select(quads: Endpoint) -> None:
    quads.apply(Delta(added=frozenset({Quad(A, B, C, DEFAULT)})))
    answer = quads.query("SELECT ?o ?s { ?s ?p ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    assert ([v.value for v in answer.variables], [list(row) for row in answer]) == (["o", "s"], [[C, A]])


def test_an_ask(quads: Endpoint) -> None:
    assert not quads.query("ASK { ?film a sg:Film }")


def test_a_construct(quads: Endpoint) -> None:
    quads.apply(Delta(added=frozenset({Quad(A, B, C, DEFAULT)})))
    answer = quads.query("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    assert list(answer) == [ox.Triple(C, B, A)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?o { ?s ?p ?o }",
        "SELECT ?o { ?s ?p ?o FILTER (?s = ?s) }",
        "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s",
        "SELECT ?o { { SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s LIMIT 1 } }",
        "SELECT ?o { { ?s ?p ?o } UNION { ?o ?p ?s } } # not $s",
        "SELECT ?o { ?s ?p ?o FILTER (\"?s {\" != '{') }",
    ],
)
def test_values_stand_in_place_of_variables(quads: Endpoint, text: str) -> None:
    quads.apply(Delta(added=frozenset({Quad(A, B, Literal("a"), DEFAULT), Quad(C, B, Literal("c"), DEFAULT)})))
    answer = quads.query(text, values={"s": C})
    assert isinstance(answer, ox.QuerySolutions)
    assert [row[-1].value for row in ([*row] for row in answer)] in (["c"], ["1"])


def test_a_construct_that_speaks_of_service(quads: Endpoint) -> None:
    quads.apply(Delta(added=frozenset({Quad(A, B, Literal("service"), DEFAULT)})))
    answer = quads.query('PREFIX x: <x:>\nCONSTRUCT WHERE { ?s ?p "service" }')
    assert isinstance(answer, ox.QueryTriples) and len(list(answer)) == 1


def test_a_wrong_query_is_told_as_by_a_store_on_disk(quads: Endpoint) -> None:
    with pytest.raises(SyntaxError) as here:
        quads.query("SELECT ?s { ?s sg:directs }")
    with pytest.raises(SyntaxError) as there:
        ox.Store().query("SELECT ?s { ?s sg:directs }", prefixes={"sg": "https://w3id.org/slategraph/ontology#"})
    assert str(here.value) == str(there.value)


def test_who_writes_after_another_on_what_it_read_before_is_refused(quads: Endpoint) -> None:
    other = Endpoint(quads.address)
    other.apply(Delta(added=many(1)))
    with pytest.raises(StoreInUse, match="changed by somebody else meanwhile"):
        quads.apply(Delta(added=many(2)))
    assert everything(quads) == many(1)


def test_who_writes_after_another_on_what_it_read_since_may(quads: Endpoint) -> None:
    Endpoint(quads.address).apply(Delta(added=many(1)))
    everything(quads)
    quads.apply(Delta(added=many(2)))
    assert everything(quads) == many(2)


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 12))
def test_a_connection_that_breaks_once_is_mended(cutting: Proxy, number: int, place: str) -> None:
    quads = Endpoint(cutting.address)
    first = cutting.requests
    cutting.cut = lambda at, request: place if at == first + number else None
    quads.apply(Delta(added=many(25)))
    quads.apply(Delta(removed=many(12), dropped=frozenset({H})))
    assert everything(quads) == many(25) - many(12)


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 9))
def test_a_change_that_was_cut_off_is_all_there_or_not_at_all(
    cutting: Proxy, server: str, number: int, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "PATIENCE", 0)
    old, new = many(15, H), many(25)
    quads = Endpoint(cutting.address)
    quads.apply(Delta(added=old))
    first = cutting.requests
    cutting.cut = lambda at, request: place if at >= first + number else None
    try:
        quads.apply(Delta(old - many(3, H), new))
        done = True
    except Unreadable:
        done = False
    found = everything(Endpoint(server, read_only=True))
    assert found in ([many(3, H) | new] if done else [old, many(3, H) | new])
    later = Endpoint(server)
    assert everything(later) == found
    assert len(later) == len(found)  # which the server counts itself


def test_a_query_waits_for_a_change_that_is_under_way_and_then_says_so(
    cutting: Proxy, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quads = Endpoint(cutting.address)
    cutting.cut = lambda at, request: "before" if b"INSERT" in request and b"underWay> ?text" in request else None
    with pytest.raises(Unreadable, match="broke off the connection"):
        quads.apply(Delta(added=many(25)))
    monkeypatch.setattr(endpoint, "_PAUSE", 0)
    with pytest.raises(Unreadable, match="is being written to"):
        Endpoint(server, read_only=True).query("ASK { ?s ?p ?o }")


def test_a_writer_finishes_what_another_left(cutting: Proxy, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quads, other = Endpoint(cutting.address), Endpoint(server)
    cutting.cut = lambda at, request: "before" if b"INSERT" in request and b"underWay> ?text" in request else None
    with pytest.raises(Unreadable):
        quads.apply(Delta(added=many(25)))
    monkeypatch.setattr(endpoint, "PATIENCE", 0)
    everything(other)
    other.apply(Delta(added=many(30)))
    assert everything(other) == many(30)
    assert len(other) == 30


def test_an_endpoint_finishes_its_own_change_when_it_reads_again(cutting: Proxy) -> None:
    quads = Endpoint(cutting.address)
    cutting.cut = lambda at, request: "before" if b"INSERT" in request and b"underWay> ?text" in request else None
    with pytest.raises(Unreadable):
        quads.apply(Delta(added=many(25)))
    cutting.cut = lambda at, request: None
    assert everything(quads) == many(25)
    assert len(quads) == 25


def test_matching_reads_again_where_the_store_changed_between_its_queries(
    quads: Endpoint, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quads.apply(Delta(added=many(9)))
    monkeypatch.setattr(endpoint, "_PATTERNS", 5)
    monkeypatch.setattr(endpoint, "_PAUSE", 0)
    patterns: list[Pattern] = [(q.subject, None, None, None) for q in many(9) if isinstance(q.subject, NamedNode)]
    with proxy(server) as watched:
        reading, writing = Endpoint(watched.address), Endpoint(server)

        def change(number: int, request: bytes) -> None:
            if number == 3:  # the second half of the first reading
                writing.apply(Delta(many(9), many(9, H)))

        watched.cut = change
        assert set(reading.match(patterns)) == many(9, H)


def test_a_server_whose_default_graph_is_all_graphs_is_refused() -> None:
    with oxigraph_server("--union-default-graph") as address, pytest.raises(Unreadable, match="default graph"):
        Endpoint(address).apply(Delta(added=many(1)))


def test_the_endpoints_own_graph_is_not_shown(quads: Endpoint) -> None:
    quads.apply(Delta(added=many(1)))
    assert not list(quads.match([(BOOK, None, None, None), (None, None, None, BOOK)]))


def test_closing_twice_is_nothing(server: str) -> None:
    quads = Endpoint(server)
    quads.close()
    quads.close()
