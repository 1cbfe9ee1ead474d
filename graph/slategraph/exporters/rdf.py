"""RDF formats: Turtle of what is believed, TriG of everything."""

from slategraph.rdf.quads import DefaultGraph
from slategraph.rdf.turtle import document, statements, term
from slategraph.store.store import Store


def turtle(store: Store) -> str:
    """What is believed, as Turtle."""
    return document(statements(store.quads.match([(None, None, None, DefaultGraph())])))


def trig(store: Store) -> str:
    """Everything, as TriG: what is believed, the standings, and what each source says, each in its graph."""
    parts = [statements(store.quads.match([(None, None, None, DefaultGraph())]))]
    for graph in store.quads.named_graphs():
        if body := statements(store.quads.match([(None, None, None, graph)])):
            parts.append(f"{term(graph)} {{\n{body}}}\n\n")
    return document("".join(parts))
