"""Entities that judgements merge: groups, and judgements that contradict each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from slategraph.decisions.judgements import Judgement, in_force


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two entities judged different that other judgements merge: none of `same` is applied."""

    different: Judgement
    chain: tuple[Judgement, ...]
    same: frozenset[Judgement]

    def __str__(self) -> str:
        """The contradiction in one sentence, with the judgements that have to be looked at."""
        return f"These can't all be right: {'; '.join(map(str, (self.different, *self.chain)))}."


def contradictions(judgements: Iterable[Judgement]) -> list[Contradiction]:
    """The judgements that can't all be right, each "different" with the chain of "same" that it contradicts.

    All that are given count, the earlier of a pair too: for a store's, pass the values of `in_force`.

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
    """All that is merged with an entity, each with the one by way of which it was reached, nearest first."""
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
    """For each merged entity, the id that represents its cluster.

    Entities are merged if a chain of "same" joins them, unless a "different" lies within: then nothing of that
    cluster is applied, and `contradictions` names it. Of the ids the longest represents all, then the first of the
    alphabet; entities that stand alone are left out. The order of judgements makes no difference.
    """
    counting = list(in_force(judgements).values())
    spoilt = {id_ for found in contradictions(counting) for j in found.same for id_ in j.pair}
    links = _links(j for j in counting if j.verdict == "same" and j.one not in spoilt)
    return {member: representative(group) for group in _groups(links) for member in group}


def representative(group: Iterable[str]) -> str:
    """The id that represents merged entities: the longest, then the first of the alphabet."""
    return min(group, key=lambda id_: (-len(id_), id_))


def chain(judgements: Iterable[Judgement], one: str, other: str) -> tuple[Judgement, ...]:
    """The judgements by way of which two entities are merged; none if they are not."""
    links = _links(j for j in in_force(judgements).values() if j.verdict == "same")
    joined = one in links and other in _reached(links, one)
    return tuple(_chain(links, one, other)) if joined else ()
