"""The words of the ontology as Python values: entity types, predicates, statuses, certainties, stages.

Everything here is read from `ontology/slategraph.ttl` and nothing is repeated: to add a predicate,
add its block there.

    >>> from slategraph.model.vocabulary import PREDICATES, STATUSES
    >>> PREDICATES["directs"].subjects
    ('Person',)
    >>> [status.name for status in STATUSES.values()]
    ['exited', 'considered', 'in-talks', 'attached']
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from slategraph.files import shipped

BASE = "https://w3id.org/slategraph/"
SG = f"{BASE}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"

# Where the addresses of other catalogues begin; an entity's ids in them are written wd:Q38111, imdb:nm0000138.
CATALOGUES: Mapping[str, str] = MappingProxyType(
    {
        "wd": "http://www.wikidata.org/entity/",
        "imdb": "https://www.imdb.com/",
        "tmdb": "https://www.themoviedb.org/",
    }
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the ontology: its short name, address, label for people, and what it means."""

    name: str
    iri: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class EntityType(Term):
    """A kind of entity, such as Film; `prefix` is the word before its entities' ids (``film``)."""

    prefix: str

    @property
    def namespace(self) -> str:
        """The beginning of the addresses of this type's entities."""
        return f"{BASE}{self.prefix}/"


@dataclass(frozen=True, slots=True)
class Level(Term):
    """A step of a scale: a status, certainty or stage, with its rank (lowest first) and the extractor's cues."""

    rank: int
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate(Term):
    """A relation that a claim can state, such as directs.

    `subjects` and `objects` are the names of the entity types that it joins; `objects` is empty
    where the object is a literal, and `literal` then says which: ``stage`` or ``date``. `parent` is the
    more general predicate. `has_status` tells an involvement from a plain relation, `functional` whether
    a project has one value at a time, `needs_work` whether a claim must name the work. `rank` is its place where
    a project is shown, `inverse` what it is called from the object's side (director, for directs).
    """

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    literal: str | None
    parent: str | None
    has_status: bool
    functional: bool
    needs_work: bool
    rank: int
    inverse: str
    cues: tuple[str, ...]


class _Ontology:
    """The triples of the ontology with the few look-ups that this module needs: plain texts, ten times as fast."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[str]] = {}
        self._subjects: dict[tuple[str, str], list[str]] = {}
        for t in ox.parse(path=str(shipped("ontology/slategraph.ttl")), format=ox.RdfFormat.TURTLE):
            subject, predicate = t.subject.value, t.predicate.value
            value: str = t.object.value
            self._values.setdefault((subject, predicate), []).append(value)
            if isinstance(t.subject, ox.NamedNode):
                self._subjects.setdefault((predicate, value), []).append(subject)

    def values(self, subject: str, predicate: str) -> list[str]:
        return sorted(self._values.get((subject, predicate), ()))

    def value(self, subject: str, predicate: str) -> str:
        return min(self._values.get((subject, predicate), ("",)))

    def instances(self, iri: str) -> list[str]:
        return sorted(self._subjects.get((f"{RDF}type", iri), ()))

    def with_property(self, predicate: str) -> list[str]:
        return sorted({subject for (p, _), some in self._subjects.items() if p == predicate for subject in some})

    def subclasses(self, iri: str) -> Iterator[str]:
        yield iri
        for subject in self._subjects.get((f"{RDFS}subClassOf", iri), ()):
            yield from self.subclasses(subject)


def local(iri: str) -> str:
    """The part of an address behind its last ``#`` or ``/``."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _types(ontology: _Ontology) -> Iterator[EntityType]:
    for iri in ontology.with_property(f"{SG}iriPrefix"):
        yield EntityType(
            local(iri),
            iri,
            ontology.value(iri, f"{RDFS}label"),
            ontology.value(iri, f"{RDFS}comment"),
            ontology.value(iri, f"{SG}iriPrefix"),
        )


def _concrete(ontology: _Ontology, iri: str, types: Mapping[str, EntityType]) -> tuple[str, ...]:
    names = {local(c) for c in ontology.subclasses(iri)} if iri else set()
    return tuple(name for name in types if name in names)


