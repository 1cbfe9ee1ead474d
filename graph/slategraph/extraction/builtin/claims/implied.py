"""Claims that come with others: who plays a character acts in the work, and the character is in it; Part 2 has a 1."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from slategraph.extraction.builtin.claims.relations import Candidate, fits
from slategraph.extraction.builtin.names.entities import TextEntity, key
from slategraph.extraction.builtin.names.gazetteer import companies
from slategraph.extraction.builtin.pairs.items import Reading
from slategraph.extraction.builtin.pairs.pairs import Pair
from slategraph.model.outlets import name_of

_DISCOUNT = 0.9
#: The probability that a number behind a title is that of a sequel (9 of 11 in the training articles).
_NUMBERED = 0.85
#: Predicates of which a work has one value.
_SINGLE = ("stage", "releaseDate")
_NUMBER = re.compile(r"(.+?)[:,]? (?:Part |Chapter )?([2-9]|II|III|IV|VI?|Two|Three)$")
_NUMBERS = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "Two": 2, "Three": 3}


def completed(found: Reading, judged: Sequence[Candidate], floor: float) -> list[Candidate]:
    """The claims at `floor` or more, with those that they imply, each once."""
    best: dict[tuple[int, str, int | str], Candidate] = {}
    for claim in [*judged, *_implied(found, [c for c in judged if c.probability >= floor], judged), *_sequels(found)]:
        if claim.key not in best or best[claim.key].probability < claim.probability:
            best[claim.key] = claim
    kept = (claim for claim in best.values() if claim.probability >= floor and fits(claim) and not _by_outlet(claim))
    return sorted(_single(kept), key=lambda claim: (claim.pair.at, claim.predicate))


def _by_outlet(claim: Candidate) -> bool:
    """Whether the maker of a work is a publisher that only reports on it: *PerthNow*, *Deadline*."""
    name = claim.subject.name
    known = claim.subject.mention_type == "Company" and name_of(name) is not None
    return known and companies().get(name, "outlet") == "outlet" and claim.predicate != "represents"


def _single(claims: Iterable[Candidate]) -> Iterator[Candidate]:
    """The most probable release date and stage of each work."""
    best: dict[tuple[str, int], Candidate] = {}
    for claim in claims:
        if claim.predicate not in _SINGLE:
            yield claim
            continue
        place = claim.predicate, claim.subject.number
        best[place] = max(best.get(place, claim), claim, key=lambda c: c.probability)
    yield from best.values()


def _sequels(found: Reading) -> Iterator[Candidate]:
    """*Heat 2* is a sequel to *Heat*, *Rocky IV* to the *Rocky* before it."""
    rows: dict[str, dict[int, TextEntity]] = defaultdict(dict)
    for entity in found.entities:
        if entity.type in ("Film", "Series") and entity.source_of is None and entity.mentions:
            numbered = _NUMBER.match(entity.name)
            title, number = numbered.groups() if numbered else (entity.name, "1")
            rows[key(title)].setdefault(_NUMBERS.get(number) or int(number), entity)
    for row in rows.values():
        for number, entity in row.items():
            before = max((n for n in row if n < number), default=None)
            if before is not None:
                at = found.item_at[entity.mentions[0].first]
                pair = Pair(None, "WW", entity.number, row[before].number, at, None)
                yield Candidate(entity, "sequelTo", row[before], pair, _NUMBERED)


def _implied(found: Reading, claims: Iterable[Candidate], judged: Sequence[Candidate]) -> Iterator[Candidate]:
    for claim in claims:
        probability = claim.probability * _DISCOUNT
        if claim.predicate == "portrays" and isinstance(claim.object, TextEntity):
            work = work_of(claim, judged)
            if work is not None:
                yield replace(claim, predicate="actsIn", object=work, probability=probability)
                yield replace(
                    claim, subject=claim.object, predicate="characterIn", object=work, probability=probability
                )
        elif (
            claim.predicate == "authorOf"
            and isinstance(claim.object, TextEntity)
            and claim.object.source_of is not None
        ):
            film = found.entities[claim.object.source_of]
            if film.type in ("Film", "Series"):
                yield replace(claim, subject=film, predicate="adaptedFrom", probability=probability)


def work_of(claim: Candidate, claims: Iterable[Candidate]) -> TextEntity | None:
    """The work in which a character is portrayed: where the person acts, by the most probable claim near by."""
    acts = [c for c in claims if c.predicate == "actsIn" and c.subject.number == claim.subject.number]
    best = max(acts, key=lambda c: c.probability - min(abs(c.pair.at - claim.pair.at), 60) / 100, default=None)
    return best.object if best and isinstance(best.object, TextEntity) else None
