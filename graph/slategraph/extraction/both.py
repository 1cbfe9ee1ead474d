"""Both extractors at once: agreement raises confidence, and what only the built-in one finds loses some.

Where both report a claim, the language model's report stands, and its confidence follows from those of both, a of the
model's report and b of the built-in extractor's:

- from words that overlap, with one status and certainty: 1 - (1 - a)(1 - b), at most 0.99: wrong only if both are;
- from words apart: the greater of a and b;
- with two statuses or certainties: four fifths of a, which leaves it below a person's.

What only the built-in extractor reports, the model has passed over, unless it reported a more specific claim
(directs for attachedTo): then its own report is enough. A model that is right with probability a passes over a right
claim with probability 1 - a, so the odds of b are multiplied by that. What only the model reports stays as it is: the
built-in extractor finds too few claims for its silence to say much. Each report's `extractor` names, in brackets, who
found it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from slategraph.extraction import llm
from slategraph.extraction.builtin import extractor as builtin
from slategraph.extraction.llm.configuration import from_environment
from slategraph.model.claims import Claim, Entity
from slategraph.model.identifiers import slug
from slategraph.model.reports import Report
from slategraph.model.sources import Article
from slategraph.model.vocabulary import PREDICATES

#: What the reports say of how they were read; the number changes with the rules above.
VERSION = "both/1"
_MOST = 0.99
_DISPUTED = 0.8


def version() -> str:
    """The version of the rules, and in brackets those of the two extractors."""
    return f"{VERSION} ({llm.version()} + {builtin.version()})"


def read(article: Article, names: Iterable[Entity] = ()) -> Iterator[Report]:
    """Read an article with the built-in extractor and a language model; see `slategraph.extraction.extract`."""
    known, settings = tuple(names), from_environment()
    ours = list(builtin.read(article, known))  # first, since it is free and rejects a text without words
    yield from merged(ours, list(llm.read(article, known)), trust=settings.confidence)


def merged(ours: Sequence[Report], theirs: Sequence[Report], *, trust: float) -> list[Report]:
    """The built-in extractor's and a model's reports as one list; `trust` is the share of right ones of the model's."""
    agreed = [_agreed(report, _partner(report, ours)) for report in theirs]
    left = [report for report in ours if not any(_covers(other.claim, report.claim) for other in theirs)]
    alone = [_read_by(report, report.extractor, _passed_over(report.confidence, trust)) for report in left]
    return sorted([*agreed, *alone], key=lambda report: (report.start or 0, report.claim.predicate, report.claim.id))


def _partner(report: Report, others: Iterable[Report]) -> Report | None:
    """The report of the same claim, preferably from the same words."""
    same = [other for other in others if _same(report.claim, other.claim)]
    return max(same, key=lambda other: _overlap(report, other), default=None)


def _covers(one: Claim, other: Claim) -> bool:
    """Whether a claim says all that another does: the same, or a more specific role of somebody attached."""
    more_exact = PREDICATES[one.predicate].parent == other.predicate and one.work is None
    return _same(one, replace(other, predicate=one.predicate) if more_exact else other)


def _agreed(report: Report, other: Report | None) -> Report:
    if other is None:
        return _read_by(report, report.extractor, report.confidence)
    a, b = report.confidence, other.confidence
    if (report.status, report.certainty) != (other.status, other.certainty):
        confidence = a * _DISPUTED
    elif _overlap(report, other):
        confidence = max(a, b, min(_MOST, 1 - (1 - a) * (1 - b)))
    else:
        confidence = max(a, b)
    return _read_by(report, f"{report.extractor} + {other.extractor}", confidence)


def _read_by(report: Report, extractors: str, confidence: float) -> Report:
    return replace(report, confidence=round(confidence, 3), extractor=f"{VERSION} ({extractors})")


def _passed_over(confidence: float, trust: float) -> float:
    odds = confidence * (1 - trust)
    return odds / (odds + 1 - confidence) if odds else 0.0


def _overlap(one: Report, other: Report) -> bool:
    spans = (one.start, one.end, other.start, other.end)
    return None not in spans and (one.start or 0) < (other.end or 0) and (other.start or 0) < (one.end or 0)


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one, though the extractors may call its subject or object by two of its names."""
    if one.predicate != other.predicate or not _alike(one.subject, other.subject):
        return False
    works = one.work is None or other.work is None or _alike(one.work, other.work)
    return works and _alike(one.object, other.object)


def _alike(one: Entity | str, other: Entity | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one.type == other.type and bool(_names(one) & _names(other))


def _names(entity: Entity) -> set[str]:
    """The names by which two extractors' entities are matched: a surname alone is not one of them.

    Which word in a bracket says that it is a book makes no difference, but whether there is one does.
    """
    whole = {entity.name, *(alias for alias in entity.aliases if len(alias.split()) > 1)}
    return {slug(re.sub(r" \([^()\d]*\)$", "", name)) for name in whole}
