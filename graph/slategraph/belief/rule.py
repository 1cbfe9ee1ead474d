"""How reports become a standing: the rule by which the graph decides what it believes.

The reports on a claim are taken in the order of their days. The first decides; each later one decides
instead when its word is as firm (confirmed and denied before reported before rumored), or when a
trade reports that the person has left; what only reprints an earlier report is passed over: see `docs/standing.md`
for the rule as a table.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from slategraph.belief.news import InForce, status_in_force, value_in_force
from slategraph.belief.order import day, order
from slategraph.belief.reprints import originals
from slategraph.belief.weights import FIRMNESS, SURE, TRUSTED, doubt_left, position, weight
from slategraph.model.claims import Claim
from slategraph.model.dates import last_day
from slategraph.model.outlets import original_outlet
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREDICATES, STATUSES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is believed of a claim: its status and certainty, since when, and by which report.

    `belief` lies between 0 and 1. `since` is the day from which the status has held (None if no source
    has a date and the store has not recorded when it learned of it), `decided_by` the report that decides,
    `reports` all reports in the order of their days, `superseded_by` the claim that replaced this
    one where a project has one value at a time (a stage, a release date), `stories` the reports without reprints.
    """

    claim: Claim
    status: str
    certainty: str
    belief: float
    since: str | None
    decided_by: Report
    reports: tuple[Report, ...]
    superseded_by: Claim | None = None
    superseding: Report | None = None
    stories: tuple[Report, ...] = field(default=(), repr=False, compare=False)

    @property
    def holds(self) -> bool:
        """Whether the claim belongs to what is believed now: attached, not denied, not superseded."""
        return self.status == "attached" and self.certainty != "denied" and self.superseded_by is None

    @property
    def sources(self) -> int:
        """How many sources say anything of the claim."""
        return len({report.source.id for report in self.reports})

    @property
    def why(self) -> str:
        """One sentence that says why this is believed."""
        report, who = self.decided_by, outlet(self.decided_by.source)
        day = f" on {report.source.published}" if report.source.published else ""
        said = f"{who} has it as {level(report)}{day}"
        if self.superseded_by is not None:
            return f"{said}; {_successor(self)}."
        return f"{said}{_outweighed(self)}; {_others(self.sources - 1, self.reprints)}."

    @property
    def reprints(self) -> int:
        """How many of the sources only pass on what another had said."""
        news = {report.source.id for report in self.stories}
        return len({report.source.id for report in self.reports} - news)


def _successor(standing: Standing) -> str:
    """What is in force instead, and how its report compares: later, more exact, or earlier and firmer."""
    value, other = standing.superseded_by, standing.superseding
    assert value is not None and other is not None
    if value.object_name.startswith(standing.claim.object_name):
        return f"{outlet(other.source)} has a more exact date: {value.object_name}"
    if order(other) > order(standing.decided_by):
        return f"a later report says {value.object_name}"
    return f"an earlier, firmer report says {value.object_name}"


def _outweighed(standing: Standing) -> str:
    """A later report that does not decide, since it is less firm or was extracted with less confidence."""
    decided = standing.decided_by
    other = [r for r in standing.stories if order(r) > order(decided) and position(r) != position(decided)]
    if not other:
        return ""
    last = other[-1]
    unsure = last.confidence < SURE <= decided.confidence
    how = "was extracted with less confidence" if unsure else "is less firm"
    return f", and what {outlet(last.source)} said later ({level(last)}) {how}"


def _others(count: int, reprints: int) -> str:
    if count == 0:
        return "no other source speaks of it"
    passing = f", {reprints} of them only passing it on" if reprints else ""
    if count == reprints == 1:
        passing = ", only passing it on"
    return f"{count} other source{'s speak' if count > 1 else ' speaks'} of it too{passing}"


def level(said: Report | Standing) -> str:
    """Status and certainty of a report or standing in two words; a plain relation has no status."""
    status = f"{STATUSES[said.status].label}, " if PREDICATES[said.claim.predicate].has_status else ""
    return f"{status}{said.certainty}"


def outlet(source: Source) -> str:
    """Who published a source, as a person would say it."""
    return source.publisher or (f"a source that relays {source.relays}" if source.relays else "an unnamed source")


def withdrawn(report: Report, on: str | None = None) -> bool:
    """Whether a report's source no longer stood by it on a day, or today."""
    retracted = report.source.retracted
    return retracted is not None and (on is None or last_day(retracted) <= last_day(on))


def _told(report: Report) -> tuple[str, bool, float, str]:
    """Publication order: by day; on one day those that relay nobody first, then by confidence."""
    return day(report), report.source.relays is not None, -report.confidence, report.id


def without_reprints(reports: Sequence[Report]) -> list[Report]:
    """The reports without those reprints that say no more than a story before them did.

    A reprint counts if its status or certainty differs, or if it was extracted with confidence and the story was not.
    """
    if len(reports) < 2:
        return list(reports)
    alike = group(sorted(reports, key=_told), lambda r: f"{r.status} {r.certainty} {r.confidence >= SURE}")
    kept = {report.id for some in alike.values() for report in originals(some, day)}
    return [report for report in reports if report.id in kept]


