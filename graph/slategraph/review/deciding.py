"""Deciding what waits in the review queue: accept, reject, correct, undo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slategraph.belief.weights import position
from slategraph.decisions.judgements import Judgement
from slategraph.decisions.judgements import quads as judged
from slategraph.decisions.reviews import VERDICTS, Review
from slategraph.decisions.reviews import quads as reviewed
from slategraph.errors import BadInput
from slategraph.identity.candidates import Candidate
from slategraph.model.claims import Claim
from slategraph.model.dates import now
from slategraph.model.records import CLAIM_KEYS, KEYS, checked, claim_of, line_of
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.types import Types
from slategraph.query.conflicts import Conflict
from slategraph.rdf.quads import Delta
from slategraph.review.queue import Item
from slategraph.store.store import Store

#: What a correction may change.
CORRECTABLE = tuple(key for key in KEYS if key in CLAIM_KEYS or key.endswith("_type"))


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


def decide(
    store: Store,
    item: Item,
    verdict: str,
    *,
    by: str,
    correction: Mapping[str, str | None] | None = None,
    because: str | None = None,
) -> Decision:
    """Decide on what waits: accept, reject or correct it; returns what `undo` takes back.

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
        raise BadInput(f"{verdict!r} is not a decision on a {item.kind}: use one of {', '.join(fitting)}.")
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
    line = dict(checked("The correction", line))
    claim: Claim = claim_of(line, Types((), [line]))
    right = replace(
        report,
        claim=claim,
        status=line.get("status", report.status),
        certainty=line.get("certainty", report.certainty),
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
    """All reports that say what the believed side of a conflict says, publishers' earlier reports among them."""
    one, believed = conflict.one, conflict.believed
    said = believed.reports if believed.claim == one.claim else ()
    earlier = [r for r in said if position(r) == position(one.reports[0])]
    return list({r.id: r for r in (*earlier, *one.reports)}.values())


def apply(store: Store, decisions: Iterable[Decision]) -> list[Decision]:
    """Put decisions into the store, all or none of them, in one write; returns them without reports that it had."""
    listed = [_news(store, decision) for decision in decisions]
    come = judged(j for d in listed for j in d.judgements) | reviewed(r for d in listed for r in d.reviews)
    store.apply(Delta(added=frozenset(come)), reports=[report for d in listed for report in d.reports])
    return listed


def _news(store: Store, decision: Decision) -> Decision:
    known = {r.id: r for new in decision.reports for r in store.reports(claim=new.claim.id)}
    news = tuple(r for r in decision.reports if r.id not in known or known[r.id].extractor != BY_HAND)
    return replace(decision, reports=news, replaced=tuple(known[r.id] for r in news if r.id in known))


def undo(store: Store, decision: Decision) -> None:
    """Take a decision back; what was decided before it counts again."""
    gone = judged(decision.judgements) | reviewed(decision.reviews)
    store.apply(Delta(removed=frozenset(gone)), reports=decision.replaced, instead=decision.reports)
