"""What holds of a model's answer: verbatim quotations, names that occur, terms that fit; the rest is counted."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slategraph.errors import BadInput
from slategraph.extraction.llm.cast import Cast, introduced, is_described
from slategraph.extraction.llm.pieces import Piece
from slategraph.extraction.llm.replies import Answer
from slategraph.extraction.llm.spans import Text
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import Report
from slategraph.model.sources import Article
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STATUSES, Predicate

# Why a claim is left out: for one, and for several.
NO_CLAIM = "no whole claim", "no whole claims"
NO_PREDICATE = "unknown predicate", "unknown predicates"
NO_QUOTATION = "quotation that the text does not hold", "quotations that the text does not hold"
ORDER = "instruction to the model", "instructions to the model"
NO_NAME = "name that the text does not hold", "names that the text does not hold"
NO_ONE = "description in place of a name", "descriptions in place of names"
NO_TYPE = "term that does not fit its predicate", "terms that do not fit their predicates"
ELSEWHERE = "quotation about something else", "quotations about something else"
NO_WORK = "part without its film or series", "parts without their film or series"

Reason = tuple[str, str]

# A sentence that instructs a program that reads it; no trade article states a relation so.
_ORDER = re.compile(
    r"\b(ignore|disregard|forget|override)\b[^.!?]{0,20}\b(your|all|any|previous|prior|earlier|above|these|those)\b"
    r"[^.!?]{0,20}\b(instructions?|prompts?|guidelines|rules)\b|\bsystem prompt\b|<\|im_start\|>"
    r"|\byou are (now )?an? (AI|(large )?language model)\b|\bnote (to|for) (all |any )?(AIs?|language models?|LLMs?)\b"
    r"|\b(add|output|insert) the following (claims?|JSON|triples?)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n\s*\n")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Held:
    """The reports that hold, and how many claims were left out for which reason."""

    reports: tuple[Report, ...]
    left_out: Mapping[Reason, int]


def held(
    article: Article,
    answers: Sequence[Answer],
    *,
    extractor: str,
    confidence: float,
    names: Iterable[Entity] = (),
) -> Held:
    """The reports of an article from a model's answers on its pieces, each claim once, in the order of the text."""
    text = Text(article.text)
    cast = Cast(text, introduced([answer.entities for answer in answers]), names)
    reader = _Reader(article, text, cast, tuple(_orders(article.text)), extractor, confidence)
    found = [reader.report(claim, answer.piece) for answer in answers for claim in answer.claims]
    reports = [item for item in found if isinstance(item, Report)]
    left_out = Counter(item for item in found if not isinstance(item, Report))
    return Held(tuple(merged(reports)), left_out)


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Article
    text: Text
    cast: Cast
    orders: tuple[tuple[int, int], ...]
    extractor: str
    confidence: float

    def report(self, given: Any, piece: Piece) -> Report | Reason:
        """What a model's claim reports, or why it is left out."""
        if not isinstance(given, Mapping) or not all(_is_text(given.get(key)) for key in _NEEDED):
            return NO_CLAIM
        predicate = PREDICATES.get(given["predicate"].strip())
        if predicate is None:
            return NO_PREDICATE
        status, certainty = _level(given.get("status"), "attached"), _level(given.get("certainty"), "reported")
        if status not in STATUSES or certainty not in CERTAINTIES:
            return NO_CLAIM
        span = self.text.find(given["evidence"], piece.start)
        if span is None or len(re.findall(r"\w+", given["evidence"])) < 2:
            return NO_QUOTATION
        if any(start < span[1] and span[0] < end for start, end in self.orders):
            return ORDER
        claim = self._claim(given, predicate)
        if not isinstance(claim, Claim):
            return claim
        if not predicate.literal and not self._names_either(claim, span):
            return ELSEWHERE
        return Report(
            claim=claim,
            source=self.article.source,
            status=status if predicate.has_status else "attached",
            certainty=certainty,
            quotation=self.article.text[slice(*span)],
            start=span[0],
            end=span[1],
            speaker=self.cast.speaker(given.get("speaker")),
            extractor=self.extractor,
            confidence=self.confidence,
        )

    def _claim(self, given: Mapping[str, Any], predicate: Predicate) -> Claim | Reason:
        work = given.get("work") if predicate.needs_work else None
        if predicate.needs_work and not _is_text(work):
            return NO_WORK
        named = [given["subject"], *([] if predicate.literal else [given["object"]]), *([work] if work else [])]
        if not all(self.cast.occurs(name) for name in named):
            return NO_NAME
        subject = self.cast.entity(given["subject"], predicate.subjects)
        target = given["object"].strip() if predicate.literal else self.cast.entity(given["object"], predicate.objects)
        played = self.cast.entity(work, PREDICATES["actsIn"].objects) if work else None
        if subject is None or target is None or (work and played is None) or subject == target:
            return NO_TYPE
        if is_described(subject) or is_described(target):
            return NO_ONE
        try:
            return Claim(subject, predicate.name, target, played)
        except BadInput:  # a date or stage that is none
            return NO_TYPE

    def _names_either(self, claim: Claim, span: tuple[int, int]) -> bool:
        """Whether the quotation's paragraph, or the one before, names subject or object, if only by a part."""
        forms = self.cast.forms(claim.subject) | self.cast.forms(claim.object)
        words = {word for form in forms for word in re.findall(r"\w{3,}", form)} | forms
        around = Text(_around(self.article.text, *span))
        return any(around.holds(word) for word in words)


