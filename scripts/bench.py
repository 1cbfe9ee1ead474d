"""How long slategraph takes against rdflib in memory, on the same data, in turn, in one run.

A ratio of 0.10 means a tenth of rdflib's time. Times differ from machine to machine, ratios hardly.
"""

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
from rdflib import RDF, RDFS, Dataset, Graph, Namespace, URIRef
from rdflib.term import Node

import slategraph as sg
from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.network.projection import to_networkx

ROUNDS = 3
ROLES = ("actsIn", "directs", "writes", "produces")
STATUSES = ("attached", "attached", "in-talks", "considered", "exited")
CERTAINTIES = ("reported", "confirmed", "rumored")
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("who-is-attached", {"project": "Film 7"}),
    ("who-is-in-play", {"project": "Film 7"}),
    ("person", {"name": "Person 7"}),
    ("what-is-rumored", {}),
    ("adaptations", {}),
    ("sources", {"project": "Film 7"}),
    ("who-left", {}),
)


def reports(count: int) -> Iterator[sg.Report]:
    """Made-up reports: a person on a film, every tenth a film's source or stage, fifteen from one source."""
    return (report(i, count) for i in range(count))


def films(count: int) -> int:
    """On how many films so many made-up reports are."""
    return max(count // 12, 1)


def report(i: int, count: int) -> sg.Report:
    """One of so many made-up reports; `i * 7` modulo the number of films is the film's."""
    film = sg.Entity("Film", f"Film {i * 7 % films(count)}")
    told = i // 15
    source = sg.Source(
        f"https://example.org/{told}", publisher=f"Paper {told % 40}", published=f"2025-{told % 12 + 1:02}"
    )
    if i % 20 == 0:
        claim = sg.Claim(film, "adaptedFrom", sg.Entity("Book", f"{film.name} (novel)"))
    elif i % 20 == 10:
        claim = sg.Claim(film, "stage", "filming" if i % 40 == 10 else "pre-production")
    else:
        claim = sg.Claim(sg.Entity("Person", f"Person {i * 13 % max(count // 5, 1)}"), ROLES[i % 4], film)
    status = STATUSES[i % 5] if i % 10 else "attached"
    return sg.Report(claim, source, status, CERTAINTIES[i % 3], quotation=f"what source {i} says", start=i, end=i + 20)


def least(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The least time of each, over rounds in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for which, call in enumerate((one, other)):
            gc.collect()
            start = time.perf_counter()
            call()
            times[which].append(time.perf_counter() - start)
    return min(times[0]), min(times[1])


def in_rdflib(trig: str) -> Dataset:
    """The same content in rdflib's memory, through rdflib's own parser."""
    dataset = Dataset()
    dataset.parse(data=trig, format="trig")
    return dataset


def network_in_rdflib(dataset: Dataset) -> "nx.MultiDiGraph[str]":
    """The network that `sg.to_networkx` returns, made with rdflib alone: standings as edges, with their reports."""
    terms, plain = Namespace(SG), dataset.default_graph
    standings = dataset.graph(URIRef(f"{PREFIXES['graph']}standings"))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity, label in plain.subject_objects(RDFS.label):
        network.add_node(str(entity), label=str(label), type=str(plain.value(entity, RDF.type)))
    for claim, subject in standings.subject_objects(RDF.subject):
        said = {str(predicate): str(value) for predicate, value in standings.predicate_objects(claim)}
        said_in = dataset.quads((None, terms.claim, claim, None))
        found = [_report_in(dataset.graph(graph), report) for report, _, _, graph in said_in]
        network.add_edge(str(subject), said[str(RDF.object)], key=str(claim), reports=json.dumps(found), **said)
    return network


def _report_in(graph: Graph, report: Node) -> dict[str, str]:
    about = {str(predicate): str(value) for predicate, value in graph.predicate_objects(report)}
    quoted = graph.predicate_objects(URIRef(about.get(f"{SG}quotation", "urn:none")))
    source = graph.predicate_objects(graph.identifier)
    return about | {str(predicate): str(value) for predicate, value in (*quoted, *source)}


def rows(count: int) -> Iterator[tuple[str, float, float]]:
    listed = list(reports(count))
    store = sg.open_store()
    store.add(listed)
    folder = Path(tempfile.mkdtemp())
    trig = sg.export(store, folder / "all.trig").read_text("utf-8")
    theirs = in_rdflib(trig)
    yield (
        "load (reports, with standings; rdflib: the finished TriG)",
        *least(lambda: sg.open_store().add(listed), lambda: in_rdflib(trig)),
    )
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    for name, values in QUESTIONS:
        text = sg.saved_queries()[name].filled(store, values)
        assert len(sg.query(store, name, **values)) == len(list(theirs.query(text, initNs=prefixes))), name
        yield (
            f"query {name}",
            *least(
                lambda n=name, v=values: sg.query(store, n, **v), lambda t=text: list(theirs.query(t, initNs=prefixes))
            ),
        )
    plain = theirs.default_graph
    yield (
        "Turtle export",
        *least(lambda: sg.export(store, folder / "a.ttl"), lambda: plain.serialize(folder / "b.ttl", format="turtle")),
    )
    yield "projection", *least(lambda: to_networkx(store), lambda: network_in_rdflib(theirs))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    print(f"{count} reports; least of {ROUNDS} rounds in turn\n")
    print(f"{'':58} {'slategraph':>10} {'rdflib':>10} {'ratio':>8}")
    for name, ours, theirs in rows(count):
        print(f"{name:58} {ours:9.4f}s {theirs:9.4f}s {ours / theirs:8.3f}", flush=True)


if __name__ == "__main__":
    main()
