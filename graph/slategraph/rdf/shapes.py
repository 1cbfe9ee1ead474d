"""Checking a graph against the SHACL shapes of the ontology."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from slategraph.files import shipped
from slategraph.model.reports import Report
from slategraph.model.vocabulary import SG
from slategraph.rdf.graphs import Graphs
from slategraph.rdf.mapping import all_triples, plain_triples

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a rule: the rule in words, the node, and the predicate and value if it is about these."""

    message: str
    focus: "Node"
    predicate: "Node | None"
    value: "Node | None"


def violations(data: "Graph") -> list[Violation]:
    """What in a graph breaks the ontology's shapes; the graph has to be in rdflib's memory, and is left as it is."""
    import pyshacl  # heavy, and needed here alone
    from rdflib import RDF, SH, Graph, URIRef

    ontology = Graph().parse(shipped("ontology/slategraph.ttl"), format="ox-turtle")
    _, results, _ = pyshacl.validate(data + ontology, shacl_graph=ontology)  # its ont_graph would leave out the levels
    owners = {shape: predicate for predicate, shape in ontology.subject_objects(URIRef(f"{SG}shape"))}
    found = (_violation(results, r, owners) for r in results.subjects(RDF.type, SH.ValidationResult))
    return sorted(found, key=lambda v: (str(v.focus), v.message, str(v.value)))


def _violation(results: "Graph", result: "Node", owners: "dict[Node, Node]") -> Violation:
    from rdflib import SH

    shape, path = results.value(result, SH.sourceShape), results.value(result, SH.resultPath)
    focus = results.value(result, SH.focusNode)
    assert shape is not None and focus is not None
    value = results.value(result, SH.value)
    return Violation(str(results.value(result, SH.resultMessage)), focus, owners.get(shape, path), value)


class Slate(Protocol):
    """What a store is to whoever checks it: its graphs, and its reports."""

    @property
    def graphs(self) -> Graphs:
        """The graphs, the default graph among them."""

    def reports(self) -> Iterable[Report]:
        """All reports."""


def validate(reports: Slate | Iterable[Report]) -> list[str]:
    """What in a store, as it is exported, or in reports breaks the ontology's rules; one sentence each.

    >>> from slategraph import Claim, Entity, Report, Source
    >>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
    >>> validate([Report(claim, Source("https://example.org/1"))])
    []
    """
    from rdflib import Graph

    said = reports if isinstance(reports, Iterable) else reports.reports()
    triples = {ox.Triple(*t) for r in said for t in (*all_triples(r), *plain_triples(r.claim))}
    if not isinstance(reports, Iterable):
        triples |= {quad.triple for quad in reports.graphs.quads(None, None, None, _DEFAULT)}
    data = Graph()
    turtle = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    data.parse(data=turtle, format="ox-nt")
    return [f"{v.focus}: {v.message}." for v in violations(data)]
