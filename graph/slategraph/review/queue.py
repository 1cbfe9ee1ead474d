"""The review: what waits for a person's decision, and what becomes of it.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Christian Bale"), "actsIn", Entity("Film", "Heat 2"))
>>> store.add([Report(claim, Source("story"), quotation="Bale is in.", extractor="builtin/1", confidence=0.4)])
1
>>> item = waiting(store)[0]
>>> made = decide(store, item, "accept", by="ana")
>>> len(waiting(store))
0
>>> undo(store, made)
>>> len(waiting(store))
1

Three things wait: reports whose reader was not sure enough, entities that may be one, and claims on which sources of
similar weight disagree. Each decision bears who made it and when, and can be taken back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slategraph.belief.rule import stance, withdrawn
from slategraph.decisions.judgements import Judgement, moment, now
from slategraph.decisions.judgements import judgements_in as judgements
from slategraph.decisions.judgements import quads as judged
from slategraph.decisions.reviews import VERDICTS, Review, reviews_in
from slategraph.decisions.reviews import quads as reviewed
from slategraph.errors import BadInput
from slategraph.identity.resolution import Candidate, queue
from slategraph.model.claims import BY_HAND, Claim, Report
from slategraph.model.records import Types, checked, claim_of, line_of
from slategraph.model.vocabulary import PREDICATES
from slategraph.query.conflicts import Conflict, conflicts
from slategraph.query.tables import Table
from slategraph.store.store import Store

KINDS = ("report", "merge", "conflict")

#: What a correction may change.
CORRECTABLE = (
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "work",
    "work_type",
    "status",
    "certainty",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for a decision: a report, a pair of entities that may be one, or a conflict."""

    what: Report | Candidate | Conflict

    @property
    def kind(self) -> str:
        """report, merge or conflict."""
        return {Report: "report", Candidate: "merge", Conflict: "conflict"}[type(self.what)]

    @property
    def id(self) -> str:
        """What the item is known by, the same as long as what it asks is the same."""
        if isinstance(self.what, Report):
            return f"{self.what.id} {self.what.status} {self.what.certainty}"
        if isinstance(self.what, Candidate):
            return f"merge:{self.what.pair[0]} {self.what.pair[1]}"
        return f"conflict:{self.what.claim.id} {self.what.seen}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What one decision put into the store: reviews, a judgement, a report that says right what was wrong.

    `replaced` are the reports of which such a report took the place.
    """

    item: Item
    verdict: str
    reviews: tuple[Review, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    reports: tuple[Report, ...] = ()
    replaced: tuple[Report, ...] = ()


def waiting(store: Store, *, below: float | None = None, kinds: Collection[str] = KINDS) -> list[Item]:
    """What waits for a decision: the surest reports first, then the likeliest merges, then the conflicts.

    `below` is the confidence under which a report waits (None for that from which the store believes readers), `kinds`
    some of report, merge and conflict. Raises `BadInput` for a confidence that is none and a kind that is none.
    """
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise BadInput(f"{unknown[0]!r} is no kind of review: use some of {', '.join(KINDS)}.")
    if below is not None and not 0 <= below <= 1:
        raise BadInput(f"A confidence lies between 0 and 1, not at {below}.")
    found: list[Report | Candidate | Conflict] = []
    if "report" in kinds:
        found += _unsure(store, below)
    if "merge" in kinds:
        found += queue(store)
    if "conflict" in kinds:
        found += _open(store)
    return [Item(what) for what in found]


def _unsure(store: Store, below: float | None) -> list[Report]:
    decisions = store.decisions()
    least = decisions.trusted if below is None else below
    unsure = (r for r in store.reports() if r.confidence < least and r.extractor != BY_HAND and not withdrawn(r))
    return sorted((r for r in unsure if decisions.review(r) is None), key=lambda r: (-r.confidence, r.id))


def _open(store: Store) -> list[Conflict]:
    """The conflicts that nobody has settled since the last of their reports came."""
    settled = {(review.claim, review.seen) for review in reviews_in(store.graphs) if review.seen}
    return [c for c in conflicts(store) if (c.claim.id, c.seen) not in settled]


def decide(
    store: Store,
    item: Item,
    verdict: str,
    *,
    by: str,
    correction: Mapping[str, str | None] | None = None,
    because: str | None = None,
) -> Decision:
    """Decide on what waits: accept, reject or correct it; gives what can be taken back with `undo`.

    To accept a report is to vouch for its reading, to reject it is to say that the source doesn't say so; a correction
    says what it does say, as some of `CORRECTABLE`. To accept a merge is to judge the two the same, to reject it to
    judge them different. To accept a conflict leaves what is believed, to reject it sets the believed side aside.
    Raises `BadInput` for a verdict or correction that is none, and then nothing is changed.
    """
    return apply(store, [plan(item, verdict, by=by, correction=correction, because=because)])[0]


def plan(
    item: Item, verdict: str, *, by: str, correction: Mapping[str, str | None] | None = None, because: str | None = None
) -> Decision:
    """What a decision would put into the store; raises what `decide` does."""
    if verdict not in VERDICTS or (verdict == "correct" and item.kind != "report"):
        fitting = VERDICTS if item.kind == "report" else VERDICTS[:2]
        raise BadInput(f"{verdict!r} is no decision on a {item.kind}: use one of {', '.join(fitting)}.")
    if isinstance(item.what, Report):
        review = Review.of(item.what, verdict, by=by, because=because)
        return _on_report(item, item.what, review, correction or {})
    if isinstance(item.what, Candidate):
        word = "same" if verdict == "accept" else "different"
        return Decision(item, verdict, judgements=(Judgement(*item.what.pair, word, by, now(), because),))
    return _on_conflict(item, item.what, verdict, by, because)


def _on_report(item: Item, report: Report, review: Review, correction: Mapping[str, str | None]) -> Decision:
    if review.verdict != "correct":
        return Decision(item, review.verdict, (review,))
    right = corrected(report, correction)
    if right.claim.id == report.claim.id:
        return Decision(item, "correct", (replace(review, status=right.status, certainty=right.certainty),))
    return Decision(item, "correct", (replace(review, instead=right.id),), reports=(right,))


def corrected(report: Report, correction: Mapping[str, str | None]) -> Report:
    """A report as a person has corrected it; raises `BadInput` where nothing is changed or it can't be so."""
    if unknown := [key for key in correction if key not in CORRECTABLE]:
        raise BadInput(f"{unknown[0]!r} can't be corrected: it is one of {', '.join(CORRECTABLE)}.")
    line: dict[str, Any] = line_of(report)
    for end in ("subject", "object", "work"):  # another name may be of another type
        if correction.get(end, line[end]) != line[end]:
            line[f"{end}_type"] = None
    line |= correction
    checked("The correction", line)
    claim: Claim = claim_of(line, Types((), [line]))
    right = replace(
        report,
        claim=claim,
        status=line["status"] or report.status,
        certainty=line["certainty"] or report.certainty,
        extractor=BY_HAND,
        confidence=1.0,
    )
    if (right.claim, right.status, right.certainty) == (report.claim, report.status, report.certainty):
        raise BadInput("The correction changes nothing: accept the report, or say what is right.")
    return right


