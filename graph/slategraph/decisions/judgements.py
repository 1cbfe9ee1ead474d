"""Who is who: judgements that two entities are one, or are not, and the clusters that follow from them.

    >>> from slategraph.decisions.clusters import clusters
    >>> leo = Judgement("person:leo-dicaprio", "person:leonardo-dicaprio", "same", by="ana")
    >>> clusters([leo])["person:leo-dicaprio"]
    'person:leonardo-dicaprio'

Judgements live in a graph of their own and can be taken back; no report is ever rewritten for them.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from slategraph.errors import BadInput
from slategraph.model.dates import checked_moment, moment
from slategraph.model.identifiers import digest, slug
from slategraph.model.vocabulary import BASE, PREFIXES, SG, TYPES, XSD, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Star, quad, stars
from slategraph.rdf.quads import Literal, NamedNode, Quad

VERDICTS = ("same", "different", "unsure")
JUDGEMENTS = NamedNode(f"{PREFIXES['graph']}judgements")

_KINDS = frozenset(t.prefix for t in TYPES.values())
_JUDGEMENT = NamedNode(f"{SG}Judgement")
_ONE, _OTHER = NamedNode(f"{SG}one"), NamedNode(f"{SG}other")
VERDICT, JUDGE, JUDGED, BECAUSE = (NamedNode(f"{SG}{word}") for word in ("verdict", "judge", "judged", "because"))

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on whether two entities are the same, different or unsure; by whom, when and why.

    `one` and `other` are ids (``person:leo-dicaprio``); which comes first makes no difference. `judged` is a moment
    in UTC. Raises `BadInput` for an unknown verdict, a nameless judge, and two ids that can't be compared.
    """

    one: str
    other: str
    verdict: str
    by: str
    judged: str = "1970-01-01T00:00:00Z"
    because: str | None = None

    def __post_init__(self) -> None:
        _check(self)
        one, other = sorted((self.one, self.other))
        object.__setattr__(self, "one", one)
        object.__setattr__(self, "other", other)
        object.__setattr__(self, "judged", checked_moment(self.judged))

    @property
    def pair(self) -> Pair:
        """The two entities' ids, in the order of the alphabet."""
        return self.one, self.other

    @property
    def node(self) -> NamedNode:
        """The judgement's address, a fingerprint of what was judged, by whom and when."""
        parts = (self.one, self.other, self.verdict, self.by, str(self.moment))
        return NamedNode(f"{BASE}judgement/{digest(parts)}")

    @property
    def moment(self) -> datetime.datetime:
        """When it was judged."""
        return moment(self.judged)

    def __str__(self) -> str:
        """The judgement as a person would say it."""
        words = {"same": "are the same", "different": "are different", "unsure": "may be the same"}[self.verdict]
        return f"{self.one} and {self.other} {words} ({self.by}, {self.judged[:10]})"


def _check(judgement: Judgement) -> None:
    if judgement.verdict not in VERDICTS:
        raise BadInput(f"{judgement.verdict!r} is not a verdict: use one of {', '.join(VERDICTS)}.")
    if not judgement.by.strip():
        raise BadInput("A judgement needs the name of the person who judges.")
    kinds = [id_.partition(":")[0] for id_ in (judgement.one, judgement.other)]
    for id_, kind in zip((judgement.one, judgement.other), kinds, strict=True):
        if kind not in _KINDS or slug(id_[len(kind) + 1 :]) != id_[len(kind) + 1 :]:
            raise BadInput(f"{id_!r} is not the id of an entity: write it as film:heat-2.")
    if judgement.one == judgement.other:
        raise BadInput(f"{judgement.one} is one entity: a judgement takes two.")
    if kinds[0] != kinds[1] and judgement.verdict == "same":
        raise BadInput(f"{judgement.one} and {judgement.other} are of two types: they can't be the same.")


def in_force(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The judgement on each pair that counts: the latest."""
    ordered = sorted(judgements, key=lambda j: (j.moment, j.node.value))
    return {judgement.pair: judgement for judgement in ordered}


def triples(judgement: Judgement) -> Iterator[mapping.Triple]:
    """A judgement as RDF."""
    this = judgement.node
    yield this, mapping.TYPE, _JUDGEMENT
    yield this, _ONE, mapping.node(judgement.one)
    yield this, _OTHER, mapping.node(judgement.other)
    yield this, VERDICT, mapping.text(judgement.verdict)
    yield this, JUDGE, mapping.text(judgement.by)
    yield this, JUDGED, Literal(judgement.judged, datatype=NamedNode(f"{XSD}dateTime"))
    if judgement.because:
        yield this, BECAUSE, mapping.text(judgement.because)


def quads(judgements: Iterable[Judgement]) -> set[Quad]:
    """Judgements as a store keeps them."""
    return {quad(triple, JUDGEMENTS) for judgement in judgements for triple in triples(judgement)}


def _read(star: Star) -> Judgement:
    one, other = (shorten(star[end][0].value) for end in (_ONE, _OTHER))
    verdict, by, judged = (star[said][0].value for said in (VERDICT, JUDGE, JUDGED))
    return Judgement(one, other, verdict, by, judged, star[BECAUSE][0].value if BECAUSE in star else None)


def judgements_in(graphs: Graphs) -> list[Judgement]:
    """All judgements of a store, the earliest first."""
    found = stars(graphs.quads(None, None, None, JUDGEMENTS)).values()
    return sorted(map(_read, found), key=lambda j: (j.moment, j.node.value))


def judgements_around(graphs: Graphs, id_: str) -> list[Judgement]:
    """The judgements that say with whom an entity is one: its own, and those of all that they lead to.

    What this costs depends on the cluster, not on how many judgements the store holds.
    """
    found: dict[NamedNode, Judgement] = {}
    waiting = [id_]
    seen = {id_}
    for at in waiting:
        ends = (this for end in (_ONE, _OTHER) for this in graphs.subjects(end, mapping.node(at), JUDGEMENTS))
        for this in ends:
            if this in found:
                continue
            found[this] = judgement = _read(graphs.star(this, JUDGEMENTS))
            further = {*judgement.pair} - seen if judgement.verdict == "same" else set()
            waiting.extend(sorted(further))
            seen |= further
    return sorted(found.values(), key=lambda j: (j.moment, j.node.value))
