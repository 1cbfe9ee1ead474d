"""Triples in the syntaxes of RDF, with the prefixes of the ontology; the same bytes for the same triples."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pyoxigraph import RdfFormat, Triple, serialize

from slategraph.model.vocabulary import PREFIXES

#: The syntaxes by the names that `--format` takes.
SYNTAXES: Mapping[str, RdfFormat] = MappingProxyType(
    {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "ntriples": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
    }
)


def serialized(triples: Iterable[Triple], syntax: str) -> str:
    """Triples as text in one of the `SYNTAXES`."""
    ordered = sorted(triples, key=str)
    text = "\n".join(map(str, ordered))
    used = {prefix: start for prefix, start in PREFIXES.items() if f"<{start}" in text}
    prefixes = used if syntax in ("turtle", "trig") else {}
    written: bytes = serialize(ordered, format=SYNTAXES[syntax], prefixes=prefixes)  # type: ignore[assignment]
    lines = written.decode("utf-8").rstrip("\n").split("\n")
    head = [line for line in lines if line.startswith("@prefix ")]  # which Oxigraph writes in any order
    return "\n".join((*sorted(head), *lines[len(head) :]))
