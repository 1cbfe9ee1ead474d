"""Claims on which sources of similar weight disagree, so that a person can look.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Christian Bale"), "actsIn", Entity("Film", "Heat 2"))
>>> words = (("Variety", "attached", "reported"), ("Deadline", "attached", "denied"))
>>> store.add(Report(claim, Source(by, publisher=by, published="2025-12-29"), *word) for by, *word in words)
2
>>> [(conflict.one.level, conflict.other.level) for conflict in find_conflicts(store)]
[('attached, denied', 'attached, reported')]
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from slategraph.belief.order import day
from slategraph.belief.rule import AsOf, Standing, level, outlet, together
from slategraph.belief.weights import FIRMNESS, doubt_left, position, weight
from slategraph.model.claims import Claim
from slategraph.model.dates import Date, checked_date, days_between
from slategraph.model.identifiers import digest
from slategraph.model.outlets import original_outlet
from slategraph.model.reports import Report
from slategraph.model.vocabulary import PREDICATES, STAGES, STATUSES
from slategraph.query.lookup import find
from slategraph.query.results import Results
from slategraph.query.standing import reports_around
from slategraph.query.tables import Table
from slategraph.store.store import Store
from slategraph.store.view import consistent

# Reports more than this many days apart are updates, not conflicts; a denial answers whatever was said before.
WINDOW = 14
# The least weight of the weaker side, as a share of the stronger side's.
SIMILAR = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """What some publishers say, one report each, and how much it weighs, from 0 to 1."""

    claim: Claim
    reports: tuple[Report, ...]

    @property
    def level(self) -> str:
        """This side's status and certainty, or its value."""
        first = self.reports[0]
        if PREDICATES[self.claim.predicate].functional:
            return f"{self.claim.object_name}, {first.certainty}"
        return level(first)

    @property
    def weight(self) -> float:
        """How much the side's publishers weigh together: a noisy-or, as of belief."""
        return 1 - doubt_left(map(weight, self.reports))

    @property
    def by(self) -> str:
        """Who says it, and when."""
        return "; ".join(f"{outlet(r.source)} {r.source.published or 'undated'}" for r in self.reports)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides that can't both be right; `one` is the side that is believed, where one of them is.

    `believed` is what the graph believes meanwhile.
    """

    believed: Standing
    one: Side
    other: Side

    @property
    def claim(self) -> Claim:
        """The claim in question: of several values of a stage or date the one that is believed."""
        return self.believed.claim

    @property
    def seen(self) -> str:
        """A fingerprint of the reports that disagree: another one as soon as one more does, or says something else."""
        reports = (*self.one.reports, *self.other.reports)
        return digest(sorted(f"{report.id} {report.status} {report.certainty}" for report in reports))


@consistent
def find_conflicts(store: Store, name: str | None = None, *, on: Date | None = None) -> "Conflicts":
    """The claims on which sources of similar weight disagree: of one entity, or of the whole store; today or on a day.

    Two publishers' latest reports disagree if one denies what the other says; if within 14 days the later one has a
    lower status than the earlier, or has somebody back who had left; if they differ on the same day; and if a firmer
    report holds against a later one, for as long as it does. A stage or a release date is in conflict if two
    publishers report different values within 14 days (for a stage, an earlier one later). Raises `UnknownName`, and
    `BadInput` for a day that is not a date.

        >>> from slategraph import open_store
        >>> find_conflicts(open_store())
        []
    """
    as_of = AsOf(on=None if on is None else checked_date(on))
    reports = store.reports() if name is None else reports_around(store, find(store, name))
    slots = together(store.decisions().standings(reports, as_of)).values()
    found = (conflict for standings in slots if (conflict := _conflict(standings)))
    return Conflicts(sorted(found, key=lambda c: (c.claim.subject.name, c.claim.predicate, c.claim.object_name)))


Word = tuple[Claim, Report]


def _conflict(standings: Sequence[Standing]) -> Conflict | None:
    """The conflict within one slot, if sides of similar weight disagree."""
    believed = next((s for s in standings if s.superseded_by is None), standings[0])
    words = _latest((s.claim, report) for s in standings for report in s.stories)
    sides = _sides(words)
    for one, other in combinations(sides, 2):
        weights = sorted((one.weight, other.weight))
        if weights[0] >= SIMILAR * weights[1] and (_disagree(one, other) or _waits(one, other, believed)):
            first, second = sorted(
                (one, other), key=lambda one_side: (not _is_believed(one_side, believed), one_side.level)
            )
            return Conflict(believed, first, second)
    return None


def _is_believed(one: Side, believed: Standing) -> bool:
    return one.claim.id == believed.claim.id and position(one.reports[0]) == position(believed.decided_by)


def _latest(words: Iterable[Word]) -> list[Word]:
    """Each publisher's latest report."""
    ordered = sorted(words, key=lambda word: (day(word[1]), word[1].id))
    return list({original_outlet(report.source): (claim, report) for claim, report in ordered}.values())


