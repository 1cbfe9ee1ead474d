"""Claims that come with others: who plays a character acts in the work, and the character is in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from slategraph.extraction.reading import Reading
from slategraph.extraction.relations import Found, fits
from slategraph.extraction.things import Thing

_DISCOUNT = 0.9


def completed(found: Reading, seen: Sequence[Found], floor: float) -> list[Found]:
    """The claims at `floor` or more, with those that they imply, each once."""
    best: dict[tuple[int, str, int | str], Found] = {}
    for claim in [*seen, *_implied(found, [c for c in seen if c.chance >= floor], seen)]:
        if claim.key not in best or best[claim.key].chance < claim.chance:
            best[claim.key] = claim
    kept = (claim for claim in best.values() if claim.chance >= floor and fits(claim))
    return sorted(kept, key=lambda claim: (claim.pair.at, claim.predicate))


def _implied(found: Reading, claims: Iterable[Found], seen: Sequence[Found]) -> Iterator[Found]:
    for claim in claims:
        chance = claim.chance * _DISCOUNT
        if claim.predicate == "portrays" and isinstance(claim.object, Thing):
            work = work_of(claim, seen)
            if work is not None:
                yield replace(claim, predicate="actsIn", object=work, chance=chance)
                yield replace(claim, subject=claim.object, predicate="characterIn", object=work, chance=chance)
        elif claim.predicate == "authorOf" and isinstance(claim.object, Thing) and claim.object.of is not None:
            film = found.things[claim.object.of]
            if film.type in ("Film", "Series"):
                yield replace(claim, subject=film, predicate="adaptedFrom", chance=chance)


def work_of(claim: Found, seen: Iterable[Found]) -> Thing | None:
    """The work in which a character is portrayed: where the person acts, by the surest claim from the same place."""
    acts = [c for c in seen if c.predicate == "actsIn" and c.subject.number == claim.subject.number]
    best = max(acts, key=lambda c: c.chance - min(abs(c.pair.at - claim.pair.at), 60) / 100, default=None)
    return best.object if best and isinstance(best.object, Thing) else None
