"""RDF formats: Turtle of what is believed, TriG of everything."""

import pyoxigraph as ox

from slategraph.rdf.turtle import document, statements, term
from slategraph.store.store import Store


def turtle(store: Store) -> str:
    """What is believed, as Turtle."""
    return document(statements(store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph())))


def trig(store: Store) -> str:
    """Everything, as TriG: what is believed, the standings, and what each source says, each in its graph."""
    parts = [statements(store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()))]
    for graph in sorted(store.oxigraph.named_graphs(), key=str):
        if body := statements(store.oxigraph.quads_for_pattern(None, None, None, graph)):
            parts.append(f"{term(graph)} {{\n{body}}}\n\n")
    return document("".join(parts))
