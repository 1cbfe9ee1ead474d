"""The JSON-LD context of the ontology: its words as the keys of plain JSON.

>>> context()["@context"]["directs"]
{'@id': 'sg:directs', '@type': '@id'}
"""

import json
from typing import Any

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from slategraph.files import shipped
from slategraph.model.vocabulary import BASE, PREFIXES, SG, TYPES, local


def context() -> dict[str, Any]:
    """The context as JSON-LD 1.1 has it; `ontology/context.jsonld` is this, written by `scripts/context`."""
    ontology = Graph().parse(shipped("ontology/slategraph.ttl"), format="ox-turtle")
    words: dict[str, Any] = {"@version": 1.1, **dict(sorted(PREFIXES.items())), "id": "@id", "type": "@type"}
    # A word that is a prefix too (stage, status, claim) is the property here: JSON has no use for that prefix.
    words |= {"label": "rdfs:label", "altLabel": "skos:altLabel", "sameAs": {"@id": "schema:sameAs", "@type": "@id"}}
    words |= {name: f"sg:{name}" for name in TYPES}
    words |= {local(iri): _property(ontology, iri) for iri in _properties(ontology)}
    return {"@context": words}


def _properties(ontology: Graph) -> list[URIRef]:
    """The ontology's own properties, those about itself left out."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {s for kind in kinds for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef) and SG in s}
    return sorted(
        p for p in found if ontology.value(p, RDFS.range) is not None or ontology.value(p, RDFS.domain) is not None
    )


def _property(ontology: Graph, iri: URIRef) -> str | dict[str, Any]:
    if ontology.value(iri, RDFS.range) in _SCALES:  # "status": "in-talks" is enough
        return {"@id": f"sg:{local(iri)}", "@type": "@vocab", "@context": {"@vocab": f"{BASE}{local(iri)}/"}}
    if (iri, RDF.type, OWL.ObjectProperty) in ontology:
        return {"@id": f"sg:{local(iri)}", "@type": "@id"}
    kind = ontology.value(iri, RDFS.range)
    if kind is None or kind == XSD.string:
        return f"sg:{local(iri)}"
    return {"@id": f"sg:{local(iri)}", "@type": f"xsd:{local(str(kind))}"}


_SCALES = frozenset(URIRef(f"{SG}{scale}") for scale in ("Status", "Certainty", "Stage"))


def text() -> str:
    """The context as a file holds it."""
    return json.dumps(context(), ensure_ascii=False, indent=2) + "\n"
