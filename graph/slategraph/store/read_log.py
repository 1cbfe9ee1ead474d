"""Which articles have been read, by which version of which extractor: so that none is read twice.

What an extractor found is in the graph of the source. That it has read, also if it found nothing, is in a graph of its
own: a reading on the source, the extractor's name and version and a fingerprint of what it read.
"""

from collections.abc import Iterator

from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Node
from slategraph.rdf.quads import Delta, Literal, NamedNode, Quad

READINGS = NamedNode(f"{PREFIXES['graph']}readings")
_READING = NamedNode(f"{SG}reading")


def is_read(graphs: Graphs, reading: str) -> bool:
    """Whether this has been read: the same content, by the same version of the same extractor."""
    return next(graphs.quads(None, _READING, mapping.text(reading), READINGS), None) is not None


def readings_of(graphs: Graphs, source: Node) -> Iterator[Quad]:
    """What is remembered of the readings of a source."""
    return graphs.quads(source, _READING, None, READINGS)


def read_now(graphs: Graphs, source: str, reading: str) -> Delta:
    """The change by which a source has been read: of each extractor the last reading counts."""
    node = mapping.node(source)
    new = Quad(node, _READING, mapping.text(reading), READINGS)
    old = frozenset(q for q in readings_of(graphs, node) if _extractor(q) == _extractor(new))
    return Delta(old - {new}, frozenset((new,)) - old)


def _extractor(quad: Quad) -> str:
    """The name of the extractor, without its version."""
    assert isinstance(quad.object, Literal)
    return quad.object.value.partition("/")[0]
