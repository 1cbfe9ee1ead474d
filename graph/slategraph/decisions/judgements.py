"""Who is who: judgements that two entities are one, or are not, and the clusters that follow from them.

    >>> leo = Judgement("person:leo-dicaprio", "person:leonardo-dicaprio", "same", by="ana")
    >>> clusters([leo])["person:leo-dicaprio"]
    'person:leonardo-dicaprio'

Judgements live in a graph of their own and can be taken back; no report is ever rewritten for them.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from slategraph.errors import BadInput
from slategraph.model.claims import digest, is_date, slug
from slategraph.model.vocabulary import BASE, PREFIXES, SG, TYPES, XSD, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Star, quad, stars

VERDICTS = ("same", "different", "unsure")
JUDGEMENTS = ox.NamedNode(f"{PREFIXES['graph']}judgements")

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z")
_KINDS = frozenset(t.prefix for t in TYPES.values())
_JUDGEMENT = ox.NamedNode(f"{SG}Judgement")
_ONE, _OTHER = ox.NamedNode(f"{SG}one"), ox.NamedNode(f"{SG}other")
VERDICT, JUDGE, JUDGED, BECAUSE = (ox.NamedNode(f"{SG}{word}") for word in ("verdict", "judge", "judged", "because"))

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's word on whether two entities are one: same, different or unsure; by whom, when and why.

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
    def node(self) -> ox.NamedNode:
        """The judgement's address, a fingerprint of what was judged, by whom and when."""
        parts = (self.one, self.other, self.verdict, self.by, str(self.moment))
        return ox.NamedNode(f"{BASE}judgement/{digest(parts)}")

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
        raise BadInput(f"{judgement.verdict!r} is no verdict: use one of {', '.join(VERDICTS)}.")
    if not judgement.by.strip():
        raise BadInput("A judgement needs the name of who judges.")
    kinds = [id_.partition(":")[0] for id_ in (judgement.one, judgement.other)]
    for id_, kind in zip((judgement.one, judgement.other), kinds, strict=True):
        if kind not in _KINDS or slug(id_[len(kind) + 1 :]) != id_[len(kind) + 1 :]:
            raise BadInput(f"{id_!r} is no id of an entity: write it as film:heat-2.")
    if judgement.one == judgement.other:
        raise BadInput(f"{judgement.one} is one entity: a judgement takes two.")
    if kinds[0] != kinds[1] and judgement.verdict == "same":
        raise BadInput(f"{judgement.one} and {judgement.other} are of two types: they can't be the same.")


def checked_moment(moment: str) -> str:
    """A moment without zeros at its end, which is also how Oxigraph keeps it; raises `BadInput` where it is none."""
    if not _MOMENT.fullmatch(moment) or not is_date(moment[:10]):
        raise BadInput(f"{moment!r} is no moment: write it as 2025-10-31T12:00:00Z.")
    whole, point, part = moment.removesuffix("Z").partition(".")
    return f"{whole}{point}{part}".rstrip("0").rstrip(".") + "Z" if point else moment


def moment(text: str) -> datetime.datetime:
    """A moment in UTC as a value that can be compared."""
    return datetime.datetime.fromisoformat(text)


def now() -> str:
    """This moment in UTC, to the microsecond, so that of two judgements in a row the later is known."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def in_force(judgements: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """The judgement on each pair that counts: the latest."""
    ordered = sorted(judgements, key=lambda j: (j.moment, j.node.value))
    return {judgement.pair: judgement for judgement in ordered}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two entities judged different that other judgements make one: none of `same` is applied."""

    different: Judgement
    chain: tuple[Judgement, ...]
    same: frozenset[Judgement]

    def __str__(self) -> str:
        """The contradiction in one sentence, with the judgements that have to be looked at."""
        return f"These can't all be right: {'; '.join(map(str, (self.different, *self.chain)))}."


