"""What people decided, applied to what sources say: identities, reviews, the confidence threshold.

Made anew for each question or change, from the decisions that the store holds; it looks up only what it is asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import product

from slategraph.belief.rule import AsOf, Standing, decide_all
from slategraph.belief.weights import TRUSTED
from slategraph.decisions.clusters import clusters
from slategraph.decisions.judgements import JUDGEMENTS, judgements_around
from slategraph.decisions.reviews import REVIEWS, Review, in_force, reviews_on
from slategraph.decisions.settings import BELIEVED_FROM, SETTINGS
from slategraph.model.claims import Claim, Entity
from slategraph.model.identifiers import claim_id, slug
from slategraph.model.reports import Report
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Near
from slategraph.rdf.quads import DefaultGraph, Literal

_DEFAULT = DefaultGraph()
#: The graphs that hold decisions.
DECIDED = (JUDGEMENTS, REVIEWS, SETTINGS)


class Decisions:
    """The decisions in the graphs of a store, ready to be applied."""

    def __init__(self, graphs: Graphs, decided: Graphs | None = None) -> None:
        self.graphs = graphs
        self.decided = decided or graphs  # the graphs of the decisions alone, where these are at hand
        self._groups: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, Entity] = {}
        self._reviewed: dict[str, list[Review]] = {}

    @cached_property
    def threshold(self) -> float:
        """The confidence from which a report is accepted without a review."""
        found = self.decided.one(SETTINGS, BELIEVED_FROM, SETTINGS)
        return float(found.value) if found else TRUSTED

    @property
    def trusted(self) -> float:
        """The former name of `threshold`."""
        return self.threshold

    @cached_property
    def _any_judgement(self) -> bool:
        return next(self.decided.quads(None, None, None, JUDGEMENTS), None) is not None

    @cached_property
    def _any_review(self) -> bool:
        return next(self.decided.quads(None, None, None, REVIEWS), None) is not None

    def group(self, id_: str) -> tuple[str, ...]:
        """The ids of all entities merged with one, itself among them; the first is the id that represents them."""
        if not self._any_judgement:
            return (id_,)
        if id_ not in self._groups:
            one = clusters(judgements_around(self.decided, id_))
            first = one.get(id_, id_)
            others = sorted(member for member, its in one.items() if its == first and member != first)
            group = (first, *others)
            self._groups |= dict.fromkeys(group, group)
        return self._groups[id_]

    def one(self, id_: str) -> str:
        """The id that represents an entity."""
        return self.group(id_)[0]

    def claim(self, claim: Claim) -> Claim:
        """A claim with each entity under the id that represents it; the claim itself if none is merged."""
        if not self._any_judgement or all(self.one(e.id) == e.id for e in claim.entities):
            return claim
        subject, obj, work = (
            self._entity(end) if isinstance(end, Entity) else end for end in (claim.subject, claim.object, claim.work)
        )
        assert isinstance(subject, Entity) and obj is not None and not isinstance(work, str)
        return Claim(subject, claim.predicate, obj, work)

    def _entity(self, entity: Entity) -> Entity:
        one = self.one(entity.id)
        if one == entity.id:
            return entity
        if one not in self._named:
            self._named[one] = Entity(entity.type, self.name(one))
        return self._named[one]

    def name(self, id_: str) -> str:
        """The name of an entity, as the graph has it, else as the sources do, else made from its id."""
        this = mapping.node(id_)
        for graph in (_DEFAULT, None):
            found = self.graphs.quads(this, mapping.LABEL, None, graph)
            labels = (q.object.value for q in found if isinstance(q.object, Literal))
            if fitting := [label for label in labels if slug(label) == id_.partition(":")[2]]:
                return mapping.best_name(fitting)
        return made_name(id_)

    def variants(self, claim: Claim) -> Iterator[str]:
        """The ids of this claim under all identities of its entities, as the sources have them."""
        obj = self.group(claim.object.id) if isinstance(claim.object, Entity) else (claim.object,)
        works = self.group(claim.work.id) if claim.work else ("",)
        for subject, other, work in product(self.group(claim.subject.id), obj, works):
            yield claim_id(subject, claim.predicate, other, work)

    def reports_on(self, *claims: Claim) -> Iterator[Report]:
        """The reports on claims as sources have them, under whatever names."""
        ids = dict.fromkeys(id_ for claim in claims for id_ in self.variants(claim))
        return Near(self.graphs).reports_on(map(mapping.node, ids))

    def review(self, report: Report) -> Review | None:
        """The review in force of a report, if somebody reviewed it."""
        if not self._any_review:
            return None
        claim = report.claim.id
        if claim not in self._reviewed:
            self._reviewed[claim] = reviews_on(self.decided, claim)
        return in_force(self._reviewed[claim], report)

    def counted(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Reports as they count after their reviews, without those that a reviewer rejected."""
        for report in reports:
            review = self.review(report)
            counts = review.applied(report) if review else report
            if counts:
                yield counts

    def standings(self, reports: Iterable[Report], as_of: AsOf | None = None) -> list[Standing]:
        """What is believed of the claims that reports speak of: today, or as `as_of`."""
        return decide_all(self.counted(reports), self.applied(as_of or AsOf()))

    def applied(self, as_of: AsOf) -> AsOf:
        """The as-of parameters with the identities and the confidence threshold of this store."""
        return replace(as_of, trusted=self.threshold, who=self.claim)


def made_name(id_: str) -> str:
    """A name for an entity that no source names, made from the id: that of the name is the same id again."""
    _, _, words = id_.partition(":")
    name = words.replace("-", " ").title()
    return name if slug(name) == words else words.replace("-", " ")
