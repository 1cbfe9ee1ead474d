"""What is believed of one project, person or other entity, today or on a past day, and why.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
>>> source = Source("https://example.org/1", publisher="Variety", published="2025-10-07")
>>> store.add([Report(claim, source)])
1
>>> standings(store, "Heat 2").standings[0].why
'Variety has it as attached, reported on 2025-10-07; no other source speaks of it.'
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from slategraph.belief.rule import AsOf, Standing
from slategraph.model.claims import Entity
from slategraph.model.dates import Date, checked_date
from slategraph.model.records import line_of
from slategraph.model.reports import Report
from slategraph.model.vocabulary import CERTAINTIES, PREDICATES, STATUSES
from slategraph.query.lookup import find
from slategraph.query.results import Results
from slategraph.query.tables import Table
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Near
from slategraph.store.store import Store
from slategraph.store.view import consistent


class Standings(Results[Standing]):
    """What is believed of an entity on a day (`on`; None for today): its claims' standings, in reading order.

    `known_on` is the day by which the store had learned of what counts, None for all that it has.
    """

    def __init__(
        self, entity: Entity, on: str | None, standings: Iterable[Standing], known_on: str | None = None
    ) -> None:
        super().__init__(standings)
        self.entity, self.on, self.known_on = entity, on, known_on

    def _with(self, found: Iterable[Standing]) -> Self:
        return type(self)(self.entity, self.on, found, self.known_on)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standings alone."""
        return self._found

    def as_dict(self) -> dict[str, Any]:
        """One object for JSON: `name`, `type`, `on` and `claims`, each with its reports."""
        return {
            "name": self.entity.name,
            "type": self.entity.type,
            "on": self.on,
            "known_on": self.known_on,
            "claims": [_claim_dict(s) for s in self.standings],
        }

    def table(self) -> Table:
        """The standings as a table, one row a claim."""
        columns = ("subject", "predicate", "object", "work", "status", "certainty", "belief", "since", "sources")
        return Table(columns, tuple(_row(s) for s in self.standings))


def _row(s: Standing) -> tuple[object, ...]:
    work = s.claim.work.name if s.claim.work else None
    ends = (s.claim.subject.name, s.claim.predicate, s.claim.object_name, work)
    return (*ends, s.status, s.certainty, s.belief, s.since, s.sources)


def _claim_dict(s: Standing) -> dict[str, Any]:
    claim = s.claim
    return {
        "subject": claim.subject.name,
        "predicate": claim.predicate,
        "object": claim.object_name,
        "work": claim.work.name if claim.work else None,
        "subject_type": claim.subject.type,
        "object_type": claim.object.type if isinstance(claim.object, Entity) else None,
        "status": s.status,
        "certainty": s.certainty,
        "belief": s.belief,
        "since": s.since,
        "superseded_by": s.superseded_by.object_name if s.superseded_by else None,
        "why": s.why,
        "decided_by": s.decided_by.id,
        "reports": [report_dict(r) for r in s.reports],
    }


_REPORT_KEYS = (
    "status",
    "certainty",
    "evidence",
    "speaker",
    "extractor",
    "confidence",
    "publisher",
    "published",
    "url",
    "title",
)


def report_dict(report: Any) -> dict[str, Any]:
    """A report for JSON, without the claim that it makes."""
    line = line_of(report)
    known = {"id": report.id, "source": report.source.id, "learned": report.learned}
    return {key: line[key] for key in _REPORT_KEYS} | known


def reports_around(store: Store, entity: Entity) -> Iterator[Report]:
    """All reports that name an entity, or one merged with it, as subject, object or work."""
    members = [mapping.node(member) for member in store.decisions().group(entity.id)]
    ends = (mapping.SUBJECT, mapping.OBJECT, mapping.WORK)
    near = Near(store.graphs)
    near.fetch((None, end, member, None) for end in ends for member in members)
    claims = {claim for end in ends for member in members for claim in near.graphs.subjects(end, member, None)}
    return near.reports_on(claims)


@consistent
def standings(store: Store, name: str, *, on: Date | None = None, known_on: Date | None = None) -> Standings:
    """What is believed of a project, person or other entity, today or on a past day.

    `name` is a name, alias or id; `on` a day (``2025-10-31`` or a `datetime.date`; ``2025-10`` means its last day) by
    which a source has to have been published to count; `known_on` one by which the store has to have received it, so
    that a late report is left out. For a day before the first report the answer is empty. Raises `UnknownName`, and
    `BadInput` for what is not a day.

        >>> from slategraph import Claim, Entity, Report, Source, open_store
        >>> store, claim = open_store(), Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
        >>> store.add([Report(claim, Source("https://example.org/1", published="2025-11-01"))])
        1
        >>> [(s.claim.subject.name, s.status, s.since) for s in standings(store, "Heat 2")]
        [('Michael Mann', 'attached', '2025-11-01')]
        >>> len(standings(store, "Heat 2", on="2025-10-31"))
        0
    """
    day, known = (None if date is None else checked_date(date) for date in (on, known_on))
    entity = find(store, name)
    found = store.decisions().standings(reports_around(store, entity), AsOf(day, known))
    return Standings(entity, day, tuple(sorted(found, key=_reading_order)), known)


def _reading_order(s: Standing) -> tuple[object, ...]:
    """Facts of the project first, then people by role; within a role by status, then belief, the highest first."""
    gone = s.superseded_by is not None
    level = (-STATUSES[s.status].rank, -CERTAINTIES[s.certainty].rank)
    return gone, PREDICATES[s.claim.predicate].rank, *level, -s.belief, s.claim.subject.name, s.claim.object_name