def _predicate(ontology: _Ontology, iri: str, types: Mapping[str, EntityType]) -> Predicate:
    shape = ontology.value(iri, f"{SG}shape")
    object_shape = ontology.value(shape, f"{SH}property")
    object_class = ontology.value(object_shape, f"{SH}class")
    kinds = ontology.values(iri, f"{RDF}type")
    parents = [p for p in ontology.values(iri, f"{RDFS}subPropertyOf") if p.startswith(SG)]
    objects = _concrete(ontology, object_class, types)
    return Predicate(
        name=local(iri),
        iri=iri,
        label=ontology.value(iri, f"{RDFS}label"),
        comment=ontology.value(iri, f"{RDFS}comment"),
        subjects=_concrete(ontology, ontology.value(iri, f"{SG}saidOf") or ontology.value(shape, f"{SH}class"), types),
        objects=objects,
        literal=None if objects else "stage" if object_class == f"{SG}Stage" else "date",
        parent=local(parents[0]) if parents else None,
        has_status=f"{SG}Involvement" in kinds,
        functional=f"{SG}Functional" in kinds,
        needs_work=bool(ontology.value(iri, f"{SG}qualifier")),
        rank=int(ontology.value(iri, f"{SG}rank")),
        inverse=ontology.value(iri, f"{SG}inverseLabel"),
        cues=tuple(ontology.values(iri, f"{SG}cue")),
    )


def _levels(ontology: _Ontology, cls: str) -> Iterator[Level]:
    for iri in ontology.instances(f"{SG}{cls}"):
        yield Level(
            local(iri),
            iri,
            ontology.value(iri, f"{SKOS}prefLabel"),
            ontology.value(iri, f"{SKOS}definition"),
            int(ontology.value(iri, f"{SG}rank")),
            tuple(ontology.values(iri, f"{SG}cue")),
        )


def _scale(ontology: _Ontology, cls: str) -> Mapping[str, Level]:
    levels = sorted(_levels(ontology, cls), key=lambda level: level.rank)
    return MappingProxyType({level.name: level for level in levels})


_ontology = _Ontology()

#: Entity types by name: Person, Company, Film, …
TYPES: Mapping[str, EntityType] = MappingProxyType({t.name: t for t in _types(_ontology)})

#: Predicates by name: directs, adaptedFrom, …
PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        local(iri): _predicate(_ontology, iri, TYPES)
        for iri in sorted(_ontology.instances(f"{SG}Involvement") + _ontology.instances(f"{SG}Relation"))
    }
)

#: The names of all that the ontology defines in its own namespace, those that people don't write too.
TERMS = frozenset(local(iri) for iri in _ontology.with_property(f"{RDF}type") if iri.startswith(SG))

#: The scales, lowest first.
STATUSES: Mapping[str, Level] = _scale(_ontology, "Status")
CERTAINTIES: Mapping[str, Level] = _scale(_ontology, "Certainty")
STAGES: Mapping[str, Level] = _scale(_ontology, "Stage")

#: The fine points of classes, predicates, scales and levels, by their addresses.
NOTES: Mapping[str, str] = MappingProxyType(
    {iri: _ontology.value(iri, f"{SKOS}scopeNote") for iri in _ontology.with_property(f"{SKOS}scopeNote")}
)

#: What a prefix stands for in ids, queries and exports.
PREFIXES: Mapping[str, str] = MappingProxyType(
    {t.prefix: t.namespace for t in TYPES.values()}
    | {
        word: f"{BASE}{word}/"
        for word in ("status", "certainty", "stage", "claim", "report", "source", "judgement", "graph")
    }
    | {"sg": SG, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD, "schema": SCHEMA}
    | {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "oa": "http://www.w3.org/ns/oa#",
        "prov": "http://www.w3.org/ns/prov#",
        "wd": CATALOGUES["wd"],
    }
)


def expand(curie: str) -> str:
    """The full address behind a short id: ``film:heat-2`` to ``https://w3id.org/slategraph/film/heat-2``."""
    prefix, _, rest = curie.partition(":")
    return PREFIXES[prefix] + rest


def shorten(iri: str) -> str:
    """The short id for a full address, or the address itself where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
