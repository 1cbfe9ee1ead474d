"""The built-in reader: names, things, pairs, relations, force, one step after the other over one article."""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from slategraph.errors import NotAnArticle
from slategraph.extraction.force import force_features
from slategraph.extraction.gazetteer import known
from slategraph.extraction.implied import completed, work_of
from slategraph.extraction.judging import judged, linked
from slategraph.extraction.kinds import second_look
from slategraph.extraction.language import parse
from slategraph.extraction.linear import shipped_model
from slategraph.extraction.mentions import mentions
from slategraph.extraction.pairs import Pairs
from slategraph.extraction.quotation import quotation
from slategraph.extraction.reading import reading
from slategraph.extraction.relations import Found, finds
from slategraph.extraction.sources import add_sources
from slategraph.extraction.things import Thing, things
from slategraph.extraction.words import words_of
from slategraph.extraction.worktypes import set_types
from slategraph.model import Article, Claim, Entity, Report
from slategraph.vocabulary import PREDICATES

#: What the reports say of how they were read; the number changes with the models and steps.
VERSION = "builtin/1"
#: Below this chance a claim is not reported.
FLOOR = 0.36
#: Below this chance a claim gets no second look.
_GLIMPSE = 0.04


# What share of the claims of a chance proved right, on annotated articles that training never saw (`scripts/eval`
# prints it anew): the models themselves are too sure.
_CHANCES = (0.0, 0.36, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97, 1.0)
_SHARES = (0.0, 0.40, 0.42, 0.52, 0.58, 0.64, 0.78, 0.90, 0.92)


def confidence(chance: float) -> float:
    """How sure the reader is of a claim: the share of claims of this chance that are right."""
    return round(float(np.interp(chance, _CHANCES, _SHARES)), 3)


def read(article: Article, names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article; see `slategraph.extraction.extract`."""
    if not re.search(r"\w", article.text):
        raise NotAnArticle(f"{article.id} holds no words: give the text of an article.")
    words = words_of(parse(article.text), article.emphasis)
    known_names = tuple(names)
    named = mentions(words, known(known_names) if known_names else None)
    named = second_look(words, named, shipped_model("kinds"))
    found = reading(words, things(words, named), article.published)
    set_types(found, found.things)
    add_sources(found)
    relations = shipped_model("relations")
    pairs = Pairs(found, relations.common)
    every = list(pairs.all())
    links = linked(every, shipped_model("links"))
    seen = judged(pairs, finds(found, every, relations, _GLIMPSE), links, shipped_model("judging"))
    claims = completed(found, seen, FLOOR)
    yield from (report for report in (_report(article, pairs, claim, claims) for claim in claims) if report is not None)


def _entity(thing: Thing) -> Entity:
    return Entity(thing.type, thing.name, tuple(sorted(thing.forms - {thing.name})))


def _report(article: Article, pairs: Pairs, claim: Found, claims: Iterable[Found]) -> Report | None:
    predicate = PREDICATES[claim.predicate]
    work = work_of(claim, claims) if predicate.needs_work else None
    label = f"stage:{claim.object}" if claim.predicate == "stage" else claim.predicate
    shares = shipped_model("force").shares([force_features(pairs, claim.pair, label)])[0]
    status, certainty = shipped_model("force").labels[int(shares.argmax())].split("/")
    start, end = quotation(pairs, claim.pair)
    target = claim.object if isinstance(claim.object, str) else _entity(claim.object)
    return Report(
        claim=Claim(_entity(claim.subject), claim.predicate, target, _entity(work) if work else None),
        source=article.source,
        status=status if predicate.has_status else "attached",
        certainty=certainty,
        quotation=article.text[start:end],
        start=start,
        end=end,
        extractor=VERSION,
        confidence=confidence(claim.chance),
    )
