"""SPARQL updates: sets of quads put in and taken out, on a condition."""

from collections.abc import Iterable

from slategraph.errors import BadInput
from slategraph.rdf.quads import BlankNode, DefaultGraph, Quad


def update(removed: Iterable[Quad], added: Iterable[Quad], where: str) -> str:
    """One operation that takes some quads out and puts others in, where a condition holds.

    >>> from slategraph.rdf.quads import NamedNode
    >>> print(update([], [Quad(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c"), NamedNode("x:g"))], "?s ?p ?o"))
    INSERT {
    GRAPH <x:g> { <x:a> <x:b> <x:c> }
    }
    WHERE { ?s ?p ?o }
    """
    parts = (("DELETE", listed(removed)), ("INSERT", listed(added)))
    return "".join(f"{word} {{\n{quads}\n}}\n" for word, quads in parts if quads) + f"WHERE {{ {where} }}"


def listed(quads: Iterable[Quad]) -> str:
    """Quads as they stand in an update."""
    return "\n".join(
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    )


def check_ground(quads: Iterable[Quad]) -> None:
    """Raise `BadInput` for a blank node: an update can put one in, but nothing can take it out again."""
    for q in quads:
        for term in (q.subject, q.object):
            if isinstance(term, BlankNode):
                raise BadInput(f"A SPARQL endpoint can't keep blank nodes: give {term} an address.")