def _on_conflict(item: Item, conflict: Conflict, verdict: str, by: str, because: str | None) -> Decision:
    settled = Review(conflict.claim.id, None, "accept", by, now(), because=because, seen=conflict.seen)
    if verdict == "accept":
        return Decision(item, verdict, (settled,))
    aside = (Review.of(r, "reject", by=by, because=because or "the other side is believed") for r in _side(conflict))
    return Decision(item, verdict, (*aside, replace(settled, verdict="reject")))


def _side(conflict: Conflict) -> list[Report]:
    """All reports that say what the believed side of a conflict says, outlets' earlier words among them."""
    one, believed = conflict.one, conflict.believed
    said = believed.reports if believed.claim == one.claim else ()
    earlier = [r for r in said if stance(r) == stance(one.reports[0])]
    return list({r.id: r for r in (*earlier, *one.reports)}.values())


def apply(store: Store, decisions: Iterable[Decision]) -> list[Decision]:
    """Put decisions into the store, all or none of them, in one write; gives them without reports that it had."""
    listed = [_news(store, decision) for decision in decisions]
    come = judged(j for d in listed for j in d.judgements) | reviewed(r for d in listed for r in d.reviews)
    store.decide(come=come, reports=[report for d in listed for report in d.reports])
    return listed


def _news(store: Store, decision: Decision) -> Decision:
    known = {r.id: r for new in decision.reports for r in store.reports(claim=new.claim.id)}
    news = tuple(r for r in decision.reports if r.id not in known or known[r.id].extractor != BY_HAND)
    return replace(decision, reports=news, replaced=tuple(known[r.id] for r in news if r.id in known))


def undo(store: Store, decision: Decision) -> None:
    """Take a decision back; what was decided before it counts again."""
    gone = judged(decision.judgements) | reviewed(decision.reviews)
    store.decide(gone=gone, reports=decision.replaced, instead=decision.reports)


def decided(store: Store) -> Table:
    """Who decided what and when: all judgements and reviews, the latest first."""
    rows = [(j.judged, j.by, j.verdict, f"{j.one} and {j.other}", j.because) for j in judgements(store.graphs)]
    rows += [(r.judged, r.by, r.verdict, _said(store, r), r.because) for r in reviews_in(store.graphs)]
    ordered = sorted(rows, key=lambda row: moment(row[0]), reverse=True)
    return Table(("when", "who", "decision", "on", "because"), tuple(ordered))


def _said(store: Store, review: Review) -> str:
    reports = [r for r in store.reports(claim=review.claim) if review.source in (None, r.source.id)]
    if not reports:
        return f"{review.claim} in {review.source}"
    source = f", says {reports[0].source.publisher or reports[0].source.key}" if review.source else ""
    right = f" (rather {review.status}, {review.certainty})" if review.verdict == "correct" else ""
    return f"{sentence(reports[0].claim)}{source}{right}"


def sentence(claim: Claim) -> str:
    """A claim in one line, as a person would say it."""
    work = f" in {claim.work.name}" if claim.work else ""
    return f"{claim.subject.name} {PREDICATES[claim.predicate].label} {claim.object_name}{work}"


def options(item: Item) -> Iterator[tuple[str, str]]:
    """What can be decided on an item, and what each decision means for it."""
    if item.kind == "report":
        yield from (("accept", "the source says so"), ("reject", "it does not"), ("correct", "say what it says"))
    elif item.kind == "merge":
        yield from (("accept", "they are the same"), ("reject", "they are different"))
    else:
        yield from (("accept", "leave it as believed"), ("reject", "set the believed side aside"))