def contradictions(judgements: Iterable[Judgement]) -> list[Contradiction]:
    """The judgements that can't all be right, each "different" with the chain of "same" that it contradicts.

    All that are given count, the earlier of a pair too: of a store's, give the values of `in_force`.

        >>> words = "same", "same", "different"
        >>> pairs = ("person:a", "person:b"), ("person:b", "person:c"), ("person:a", "person:c")
        >>> found = contradictions(Judgement(*pair, word, by="ana") for pair, word in zip(pairs, words))
        >>> len(found), len(found[0].chain)
        (1, 2)
    """
    listed = list(judgements)
    links = _links(j for j in listed if j.verdict == "same")
    group = {member: members for members in _groups(links) for member in members}
    return [
        Contradiction(j, tuple(_chain(links, j.one, j.other)), _within(links, group[j.one]))
        for j in sorted(listed, key=lambda j: (j.pair, j.judged))
        if j.verdict == "different" and j.other in group.get(j.one, ())
    ]


def _within(links: "Links", members: Iterable[str]) -> frozenset[Judgement]:
    return frozenset(judgement for member in members for judgement in links[member].values())


Links = Mapping[str, Mapping[str, Judgement]]


def _links(same: Iterable[Judgement]) -> Links:
    links: dict[str, dict[str, Judgement]] = {}
    for judgement in sorted(same, key=lambda j: j.pair):
        links.setdefault(judgement.one, {})[judgement.other] = judgement
        links.setdefault(judgement.other, {})[judgement.one] = judgement
    return links


def _groups(links: Links) -> Iterator[frozenset[str]]:
    done: set[str] = set()
    for start in links:
        if start not in done:
            group = frozenset(_reached(links, start))
            done |= group
            yield group


def _reached(links: Links, start: str) -> dict[str, str]:
    """All that is one with an entity, each with the one by way of which it was reached, nearest first."""
    found = {start: start}
    waiting = [start]
    for at in waiting:
        for to in links[at]:
            if to not in found:
                found[to] = at
                waiting.append(to)
    return found


def _chain(links: Links, one: str, other: str) -> Iterator[Judgement]:
    before = _reached(links, other)
    while one != other:
        yield links[one][before[one]]
        one = before[one]


def clusters(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For each entity that was found to be one with another, the id by which all of them go.

    Entities are one where a chain of "same" joins them, unless a "different" lies within: then nothing of that
    cluster is applied, and `contradictions` names it. Of the ids the longest represents all, then the first of the
    alphabet; entities that stand alone are left out. The order of judgements makes no difference.
    """
    counting = list(in_force(judgements).values())
    spoilt = {id_ for found in contradictions(counting) for j in found.same for id_ in j.pair}
    links = _links(j for j in counting if j.verdict == "same" and j.one not in spoilt)
    return {member: representative(group) for group in _groups(links) for member in group}


def representative(group: Iterable[str]) -> str:
    """The id by which several go that are one: the longest, then the first of the alphabet."""
    return min(group, key=lambda id_: (-len(id_), id_))


def chain(judgements: Iterable[Judgement], one: str, other: str) -> tuple[Judgement, ...]:
    """The judgements by way of which two entities are one; none where they are not."""
    links = _links(j for j in in_force(judgements).values() if j.verdict == "same")
    joined = one in links and other in _reached(links, one)
    return tuple(_chain(links, one, other)) if joined else ()


def triples(judgement: Judgement) -> Iterator[mapping.Triple]:
    """A judgement as RDF."""
    this = judgement.node
    yield this, mapping.TYPE, _JUDGEMENT
    yield this, _ONE, mapping.node(judgement.one)
    yield this, _OTHER, mapping.node(judgement.other)
    yield this, VERDICT, mapping.text(judgement.verdict)
    yield this, JUDGE, mapping.text(judgement.by)
    yield this, JUDGED, ox.Literal(judgement.judged, datatype=ox.NamedNode(f"{XSD}dateTime"))
    if judgement.because:
        yield this, BECAUSE, mapping.text(judgement.because)


def quads(judgements: Iterable[Judgement]) -> set[ox.Quad]:
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
    found: dict[ox.NamedNode, Judgement] = {}
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
