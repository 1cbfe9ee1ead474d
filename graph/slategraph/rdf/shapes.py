"""Checking a graph against the SHACL shapes of the ontology."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SH
from rdflib.term import Node

from slategraph.files import shipped
from slategraph.model.reports import Report
from slategraph.model.vocabulary import SG
from slategraph.rdf.mapping import Triple, all_triples, plain_triples

TERMS = Namespace(SG)


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a rule: the rule in words, the node, and the predicate and value if it is about these."""

    message: str
    focus: Node
    predicate: Node | None
    value: Node | None


def violations(data: Graph) -> list[Violation]:
    """What in a graph breaks the ontology's shapes; the graph has to be in rdflib's memory, and is left as it is."""
    from pyshacl import validate  # heavy, and needed here alone

    ontology = Graph().parse(shipped("ontology/slategraph.ttl"), format="ox-turtle")
    _, results, _ = validate(data + ontology, shacl_graph=ontology)  # its ont_graph would leave out the levels
    owners = {shape: predicate for predicate, shape in ontology.subject_objects(TERMS.shape)}
    found = (_violation(results, r, owners) for r in results.subjects(RDF.type, SH.ValidationResult))
    return sorted(found, key=lambda v: (str(v.focus), v.message, str(v.value)))


def _violation(results: Graph, result: Node, owners: dict[Node, Node]) -> Violation:
    shape, path = results.value(result, SH.sourceShape), results.value(result, SH.resultPath)
    focus = results.value(result, SH.focusNode)
    assert shape is not None and focus is not None
    value = results.value(result, SH.value)
    return Violation(str(results.value(result, SH.resultMessage)), focus, owners.get(shape, path), value)


def check_reports(reports: Iterable[Report]) -> list[str]:
    """What in reports breaks the rules; one sentence each."""
    return check_triples(t for r in reports for t in (*all_triples(r), next(plain_triples(r.claim))))


def check_triples(triples: Iterable[Triple]) -> list[str]:
    """What in a graph, such as that of what is believed, breaks the rules; one sentence each."""
    data = Graph()
    data.parse(data=ox.serialize((ox.Triple(*t) for t in triples), format=ox.RdfFormat.N_TRIPLES), format="ox-nt")
    return [f"{v.focus}: {v.message}." for v in violations(data)]
