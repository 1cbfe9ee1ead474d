"""RDF formats: Turtle of what is believed, TriG of everything."""

from collections.abc import Iterator

from slategraph.rdf.quads import DefaultGraph, Graph
from slategraph.rdf.turtle import Writer
from slategraph.store.store import Store


def turtle(store: Store) -> Iterator[str]:
    """What is believed, as Turtle."""
    writer = Writer()
    body = [*_statements(store, writer, DefaultGraph())]
    yield f"{writer.prefixes()}\n"
    yield from body


def trig(store: Store) -> Iterator[str]:
    """Everything, as TriG: what is believed, the standings, and what each source says, each in its graph."""
    writer = Writer()
    body = [*_statements(store, writer, DefaultGraph())]
    for graph in store.quads.named_graphs():
        if blocks := list(_statements(store, writer, graph)):
            body += [f"{writer.name(str(graph))} {{\n", *blocks, "}\n\n"]
    yield f"{writer.prefixes()}\n"
    yield from body


def _statements(store: Store, writer: Writer, graph: Graph) -> Iterator[str]:
    return writer.statements(store.quads.match([(None, None, None, graph)]), graph)
