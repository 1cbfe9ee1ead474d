"""The built-in reader: names, things, pairs, relations, force, one step after the other over one article."""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import resources

import numpy as np

from slategraph.errors import NotAnArticle
from slategraph.extraction.builtin.claims.implied import completed, work_of
from slategraph.extraction.builtin.claims.levels import force_of
from slategraph.extraction.builtin.claims.quotation import quotation
from slategraph.extraction.builtin.claims.relations import Found, finds
from slategraph.extraction.builtin.claims.rivals import judged, linked
from slategraph.extraction.builtin.encoder.encoder import Half, shipped_encoder
from slategraph.extraction.builtin.models.linear import shipped_model
from slategraph.extraction.builtin.names.gazetteer import known
from slategraph.extraction.builtin.names.kinds import second_look
from slategraph.extraction.builtin.names.mentions import mentions
from slategraph.extraction.builtin.names.tagging import tagger
from slategraph.extraction.builtin.names.things import Thing, things
from slategraph.extraction.builtin.pairs.layout import reading
from slategraph.extraction.builtin.pairs.nameless import add_sources
from slategraph.extraction.builtin.pairs.pairs import Pairs
from slategraph.extraction.builtin.pairs.worktypes import set_types
from slategraph.extraction.builtin.text.language import cut, parse
from slategraph.extraction.builtin.text.words import Words, bare_words, with_grammar
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import Report
from slategraph.model.sources import Article
from slategraph.model.vocabulary import PREDICATES

#: What the reports say of how they were read; the number changes with the models and steps.
VERSION = "builtin/2"
#: Below this chance a claim is not reported.
FLOOR = 0.48
#: Below this chance a claim gets no second look.
_GLIMPSE = 0.04
#: Of what nobody says, but a number in a title shows.
_PLAIN = ("attached", "reported")
#: What someone stands up for, or against.
_VOUCHED = ("confirmed", "denied")


def confidence(chance: float) -> float:
    """How sure the reader is of a claim: the share of claims of this chance that are right.

    The table is made by `scripts/train`, on articles that the models had not seen; the models themselves are too sure.
    """
    table = _table()
    return round(float(np.interp(chance, table["chances"], table["shares"])), 3)


@functools.cache
def _table() -> Mapping[str, Sequence[float]]:
    text = resources.files("slategraph.extraction.builtin.models").joinpath("confidence.json").read_text("utf-8")
    found: Mapping[str, Sequence[float]] = json.loads(text)
    return found


def version() -> str:
    """The version of the reader, as its reports bear it."""
    return VERSION


def read(article: Article, names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article; see `slategraph.extraction.extract`."""
    if not re.search(r"\w", article.text):
        raise NotAnArticle(f"{article.id} holds no words: give the text of an article.")
    words, half, tags = _begun(article)
    known_names = tuple(names)
    named = mentions(words, known(known_names) if known_names else None, tags)
    named = second_look(words, named, shipped_model("kinds"), half.tags)
    found = reading(words, things(words, named), article.published)
    set_types(found, found.things, more=half.types)
    add_sources(found)
    relations = shipped_model("relations")
    pairs = Pairs(found, relations.common)
    every = list(pairs.all())
    links = linked(every, shipped_model("links"))
    second = shipped_encoder().see(half, found, every)
    seen = judged(pairs, finds(found, every, relations, _GLIMPSE, second), links, shipped_model("judging"))
    claims = completed(found, seen, FLOOR)
    numbers = {id(pair): number for number, pair in enumerate(every)}
    for claim in claims:
        label = f"stage:{claim.object}" if claim.predicate == "stage" else claim.predicate
        number = numbers.get(id(claim.pair))
        more = None if number is None else second.force(number, label)
        force = force_of(pairs, claim.pair, label, shipped_model("force"), more) if more else _PLAIN
        by = pairs.speaker(claim.pair) if force[1] in _VOUCHED else None
        report = _report(article, pairs, claim, claims, force)
        yield report if by is None else replace(report, speaker=found.things[by].name)


def _begun(article: Article) -> tuple[Words, Half, list[str]]:
    """The words with their grammar, what the encoder makes of them meanwhile, and the tags of names by both."""
    doc, encoder = cut(article.text), shipped_encoder()
    with ThreadPoolExecutor(1) as beside:
        words = bare_words(doc, article.emphasis)
        half = beside.submit(encoder.begin, words)
        words = with_grammar(words, parse(doc))
        scores = tagger().scores(words)
        return words, half.result(), tagger().decoded(words, scores, half.result().tags)


def _entity(thing: Thing) -> Entity:
    return Entity(thing.type, thing.name, tuple(sorted(thing.forms - {thing.name})))


def _report(article: Article, pairs: Pairs, claim: Found, claims: Iterable[Found], force: tuple[str, str]) -> Report:
    predicate = PREDICATES[claim.predicate]
    work = work_of(claim, claims) if predicate.needs_work else None
    start, end = quotation(pairs, claim.pair)
    target = claim.object if isinstance(claim.object, str) else _entity(claim.object)
    return Report(
        claim=Claim(_entity(claim.subject), claim.predicate, target, _entity(work) if work else None),
        source=article.source,
        status=force[0] if predicate.has_status else "attached",
        certainty=force[1],
        quotation=article.text[start:end],
        start=start,
        end=end,
        extractor=VERSION,
        confidence=confidence(claim.chance),
    )
