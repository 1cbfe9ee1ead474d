"""Finding entities that may be one, and keeping what was decided of them.

    >>> from slategraph.model.claims import Entity
    >>> names = "Leonardo DiCaprio", "Leo DiCaprio", "Michael Mann"
    >>> [str(found) for found in candidates(Entity("Person", name) for name in names)]
    ['Leonardo DiCaprio and Leo DiCaprio: 0.88']

Four things are kept apart: candidates (pairs worth comparing), their likeness (a score and a sentence), judgements
(same, different or unsure; by whom, when and why) and clusters (what follows). Reports are never rewritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from slategraph.decisions.clusters import chain, clusters, contradictions
from slategraph.decisions.judgements import Judgement, Pair, in_force, judgements_in, quads
from slategraph.errors import BadInput
from slategraph.identity.candidates import Candidate, Ties, candidates, pair_of, ties_of
from slategraph.model.dates import now
from slategraph.query.lookup import as_written, entities
from slategraph.rdf.quads import Delta
from slategraph.store.store import Store

# At or above this likeness two entities are merged without asking: on the labelled pairs (tests/pairs.csv)
# at least 99 of 100 of those are. From LOWEST up to it a person is asked.
AUTOMATIC = 0.9

#: The judge of what was decided without asking.
RULE = "slategraph"


def judgements(store: Store) -> list[Judgement]:
    """All judgements of a store, the earliest first, those that later ones replaced among them."""
    return judgements_in(store.graphs)


def judge(
    store: Store, one: str, other: str, verdict: str, *, by: str, because: str | None = None, at: str | None = None
) -> Judgement:
    """Record a judgement: two entities are the same, different, or somebody is unsure. Returns the judgement.

    `one` and `other` are ids, `at` the moment if it is not now. A later judgement on the same pair replaces this
    one, and this one counts again when that is taken back. Raises `BadInput` for a judgement that can't be made.

        >>> from slategraph import open_store
        >>> with open_store() as store:
        ...     print(judge(store, "film:heat", "film:the-heat", "different", by="ana", at="2025-10-07T12:00:00Z"))
        film:heat and film:the-heat are different (ana, 2025-10-07)
    """
    judgement = Judgement(one, other, verdict, by, at or now(), because)
    keep(store, [judgement])
    return judgement


def keep(store: Store, news: Iterable[Judgement]) -> None:
    """Keep several judgements, all or none of them; what is believed follows in the same write."""
    store.apply(Delta(added=frozenset(quads(news))))


def merge(store: Store, one: str, other: str, *, by: str, because: str | None = None) -> Judgement:
    """Merge two entities: what sources say of either is then believed of both; `unmerge` undoes it.

    `one` and `other` are ids. Raises `BadInput` if their types differ, or if other judgements keep them apart: the
    message names those.

        >>> from slategraph import open_store
        >>> merge(open_store(), "person:leo-dicaprio", "person:leonardo-dicaprio", by="ana").verdict
        'same'
    """
    judgement = Judgement(one, other, "same", by, now(), because)
    with store.writing():
        counting = in_force(judgements(store))
        before = {found.different for found in contradictions(counting.values())}
        for found in contradictions((counting | {judgement.pair: judgement}).values()):
            if found.different not in before:
                raise BadInput(str(found))
        keep(store, [judgement])
    return judgement


def unjudge(store: Store, one: str, other: str) -> Judgement:
    """Withdraw the current judgement on two entities; the one before it, if any, counts again.

    Returns the withdrawn judgement. Raises `BadInput` if there is none.
    """
    found = in_force(judgements(store)).get(pair_of(one, other))
    if found is None:
        raise BadInput(f"Nobody has judged {one} and {other}: there is nothing to undo.")
    store.apply(Delta(removed=frozenset(quads([found]))))
    return found


def unmerge(store: Store, one: str, other: str, *, by: str, because: str | None = None) -> Judgement:
    """Split two merged entities, and record that they are different.

    Raises `BadInput` if they are not merged, or only by way of others: then those have to be split.

        >>> from slategraph import open_store
        >>> store = open_store()
        >>> judgement = merge(store, "person:leo-dicaprio", "person:leonardo-dicaprio", by="ana")
        >>> unmerge(store, "person:leo-dicaprio", "person:leonardo-dicaprio", by="ana").verdict
        'different'
    """
    way = chain(judgements(store), one, other)
    if not way:
        raise BadInput(f"{one} and {other} are not merged: there is nothing to undo.")
    if len(way) > 1:
        said = "; ".join(map(str, way))
        raise BadInput(f"{one} and {other} are merged by way of others: split one of these instead: {said}.")
    return judge(store, one, other, "different", by=by, because=because)


@dataclass(frozen=True)
class _Known:
    """The identity decisions of a store, indexed."""

    judged: Mapping[Pair, Judgement]
    one: Mapping[str, str]
    apart: frozenset[Pair]

    @classmethod
    def of(cls, store: Store) -> "_Known":
        judged = in_force(judgements(store))
        one = clusters(judged.values())
        different = (j.pair for j in judged.values() if j.verdict == "different")
        return cls(judged, one, frozenset(pair_of(one.get(a, a), one.get(b, b)) for a, b in different))

    def opened(self, candidate: Candidate) -> Candidate | None:
        """The candidate, with its "unsure" judgement if it has one, or None if it is decided."""
        judgement = self.judged.get(candidate.pair)
        a, b = (self.one.get(id_, id_) for id_ in candidate.pair)
        if a == b or pair_of(a, b) in self.apart or (judgement and judgement.verdict != "unsure"):
            return None
        return replace(candidate, judgement=judgement)

    @cached_property
    def _groups(self) -> Mapping[str, frozenset[str]]:
        members: dict[str, set[str]] = {}
        for member, its in self.one.items():
            members.setdefault(its, set()).add(member)
        return {its: frozenset(some) for its, some in members.items()}

    def group(self, id_: str) -> frozenset[str]:
        """All that is one with an entity."""
        return self._groups.get(self.one.get(id_, ""), frozenset((id_,)))


def _found(store: Store, known: _Known) -> list[Candidate]:
    """The candidates among all entities, each under its own name, also where it was found to be one with another."""
    members = [entity for id_ in known.one if (entity := as_written(store, id_))]
    alone = [entity for entity in entities(store) if entity.id not in known.one]
    ties = {id_: _to_members(its, known) for id_, its in ties_of(store).items()} if known.one else ties_of(store)
    apart = {id_: ties[first] for id_, first in known.one.items() if first in ties}
    return sorted(candidates([*alone, *members], ties=ties | apart), key=lambda c: (-c.score, c.pair))


def _to_members(ties: Ties, known: _Known) -> Ties:
    """What is known of an entity, its relations to something also as relations to all that is one with that."""
    to_all = {member: label for id_, label in ties.relations.items() for member in known.group(id_)}
    return replace(ties, relations=to_all)


def queue(store: Store) -> list[Candidate]:
    """The possible duplicates that a person has to decide on: likeliest first, those judged "unsure" last.

    Left out is what was judged already, and what follows from that: pairs merged by way of others, and pairs of
    which one is the same as something that is different from the other.
    """
    known = _Known.of(store)
    waiting = [candidate for candidate in map(known.opened, _found(store, known)) if candidate]
    return sorted(waiting, key=lambda candidate: candidate.judgement is not None)


def resolve(store: Store, *, by: str = RULE) -> list[Judgement]:
    """Merge the pairs that are so alike that nobody needs to be asked; returns the new judgements.

    Never against a judgement, and never so that two unlike entities end up merged, as when *Heat* would be merged with
    both the film of 1986 and that of 1995: such pairs stay in the queue.

        >>> from slategraph import Claim, Entity, Report, Source, open_store
        >>> store, film = open_store(), Entity("Film", "Heat 2")
        >>> studios = (Entity("Company", "Warner Bros."), Entity("Company", "Warner Bros. Pictures"))
        >>> store.add(Report(Claim(studio, "distributes", film), Source("https://example.org/1")) for studio in studios)
        2
        >>> [(judgement.one, judgement.other) for judgement in resolve(store)]
        [('company:warner-bros', 'company:warner-bros-pictures')]
    """
    known = _Known.of(store)
    found = _found(store, known)
    alike = {candidate.pair for candidate in found}
    groups: dict[str, frozenset[str]] = {}
    made: list[Judgement] = []
    for candidate in filter(None, map(known.opened, found)):
        if candidate.score < AUTOMATIC or candidate.judgement:
            continue
        a, b = (groups.get(id_) or known.group(id_) for id_ in candidate.pair)
        across = {pair_of(x, y) for x, y in product(a, b) if x != y}
        if a != b and across <= alike and not any(_apart(known, pair) for pair in across):
            groups |= dict.fromkeys(a | b, a | b)
            made.append(Judgement(*candidate.pair, "same", by, now(), candidate.why))
    keep(store, made)
    return made


def _apart(known: _Known, pair: Pair) -> bool:
    return pair in known.judged and known.judged[pair].verdict == "different"
