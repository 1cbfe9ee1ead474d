"""Claims that come with others: who plays a character acts in the work, and the character is in it; Part 2 has a 1."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from slategraph.extraction.builtin.claims.relations import Found, fits
from slategraph.extraction.builtin.names.gazetteer import companies
from slategraph.extraction.builtin.names.things import Thing, key
from slategraph.extraction.builtin.pairs.layout import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.model.outlets import name_of

_DISCOUNT = 0.9
#: How sure a number behind a title is to be that of a sequel (9 of 11 in the training articles).
_NUMBERED = 0.85
#: Of these a work has one.
_SINGLE = ("stage", "releaseDate")
_NUMBER = re.compile(r"(.+?)[:,]? (?:Part |Chapter )?([2-9]|II|III|IV|VI?|Two|Three)$")
_NUMBERS = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "Two": 2, "Three": 3}


def completed(found: Reading, seen: Sequence[Found], floor: float) -> list[Found]:
    """The claims at `floor` or more, with those that they imply, each once."""
    best: dict[tuple[int, str, int | str], Found] = {}
    for claim in [*seen, *_implied(found, [c for c in seen if c.chance >= floor], seen), *_sequels(found)]:
        if claim.key not in best or best[claim.key].chance < claim.chance:
            best[claim.key] = claim
    kept = (claim for claim in best.values() if claim.chance >= floor and fits(claim) and not _by_paper(claim))
    return sorted(_single(kept), key=lambda claim: (claim.pair.at, claim.predicate))


def _by_paper(claim: Found) -> bool:
    """Whether the maker of a work is a paper that only reports of it: *PerthNow*, *Deadline*."""
    name = claim.subject.name
    known = claim.subject.kind == "Company" and name_of(name) is not None
    return known and companies().get(name, "outlet") == "outlet" and claim.predicate != "represents"


def _single(claims: Iterable[Found]) -> Iterator[Found]:
    """Of the dates of release and of the stages of one work the surest."""
    told: dict[tuple[str, int], Found] = {}
    for claim in claims:
        if claim.predicate not in _SINGLE:
            yield claim
            continue
        place = claim.predicate, claim.subject.number
        told[place] = max(told.get(place, claim), claim, key=lambda c: c.chance)
    yield from told.values()


def _sequels(found: Reading) -> Iterator[Found]:
    """*Heat 2* is a sequel to *Heat*, *Rocky IV* to the *Rocky* before it."""
    rows: dict[str, dict[int, Thing]] = defaultdict(dict)
    for thing in found.things:
        if thing.type in ("Film", "Series") and thing.of is None and thing.mentions:
            numbered = _NUMBER.match(thing.name)
            title, number = numbered.groups() if numbered else (thing.name, "1")
            rows[key(title)].setdefault(_NUMBERS.get(number) or int(number), thing)
    for row in rows.values():
        for number, thing in row.items():
            before = max((n for n in row if n < number), default=None)
            if before is not None:
                at = found.item_at[thing.mentions[0].first]
                pair = Pair("WW", thing.number, row[before].number, at, None)
                yield Found(thing, "sequelTo", row[before], pair, _NUMBERED)


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
