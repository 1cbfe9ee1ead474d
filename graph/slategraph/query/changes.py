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
from dataclasses import dataclass, replace

from slategraph.belief.order import day
from slategraph.belief.rule import TODAY, AsOf, Standing, group, level, outlet, slot
from slategraph.belief.states import day_by_day
from slategraph.belief.weights import FIRMNESS
from slategraph.decisions.applied import Decisions
from slategraph.errors import BadInput
from slategraph.model.claims import Claim
from slategraph.model.dates import Date, checked_date, last_day
from slategraph.model.reports import Report
from slategraph.model.vocabulary import STATUSES
from slategraph.query.lookup import find
from slategraph.query.results import Results
from slategraph.query.standing import reports_around
from slategraph.query.tables import Table
from slategraph.store.store import Store
from slategraph.store.view import consistent


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
        """The report that brought the change: of those of its day the deciding one, or the last."""
        if self.after is None:
            return None
        news = self.after.superseding or self.after.decided_by
        of_the_day = [report for report in self.after.reports if day(report) == self.day]
        return news if not of_the_day or day(news) == self.day else of_the_day[-1]


def _is_there(standing: Standing | None) -> bool:
    if standing is None or standing.superseded_by is not None:
        return False
    return standing.status != "exited" and standing.certainty != "denied"


def _strength(standing: Standing) -> tuple[int, int]:
    return STATUSES[standing.status].rank, FIRMNESS[standing.certainty]


def _level(standing: Standing | None) -> str:
    """A standing as its status and certainty, or what superseded it."""
    if standing is None:
        return ""
    if standing.superseded_by is not None:
        return f"replaced by {standing.superseded_by.object_name}"
    return level(standing)


def _state(standing: Standing | None) -> tuple[object, ...] | None:
    """What has to differ for a change: belief and further sources alone are none."""
    if standing is None:
        return None
    return standing.status, standing.certainty, standing.superseded_by is not None


@consistent
def history(store: Store, name: str) -> "Changes":
    """The timeline of a project, person or other entity: each change of a claim's standing, by day.

    Raises `UnknownName` if the graph has no such name.

        >>> from slategraph import Claim, Entity, Report, Source, open_store
        >>> store, claim = open_store(), Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
        >>> store.add([Report(claim, Source("https://example.org/1", published="2025-11-01"))])
        1
        >>> [(change.day, change.claim.predicate) for change in history(store, "Heat 2")]
        [('2025-11-01', 'directs')]
    """
    decisions = store.decisions()
    together = _together(decisions, reports_around(store, find(store, name)))
    return Changes(sorted((change for some in together for change in _changes(decisions, some)), key=_by_day))


def _together(decisions: Decisions, reports: Iterable[Report]) -> Iterable[list[Report]]:
    """Reports in the groups that are decided together: the values of a functional claim, else each claim alone."""
    return group(reports, lambda report: slot(decisions.claim(report.claim))).values()


def _changes(decisions: Decisions, reports: list[Report]) -> Iterator[Change]:
    """The changes of one claim, or of all values of a functional one, day by day."""
    before: _Believed = {}
    for on, standings in day_by_day(decisions.counted(reports), decisions.applied(TODAY)):
        after = _by_claim(standings)
        yield from _between(before, after, on)
        before = after


_Believed = dict[str, Standing]


def _by_claim(standings: Iterable[Standing]) -> _Believed:
    return {standing.claim.id: standing for standing in standings}


def _by_day(change: Change) -> tuple[str, ...]:
    claim = change.claim
    return change.day, claim.subject.name, claim.predicate, claim.object_name


@consistent
def diff(store: Store, name: str | None = None, *, since: Date, until: Date) -> "Changes":
    """What came, went, firmed up or cooled between two days: of one entity, or of the whole store.

    `since` and `until` are days (``2025-10-31``, or a `datetime.date`); each change has the day on which it happened.
    Raises `BadInput` for what is not a day and for days in the wrong order, `UnknownName` for an unknown name.

        >>> from slategraph import Claim, Entity, Report, Source, open_store
        >>> store, claim = open_store(), Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
        >>> store.add([Report(claim, Source("https://example.org/1", published="2025-11-01"))])
        1
        >>> [(change.day, change.before) for change in diff(store, since="2025-10-31", until="2025-12-31")]
        [('2025-11-01', None)]
    """
    first, last = checked_date(since), checked_date(until)
    if last_day(first) > last_day(last):
        raise BadInput(f"{first} is later than {last}: give the earlier day first.")
    decisions = store.decisions()
    reports = store.reports() if name is None else reports_around(store, find(store, name))
    found = (_difference(decisions, some, first, last) for some in _together(decisions, reports))
    return Changes(sorted((change for changes in found for change in changes), key=_by_day))


def _difference(decisions: Decisions, reports: list[Report], since: str, until: str) -> list[Change]:
    """What differs between two days, each with the day of the last change that led there."""
    before, after = (_by_claim(decisions.standings(reports, AsOf(on=on))) for on in (since, until))
    differences = list(_between(before, after, until))
    if not differences:
        return []
    days = {change.claim.id: change.day for change in _changes(decisions, reports) if change.day <= last_day(until)}
    return [replace(change, day=days.get(change.claim.id, change.day)) for change in differences]


def _between(before: _Believed, after: _Believed, at: str) -> Iterator[Change]:
    """The claims whose standings differ between two days."""
    for id_ in sorted({*before, *after}):
        one, other = before.get(id_), after.get(id_)
        if _state(one) != _state(other) and not (one is None and other and other.superseded_by):
            standing = other or one
            assert standing is not None
            yield Change(at, standing.claim, one, other)


class Changes(Results[Change]):
    """The changes found, in the order of their days, as a sequence that is also a table."""

    def table(self) -> Table:
        """The changes as a table, one row a change."""
        return table(self)


def table(changes: Iterable[Change]) -> Table:
    """Changes as a table, one row a change."""
    columns = ("day", "change", "subject", "predicate", "object", "work", "before", "after", "source")
    return Table(columns, tuple(_row(change) for change in changes))


def _row(change: Change) -> tuple[object, ...]:
    claim, report = change.claim, change.report
    ends = (claim.subject.name, claim.predicate, claim.object_name, claim.work.name if claim.work else None)
    said = outlet(report.source) if report and change.after and not change.after.superseded_by else None
    return (change.day, change.kind, *ends, _level(change.before), _level(change.after), said)
