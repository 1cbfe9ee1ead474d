"""The settings of a store, kept as quads in a graph of their own."""

from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs
from slategraph.rdf.quads import Delta, NamedNode, Quad

SETTINGS = NamedNode(f"{PREFIXES['graph']}settings")

BELIEVED_FROM = NamedNode(f"{SG}believedFrom")


def with_threshold(graphs: Graphs, confidence: float) -> Delta:
    """The change by which reports are accepted from a confidence on."""
    old = frozenset(graphs.quads(SETTINGS, BELIEVED_FROM, None, SETTINGS))
    new = frozenset((Quad(SETTINGS, BELIEVED_FROM, mapping.decimal(confidence), SETTINGS),))
    return Delta(old - new, new - old)
