"""The settings of a store, kept as quads in a graph of their own."""

import pyoxigraph as ox

from slategraph.model.vocabulary import PREFIXES, SG
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs

SETTINGS = ox.NamedNode(f"{PREFIXES['graph']}settings")


BELIEVED_FROM = ox.NamedNode(f"{SG}believedFrom")


def believed_from(graphs: Graphs, confidence: float) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """The quads that have to go and to come so that readers are believed from a confidence on."""
    old = set(graphs.quads(SETTINGS, BELIEVED_FROM, None, SETTINGS))
    new = {ox.Quad(SETTINGS, BELIEVED_FROM, mapping.decimal(confidence), SETTINGS)}
    return old - new, new - old
