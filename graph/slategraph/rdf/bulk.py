"""All reports of a store at once, in some twenty queries however many there are.

Reading source by source fetches each quad whole, and on disk each of its terms is a look-up. Here each property is
asked for alone, what most reports say is left out, and what repeats is fetched once.
"""

from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREDICATES, PREFIXES, TYPES, local, shorten
from slategraph.rdf import mapping

#: Answers a SPARQL query, as `pyoxigraph.Store.query` does.
Query = Callable[[str], ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples]

_SOURCES = PREFIXES["source"]
_TYPES = {entity_type.prefix: name for name, entity_type in TYPES.items()}
_ENDS = (mapping.SUBJECT, mapping.PREDICATE, mapping.OBJECT, mapping.WORK)
_IN_SOURCES = f"FILTER (!sameTerm(?g, {mapping.STANDINGS}))"


def all_reports(query: Query) -> Iterator[Report]:
    """All reports, by source and id, as they are needed to decide what is believed.

    Left out are the offsets of quotations, the words around them, and entities' aliases and other ids.
    """
    listed = sorted(_rows(query, f"SELECT ?g ?r ?c {{ GRAPH ?g {{ ?r {mapping.CLAIM} ?c }} }}"))
    sources, claims = _sources(query), _Claims(query)
    status = _values(query, mapping.STATUS, unless=mapping.node("status:attached"))
    certainty = _values(query, mapping.CERTAINTY, unless=mapping.node("certainty:reported"))
    extractor = _values(query, mapping.EXTRACTOR, unless=mapping.text(BY_HAND))
    confidence = _values(query, mapping.CONFIDENCE, unless=mapping.decimal(1))
    speaker, learned = _values(query, mapping.SPEAKER), _values(query, mapping.LEARNED)
    quotation = _values(query, mapping.EXACT)
    for graph, this, about in listed:
        if graph in sources:
            yield Report(
                claims.of(about, graph),
                sources[graph],
                local(status.get(this, "attached")),
                local(certainty.get(this, "reported")),
                quotation.get(f"{this}/quotation"),
                speaker=speaker.get(this),
                extractor=extractor.get(this, BY_HAND),
                confidence=float(confidence.get(this, 1)),
                learned=learned.get(this),
            )


def _rows(query: Query, text: str) -> Iterator[tuple[str, ...]]:
    """The rows of a SELECT as texts."""
    return (tuple(term.value for term in row) for row in query(text))  # type: ignore[union-attr]


def _values(
    query: Query, predicate: ox.NamedNode, *, unless: ox.NamedNode | ox.Literal | None = None
) -> dict[str, str]:
    """The values of a property by the addresses of what has it, without those that have a usual value."""
    usual = f"FILTER (!sameTerm(?o, {unless}))" if unless else ""
    return {this: value for this, value in _pairs(query, predicate, usual)}  # noqa: C416


def _pairs(query: Query, predicate: ox.NamedNode, condition: str = "") -> Iterator[tuple[str, ...]]:
    return _rows(query, f"SELECT DISTINCT ?s ?o {{ GRAPH ?g {{ ?s {predicate} ?o }} {_IN_SOURCES} {condition} }}")


def _sources(query: Query) -> dict[str, Source]:
    """The sources by the addresses of their graphs."""
    stars: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = {}
    for predicate in (mapping.ISSUED, mapping.RETRACTED, *mapping.SOURCE_TEXTS):
        for this, value in _rows(query, f"SELECT ?s ?o {{ GRAPH ?s {{ ?s {predicate} ?o }} }}"):
            stars.setdefault(this, {})[predicate] = [ox.Literal(value)]
    return {this: mapping.read_source(star) for this, star in stars.items() if this.startswith(_SOURCES)}


class _Claims:
    """Claims by their addresses, in the words of each source."""

    def __init__(self, query: Query) -> None:
        self._subjects, self._predicates, self._objects, self._works = (_values(query, end) for end in _ENDS)
        names: dict[str, list[str]] = {}
        for this, name in _pairs(query, mapping.LABEL):
            names.setdefault(this, []).append(name)
        self._names = {this: some[0] for this, some in names.items() if len(some) == 1}
        self._names_by_source = _names_by_source(query, names.keys() - self._names.keys())
        self._entities: dict[tuple[str, str], Entity] = {}
        self._claims: dict[str, Claim] = {}

    def of(self, this: str, graph: str) -> Claim:
        """The claim at an address as a source has it."""
        found = self._claims.get(this)
        if found is None:
            found = self._read(this, graph)
            if all(end in self._names for end in self._ends(this)):
                self._claims[this] = found
        return found

    def _ends(self, this: str) -> Iterator[str]:
        yield self._subjects[this]
        if not PREDICATES[local(self._predicates[this])].literal:
            yield self._objects[this]
        if this in self._works:
            yield self._works[this]

    def _read(self, this: str, graph: str) -> Claim:
        predicate, obj, work = PREDICATES[local(self._predicates[this])], self._objects[this], self._works.get(this)
        literal = local(obj) if predicate.literal == "stage" else obj
        return Claim(
            self._entity(self._subjects[this], graph),
            predicate.name,
            literal if predicate.literal else self._entity(obj, graph),
            self._entity(work, graph) if work else None,
        )

    def _entity(self, this: str, graph: str) -> Entity:
        name = self._names.get(this) or mapping.best_name(self._names_by_source[this, graph])
        if (this, name) not in self._entities:
            self._entities[this, name] = Entity(_TYPES[shorten(this).partition(":")[0]], name)
        return self._entities[this, name]


def _names_by_source(query: Query, several: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """The names that each source has for those entities that go by several."""
    found: dict[tuple[str, str], list[str]] = {}
    if these := " ".join(f"<{this}>" for this in sorted(several)):
        text = f"SELECT ?s ?g ?o {{ VALUES ?s {{ {these} }} GRAPH ?g {{ ?s {mapping.LABEL} ?o }} {_IN_SOURCES} }}"
        for this, graph, name in _rows(query, text):
            found.setdefault((this, graph), []).append(name)
    return found
