"""What reviewers decided of reports: accepted, rejected or corrected; by whom and when.

    >>> from slategraph import Claim, Entity, Report, Source
    >>> claim = Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2"))
    >>> report = Report(claim, Source("story"), extractor="builtin/1", confidence=0.6)
    >>> Review.of(report, "accept", by="ana").applied(report).confidence
    1.0
    >>> Review.of(report, "reject", by="ana").applied(report) is None
    True

A review lies in a graph of its own and can be taken back; no report is rewritten for it. It holds for a source and a
claim, so that a report stays rejected when the same article is read again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from slategraph.decisions.judgements import BECAUSE, JUDGE, JUDGED, VERDICT
from slategraph.errors import BadInput
from slategraph.model.dates import checked_moment, moment, now
from slategraph.model.identifiers import digest
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.vocabulary import BASE, CERTAINTIES, PREFIXES, SG, STATUSES, XSD, local, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Star, quad, stars
from slategraph.rdf.quads import Literal, NamedNode, Quad

REVIEWS = NamedNode(f"{PREFIXES['graph']}reviews")
VERDICTS = ("accept", "reject", "correct")

_REVIEW = NamedNode(f"{SG}Review")
_ABOUT, _WITHIN, _INSTEAD, _SEEN = (NamedNode(f"{SG}{word}") for word in ("about", "within", "instead", "seen"))


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's decision on what a source was read to say of a claim: accept, reject or correct; by whom, when.

    `claim` and `source` are ids. `status` and `certainty` are those that were accepted, or the right ones of a
    correction; where the claim itself was wrong, `instead` is the id of the report that says it right. `by_hand` tells
    a report that a person wrote from one that an extractor made. A review of a conflict has no source, and in `seen` a
    fingerprint of the reports that disagreed. Raises `BadInput` for an unknown verdict and a nameless reviewer.
    """

    claim: str
    source: str | None
    verdict: str
    by: str
    judged: str
    status: str | None = None
    certainty: str | None = None
    by_hand: bool = False
    instead: str | None = None
    because: str | None = None
    seen: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise BadInput(f"{self.verdict!r} is not a decision: use one of {', '.join(VERDICTS)}.")
        if not self.by.strip():
            raise BadInput("A review needs the name of the person who decides.")
        if self.status not in (None, *STATUSES) or self.certainty not in (None, *CERTAINTIES):
            raise BadInput(f"{self.status}, {self.certainty} are not a status and a certainty.")
        object.__setattr__(self, "judged", checked_moment(self.judged))

    @classmethod
    def of(cls, report: Report, verdict: str, *, by: str, at: str | None = None, because: str | None = None) -> Self:
        """The review of a report as it stands."""
        return cls(
            claim=report.claim.id,
            source=report.source.id,
            verdict=verdict,
            by=by,
            judged=at or now(),
            status=report.status,
            certainty=report.certainty,
            by_hand=report.extractor == BY_HAND,
            because=because,
        )

    @property
    def node(self) -> NamedNode:
        """The review's address, a fingerprint of what was decided, by whom and when."""
        about = (self.claim, self.source or "", str(self.by_hand), self.seen or "")
        said = (self.verdict, self.status or "", self.certainty or "", self.by, self.judged)
        return NamedNode(f"{BASE}review/{digest((*about, *said))}")

    @property
    def about(self) -> tuple[str, str | None, bool, str | None]:
        """What is decided on: a claim in a source, as a person or an extractor has it; or a conflict as it was seen."""
        return self.claim, self.source, self.by_hand, self.seen

    def concerns(self, report: Report) -> bool:
        """Whether this is about what the report's source was read to say of its claim; to accept that, about its level.

        An accepted report that is read otherwise, and another sentence of its source that says something else, are
        left to a review of their own.
        """
        same = (self.claim, self.source) == (report.claim.id, report.source.id)
        as_seen = (self.status, self.certainty) == (report.status, report.certainty)
        return same and self.by_hand == (report.extractor == BY_HAND) and (as_seen or self.verdict != "accept")

    def applied(self, report: Report) -> Report | None:
        """A report that this concerns as it counts after the review, or None where it no longer does."""
        if self.verdict == "reject" or self.instead:
            return None
        status, certainty = self.status or report.status, self.certainty or report.certainty
        return replace(report, status=status, certainty=certainty, confidence=1.0)


def triples(review: Review) -> Iterator[mapping.Triple]:
    """A review as RDF."""
    this = review.node
    yield this, mapping.TYPE, _REVIEW
    yield this, _ABOUT, mapping.node(review.claim)
    yield this, VERDICT, mapping.text(review.verdict)
    yield this, JUDGE, mapping.text(review.by)
    yield this, JUDGED, Literal(review.judged, datatype=NamedNode(f"{XSD}dateTime"))
    yield this, mapping.EXTRACTOR, mapping.text(BY_HAND if review.by_hand else "reader")
    if review.source:
        yield this, _WITHIN, mapping.node(review.source)
    if review.status:
        yield this, mapping.STATUS, mapping.node(f"status:{review.status}")
    if review.certainty:
        yield this, mapping.CERTAINTY, mapping.node(f"certainty:{review.certainty}")
    if review.instead:
        yield this, _INSTEAD, mapping.node(review.instead)
    if review.because:
        yield this, BECAUSE, mapping.text(review.because)
    if review.seen:
        yield this, _SEEN, mapping.text(review.seen)


def quads(reviews: Iterable[Review]) -> set[Quad]:
    """Reviews as a store keeps them."""
    return {quad(triple, REVIEWS) for review in reviews for triple in triples(review)}


def _read(star: Star) -> Review:
    def said(predicate: NamedNode) -> str | None:
        return star[predicate][0].value if predicate in star else None

    def id_of(predicate: NamedNode) -> str | None:
        return shorten(star[predicate][0].value) if predicate in star else None

    def level(predicate: NamedNode) -> str | None:
        return local(star[predicate][0].value) if predicate in star else None

    return Review(
        claim=shorten(star[_ABOUT][0].value),
        source=id_of(_WITHIN),
        verdict=star[VERDICT][0].value,
        by=star[JUDGE][0].value,
        judged=star[JUDGED][0].value,
        status=level(mapping.STATUS),
        certainty=level(mapping.CERTAINTY),
        by_hand=said(mapping.EXTRACTOR) == BY_HAND,
        instead=id_of(_INSTEAD),
        because=said(BECAUSE),
        seen=said(_SEEN),
    )


def _ordered(reviews: Iterable[Review]) -> list[Review]:
    return sorted(reviews, key=lambda r: (moment(r.judged), r.node.value))


def reviews_in(graphs: Graphs) -> list[Review]:
    """All reviews of a store, the earliest first."""
    return _ordered(map(_read, stars(graphs.quads(None, None, None, REVIEWS)).values()))


def reviews_on(graphs: Graphs, claim: str) -> list[Review]:
    """The reviews on a claim, the earliest first."""
    return _ordered(_read(graphs.star(this, REVIEWS)) for this in graphs.subjects(_ABOUT, mapping.node(claim), REVIEWS))


def in_force(reviews: Iterable[Review], report: Report) -> Review | None:
    """Of several reviews, the earliest first, the one that counts for a report: the latest."""
    return next((review for review in reversed(list(reviews)) if review.concerns(report)), None)
