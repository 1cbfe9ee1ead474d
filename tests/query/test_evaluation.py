"""Queries end at their limits and stay inside: no query reaches another server, and none goes on when stopped."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

import slategraph as sg
from slategraph import BadQuery, Claim, Entity, QueryTimeout, QueryTooLarge, Report, Source, Store, query
from slategraph.query import evaluation, saved, sparql

HOSTILE = [
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?a (<x:1>|!<x:1>)* ?b } GRAPH ?h { ?b (<x:1>|!<x:1>)* ?c } }",
    "ASK { ?a ?b ?c . ?d ?e ?f . FILTER (CONCAT(STR(?a), STR(?f)) = 'x') }",
]


class Listener(HTTPServer):
    """A server on this machine that notes who asks, and answers with one row."""

    asked: list[str]


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.asked.append(self.path)
        found = {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": "from afar"}}]}}
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        body = json.dumps(found).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener(("127.0.0.1", 0), _Answer)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(listener: Listener) -> str:
    return f"http://127.0.0.1:{listener.server_port}/sparql"


SERVICES = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND (<{0}> AS ?where) SERVICE ?where {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?x ?y 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER (1 <?b#>'''\n) SERVICE <{0}> {{ ?s ?p ?o }} }} #'''",
    "SELECT * {{ OPTIONAL {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("text", SERVICES)
def test_another_server_is_never_asked(curated: Store, listener: Listener, text: str) -> None:
    with pytest.raises(BadQuery):
        query(curated, text.format(address(listener)))
    assert listener.asked == []


@pytest.mark.parametrize("text", SERVICES[:3])
def test_asking_another_server_is_refused_with_the_option(curated: Store, listener: Listener, text: str) -> None:
    with pytest.raises(BadQuery, match=r"SERVICE.*--allow-service"):
        query(curated, text.format(address(listener)))


def test_a_saved_query_asks_no_other_server(
    curated: Store, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = saved.SavedQuery("mine", "Mine", (), SERVICES[0].format(address(listener)))
    monkeypatch.setattr(sparql, "saved_queries", lambda: {"mine": mine})
    with pytest.raises(BadQuery, match="SERVICE"):
        query(curated, "mine")
    assert listener.asked == []


def test_another_server_is_asked_where_that_is_allowed(curated: Store, listener: Listener) -> None:
    rows = query(curated, f"SELECT ?s {{ SERVICE <{address(listener)}> {{ ?s ?p ?o }} }}", allow_service=True)
    assert rows.rows == (("from afar",),) and listener.asked


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s rdfs:label 'SERVICE <http://x>' }",
        "SELECT * { ?s rdfs:label ?l } # SERVICE <http://x> { }\nLIMIT 1",
        "SELECT ?service { ?service a <http://example.org/Service> }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:x ?l }",
    ],
)
def test_the_word_alone_is_no_service(curated: Store, text: str) -> None:
    query(curated, text)


@pytest.mark.parametrize(
    "text", ["LOAD <{0}>", "LOAD <{0}> INTO GRAPH <x:y>", "INSERT {{ ?s ?p 1 }} WHERE {{ ?s ?p ?o }}"]
)
def test_an_update_reaches_nothing(curated: Store, listener: Listener, text: str) -> None:
    with pytest.raises(BadQuery, match="This is an update"):
        query(curated, text.format(address(listener)), allow_service=True)
    assert listener.asked == []


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.mark.parametrize("text", HOSTILE)
def test_an_endless_query_is_stopped_and_gone(curated: Store, text: str) -> None:
    before = children()
    with pytest.raises(QueryTimeout, match=r"stopped after 0[.]3 seconds"):
        query(curated, text, timeout=0.3)
    assert children() == before


def test_an_endless_query_of_a_folder_is_stopped(shelf: Path) -> None:
    with sg.open_store(shelf, read_only=True) as store, pytest.raises(QueryTimeout):
        query(store, HOSTILE[0], timeout=0.5)


def test_a_query_that_needs_much_memory_is_stopped(curated: Store) -> None:
    with pytest.raises(QueryTooLarge, match="50 MB of memory"):
        query(curated, HOSTILE[1], max_memory=50_000_000)


def test_an_answer_of_too_many_rows_is_refused(curated: Store) -> None:
    with pytest.raises(QueryTooLarge, match="more than 10 rows"):
        query(curated, "SELECT * { ?s ?p ?o }", max_rows=10)
    assert len(query(curated, "SELECT * { ?s ?p ?o } LIMIT 10", max_rows=10)) == 10


def test_a_saved_query_has_the_limit_of_rows(curated: Store) -> None:
    with pytest.raises(QueryTooLarge, match="more than 1 rows"):
        query(curated, "stages", max_rows=1)


def test_a_saved_query_of_a_large_store_can_be_stopped(curated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = saved.SavedQuery("mine", "Mine", (), HOSTILE[0])
    monkeypatch.setattr(sparql, "saved_queries", lambda: {"mine": mine})
    monkeypatch.setattr(evaluation, "_is_large", lambda _: True)
    with pytest.raises(QueryTimeout):
        query(curated, "mine", timeout=0.3)


def test_a_text_nested_too_deeply_is_refused(curated: Store) -> None:
    with pytest.raises(BadQuery, match="nested too deeply"):
        query(curated, f"ASK {'{' * 20_000}{'}' * 20_000}")


def test_what_this_process_has_written_is_seen(tmp_path: Path) -> None:
    with sg.open_store(tmp_path / "slate.db") as store:
        for n in range(3):
            film = Entity("Film", f"Film {n}")
            store.add([Report(Claim(Entity("Person", "Ada"), "directs", film), Source(f"x{n}"))])
            assert query(store, "SELECT (COUNT(?f) AS ?n) { ?f a sg:Film }").rows == ((n + 1,),)


def test_queries_while_another_thread_writes(store: Store) -> None:
    def write() -> None:
        for n in range(150):
            film = Entity("Film", f"Film {n}")
            store.add([Report(Claim(Entity("Person", "Ada"), "directs", film), Source(f"x{n}"))])

    writing = threading.Thread(target=write)
    writing.start()
    counts = []
    while writing.is_alive():
        counts.append(query(store, "SELECT (COUNT(?f) AS ?n) { ?f a sg:Film }", timeout=20).rows[0][0])
    assert counts == sorted(counts)


INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
import slategraph as sg
with sg.open_store(sys.argv[1], read_only=True) as store:
    print("ready", flush=True)
    try:
        sg.query(store, sys.argv[2], timeout=60)
    except KeyboardInterrupt:
        print("interrupted")
"""


@pytest.mark.parametrize("text", HOSTILE[:3])
def test_an_interrupt_ends_a_query(shelf: Path, text: str) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(shelf), text], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert asking.stdout and asking.stdout.readline() == "ready\n"
    time.sleep(0.5)
    os.killpg(asking.pid, signal.SIGINT)
    assert asking.communicate(timeout=30)[0] == "interrupted\n"
    with pytest.raises(ProcessLookupError):  # nobody is left of the group
        os.killpg(asking.pid, 0)
