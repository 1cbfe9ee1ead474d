"""The built-in extractor: names, entities, pairs, relations, levels, one step after the other over one article."""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import numpy as np

from slategraph.errors import NotAnArticle
from slategraph.extraction.builtin.claims.implied import completed, work_of
from slategraph.extraction.builtin.claims.levels import levels_of
from slategraph.extraction.builtin.claims.quoting import quotation
from slategraph.extraction.builtin.claims.relations import Candidate, candidates
from slategraph.extraction.builtin.claims.rivals import judged, linked
from slategraph.extraction.builtin.encoder.encoder import Encoded, EncoderOutput, shipped_encoder
from slategraph.extraction.builtin.models.linear import shipped_model
from slategraph.extraction.builtin.names.entities import TextEntity, clustered
from slategraph.extraction.builtin.names.gazetteer import known
from slategraph.extraction.builtin.names.mention_types import retyped
from slategraph.extraction.builtin.names.mentions import mentions
from slategraph.extraction.builtin.names.tagging import tagger
from slategraph.extraction.builtin.pairs.context import Context
from slategraph.extraction.builtin.pairs.items import Reading, reading
from slategraph.extraction.builtin.pairs.nameless import with_sources
from slategraph.extraction.builtin.pairs.pairs import Pair, pairs, speaker
from slategraph.extraction.builtin.pairs.worktypes import typed
from slategraph.extraction.builtin.text.language import cut, parse
from slategraph.extraction.builtin.text.words import Words, bare_words, with_grammar
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import Report
from slategraph.model.sources import Article
from slategraph.model.vocabulary import PREDICATES

#: What reports say of how they were extracted; the number changes with the models and steps.
VERSION = "builtin/2"
#: Claims less probable than this are not reported.
FLOOR = 0.48
#: Candidates less probable than this are not weighed against their rivals.
_CANDIDATE_FLOOR = 0.04
#: Status and certainty of claims that are inferred from a title, such as sequels.
_INFERRED = ("attached", "reported")
#: Certainties that a named speaker vouches for.
_VOUCHED = ("confirmed", "denied")


def confidence(probability: float) -> float:
    """The share of right ones among claims to which the models give this probability.

    The table is made by `scripts/train`, on articles that the models had not seen; the models are overconfident.
    """
    table = _table()
    return round(float(np.interp(probability, table["chances"], table["shares"])), 3)


@functools.cache
def _table() -> Mapping[str, Sequence[float]]:
    text = resources.files("slategraph.extraction.builtin.models").joinpath("confidence.json").read_text("utf-8")
    found: Mapping[str, Sequence[float]] = json.loads(text)
    return found


def version() -> str:
    """The version of the extractor, as its reports state it."""
    return VERSION


def read(article: Article, names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article; see `slategraph.extraction.extract`."""
    if not re.search(r"\w", article.text):
        raise NotAnArticle(f"{article.id} contains no words: give the text of an article.")
    encoded, found = _reading(article, tuple(names))
    context = Context(found, shipped_model("relations").common)
    every = pairs(context)
    output = shipped_encoder().score(encoded, found, every)
    claims = _claims(context, every, output)
    for claim in claims:
        status, certainty = _levels(context, claim, output)
        by = speaker(context, claim.pair) if certainty in _VOUCHED else None
        start, end = quotation(found, claim.pair)
        yield Report(
            claim=_claim(claim, claims),
            source=article.source,
            status=status,
            certainty=certainty,
            quotation=article.text[start:end],
            start=start,
            end=end,
            speaker=None if by is None else found.entities[by].name,
            extractor=VERSION,
            confidence=confidence(claim.probability),
        )


def _reading(article: Article, names: Sequence[Entity]) -> tuple[Encoded, Reading]:
    """The article with its names, entities and types of works, and what the encoder makes of its words."""
    words, encoded, tags = _tagged(article)
    named = mentions(words, known(names) if names else None, tags)
    named = retyped(words, named, shipped_model("mention_types"), encoded.tags)
    found = reading(words, clustered(words, named), article.published)
    return encoded, with_sources(typed(found, shipped_model("worktypes"), encoded.types))


def _tagged(article: Article) -> tuple[Words, Encoded, list[str]]:
    """The words with their grammar, what the encoder makes of them meanwhile, and the tags of names by both."""
    doc, encoder = cut(article.text), shipped_encoder()
    with ThreadPoolExecutor(1) as beside:
        words = bare_words(doc, article.emphasis)
        encoding = beside.submit(encoder.encode, words)
        words = with_grammar(words, parse(doc))
        scores = tagger().scores(words)
        encoded = encoding.result()
        return words, encoded, tagger().decoded(words, scores, encoded.tags)


def _claims(context: Context, every: Sequence[Pair], output: EncoderOutput) -> list[Candidate]:
    """The candidates that are probable enough, weighed against their rivals, with those that they imply."""
    relations = shipped_model("relations")
    likely = candidates(context.found, every, relations, _CANDIDATE_FLOOR, output)
    weighed = judged(context, likely, linked(every, shipped_model("links")), shipped_model("rivals"))
    return completed(context.found, weighed, FLOOR)


def _levels(context: Context, claim: Candidate, output: EncoderOutput) -> tuple[str, str]:
    """Status and certainty of a claim."""
    if claim.pair.number is None:
        return _INFERRED
    label = f"stage:{claim.object}" if claim.predicate == "stage" else claim.predicate
    log_probs = output.levels(claim.pair.number, label)
    status, certainty = levels_of(context, claim.pair, label, shipped_model("levels"), log_probs)
    return status if PREDICATES[claim.predicate].has_status else "attached", certainty


def _claim(claim: Candidate, claims: Iterable[Candidate]) -> Claim:
    work = work_of(claim, claims) if PREDICATES[claim.predicate].needs_work else None
    target = claim.object if isinstance(claim.object, str) else _entity(claim.object)
    return Claim(_entity(claim.subject), claim.predicate, target, _entity(work) if work else None)


def _entity(entity: TextEntity) -> Entity:
    return Entity(entity.type, entity.name, tuple(sorted(entity.forms - {entity.name})))
