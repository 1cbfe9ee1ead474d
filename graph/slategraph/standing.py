"""What is believed of one project, person or other entity, today or on a past day, and why.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
>>> source = Source("https://example.org/1", publisher="Variety", published="2025-10-07")
>>> store.add([Report(claim, source)])
1
>>> standing(store, "Heat 2").standings[0].why
'Variety has it as attached, reported on 2025-10-07; no other source speaks of it.'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from slategraph import rdf
from slategraph.belief import Standing, decide_all
from slategraph.lines import line_of
from slategraph.model import Entity, checked_date
from slategraph.names import find
from slategraph.store import Store
from slategraph.tables import Table
from slategraph.vocabulary import CERTAINTIES, PREDICATES, STATUSES, shorten


@dataclass(frozen=True, slots=True)
class Standings:
    """What is believed of an entity on a day (`on`; None for today): its claims' standings, in reading order."""

    entity: Entity
    on: str | None
    standings: tuple[Standing, ...]

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings)

    def __len__(self) -> int:
        return len(self.standings)

    def as_dict(self) -> dict[str, Any]:
        """One object for JSON: `name`, `type`, `on` and `claims`, each with its reports."""
        return {
            "name": self.entity.name,
            "type": self.entity.type,
            "on": self.on,
            "claims": [_claim_dict(s) for s in self.standings],
        }

    def table(self) -> Table:
        """The standings as a table, one row a claim."""
        columns = ("subject", "predicate", "object", "work", "status", "certainty", "belief", "since", "sources")
        return Table(columns, tuple(_row(s) for s in self.standings))

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def _row(s: Standing) -> tuple[object, ...]:
    work = s.claim.work.name if s.claim.work else None
    ends = (s.claim.subject.name, s.claim.predicate, s.claim.object_name, work)
    return (*ends, s.status, s.certainty, s.belief, s.since, s.sources)


def _claim_dict(s: Standing) -> dict[str, Any]:
    claim = line_of(s.decided_by)
    ends = {key: claim[key] for key in ("subject", "predicate", "object", "work", "subject_type", "object_type")}
    return {
        **ends,
        "status": s.status,
        "certainty": s.certainty,
        "belief": s.belief,
        "since": s.since,
        "superseded_by": s.superseded_by.object_name if s.superseded_by else None,
        "why": s.why,
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
    return {key: line[key] for key in _REPORT_KEYS} | {"source": report.source.id, "learned": report.learned}


def claim_ids(store: Store, entity: Entity) -> list[str]:
    """The ids of all claims that name an entity as subject, object or work."""
    this = rdf.node(entity.id)
    ends = (rdf.SUBJECT, rdf.OBJECT, rdf.WORK)
    return sorted({shorten(n.value) for end in ends for n in store.graphs.subjects(end, this, rdf.STANDINGS)})


def standing(store: Store, name: str, *, on: str | None = None) -> Standings:
    """What is believed of a project, person or other entity, today or on a past day.

    `name` is a name, alias or id; `on` a day (``2025-10-31``; ``2025-10`` means its last day). A day before the
    first report gives an empty answer. Raises `UnknownName`, and `BadInput` for a day that is none.
    """
    day = None if on is None else checked_date(on)
    entity = find(store, name)
    reports = (report for claim in claim_ids(store, entity) for report in store.reports(claim=claim))
    return Standings(entity, on, tuple(sorted(decide_all(reports, on=day), key=_reading_order)))


def _reading_order(s: Standing) -> tuple[object, ...]:
    """Facts of the project first, then people by role; within a role the furthest and surest first."""
    gone = s.superseded_by is not None
    level = (-STATUSES[s.status].rank, -CERTAINTIES[s.certainty].rank)
    return gone, PREDICATES[s.claim.predicate].rank, *level, -s.belief, s.claim.subject.name, s.claim.object_name
