"""Reading articles: from a text to reports, each with its verbatim quotation.

An extractor is a function of an article and known entities that yields reports, with a function `version` beside it;
`EXTRACTORS` says where each is, and it is loaded when it is first used.
"""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from slategraph.errors import BadInput
from slategraph.extraction.quotation import in_sentence
from slategraph.extraction.relays import relayed
from slategraph.model.claims import Entity
from slategraph.model.reports import Report
from slategraph.model.signatures import signature
from slategraph.model.sources import Article, Source


def extract(article: Article, *, extractor: str = "builtin", names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article and yield what it says, as reports with their quotations and confidence.

    Their source has what identifies a reprint: the publisher whose story it relays, and its text's signature.
    `extractor` is a name in `EXTRACTORS`; `names` are entities that may turn up, such as those of a graph. Raises
    `BadInput` for an unknown extractor and `NotAnArticle` for a text without words.

        >>> from slategraph.model.sources import Article
        >>> story = Article("bb", 'Rian Johnson directed "Brick", starring Joseph Gordon-Levitt.')
        >>> [report.claim.subject.name for report in extract(story) if report.claim.predicate == "directs"]
        ['Rian Johnson']
    """
    if not isinstance(article, Article):
        raise BadInput(f"An article is needed, not {type(article).__name__}: make one with read_article.")
    module, name = _place(extractor)
    reports: Iterator[Report] = getattr(importlib.import_module(module), name)(article, names)
    return (in_sentence(article.text, report) for report in _traceable(article, reports))


def version(extractor: str) -> str:
    """The version of an extractor, as its reports state it, such as ``builtin/2``: another may find other claims.

    Raises `BadInput` for an unknown extractor, and if it lacks what it needs, such as a language model's address.
    """
    module, _ = _place(extractor)
    return str(importlib.import_module(module).version())


def _place(extractor: str) -> tuple[str, str]:
    if extractor not in EXTRACTORS:
        raise BadInput(f"Unknown extractor {extractor!r}: use one of {', '.join(EXTRACTORS)}.")
    module, _, name = EXTRACTORS[extractor].partition(":")
    return module, name


def _traceable(article: Article, reports: Iterable[Report]) -> Iterator[Report]:
    """Reports with what their article shows of its story's origin, unless their extractor has stated it."""
    outlet, signed = relayed(article), signature(article.text)
    sources: dict[Source, Source] = {}
    for report in reports:
        old = report.source
        if old not in sources:
            sources[old] = replace(old, relays=old.relays or outlet, signature=old.signature or signed)
        yield replace(report, source=sources[old])


#: Extractors by name; to add one, add a file to this folder and its row here.
EXTRACTORS: Mapping[str, str] = MappingProxyType(
    {
        "builtin": "slategraph.extraction.builtin.extractor:read",
        "llm": "slategraph.extraction.llm:read",
        "both": "slategraph.extraction.both:read",
    }
)
