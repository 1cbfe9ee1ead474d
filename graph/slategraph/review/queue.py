"""The review: what waits for a person's decision, and what becomes of it.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> from slategraph.review.deciding import decide, undo
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Christian Bale"), "actsIn", Entity("Film", "Heat 2"))
>>> store.add([Report(claim, Source("story"), quotation="Bale is in.", extractor="builtin/1", confidence=0.4)])
1
>>> item = review_queue(store)[0]
>>> made = decide(store, item, "accept", by="ana")
>>> len(review_queue(store))
0
>>> undo(store, made)
>>> len(review_queue(store))
1

Three things wait: reports below the confidence threshold, possible duplicates, and claims on which sources of similar
weight disagree. Each decision records who made it and when, and can be undone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from slategraph.belief.rule import withdrawn
from slategraph.decisions.judgements import judgements_in as judgements
from slategraph.decisions.reviews import Review, reviews_in
from slategraph.errors import BadInput
from slategraph.identity.candidates import Candidate
from slategraph.identity.resolution import queue
from slategraph.model.claims import Claim
from slategraph.model.dates import moment
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.vocabulary import PREDICATES
from slategraph.query.conflicts import Conflict, find_conflicts
from slategraph.query.tables import Table
from slategraph.store.store import Store
from slategraph.store.view import consistent

KINDS = ("report", "merge", "conflict")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for a decision: a report, a possible duplicate, or a conflict."""

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


@consistent
def review_queue(store: Store, *, below: float | None = None, kinds: Collection[str] = KINDS) -> list[Item]:
    """What waits for a decision: the most confident reports first, then the likeliest merges, then the conflicts.

    `below` is the confidence under which a report waits (None for the store's threshold), `kinds`
    some of report, merge and conflict. Raises `BadInput` for an unknown kind or a confidence outside 0 to 1.

        >>> from slategraph import open_store
        >>> review_queue(open_store())
        []
    """
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise BadInput(f"{unknown[0]!r} is not a kind of review: use some of {', '.join(KINDS)}.")
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
    return [c for c in find_conflicts(store) if (c.claim.id, c.seen) not in settled]


@consistent
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
