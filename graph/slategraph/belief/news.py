"""How news replaces news: which report is in force after each further one.

Each report either supports what is in force, replaces it, or contradicts it without being firm enough. What is not
firm enough waits: a second publisher who says so, or half a year without support for the older report, lets it through.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from slategraph.belief.order import day
from slategraph.belief.weights import FIRMNESS, SURE, position
from slategraph.model.claims import Claim
from slategraph.model.dates import days_between
from slategraph.model.outlets import original_outlet
from slategraph.model.reports import Report
from slategraph.model.vocabulary import PREDICATES, STAGES

HOLDS = 183
"""Half a year in days: how long a firmer report holds against one publisher's later, less firm one."""
PUBLISHERS = 2
"""The number of independent publishers that outweigh an earlier, firmer report at once."""

Word = tuple[Claim, Report]


@dataclass(frozen=True, slots=True)
class InForce:
    """What is in force: the deciding report, the one that put this value in force, and those that contradict it since.

    `upheld` is the day of the last report that supported it, `against` the later reports that contradict it and are
    not firm enough alone, `cleared` whether a denial took it out of force.
    """

    claim: Claim
    report: Report
    first: Report
    upheld: str
    against: tuple[Report, ...] = ()
    cleared: bool = False

    @classmethod
    def of(cls, word: Word) -> Self:
        """A value just put in force by a report."""
        claim, report = word
        return cls(claim, report, report, day(report))

    def supported(self, word: Word, *, decides: bool) -> Self:
        """The same value after another report of it, which decides from now on if it is firm enough."""
        claim, report = word
        counts = FIRMNESS[report.certainty] >= FIRMNESS["reported"] and _as_sure(self.report, report)
        upheld, against = (day(report), ()) if counts else (self.upheld, self.against)
        kept = replace(self, upheld=upheld, against=against)
        return replace(kept, claim=claim, report=report, cleared=False) if decides else kept

    def contradicted(self, word: Word) -> Self:
        """What is in force after a contradicting report that is not firm enough alone."""
        _, report = word
        if FIRMNESS[report.certainty] < FIRMNESS["reported"] or not _as_sure(self.report, report):
            return self
        against = (*self.against, report)
        publishers = {original_outlet(r.source) for r in against}
        overdue = days_between(self.upheld, day(report)) > HOLDS
        return type(self).of(word) if len(publishers) >= PUBLISHERS or overdue else replace(self, against=against)


def status_in_force(reports: Sequence[Report]) -> InForce:
    """What is in force of one claim after its reports, in their order: a status, or that it is denied."""
    claim, *_ = (report.claim for report in reports)
    current = InForce.of((claim, reports[0]))
    for report in reports[1:]:
        word = claim, report
        if position(report) == position(current.report):
            current = current.supported(word, decides=_as_firm(current.report, report))
        else:
            current = InForce.of(word) if _decides(current.report, report) else current.contradicted(word)
    return current


def _decides(earlier: Report, later: Report) -> bool:
    """Whether a later report decides at once: it is as firm, or an exit that is reported."""
    if not _as_sure(earlier, later):
        return False
    more_confident = earlier.confidence < SURE <= later.confidence
    ends = later.status == "exited" and later.certainty == "reported" and earlier.certainty != "denied"
    return more_confident or ends or FIRMNESS[later.certainty] >= FIRMNESS[earlier.certainty]


def value_in_force(words: Iterable[Word]) -> InForce | None:
    """Which of several stages, or release dates, is in force after their reports, in their order; None if none is.

    A denial of the value in force clears the way for any other, but revives none.
    """
    current: InForce | None = None
    for word in words:
        claim, report = word
        if report.certainty == "denied":
            if current and current.claim.id == claim.id and _as_sure(current.report, report):
                current = replace(current, cleared=True)
        elif current is None or current.cleared:
            current = InForce.of(word)
        elif claim.id == current.claim.id or _is_looser(claim, current.claim):
            decides = claim.id == current.claim.id and _as_firm(current.report, report)
            current = current.supported(word, decides=decides)
        else:
            current = InForce.of(word) if _replaces(current, word) else _withstood(current, word)
    return current


def _replaces(current: InForce, word: Word) -> bool:
    """Whether another value takes the place of the one in force at once."""
    claim, report = word
    if _is_looser(current.claim, claim):  # the same date, more exact
        return FIRMNESS[report.certainty] >= FIRMNESS["reported"] and _as_sure(current.report, report)
    firmer = FIRMNESS[report.certainty] > FIRMNESS[current.report.certainty] and current.claim.object != "released"
    return _as_firm(current.report, report) and (firmer or not _goes_back(current.claim, claim))


def _withstood(current: InForce, word: Word) -> InForce:
    """What is in force after another value that does not take its place at once; nothing undoes a release."""
    return current if current.claim.object == "released" else current.contradicted(word)


def _goes_back(current: Claim, later: Claim) -> bool:
    """Whether a stage lies before the one in force, as in a look back; shelved and revived is news."""
    if PREDICATES[current.predicate].literal != "stage":
        return False
    if current.object == "released":
        return True
    return "shelved" not in (current.object, later.object) and _rank(later) < _rank(current)


def _rank(claim: Claim) -> int:
    return STAGES[claim.object_name].rank


def _is_looser(one: Claim, other: Claim) -> bool:
    """Whether a date is a less exact form of another: 2026 of 2026-05-01."""
    dated = PREDICATES[one.predicate].literal == "date"
    return dated and other.object_name != one.object_name and other.object_name.startswith(one.object_name)


def _as_firm(current: Report, report: Report) -> bool:
    """Whether a report is as firm as the one in force, and as confident."""
    return FIRMNESS[report.certainty] >= FIRMNESS[current.certainty] and _as_sure(current, report)


def _as_sure(current: Report, report: Report) -> bool:
    return report.confidence >= SURE or current.confidence < SURE
