"""Pairs of entities that may be the same, each with a score and the evidence for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from slategraph.decisions.judgements import Judgement, Pair
from slategraph.identity.blocking import pairs
from slategraph.identity.likeness import ALONE, Evidence, Likeness, likeness
from slategraph.model.claims import Entity
from slategraph.model.vocabulary import PREDICATES, TYPES, local, shorten
from slategraph.query.lookup import entities
from slategraph.rdf import mapping
from slategraph.rdf.graphs import stars
from slategraph.store.store import Store

LOWEST = 0.5


@dataclass(frozen=True, slots=True)
class Ties:
    """What the graph knows of an entity beside its names.

    `claims` are its claims in words, by what they say of whom; `relations` how it is related to others, by their ids;
    `years` those of its release.
    """

    claims: Mapping[Pair, str] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, how alike they are and why; `judgement` is an "unsure" one, if any."""

    one: Entity
    other: Entity
    likeness: Likeness
    judgement: Judgement | None = None

    @property
    def score(self) -> float:
        """How alike the two are, from 0 to 1."""
        return self.likeness.score

    @property
    def why(self) -> str:
        """One sentence that explains the score."""
        return self.likeness.why

    @property
    def pair(self) -> Pair:
        """The two ids, in the order of the alphabet."""
        return pair_of(self.one.id, self.other.id)

    def __str__(self) -> str:
        return f"{self.one.name} and {self.other.name}: {self.score:.2f}"


def candidates(entities: Iterable[Entity], *, ties: Mapping[str, Ties] | None = None) -> Iterator[Candidate]:
    """The pairs of entities that may be one, in no order, each with its likeness of at least `LOWEST`.

    Only entities that share a key (a surname and an initial, say) are compared, so that many can be. `ties` is what the
    graph knows of them beside their names, by their ids, as `ties_of` returns it.
    """
    listed = list(entities)
    known = ties or {}
    for i, j in pairs(listed):
        one, other = listed[i], listed[j]
        found = likeness(one, other, _evidence(one, other, known) if known else ALONE)
        if found.score >= LOWEST:
            yield Candidate(one, other, found)


def _evidence(one: Entity, other: Entity, ties: Mapping[str, Ties]) -> Evidence:
    """What the graph knows of two entities beside their names."""
    a, b = ties.get(one.id, _NO_TIES), ties.get(other.id, _NO_TIES)
    shared = sorted(a.claims[said] for said in a.claims.keys() & b.claims.keys())
    between = {a.relations.get(other.id), b.relations.get(one.id)} - {None}
    return Evidence(tuple(shared), (a.years, b.years), tuple(sorted(filter(None, between))))


_NO_TIES = Ties()


def ties_of(store: Store) -> dict[str, Ties]:
    """What the graph knows of each entity beside its names; of entities that are one already, together.

    Only people and companies count as something in common: a remake has the novel and the characters of the
    first film, and is another.
    """
    names = {e.id: e.name for e in entities(store)}
    found: dict[str, _Gathered] = defaultdict(_Gathered)
    for star in stars(store.graphs.quads(None, None, None, mapping.STANDINGS)).values():
        predicate = PREDICATES[local(star[mapping.PREDICATE][0].value)]
        subject, obj = shorten(star[mapping.SUBJECT][0].value), shorten(star[mapping.OBJECT][0].value)
        if predicate.literal == "date":
            found[subject].years.add(int(obj[:4]))
        elif not predicate.literal:
            found[subject].relations[obj] = predicate.label
            if subject.startswith(_AGENTS) or obj.startswith(_AGENTS):
                to, by = names.get(obj, obj), names.get(subject, subject)
                found[subject].claims[predicate.name, obj] = f"{predicate.label} {to}"
                found[obj].claims[f"{predicate.name} by", subject] = f"{by} {predicate.label}"
    return {id_: Ties(ties.claims, ties.relations, frozenset(ties.years)) for id_, ties in found.items()}


_AGENTS = tuple(f"{TYPES[name].prefix}:" for name in ("Person", "Company"))


@dataclass(slots=True)
class _Gathered:
    claims: dict[Pair, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)


def pair_of(one: str, other: str) -> Pair:
    """Two ids in their order, so that a pair is one whichever comes first."""
    return min(one, other), max(one, other)