def _sides(words: Iterable[Word]) -> list[Side]:
    sides: dict[tuple[object, ...], list[Word]] = {}
    for claim, report in words:
        sides.setdefault((claim.id, *position(report)), []).append((claim, report))
    return [
        Side(some[0][0], tuple(report for _, report in some))
        for _, some in sorted(sides.items(), key=lambda item: str(item[0]))
    ]


def _disagree(one: Side, other: Side) -> bool:
    """Whether any report of one side contradicts one of the other."""
    pairs = ((a, b) for a in one.reports for b in other.reports)
    return any(_contradict(one.claim, a, other.claim, b) for a, b in pairs)


def _waits(one: Side, other: Side, believed: Standing) -> bool:
    """Whether one side is believed for an earlier, firmer report, and the other's later one is not enough alone."""
    if _is_believed(other, believed):
        one, other = other, one
    if not _is_believed(one, believed) or _is_same_date(one.claim, other.claim):
        return False
    held, later = believed.decided_by, max(other.reports, key=day)
    is_weaker = FIRMNESS["reported"] <= FIRMNESS[later.certainty] < FIRMNESS[held.certainty]
    return is_weaker and day(later) > max(day(report) for report in one.reports)


def _is_same_date(one: Claim, other: Claim) -> bool:
    """Whether one date is a more exact form of the other."""
    first, then = one.object_name, other.object_name
    return PREDICATES[one.predicate].literal == "date" and (first.startswith(then) or then.startswith(first))


def _contradict(claim: Claim, report: Report, other_claim: Claim, other: Report) -> bool:
    words = sorted(((claim, report), (other_claim, other)), key=lambda word: day(word[1]))
    (first, earlier), (then, later) = words
    functional = PREDICATES[first.predicate].functional
    near = days_between(day(earlier), day(later)) <= WINDOW
    if (earlier.certainty == "denied") != (later.certainty == "denied"):
        return first.id == then.id and (near or not functional)  # a date taken back a year later is news
    if earlier.certainty == "denied" or not near:
        return False
    same_day = day(earlier) == day(later)
    if functional:
        return _values_contradict(first, then, same_day)
    return same_day or _rank(later) < _rank(earlier) or (earlier.status == "exited" != later.status)


def _rank(report: Report) -> int:
    """Rank of a status; an exit is an update, not a regression."""
    return len(STATUSES) if report.status == "exited" else STATUSES[report.status].rank


def _values_contradict(first: Claim, then: Claim, same_day: bool) -> bool:
    earlier, later = first.object_name, then.object_name
    if PREDICATES[first.predicate].literal == "stage":
        return earlier != later and (same_day or STAGES[later].rank < STAGES[earlier].rank)
    return not _is_same_date(first, then)


class Conflicts(Results[Conflict]):
    """The conflicts found, as a sequence that is also a table."""

    def table(self) -> Table:
        """The conflicts as a table, one row a conflict."""
        return table(self)


def table(found: Iterable[Conflict]) -> Table:
    """Conflicts as a table, one row a conflict."""
    columns = ("subject", "predicate", "object", "work", "believed", "by", "but also", "said by")
    return Table(columns, tuple(_rows(found)))


def _rows(found: Iterable[Conflict]) -> Iterator[tuple[object, ...]]:
    for c in found:
        functional = PREDICATES[c.claim.predicate].functional
        obj = None if functional else c.claim.object_name
        work = c.claim.work.name if c.claim.work else None
        yield (c.claim.subject.name, c.claim.predicate, obj, work, c.one.level, c.one.by, c.other.level, c.other.by)