_NEAR = 1500
_NEEDED = ("subject", "predicate", "object", "evidence")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _level(value: Any, default: str) -> str:
    """A status or certainty as the ontology writes it, however a model does; "" for what is none."""
    if not value:
        return default
    return re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else ""


def _orders(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that tell a program what to do, each with the rest of its paragraph."""
    for sentence in _SENTENCE.finditer(text):
        if _ORDER.search(sentence[0]):
            end = _BREAK.search(text, sentence.end())
            yield sentence.start(), end.start() if end else len(text)


def _around(text: str, start: int, end: int) -> str:
    """The paragraph of a span and the one before, or what of them lies near."""
    near = max(0, start - _NEAR)
    breaks = [m.end() for m in _BREAK.finditer(text[near:start])]
    after = _BREAK.search(text[end : end + _NEAR])
    first = near + (breaks[-2] if len(breaks) > 1 else 0)
    return text[first : end + (after.start() if after else _NEAR)]


def merged(reports: Iterable[Report]) -> list[Report]:
    """Each claim once, in its strongest form, with what a part in a film implies, in the order of the text."""
    best: dict[str, Report] = {}
    for report in reports:
        before = best.get(report.claim.id)
        if before is None or _strength(report) > _strength(before):
            best[report.claim.id] = report
    for implied in [r for report in best.values() for r in _implied(report)]:
        best.setdefault(implied.claim.id, implied)
    exact: dict[tuple[str, str], int] = defaultdict(int)
    for report in filter(_is_exact, best.values()):
        exact[_pair(report)] = max(exact[_pair(report)], _firmness(report))
    kept = (r for r in best.values() if not _is_vague(r) or exact.get(_pair(r), -1) < _firmness(r))
    return sorted(kept, key=lambda report: (report.start or 0, report.claim.predicate, report.claim.id))


def _strength(report: Report) -> tuple[int, int]:
    """Rank by certainty, then by status; whoever has left is gone, however certain the attachment was before."""
    if report.status == "exited" and _firmness(report) >= CERTAINTIES["reported"].rank:
        return CERTAINTIES["confirmed"].rank, len(STATUSES)
    return _firmness(report), STATUSES[report.status].rank


def _firmness(report: Report) -> int:
    """How firm a word is, a denial as firm as a confirmation."""
    return CERTAINTIES["confirmed" if report.certainty == "denied" else report.certainty].rank


def _pair(report: Report) -> tuple[str, str]:
    return report.claim.subject.id, report.claim.object_id


def _is_exact(report: Report) -> bool:
    return PREDICATES[report.claim.predicate].parent == "attachedTo"


def _is_vague(report: Report) -> bool:
    return report.claim.predicate == "attachedTo"


def _implied(report: Report) -> Iterator[Report]:
    """Who plays a character acts in the work, and the character is in it."""
    claim = report.claim
    if claim.work is None or not isinstance(claim.object, Entity):
        return
    yield replace(report, claim=Claim(claim.subject, "actsIn", claim.work))
    settled = "confirmed" if report.certainty == "confirmed" else "reported"
    yield replace(report, claim=Claim(claim.object, "characterIn", claim.work), status="attached", certainty=settled)
