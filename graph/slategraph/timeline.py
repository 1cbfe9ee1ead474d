"""How belief changed: a project's history, and what differs between two days.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Christian Bale"), "actsIn", Entity("Film", "Heat 2"))
>>> days = (("in-talks", "reported", "2025-12-29"), ("attached", "confirmed", "2026-02-26"))
>>> store.add(Report(claim, Source(day, published=day), status, word) for status, word, day in days)
2
>>> [(change.day, change.kind) for change in history(store, "Heat 2")]
[('2025-12-29', 'came'), ('2026-02-26', 'firmed up')]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from slategraph.belief import FIRMNESS, Standing, day, decide_all, group, outlet
from slategraph.errors import BadInput
from slategraph.model import Claim, Report, checked_date
from slategraph.names import find
from slategraph.standing import claim_ids
from slategraph.store import Store
from slategraph.tables import Table
from slategraph.vocabulary import PREDICATES, STATUSES


@dataclass(frozen=True, slots=True)
class Change:
    """A claim whose standing changed: on which day, from what (None where nothing was known) to what.

    `kind` is ``came``, ``went``, ``firmed up`` or ``cooled``.
    """

    day: str
    claim: Claim
    before: Standing | None
    after: Standing | None

    @property
    def kind(self) -> str:
        """What happened to the claim, in the words of a trade."""
        was, is_ = _is_there(self.before), _is_there(self.after)
        if was != is_ or self.before is None or self.after is None:
            return "came" if is_ else "went"
        return "firmed up" if _strength(self.after) > _strength(self.before) else "cooled"

    @property
    def report(self) -> Report | None:
        """The report that brought the change."""
        return self.after.decided_by if self.after else None


def _is_there(standing: Standing | None) -> bool:
    if standing is None or standing.superseded_by is not None:
        return False
    return standing.status != "exited" and standing.certainty != "denied"


def _strength(standing: Standing) -> tuple[int, int]:
    return STATUSES[standing.status].rank, FIRMNESS[standing.certainty]


def _level(standing: Standing | None) -> str:
    """A standing as two words, or what replaced it."""
    if standing is None:
        return ""
    if standing.superseded_by is not None:
        return f"replaced by {standing.superseded_by.object_name}"
    status = f"{STATUSES[standing.status].label}, " if PREDICATES[standing.claim.predicate].has_status else ""
    return f"{status}{standing.certainty}"


def _state(standing: Standing | None) -> tuple[object, ...] | None:
    """What has to differ for a change: belief and further sources alone are none."""
    if standing is None:
        return None
    return standing.status, standing.certainty, standing.superseded_by.id if standing.superseded_by else None


def history(store: Store, name: str) -> list[Change]:
    """The timeline of a project, person or other entity: each change of a claim's standing, by day.

    Raises `UnknownName` where the graph has none of that name.
    """
    together = group(_reports(store, name), _slot).values()
    return sorted((change for some in together for change in _changes(some)), key=_by_day)


def _changes(reports: list[Report]) -> Iterator[Change]:
    """The changes of one claim, or of all values of a functional one, day by day."""
    days = sorted({day(report) for report in reports})
    for earlier, later in pairwise([None, *days]):
        yield from _between(reports, earlier, later)


def _slot(report: Report) -> str:
    """What is decided together: the values of a functional claim, else each claim alone."""
    claim = report.claim
    return f"{claim.subject.id} {claim.predicate}" if PREDICATES[claim.predicate].functional else claim.id


def _by_day(change: Change) -> tuple[str, ...]:
    claim = change.claim
    return change.day, claim.subject.name, claim.predicate, claim.object_name


def diff(store: Store, name: str | None = None, *, since: str, until: str) -> list[Change]:
    """What came, went, firmed up or cooled between two days: of one entity, or of the whole store.

    `since` and `until` are days (``2025-10-31``); each change bears the day of the report that brought it. Raises
    `BadInput` for a day that is none or days in the wrong order, `UnknownName` for an unknown name.
    """
    if checked_date(since) > checked_date(until):
        raise BadInput(f"{since} is later than {until}: give the earlier day first.")
    reports = list(store.reports() if name is None else _reports(store, name))
    return sorted(_between(reports, since, until), key=_by_day)


def _reports(store: Store, name: str) -> Iterator[Report]:
    return (r for id_ in claim_ids(store, find(store, name)) for r in store.reports(claim=id_))


def _between(reports: list[Report], earlier: str | None, later: str | None) -> Iterator[Change]:
    """The claims whose standings differ between two days; no earlier day means before everything."""
    before = {s.claim.id: s for s in decide_all(reports, on=earlier)} if earlier else {}
    after = {s.claim.id: s for s in decide_all(reports, on=later)}
    for id_ in sorted({*before, *after}):
        one, other = before.get(id_), after.get(id_)
        if _state(one) != _state(other) and not (one is None and other and other.superseded_by):
            standing = other or one
            assert standing is not None
            yield Change(_day_of(standing, after), standing.claim, one, other)


def _day_of(standing: Standing, after: dict[str, Standing]) -> str:
    """The day of a change: that of the report that decides, of the claim itself or of the one that replaced it."""
    winner = after.get(standing.superseded_by.id) if standing.superseded_by else None
    return max(day((winner or standing).decided_by), day(standing.decided_by))


def table(changes: Iterable[Change]) -> Table:
    """Changes as a table, one row a change."""
    columns = ("day", "change", "subject", "predicate", "object", "work", "before", "after", "source")
    return Table(columns, tuple(_row(change) for change in changes))


def _row(change: Change) -> tuple[object, ...]:
    claim, report = change.claim, change.report
    ends = (claim.subject.name, claim.predicate, claim.object_name, claim.work.name if claim.work else None)
    said = outlet(report.source) if report and change.after and not change.after.superseded_by else None
    return (change.day, change.kind, *ends, _level(change.before), _level(change.after), said)