def belief(reports: Iterable[Report], decided_by: Report) -> float:
    """How much the reports speak for what was decided, from 0 to 1, each story and each publisher counted once.

    One minus the product, over the publishers that say so, of one minus the weight of their report times the
    extractor's confidence (a noisy-or, as in INDRA's belief model, Gyori et al. 2017). Of the reports that tell one
    story the firmest counts, of equally firm ones the first. Of a denied claim it is the rest.
    """
    said = [r for r in reports if position(r) == position(decided_by)]
    weights: dict[str, float] = {}
    for report in originals(sorted(said, key=lambda r: (-FIRMNESS[r.certainty], *_told(r))), day):
        root = original_outlet(report.source)
        weights[root] = max(weights.get(root, 0.0), weight(report))
    doubt = doubt_left(weights.values())
    return round(doubt if decided_by.certainty == "denied" else 1 - doubt, 4)


def as_written(claim: Claim) -> Claim:
    """The claim itself: identities are left as the sources have them."""
    return claim


@dataclass(frozen=True, slots=True)
class AsOf:
    """As-of parameters: publication day, day of recording, confidence threshold, identities.

    `on` is the day up to which sources count by when they were published, `known_on` the one by which the store had
    learned of them (both ``YYYY-MM-DD`` or less exact, None for today); `trusted` is the least confidence of a report
    that counts; `who` returns each claim with its merged entities under one name.
    """

    on: str | None = None
    known_on: str | None = None
    trusted: float = TRUSTED
    who: Callable[[Claim], Claim] = as_written

    def counts(self, report: Report) -> bool:
        """Whether a report counts for this."""
        learned = (report.learned or "")[:10]
        in_time = self.on is None or day(report) <= last_day(self.on)
        known = self.known_on is None or learned <= last_day(self.known_on)
        return report.confidence >= self.trusted and in_time and known and not withdrawn(report, self.on)


TODAY = AsOf()


def decide(reports: Iterable[Report], as_of: AsOf = TODAY, stories: Container[str] | None = None) -> Standing | None:
    """The standing of one claim from its reports, in any order: today, or as `as_of`; None where no report counts.

    `stories` are the ids of the reports that are not reprints, where these are known.
    """
    known = sorted(filter(as_of.counts, reports), key=order)
    if not known:
        return None
    news = without_reprints(known) if stories is None else [report for report in known if report.id in stories]
    in_force = status_in_force(news)
    decided_by = in_force.report
    return Standing(
        claim=as_of.who(decided_by.claim),
        status=decided_by.status,
        certainty=decided_by.certainty,
        belief=belief(known, decided_by),
        since=_said_on(in_force.first),
        decided_by=decided_by,
        reports=tuple(known),
        stories=tuple(news),
    )


def _said_on(report: Report) -> str | None:
    """The day of a report's source, else the one on which the store learned of it."""
    return report.source.published or (report.learned[:10] if report.learned else None)


def slot(claim: Claim) -> str:
    """What is decided together with a claim: all values of a stage or a release date, else the claim alone."""
    return f"{claim.subject.id} {claim.predicate}" if PREDICATES[claim.predicate].functional else claim.id


def supersede(standings: Iterable[Standing]) -> list[Standing]:
    """Mark the stages and release dates that another value supersedes, and since when that one has held."""
    listed = list(standings)
    said: dict[str, list[tuple[Claim, Report]]] = {}
    for standing in listed:
        if PREDICATES[standing.claim.predicate].functional:
            values = said.setdefault(slot(standing.claim), [])
            values.extend((standing.claim, report) for report in standing.stories)
    ordered = {about: sorted(words, key=lambda word: order(word[1])) for about, words in said.items()}
    winners = {about: value_in_force(words) for about, words in ordered.items()}
    return [_marked(standing, winners.get(slot(standing.claim))) for standing in listed]


def _marked(standing: Standing, winner: InForce | None) -> Standing:
    if winner is None:
        return standing
    if winner.claim.id == standing.claim.id:
        return replace(standing, since=_said_on(winner.first))
    return replace(standing, superseded_by=winner.claim, superseding=winner.report)


def group(values: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Values by a key, each group in the order of arrival."""
    groups: dict[str, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups


def together(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Standings by what is decided together: the values of a stage or a release date, else each claim alone."""
    return group(standings, lambda standing: slot(standing.claim))


def by_claim(reports: Iterable[Report], as_of: AsOf = TODAY) -> Iterable[list[Report]]:
    """Reports by the claims that they speak of, whatever name these go by."""
    return group(reports, lambda report: as_of.who(report.claim).id).values()


def decide_all(reports: Iterable[Report], as_of: AsOf = TODAY) -> list[Standing]:
    """The standings of all claims that the reports speak of: today, or as `as_of`."""
    decided = (decide(some, as_of) for some in by_claim(reports, as_of))
    return supersede(standing for standing in decided if standing is not None)
