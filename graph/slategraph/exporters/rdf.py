"""RDF formats: Turtle of what is believed, TriG of everything."""

from collections.abc import Iterator

import pyoxigraph as ox

from slategraph.rdf.turtle import Graph, Writer
from slategraph.store.store import Store


def turtle(store: Store) -> Iterator[str]:
    """What is believed, as Turtle."""
    writer = Writer()
    body = [*_statements(store, writer, ox.DefaultGraph())]
    yield f"{writer.prefixes()}\n"
    yield from body


def trig(store: Store) -> Iterator[str]:
    """Everything, as TriG: what is believed, the standings, and what each source says, each in its graph."""
    writer = Writer()
    body = [*_statements(store, writer, ox.DefaultGraph())]
    for graph in sorted(store.oxigraph.named_graphs(), key=str):
        if blocks := list(_statements(store, writer, graph)):
            body += [f"{writer.name(str(graph))} {{\n", *blocks, "}\n\n"]
    yield f"{writer.prefixes()}\n"
    yield from body


def _statements(store: Store, writer: Writer, graph: Graph) -> Iterator[str]:
    return writer.statements(store.oxigraph.quads_for_pattern(None, None, None, graph), graph)
