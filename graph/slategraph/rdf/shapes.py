"""Checking a graph against the SHACL shapes of the ontology."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from slategraph.files import shipped
from slategraph.model.reports import Report
from slategraph.model.vocabulary import SG
from slategraph.rdf.mapping import Triple, all_triples, plain_triples

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


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


def validate(reports: Iterable[Report]) -> list[str]:
    """What in reports, such as those of a store, breaks the rules; one sentence each.

    >>> from slategraph import Claim, Entity, Report, Source
    >>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
    >>> validate([Report(claim, Source("https://example.org/1"))])
    []
    """
    return check_triples(t for r in reports for t in (*all_triples(r), next(plain_triples(r.claim))))


def check_triples(triples: Iterable[Triple]) -> list[str]:
    """What in a graph, such as that of what is believed, breaks the rules; one sentence each."""
    from rdflib import Graph

    data = Graph()
    data.parse(data=ox.serialize((ox.Triple(*t) for t in triples), format=ox.RdfFormat.N_TRIPLES), format="ox-nt")
    return [f"{v.focus}: {v.message}." for v in violations(data)]
