"""Which articles have been read, by which version of which reader: so that none is read twice.

What a reader found is in the graph of the source. That it has read, also where it found nothing, is in a graph of its
own: a reading on the source, the reader's name and version and a fingerprint of what it read.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Node

READINGS = ox.NamedNode(f"{PREFIXES['graph']}readings")
_READING = ox.NamedNode(f"{SG}reading")


def is_read(graphs: Graphs, reading: str) -> bool:
    """Whether this has been read: the same content, by the same version of the same reader."""
    return next(graphs.quads(None, _READING, mapping.text(reading), READINGS), None) is not None


def readings_of(graphs: Graphs, source: Node) -> Iterator[ox.Quad]:
    """What is remembered of the readings of a source."""
    return graphs.quads(source, _READING, None, READINGS)


def read_now(graphs: Graphs, source: str, reading: str) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """The quads that have to go and to come where a source has been read: of each reader the last reading counts."""
    node = mapping.node(source)
    new = ox.Quad(node, _READING, mapping.text(reading), READINGS)
    old = {q for q in readings_of(graphs, node) if _reader(q) == _reader(new)}
    return old - {new}, {new} - old


def _reader(quad: ox.Quad) -> str:
    """The name of the reader, without its version."""
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value.partition("/")[0]
